// Expert info of a capture as a table for a spreadsheet or as JSON: one line a code, with the numbers of its frames.
import type { FindingIndex } from '../diagnosis/finding-index.ts'
import { csvText } from './csv.ts'

export type FindingExportFormat = 'csv' | 'json'

/** Frame numbers listed for one code; the rest is counted. */
const mostListed = 10_000

const header = [
  'code',
  'severity',
  'group',
  '名称',
  'name',
  '帧数 frames',
  '说明',
  'message',
  '处理',
  'remedy',
  '帧号 frame numbers',
]

/** The whole text, with line ends. */
export function exportFindings(index: FindingIndex, format: FindingExportFormat): string {
  const all = index.list().map((one) => ({ ...one, numbers: index.frames(one.code, 0, mostListed).numbers }))
  if (format === 'json') return `${JSON.stringify(all, null, 2)}\n`
  const rows = all.map(({ code, severity, group, name, frames, message, remedy, numbers }) => [
    code,
    severity,
    group,
    name?.zh ?? '',
    name?.en ?? '',
    String(frames),
    message.zh,
    message.en,
    remedy?.zh ?? '',
    remedy?.en ?? '',
    numbers.join(' '),
  ])
  return csvText([header, ...rows])
}
