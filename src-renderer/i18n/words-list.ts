// Words of the frame list and the filter bar.
import type { Severity } from '../../src-shared/protocol/severity.ts'
import type { Direction, Label } from '../../src-shared/bytes/range.ts'
import type { ColumnId } from '../../src-shared/view/columns.ts'
import type { Row } from '../../src-shared/view/row.ts'
import { formatCount } from './numbers.ts'

export const listWords = {
  frames: { zh: '报文', en: 'Frames' },
  scroll: { zh: '滚动报文列表', en: 'Scroll the frame list' },
  columns: { zh: '列', en: 'Columns' },
  columnMenu: { zh: '选择列', en: 'Choose columns' },
  resetColumns: { zh: '恢复默认列', en: 'Default columns' },
  moveLeft: { zh: '左移', en: 'Move left' },
  moveRight: { zh: '右移', en: 'Move right' },
  hideColumn: { zh: '隐藏此列', en: 'Hide this column' },
  removeColumn: { zh: '删除此列', en: 'Delete this column' },
  renameColumn: { zh: '重命名此列…', en: 'Rename this column…' },
  rename: { zh: '重命名', en: 'Rename' },
  addColumn: { zh: '添加字段列…', en: 'Add a field as column…' },
  columnTitle: { zh: '标题', en: 'Title' },
  fieldName: { zh: '字段', en: 'Field' },
  noSuchField: { zh: '没有这个字段。', en: 'There is no such field.' },
  sortAscending: { zh: '升序', en: 'Sort ascending' },
  sortDescending: { zh: '降序', en: 'Sort descending' },
  sortNone: { zh: '按原顺序', en: 'Original order' },
  timeFormat: { zh: '时间格式', en: 'Time format' },
  unknownMessage: { zh: '未知报文', en: 'Unknown message' },
  unknownProtocol: { zh: '未知', en: 'unknown' },
  lengthWrong: { zh: '长度不符', en: 'length is wrong' },
  emptyFilter: { zh: '没有符合的报文', en: 'No frames match' },
  emptyFilterOf: { zh: '过滤条件：', en: 'Filter: ' },
  clearFilter: { zh: '清除过滤', en: 'Clear filter' },
  noPair: { zh: '这一帧没有对应的请求或应答', en: 'This frame has no request or reply' },
  isRequest: { zh: '请求', en: 'request' },
  isResponse: { zh: '应答', en: 'reply' },
  noTime: { zh: '记录里没有时间', en: 'No time was recorded' },
  loadingRows: { zh: '正在读取…', en: 'Reading…' },
} as const

/** Of the lines between frames that say what happened there. */
export const eventRowWords = {
  event: { zh: '事件', en: 'Event' },
  menu: { zh: '事件菜单', en: 'Event menu' },
  copy: { zh: '复制为文本', en: 'Copy as text' },
  openAmong: { zh: '在“连接”里查看', en: 'Show among the connections' },
  open: { zh: '双击：在“连接”里查看', en: 'Double click: show among the connections' },
  stream: (stream: number): Label => ({ zh: `连接 ${stream}`, en: `connection ${stream}` }),
  more: (count: number): Label => ({
    zh: `这里还有 ${formatCount(count)} 个事件`,
    en: `${formatCount(count)} more events here`,
  }),
} as const

export const columnWords: Record<ColumnId, Label> = {
  number: { zh: '序号', en: 'No.' },
  time: { zh: '时间', en: 'Time' },
  pile: { zh: '桩号', en: 'Pile' },
  gun: { zh: '枪', en: 'Gun' },
  direction: { zh: '方向', en: 'Dir' },
  protocol: { zh: '协议', en: 'Protocol' },
  type: { zh: '类型', en: 'Type' },
  message: { zh: '报文', en: 'Message' },
  length: { zh: '长度', en: 'Length' },
  checksum: { zh: '校验', en: 'Checksum' },
  info: { zh: '摘要', en: 'Info' },
}

export const directionWords: Record<Direction, Label> = {
  up: { zh: '上行', en: 'up' },
  down: { zh: '下行', en: 'down' },
  unknown: { zh: '方向未知', en: 'direction unknown' },
}

export const checksumWords: Record<Row['checksum'], Label> = {
  good: { zh: '正确', en: 'good' },
  swapped: { zh: '反序', en: 'swapped' },
  bad: { zh: '错误', en: 'bad' },
  absent: { zh: '无', en: 'none' },
}

export const severityWords: Record<Severity, Label> = {
  chat: { zh: '说明', en: 'info' },
  note: { zh: '注意', en: 'note' },
  warn: { zh: '可疑', en: 'warning' },
  error: { zh: '错误', en: 'error' },
}
