// The menu bar as data: which command stands where, beside the choices, the system's own entries, and keys that are
// reserved for functions to come. The commands themselves: src-shared/bridge/app-commands.ts. Counterpart: menu-template.ts.
import type { Label } from '../../src-shared/bytes/range.ts'
import type { CommandId, CommandMenu } from '../../src-shared/bridge/app-commands.ts'
import type { Preferences } from '../../src-shared/bridge/bridge.ts'
import type { ExternalLink } from './external-links.ts'

/** A preference that a menu offers as one choice out of several. */
export type ChoicePreference = 'language' | 'theme' | 'density' | 'layout' | 'timeFormat'

export type MenuRole = NonNullable<Electron.MenuItemConstructorOptions['role']>

export type MenuEntry =
  /** The screen does it; label and keys are in the table of commands. */
  | CommandId
  | '---'
  | { kind: 'choice'; preference: ChoicePreference; value: string; label: Label }
  | { kind: 'role'; role: MenuRole; label: Label; keys?: string }
  | { kind: 'link'; link: ExternalLink; label: Label }
  | { kind: 'recent' | 'samples'; label: Label }
  | { kind: 'menu'; label: Label; entries: readonly MenuEntry[] }
  /** Entries that stand elsewhere on the other systems. */
  | { kind: 'only'; on: 'mac' | 'pc'; entries: readonly MenuEntry[] }

export interface BarMenu {
  /** Commands of this menu that the layout does not name come last. */
  menu: CommandMenu | null
  label: Label
  /** Underlined letter on Windows and Linux. */
  mnemonic: string
  only?: 'mac'
  entries: readonly MenuEntry[]
}

const choice = <Name extends ChoicePreference>(preference: Name, value: Preferences[Name], zh: string, en: string) =>
  ({ kind: 'choice', preference, value, label: { zh, en } }) as const
const role = (name: MenuRole, zh: string, en: string, keys?: string) =>
  ({ kind: 'role', role: name, label: { zh, en }, ...(keys ? { keys } : {}) }) as const
const subMenu = (zh: string, en: string, entries: readonly MenuEntry[]) =>
  ({ kind: 'menu', label: { zh, en }, entries }) as const
const onPc = (...entries: readonly MenuEntry[]) => ({ kind: 'only', on: 'pc', entries }) as const

const quit = role('quit', '退出', 'Quit', 'Mod+Q')

const macApplication: BarMenu = {
  menu: null,
  label: { zh: '桩镜', en: 'Pilescope' },
  mnemonic: '',
  only: 'mac',
  entries: [
    'help.about',
    '---',
    'edit.preferences',
    '---',
    role('hide', '隐藏桩镜', 'Hide Pilescope'),
    role('hideOthers', '隐藏其他', 'Hide others'),
    role('unhide', '全部显示', 'Show all'),
    '---',
    quit,
  ],
}

const file: BarMenu = {
  menu: 'file',
  label: { zh: '文件', en: 'File' },
  mnemonic: 'F',
  entries: [
    'file.open',
    'file.paste',
    { kind: 'recent', label: { zh: '最近打开', en: 'Open recent' } },
    { kind: 'samples', label: { zh: '样例', en: 'Samples' } },
    'file.welcome',
    '---',
    'file.save',
    'file.export',
    '---',
    'file.proxy',
    'file.start-stop',
    'file.reload',
    'file.stop',
    '---',
    'file.close',
    onPc('---', quit),
  ],
}

const edit: BarMenu = {
  menu: 'edit',
  label: { zh: '编辑', en: 'Edit' },
  mnemonic: 'E',
  entries: [
    role('undo', '撤销', 'Undo', 'Mod+Z'),
    role('redo', '重做', 'Redo'),
    '---',
    role('cut', '剪切', 'Cut', 'Mod+X'),
    role('copy', '复制', 'Copy', 'Mod+C'),
    role('paste', '粘贴', 'Paste', 'Mod+V'),
    role('selectAll', '全选', 'Select all', 'Mod+A'),
    '---',
    'edit.copy-value',
    'edit.copy-hex',
    'edit.copy-tree',
    'edit.copy-json',
    '---',
    'edit.filter',
    'edit.clear-filter',
    'edit.saved-filters',
    '---',
    'edit.find',
    'edit.find-next',
    'edit.find-previous',
    '---',
    'edit.mark',
    'edit.ignore',
    'edit.time-reference',
    'edit.comment',
    onPc('---', 'edit.preferences'),
  ],
}

const view: BarMenu = {
  menu: 'view',
  label: { zh: '视图', en: 'View' },
  mnemonic: 'V',
  entries: [
    'view.frames',
    'view.sessions',
    'view.findings',
    'view.plots',
    'view.connections',
    'view.statistics',
    '---',
    subMenu('语言', 'Language', [
      choice('language', 'zh', '中文', 'Chinese 中文'),
      choice('language', 'en', '英文 English', 'English'),
      choice('language', 'both', '中英双语', 'Both'),
      '---',
      'view.language',
    ]),
    subMenu('外观', 'Theme', [
      choice('theme', 'system', '跟随系统', 'As the system'),
      choice('theme', 'light', '浅色', 'Light'),
      choice('theme', 'dark', '深色', 'Dark'),
      '---',
      'view.theme',
    ]),
    subMenu('布局', 'Layout', [
      choice('layout', 'list-over-tree-beside-hex', '列表在上，字段与字节并排', 'List above fields and bytes'),
      choice('layout', 'list-beside-tree-over-hex', '列表在左，字段在字节上方', 'List beside fields over bytes'),
      '---',
      'view.layout',
    ]),
    subMenu('行高', 'Row height', [
      choice('density', 'compact', '紧凑', 'Compact'),
      choice('density', 'normal', '标准', 'Normal'),
      choice('density', 'comfortable', '宽松', 'Comfortable'),
    ]),
    subMenu('时间格式', 'Time format', [
      choice('timeFormat', 'time', '时刻', 'Time of day'),
      choice('timeFormat', 'date', '日期和时刻', 'Date and time'),
      choice('timeFormat', 'since-first', '自首帧起', 'Since the first frame'),
      choice('timeFormat', 'since-previous', '距上一帧', 'Since the previous frame'),
      '---',
      'view.time',
    ]),
    '---',
    'view.colour-rules',
    'view.apply-column',
    'view.add-column',
    '---',
    'view.event-rows',
    'view.follow',
    'view.text',
    '---',
    role('zoomIn', '放大', 'Zoom in', 'Mod+Plus'),
    role('zoomOut', '缩小', 'Zoom out', 'Mod+-'),
    role('resetZoom', '实际大小', 'Actual size', 'Mod+0'),
    role('togglefullscreen', '全屏', 'Full screen'),
  ],
}

const go: BarMenu = {
  menu: 'go',
  label: { zh: '跳转', en: 'Go' },
  mnemonic: 'G',
  entries: [
    'go.back',
    'go.forward',
    '---',
    'go.frame',
    'go.first',
    'go.last',
    'go.previous',
    'go.next',
    '---',
    'go.previous-bad',
    'go.next-bad',
    '---',
    'go.previous-mark',
    'go.next-mark',
    '---',
    'go.previous-in-conversation',
    'go.next-in-conversation',
    'go.paired',
  ],
}

const help: BarMenu = {
  menu: 'help',
  label: { zh: '帮助', en: 'Help' },
  mnemonic: 'H',
  entries: [
    'help.keys',
    { kind: 'link', link: 'wireshark', label: { zh: '下载 Wireshark…', en: 'Download Wireshark…' } },
    onPc('---', 'help.about'),
  ],
}

export const menuBar: readonly BarMenu[] = [macApplication, file, edit, view, go, help]
