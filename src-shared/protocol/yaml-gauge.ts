// Watches the lexemes of a YAML text go by and says when it is larger or deeper than a definition may be, before
// anything is built of it. Part of read-yaml.ts.
import { depthLimit, nodeLimit } from './definition-limits.ts'

export type Excess = 'nodes' | 'depth'

const bracket: Record<string, number> = { '{': 1, '[': 1, '}': -1, ']': -1 }
/** Characters that begin a value when a lexeme begins with them; other scalars are announced by the lexer. */
const valueBeginnings = new Set(['"', "'", '*', '{', '['])
const indicators = new Set(['-', ':', '?', ',', '%', '&', '!'])

/** Counts of one text. All are lower bounds, so a text within the limits always passes. */
export class YamlGauge {
  /** Offset in the text of the next lexeme. */
  offset = 0
  private values = 0
  private keys = 0
  private brackets = 0
  private readonly counts = new Map<string, number>()
  /** Columns at which the blocks that are open begin. */
  private readonly indents: number[] = []
  private column = 0

  /** Takes the next lexeme of yaml's lexer; returns what is too much, or null. */
  add(lexeme: string): Excess | null {
    const excess = this.count(lexeme) ?? (this.isDeep(lexeme) ? 'depth' : null)
    // Marks of the lexer itself (U+0002, U+0018, U+001F) take no place in the text.
    if (lexeme !== '\u0002' && lexeme !== '\u0018' && lexeme !== '\u001f') this.offset += lexeme.length
    return excess
  }

  private count(lexeme: string): Excess | null {
    const first = lexeme[0]!
    if (lexeme === '\u001f' || valueBeginnings.has(first)) this.values++
    if (lexeme === ':' || lexeme === '?') this.keys++
    if (indicators.has(first)) {
      const count = (this.counts.get(first) ?? 0) + 1
      this.counts.set(first, count)
      if (count > nodeLimit) return 'nodes'
    }
    return this.values - this.keys > nodeLimit ? 'nodes' : null
  }

  private isDeep(lexeme: string): boolean {
    const step = bracket[lexeme] ?? 0
    this.brackets += step
    if (lexeme.startsWith('\n') || lexeme.startsWith('\r')) this.column = 0
    else if (this.brackets === 0 && step === 0 && lexeme.trim() !== '' && !lexeme.startsWith('#')) this.open()
    if (lexeme >= ' ') this.column += lexeme.length
    return this.brackets + this.indents.length > depthLimit * 2
  }

  /** A block begins, or goes on, at this column. */
  private open(): void {
    while (this.indents.length > 0 && this.indents.at(-1)! > this.column) this.indents.pop()
    if (this.indents.length === 0 || this.indents.at(-1)! < this.column) this.indents.push(this.column)
  }
}
