// Words of the filter bar: its states, completion, saved filters; and of what menus do with a field.
import type { CompletionItem } from '../../src-shared/expression/complete.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { formatCount } from './numbers.ts'

export const filterWords = {
  filter: { zh: '过滤', en: 'Filter' },
  hint: {
    zh: '过滤，例如 桩编号 contains "2023"；可输入拼音首字母，如 zbh',
    en: 'Filter, such as pile_no contains "2023" or frame.bad',
  },
  applied: { zh: '过滤已生效', en: 'Filter applied' },
  appliedShort: { zh: '已生效', en: 'applied' },
  nothing: { zh: '没有符合的报文', en: 'No frames match' },
  wrong: { zh: '过滤有误', en: 'The filter is wrong' },
  wrongShort: { zh: '有误', en: 'wrong' },
  valid: { zh: '按 Enter 生效', en: 'Enter applies' },
  checking: { zh: '正在检查…', en: 'Checking…' },
  clear: { zh: '清除过滤', en: 'Clear filter' },
  suggestions: { zh: '可输入的内容', en: 'What may come next' },
  history: { zh: '历史', en: 'history' },
  saved: { zh: '已保存', en: 'saved' },
  completionKeys: { zh: '↑↓ 选择 · Tab 填入 · Esc 关闭', en: '↑↓ choose · Tab takes · Esc closes' },
  useSuggestion: (suggestion: string): Label => ({ zh: `改为 ${suggestion}`, en: `Use ${suggestion}` }),
  inFrames: (count: number): Label => ({ zh: `${formatCount(count)} 帧`, en: `${formatCount(count)}×` }),

  locked: {
    zh: '只能查看：过滤由持操作链接的人设定',
    en: 'View only: the filter is set by those with the operating link',
  },
  buttons: { zh: '过滤按钮', en: 'Filter buttons' },
  saveOrManage: { zh: '保存或管理过滤', en: 'Save or manage filters' },
  saveThis: { zh: '保存当前过滤…', en: 'Save this filter…' },
  manage: { zh: '管理过滤…', en: 'Manage filters…' },
  colours: { zh: '着色规则…', en: 'Colour rules…' },
  savedFilters: { zh: '保存的过滤', en: 'Saved filters' },
  name: { zh: '名称', en: 'Name' },
  expression: { zh: '过滤条件', en: 'Filter' },
  asButton: { zh: '按钮', en: 'Button' },
  add: { zh: '添加', en: 'Add' },
  remove: { zh: '删除', en: 'Delete' },
  moveUp: { zh: '上移', en: 'Move up' },
  moveDown: { zh: '下移', en: 'Move down' },
  done: { zh: '完成', en: 'Done' },
  save: { zh: '保存', en: 'Save' },
  noName: { zh: '请输入名称', en: 'Give it a name' },
  newFilter: { zh: '新过滤', en: 'New filter' },
  restoreDefaults: { zh: '恢复默认', en: 'Restore defaults' },
} as const

export const itemKindWords: Record<CompletionItem['kind'], Label> = {
  envelope: { zh: '帧信息', en: 'frame' },
  role: { zh: '各协议通用', en: 'any protocol' },
  field: { zh: '字段', en: 'field' },
  label: { zh: '字段', en: 'field' },
  protocol: { zh: '协议', en: 'protocol' },
  operator: { zh: '运算', en: 'operator' },
  connective: { zh: '连接', en: 'logic' },
  value: { zh: '取值', en: 'value' },
  function: { zh: '函数', en: 'function' },
}

/** What menus do with the value of a field, a cell or bytes. */
export const applyWords = {
  menu: { zh: '字段菜单', en: 'Field menu' },
  bytesMenu: { zh: '字节菜单', en: 'Byte menu' },
  rowMenu: { zh: '报文菜单', en: 'Frame menu' },
  selected: { zh: '应用为过滤：选中', en: 'Apply as filter: selected' },
  notSelected: { zh: '应用为过滤：非选中', en: 'Apply as filter: not selected' },
  and: { zh: '…并且选中', en: '… and selected' },
  or: { zh: '…或者选中', en: '… or selected' },
  andNot: { zh: '…并且非选中', en: '… and not selected' },
  orNot: { zh: '…或者非选中', en: '… or not selected' },
  column: { zh: '应用为列', en: 'Apply as column' },
  colour: { zh: '按此着色…', en: 'Colour by this…' },
  find: { zh: '查找下一个', en: 'Find next' },
  noFilter: { zh: '这里没有可过滤的值', en: 'There is no value to filter by' },
  columnAdded: (title: string): Label => ({ zh: `已添加列：${title}`, en: `Column added: ${title}` }),
  columnThere: { zh: '这一列已经有了', en: 'That column is there already' },
  bytes: (range: string): Label => ({ zh: `字节 ${range}`, en: `bytes ${range}` }),
} as const

export const findWords = {
  find: { zh: '查找', en: 'Find' },
  kind: { zh: '查找方式', en: 'Look for' },
  filter: { zh: '过滤条件', en: 'Filter' },
  hex: { zh: '十六进制', en: 'Hex' },
  text: { zh: '文本', en: 'Text' },
  next: { zh: '下一个', en: 'Next' },
  previous: { zh: '上一个', en: 'Previous' },
  close: { zh: '关闭查找', en: 'Close find' },
  cancel: { zh: '停止查找', en: 'Stop' },
  searching: { zh: '正在查找…', en: 'Searching…' },
  nothing: { zh: '没有找到', en: 'Not found' },
  wrapped: { zh: '已到末尾，从头继续', en: 'Went on from the start' },
  wrappedBack: { zh: '已到开头，从末尾继续', en: 'Went on from the end' },
  cancelled: { zh: '已停止', en: 'Stopped' },
  foundIn: (number: number): Label => ({ zh: `第 ${number} 帧`, en: `Frame ${number}` }),
  hintFilter: { zh: '例如 frame.bad', en: 'such as frame.bad' },
  hintHex: { zh: '例如 68 0d 14', en: 'such as 68 0d 14' },
  hintText: {
    zh: '字段名、取值、报文名，或载荷里的文字（ASCII、GBK）',
    en: 'Labels, values, names, or text in the payload',
  },
  noMark: { zh: '没有标记的帧', en: 'No frame is marked' },
  noOther: { zh: '这个连接没有别的帧', en: 'No other frame in this conversation' },
} as const

export const noteWords = {
  marked: { zh: '已标记', en: 'marked' },
  ignored: { zh: '已忽略', en: 'ignored' },
  reference: { zh: '时间参考', en: 'time reference' },
  comment: { zh: '注释', en: 'Comment' },
  commentOf: (number: number): Label => ({ zh: `第 ${number} 帧的注释`, en: `Comment on frame ${number}` }),
  edit: { zh: '修改注释', en: 'Edit the comment' },
  hint: { zh: '存进 pcapng 的包注释，Wireshark 也能看到。', en: 'Kept as a packet comment; Wireshark shows it too.' },
  removeComment: { zh: '删除注释', en: 'Delete comment' },
  markedCount: (count: number): Label => ({ zh: `标记 ${formatCount(count)}`, en: `${formatCount(count)} marked` }),
  unsaved: { zh: '有未保存的标记或注释', en: 'Marks or comments are not saved' },
  unsavedText: (name: string): Label => ({
    zh: `“${name}”的标记、忽略、时间参考或注释还没有保存到文件。`,
    en: `Marks, ignored frames, time references or comments of “${name}” are not in a file yet.`,
  }),
  saveAndClose: { zh: '保存并关闭', en: 'Save and close' },
  closeAnyway: { zh: '不保存', en: 'Do not save' },
} as const

export const colourWords = {
  title: { zh: '着色规则', en: 'Colour rules' },
  explain: {
    zh: '从上到下，第一条符合的规则给报文着色，规则名写在摘要前。',
    en: 'From the top, the first rule that fits colours the row; its name stands before the info.',
  },
  enabled: { zh: '启用', en: 'On' },
  colour: { zh: '颜色', en: 'Colour' },
  newRule: { zh: '新规则', en: 'New rule' },
  export: { zh: '导出…', en: 'Export…' },
  import: { zh: '导入…', en: 'Import…' },
  importFailed: { zh: '这不是着色规则文件。', en: 'That is no file of colour rules.' },
  imported: (count: number): Label => ({ zh: `已导入 ${count} 条规则`, en: `${count} rules imported` }),
  names: {
    red: { zh: '红', en: 'Red' },
    orange: { zh: '橙', en: 'Orange' },
    yellow: { zh: '黄', en: 'Yellow' },
    green: { zh: '绿', en: 'Green' },
    teal: { zh: '青', en: 'Teal' },
    blue: { zh: '蓝', en: 'Blue' },
    purple: { zh: '紫', en: 'Purple' },
    grey: { zh: '灰', en: 'Grey' },
  },
} as const
