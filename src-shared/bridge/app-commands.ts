// What a person can tell the app to do: one table for native menus (main side), toolbar and keys (screen). The screen runs
// them (src-renderer/app/run-command.ts); a menu sends `{ kind: 'command', command: id }` on the bridge.
import type { Label } from '../bytes/range.ts'
import type { CallName } from './calls.ts'

export type CommandMenu = 'file' | 'edit' | 'view' | 'go' | 'help'

/** Preferences that a command turns on and off. */
export type SwitchPreference = 'eventRows'

export interface AppCommand {
  /** Permanent. */
  id: string
  label: Label
  menu: CommandMenu
  /** As menus write it; `Mod` is Ctrl, or Cmd on macOS. The first is shown; the others work too. */
  keys: readonly string[]
  /** Keys that a browser keeps for itself; the web host shows and takes these instead. */
  browserKeys?: readonly string[]
  /** Makes sense only while a capture is open. */
  needsCapture?: boolean
  /** The preference that it turns on and off: menus show it with a check mark. */
  switches?: SwitchPreference
  /** The call that it comes down to: whoever may not make it is not offered the command. */
  call?: CallName
}

const command = <Id extends string>(
  id: Id,
  menu: CommandMenu,
  zh: string,
  en: string,
  keys: readonly string[] = [],
  more: Pick<AppCommand, 'browserKeys' | 'needsCapture' | 'switches' | 'call'> = {},
) => ({ id, menu, label: { zh, en }, keys, ...more })

const inCapture = { needsCapture: true }
const noting = { needsCapture: true, call: 'frames.note' } as const
const filtering = { needsCapture: true, call: 'view.set' } as const
/** Preferences that the analyzer works by: a screen that cannot tell it of them has no use for them. */
const arranging = { needsCapture: true, call: 'preferences.set' } as const

/** In the order of the menus. */
export const appCommands = [
  command('file.open', 'file', '打开…', 'Open…', ['Mod+O'], { call: 'captures.open' }),
  command('file.paste', 'file', '粘贴报文', 'Paste frames', ['Mod+V'], { call: 'captures.open' }),
  command('file.welcome', 'file', '首页与示例', 'Welcome and samples', ['Mod+Shift+H']),
  command('file.save', 'file', '保存', 'Save', ['Mod+S', 'Mod+Shift+S'], { needsCapture: true, call: 'captures.save' }),
  command('file.export', 'file', '导出解析…', 'Export decodes…', ['Mod+H'], {
    browserKeys: ['Alt+H'],
    needsCapture: true,
    call: 'document.save',
  }),
  command('file.proxy', 'file', '代理录制…', 'Record by proxy…', ['Mod+K'], { call: 'proxy.start' }),
  command('file.start-stop', 'file', '开始／停止', 'Start / stop', ['Mod+E'], { call: 'proxy.stop' }),
  command('file.reload', 'file', '重新解析', 'Decode again', ['Mod+R'], {
    browserKeys: ['Alt+R'],
    needsCapture: true,
    call: 'captures.reload',
  }),
  command('file.stop', 'file', '停止载入', 'Stop loading', [], { needsCapture: true, call: 'captures.cancel' }),
  command('file.close', 'file', '关闭', 'Close', ['Mod+W'], {
    browserKeys: ['Alt+W'],
    needsCapture: true,
    call: 'captures.close',
  }),
  command('edit.copy-value', 'edit', '复制值', 'Copy value', ['Mod+C'], inCapture),
  command('edit.copy-hex', 'edit', '复制整帧十六进制', 'Copy frame as hex', ['Mod+Shift+C'], {
    browserKeys: ['Alt+Shift+C'],
    needsCapture: true,
  }),
  command('edit.copy-tree', 'edit', '复制整帧解析', 'Copy frame as text', ['Mod+Shift+T'], {
    browserKeys: ['Alt+Shift+T'],
    needsCapture: true,
  }),
  command('edit.copy-json', 'edit', '复制整帧 JSON', 'Copy frame as JSON', ['Mod+Shift+J'], {
    browserKeys: ['Alt+Shift+J'],
    needsCapture: true,
  }),
  command('edit.find', 'edit', '查找…', 'Find…', ['Mod+F'], inCapture),
  command('edit.find-next', 'edit', '查找下一个', 'Find next', ['Mod+N', 'F3'], {
    browserKeys: ['F3', 'Alt+N'],
    needsCapture: true,
  }),
  command('edit.find-previous', 'edit', '查找上一个', 'Find previous', ['Mod+B', 'Shift+F3'], {
    browserKeys: ['Shift+F3', 'Mod+B'],
    needsCapture: true,
  }),
  command('edit.filter', 'edit', '过滤', 'Filter', ['Mod+/'], filtering),
  command('edit.clear-filter', 'edit', '清除过滤', 'Clear filter', ['Mod+Shift+X'], filtering),
  command('edit.saved-filters', 'edit', '保存的过滤…', 'Saved filters…', [], arranging),
  command('edit.mark', 'edit', '标记／取消标记', 'Mark / unmark', ['Mod+M'], noting),
  command('edit.ignore', 'edit', '忽略／取消忽略', 'Ignore / unignore', ['Mod+D'], noting),
  command('edit.time-reference', 'edit', '设为／取消时间参考', 'Set / unset time reference', ['Mod+T'], {
    browserKeys: ['Alt+T'],
    ...noting,
  }),
  command('edit.comment', 'edit', '注释…', 'Comment…', ['Mod+Alt+C'], noting),
  command('edit.preferences', 'edit', '首选项…', 'Preferences…', ['Mod+Shift+P'], {
    browserKeys: ['Alt+Shift+P'],
  }),
  // In the order of the tabs, which is the order of the digits.
  command('view.frames', 'view', '报文', 'Frames', ['Mod+1'], { browserKeys: ['Alt+1'], needsCapture: true }),
  command('view.sessions', 'view', '会话', 'Sessions', ['Mod+2'], { browserKeys: ['Alt+2'], needsCapture: true }),
  command('view.findings', 'view', '诊断', 'Findings', ['Mod+3'], { browserKeys: ['Alt+3'], needsCapture: true }),
  command('view.plots', 'view', '曲线', 'Plots', ['Mod+4'], { browserKeys: ['Alt+4'], needsCapture: true }),
  command('view.statistics', 'view', '统计', 'Statistics', ['Mod+5'], { browserKeys: ['Alt+5'], needsCapture: true }),
  command('view.connections', 'view', '连接', 'Connections', ['Mod+6'], {
    browserKeys: ['Alt+6'],
    needsCapture: true,
  }),
  command('view.language', 'view', '切换语言', 'Switch language', ['Mod+L'], { browserKeys: ['Alt+L'] }),
  command('view.theme', 'view', '切换明暗', 'Switch theme', ['Mod+Shift+D'], { browserKeys: ['Alt+Shift+D'] }),
  command('view.layout', 'view', '切换布局', 'Switch layout', ['Mod+Shift+L'], { browserKeys: ['Alt+Shift+L'] }),
  command('view.time', 'view', '切换时间格式', 'Switch time format', ['Mod+Alt+1'], inCapture),
  command('view.colour-rules', 'view', '着色规则…', 'Colour rules…', [], arranging),
  command('view.apply-column', 'view', '应用为列', 'Apply as column', ['Mod+Shift+I'], {
    browserKeys: ['Alt+Shift+I'],
    ...arranging,
  }),
  command('view.add-column', 'view', '添加字段列…', 'Add a field as column…', [], arranging),
  command('view.event-rows', 'view', '事件行', 'Event rows', [], { needsCapture: true, switches: 'eventRows' }),
  command('view.follow', 'view', '跟随最新', 'Follow newest', ['Mod+Alt+F'], inCapture),
  command('view.text', 'view', '切换 ASCII 与 GBK', 'Switch ASCII and GBK', ['Mod+Alt+G'], inCapture),
  command('go.frame', 'go', '转到帧…', 'Go to frame…', ['Mod+G'], inCapture),
  command('go.next', 'go', '下一帧', 'Next frame', ['F8', 'Mod+Down'], inCapture),
  command('go.previous', 'go', '上一帧', 'Previous frame', ['F7', 'Mod+Up'], inCapture),
  command('go.first', 'go', '第一帧', 'First frame', ['Mod+Home'], inCapture),
  command('go.last', 'go', '最后一帧', 'Last frame', ['Mod+End'], inCapture),
  command('go.next-bad', 'go', '下一个坏帧', 'Next bad frame', ['F4'], inCapture),
  command('go.previous-bad', 'go', '上一个坏帧', 'Previous bad frame', ['Shift+F4'], inCapture),
  command('go.next-in-conversation', 'go', '同一连接的下一帧', 'Next in conversation', ['Mod+.'], inCapture),
  command('go.previous-in-conversation', 'go', '同一连接的上一帧', 'Previous in conversation', ['Mod+,'], inCapture),
  command('go.next-mark', 'go', '下一个标记', 'Next mark', ['Mod+Shift+N'], {
    browserKeys: ['Alt+Shift+N'],
    needsCapture: true,
  }),
  command('go.previous-mark', 'go', '上一个标记', 'Previous mark', ['Mod+Shift+B'], {
    browserKeys: ['Alt+Shift+B'],
    needsCapture: true,
  }),
  command('go.paired', 'go', '对应的请求／应答', 'Paired frame', ['Mod+J'], inCapture),
  command('go.back', 'go', '后退', 'Back', ['Alt+Left'], inCapture),
  command('go.forward', 'go', '前进', 'Forward', ['Alt+Right'], inCapture),
  command('help.keys', 'help', '快捷键', 'Keyboard shortcuts', ['F1']),
  command('help.about', 'help', '关于桩镜', 'About Pilescope'),
] as const satisfies readonly AppCommand[]

export type CommandId = (typeof appCommands)[number]['id']
