// What a report is made of, whatever it is written as: headings, facts, tables, listings. Counterparts: as-markdown.ts,
// as-html.ts. Texts are plain; what writes them escapes them.

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'text'; text: string }
  /** Names with values. */
  | { kind: 'facts'; rows: readonly (readonly [name: string, value: string])[] }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'table'; columns: readonly Column[]; rows: readonly (readonly string[])[] }
  /** Lines in a face of one width: bytes and decodes. */
  | { kind: 'listing'; text: string }

export interface Column {
  name: string
  isNumber?: boolean
}

export type ReportLanguage = 'zh' | 'en'

/** The block with each of its texts changed. */
export function mapTexts(block: Block, change: (text: string) => string): Block {
  switch (block.kind) {
    case 'facts':
      return { ...block, rows: block.rows.map(([name, value]) => [name, change(value)] as const) }
    case 'list':
      return { ...block, items: block.items.map(change) }
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(change)) }
    default:
      return { ...block, text: change(block.text) }
  }
}
