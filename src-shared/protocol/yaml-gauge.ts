// Watches the lexemes of a YAML text go by and says when it is larger or deeper than a definition may be, before
// anything is built of it. Part of read-yaml.ts.
import { depthLimit, nodeLimit } from './definition-limits.ts'

export type Excess = 'nodes' | 'depth'

/** What yaml's lexer puts between lexemes: begin of a document, broken flow, begin of a plain or block scalar. */
const lexerMarks = new Set(['\u0002', '\u0018', '\u001f'])
const bracketSteps: Record<string, number> = { '{': 1, '[': 1, '}': -1, ']': -1 }
/** Beside the lexer's mark of a scalar, these begin a value. */
const valueBeginnings = new Set(['\u001f', '"', "'", '*', '{', '['])
/** How often these can stand in a file: some not more often than it has values, others are rare in any file. */
const indicators: Record<string, number> = {
  '-': nodeLimit,
  ':': nodeLimit,
  '?': nodeLimit,
  ',': nodeLimit,
  '&': nodeLimit / 10,
  '!': nodeLimit / 10,
  '%': 10,
}

/** Counts of one text. They are lower bounds: what is too much here is too much when it is counted exactly. */
export class YamlGauge {
  /** Offset in the text of the lexeme that was added last. */
  offset = 0
  private next = 0
  private values = 0
  private keys = 0
  private brackets = 0
  private readonly counts = new Map<string, number>()
  /** Columns of the blocks that are open. */
  private readonly blocks: number[] = []
  private lineStart = 0
  /** The next lexeme may begin a block: it is the first of its line, or behind `- ` or `? `. */
  private mayBegin = true

  /** Takes the next lexeme of yaml's lexer; returns what is too much, or null. */
  add(lexeme: string): Excess | null {
    const isMark = lexerMarks.has(lexeme)
    this.offset = this.next
    if (!isMark) this.next += lexeme.length
    if (this.isTooMuch(lexeme)) return 'nodes'
    if (isMark) return null
    this.follow(lexeme)
    return this.brackets + this.blocks.length > depthLimit + 2 ? 'depth' : null
  }

  private isTooMuch(lexeme: string): boolean {
    const first = lexeme[0]!
    if (valueBeginnings.has(first)) this.values++
    if (lexeme === ':' || lexeme === '?') this.keys++
    const most = indicators[first]
    if (most === undefined) return this.values - this.keys > nodeLimit
    const count = (this.counts.get(first) ?? 0) + 1
    this.counts.set(first, count)
    return count > most
  }

  /** Follows the nesting. */
  private follow(lexeme: string): void {
    if (lexeme.startsWith('\n') || lexeme.startsWith('\r')) {
      this.lineStart = this.next
      this.mayBegin = true
      return
    }
    if (lexeme.startsWith(' ') || lexeme.startsWith('\t') || lexeme.startsWith('#')) return
    if (this.mayBegin && this.brackets === 0) this.begin(this.offset - this.lineStart)
    this.mayBegin = lexeme === '-' || lexeme === '?'
    this.brackets += bracketSteps[lexeme] ?? 0
  }

  /** A block begins, or goes on, at this column. */
  private begin(column: number): void {
    while (this.blocks.length > 0 && this.blocks.at(-1)! > column) this.blocks.pop()
    if (this.blocks.length === 0 || this.blocks.at(-1)! < column) this.blocks.push(column)
  }
}
