// Words of the list of keyboard shortcuts. Commands bring their own labels (src-shared/bridge/app-commands.ts).
import type { CommandMenu } from '../../src-shared/bridge/app-commands.ts'
import type { Label } from '../../src-shared/bytes/range.ts'

export const menuWords: Record<CommandMenu, Label> = {
  file: { zh: '文件', en: 'File' },
  edit: { zh: '编辑', en: 'Edit' },
  view: { zh: '视图', en: 'View' },
  go: { zh: '跳转', en: 'Go' },
  help: { zh: '帮助', en: 'Help' },
}

/** Keys that work inside a pane. */
export const keyWords: readonly { title: Label; lines: readonly { keys: string; label: Label }[] }[] = [
  {
    title: { zh: '报文列表', en: 'Frame list' },
    lines: [
      { keys: '↑ ↓ PageUp PageDown Home End', label: { zh: '选择帧', en: 'Select a frame' } },
      { keys: 'Enter', label: { zh: '到字段', en: 'Go to its fields' } },
      { keys: 'a–z', label: { zh: '直接输入过滤条件', en: 'Type a filter' } },
      { keys: 'Tab', label: { zh: '下一个窗格', en: 'Next pane' } },
    ],
  },
  {
    title: { zh: '列标题', en: 'Column headers' },
    lines: [
      { keys: 'Enter', label: { zh: '排序', en: 'Sort' } },
      { keys: 'Shift+← Shift+→', label: { zh: '改变列宽', en: 'Change the width' } },
      { keys: 'Ctrl+← Ctrl+→', label: { zh: '移动列', en: 'Move the column' } },
      { keys: 'Shift+F10', label: { zh: '列菜单', en: 'Column menu' } },
    ],
  },
  {
    title: { zh: '字段', en: 'Fields' },
    lines: [
      { keys: '→ ←', label: { zh: '展开、收起', en: 'Open, close' } },
      { keys: 'Shift+→', label: { zh: '展开此项的全部', en: 'Open everything below' } },
      { keys: 'Ctrl+→ Ctrl+←', label: { zh: '全部展开、全部收起', en: 'Open all, close all' } },
      { keys: 'Backspace', label: { zh: '到上一级', en: 'To the parent' } },
      { keys: 'Shift+F10', label: { zh: '复制菜单', en: 'Copy menu' } },
    ],
  },
  {
    title: { zh: '字节', en: 'Bytes' },
    lines: [
      { keys: '← → ↑ ↓ Home End', label: { zh: '移动光标，选中所在字段', en: 'Move; selects the field' } },
      { keys: 'Shift+← Shift+→', label: { zh: '选中一段字节', en: 'Select bytes' } },
    ],
  },
]
