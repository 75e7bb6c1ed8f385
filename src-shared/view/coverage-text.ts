// The coverage matrix as a commissioning checklist for other programs: CSV or Markdown, in one language.
import type { Coverage, CoverageRow } from '../diagnosis/statistics.ts'
import { csvText } from './csv.ts'

type Language = 'zh' | 'en'

const words = {
  pile: { zh: '桩', en: 'Pile' },
  all: { zh: '全部桩', en: 'all piles' },
  title: { zh: '联调检查表', en: 'Commissioning checklist' },
  heads: {
    zh: ['桩', '类型', '报文', '方向', '条款', '收到', '正确', '错误', '结论'],
    en: ['Pile', 'Type', 'Message', 'Direction', 'Clause', 'Seen', 'Good', 'Bad', 'Verdict'],
  },
  up: { zh: '上行', en: 'up' },
  down: { zh: '下行', en: 'down' },
  unknown: { zh: '未知', en: 'unknown' },
  good: { zh: '✓ 通过', en: '✓ passed' },
  bad: { zh: '✕ 有错', en: '✕ errors' },
  never: { zh: '– 未测', en: '– never seen' },
} as const

/** All tables one after the other, each cell for itself; ends with a newline. */
export function coverageText(tables: readonly Coverage[], format: 'csv' | 'markdown', language: Language): string {
  if (format === 'markdown') return `${tables.flatMap((table) => markdownLines(table, language)).join('\n')}\n`
  const rows = tables.flatMap((table) => table.rows.map((row) => cells(table, row, language)))
  return csvText([[...words.heads[language]], ...rows])
}

function cells({ pile }: Coverage, row: CoverageRow, language: Language): string[] {
  return [
    pile?.number ?? words.all[language],
    row.type,
    row.name[language],
    words[row.direction][language],
    row.reference ?? '',
    String(row.seen),
    String(row.good),
    String(row.bad),
    words[row.verdict][language],
  ]
}

function markdownLines(table: Coverage, language: Language): string[] {
  const seen = table.rows.filter(({ verdict }) => verdict !== 'never').length
  const line = (row: readonly string[]) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const heads = words.heads[language].slice(1)
  return [
    `## ${words.title[language]} · ${table.protocolName[language]} · ${table.pile?.number ?? words.all[language]}（${seen}/${table.rows.length}）`,
    '',
    line(heads),
    line(heads.map(() => '---')),
    ...table.rows.map((row) => line(cells(table, row, language).slice(1))),
    '',
  ]
}
