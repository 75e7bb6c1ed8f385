// Words for teaching the layout of a log on the import desk.
import type { Label } from '../../src-shared/bytes/range.ts'
import type { FieldName } from '../../src-shared/capture/text/layout-rule.ts'
import { formatCount as count } from './numbers.ts'

export const teachWords = {
  open: { zh: '教一种版式…', en: 'Teach a layout…' },
  title: { zh: '日志版式', en: 'Log layout' },
  what: {
    zh: '自动识别读错时用。在这一行里选中一段，点它是什么；其他行会照样读。',
    en: 'For logs that are read wrong. Select a part of this line and say what it is; the other lines are read likewise.',
  },
  kept: { zh: '已存的版式', en: 'Kept layouts' },
  newLayout: { zh: '新版式', en: 'New layout' },
  line: { zh: '样例行', en: 'Sample line' },
  caretLine: { zh: '取光标所在行', en: "Take the caret's line" },
  markAs: { zh: '选中的是', en: 'The selection is' },
  selectFirst: { zh: '先在样例行里选中一段文字', en: 'Select a part of the sample line first' },
  unmark: (field: string): Label => ({ zh: `取消标记：${field}`, en: `Unmark: ${field}` }),
  template: { zh: '模板', en: 'Template' },
  templateHint: {
    zh: '花括号里是会变的部分：{time} {direction} {endpoint} {source} {destination} {label} {hex}，{skip} 为任意文字；其余照写。',
    en: 'Braces hold what changes: {time} {direction} {endpoint} {source} {destination} {label} {hex}, {skip} for anything; the rest stands as it is.',
  },
  problemAt: (position: number, problem: string): Label => ({
    zh: `第 ${count(position)} 个字符：${problem}`,
    en: `Character ${count(position)}: ${problem}`,
  }),
  join: { zh: '接续', en: 'Records' },
  joinLine: { zh: '一行一条', en: 'one per line' },
  joinNext: { zh: '其后不合版式的行接在后面', en: 'go on over lines that do not fit' },
  others: { zh: '其他行', en: 'Other lines' },
  othersRead: { zh: '照常识别', en: 'read as always' },
  othersIgnore: { zh: '忽略', en: 'ignored' },
  name: { zh: '名称', en: 'Name' },
  namePlaceholder: { zh: '例如：某平台网关日志', en: 'e.g. gateway log of a platform' },
  nameMissing: { zh: '请给版式起个名字', en: 'Give the layout a name' },
  fits: (lines: number): Label => ({
    zh: `${count(lines)} 行合这个版式`,
    en: `${count(lines)} ${lines === 1 ? 'line fits' : 'lines fit'} this layout`,
  }),
  readBy: (name: string, lines: number): Label => ({
    zh: `版式“${name}”读取了 ${count(lines)} 行`,
    en: `Layout “${name}” read ${count(lines)} ${lines === 1 ? 'line' : 'lines'}`,
  }),
  save: { zh: '保存版式', en: 'Keep layout' },
  remove: { zh: '删除', en: 'Delete' },
  removed: (name: string): Label => ({ zh: `已删除版式“${name}”`, en: `Layout “${name}” was deleted` }),
  undo: { zh: '撤销', en: 'Undo' },
  close: { zh: '关闭', en: 'Close' },
} as const satisfies Record<string, Label | ((...values: never[]) => Label)>

export const fieldWords: Record<Exclude<FieldName, 'skip'>, Label> = {
  time: { zh: '时间', en: 'Time' },
  direction: { zh: '方向', en: 'Direction' },
  endpoint: { zh: '对端地址', en: 'Peer address' },
  source: { zh: '来源地址', en: 'Source' },
  destination: { zh: '目的地址', en: 'Destination' },
  label: { zh: '标题', en: 'Caption' },
  hex: { zh: '报文', en: 'Bytes' },
}
