// Cuts a log line into what may be bytes and what surely is not. On the data path: line → here → pieces.ts. Knows spellings
// only (0x68, \x68, 68h, 68-0d …), no protocol; which tokens become bytes is decided where lengths and checksums are known.

import { hexDigit } from '../../bytes/hex.ts'
import { pairBrackets } from './brackets.ts'
import { isBlank, isDigit, isIdeograph, isWordCharacter } from './characters.ts'
import { endpointAt } from './endpoint.ts'
import { NumberTest } from './number-test.ts'
import { readSpelledHex } from './spelled-hex.ts'
import { timeAt } from './timestamp.ts'

/** What stands between a token and the one before it in the same brackets; a sum of these. */
export const gap = { blank: 1, comma: 2, sign: 4, caption: 8, word: 16, first: 32 } as const

/** A run of hex digits in one spelling. Positions are within the line. */
export interface HexToken {
  /** With prefix and suffix. */
  start: number
  end: number
  /** The digits alone; equal when the bytes come from elsewhere. */
  from: number
  to: number
  /** plain: digits alone; prefixed: 0x68, 68h; escaped: \x68; decoded: `bytes` were read out of a string or base64. */
  form: 'plain' | 'prefixed' | 'escaped' | 'decoded'
  gap: number
  /** A minus sign stands before it. */
  negative: boolean
  bytes?: Uint8Array
  /** Start and end of each of `bytes` in the line. */
  places?: Int32Array
}

/** What stands inside one pair of brackets or quotes, but not inside a pair within; region 0 is outside of all. */
export interface Region {
  start: number
  end: number
  parent: number
  tokens: HexToken[]
  /** Holds text besides tokens: ASCII words; Chinese. */
  words: boolean
  ideographs: boolean
}

export interface MetaSpan {
  kind: 'time' | 'date' | 'endpoint'
  start: number
  end: number
  /** The normalised time, or the address; empty for a date alone. */
  text: string
  region: number
}

export interface LexedLine {
  regions: Region[]
  spans: MetaSpan[]
}

/** Cuts a normalised line. Linear in its length. */
export function lexLine(text: string): LexedLine {
  return new Lexer(text).run()
}

class Lexer {
  private readonly text: string
  private readonly regions: Region[]
  private readonly spans: MetaSpan[] = []
  private readonly stack: number[] = [0]
  private readonly gaps: number[] = [gap.first]
  private at = 0
  private readonly numbers: NumberTest

  constructor(text: string) {
    this.text = text
    this.numbers = new NumberTest(text)
    this.regions = [{ start: 0, end: text.length, parent: -1, tokens: [], words: false, ideographs: false }]
  }

  run(): LexedLine {
    const { text } = this
    const pairs = pairBrackets(text)
    while (this.at < text.length) {
      const code = text.charCodeAt(this.at)
      if (isBlank(code)) this.pass(gap.blank, 1)
      else if (isWordCharacter(code)) this.readWord()
      else if (code === 0x5c) this.readEscape()
      else if (code === 0x2f && this.lastToken && this.isComment()) this.passComment()
      else if (code === 0x23 && this.readHashed(this.at + 1)) continue
      else if (pairs !== null && pairs[this.at] !== 0) this.passBracket(pairs[this.at]!)
      else this.readSign(code)
    }
    return { regions: this.regions, spans: this.spans }
  }

  private get region(): number {
    return this.stack.at(-1)!
  }

  private get lastToken(): HexToken | undefined {
    return this.regions[this.region]!.tokens.at(-1)
  }

  private pass(kind: number, length: number): void {
    this.gaps[this.gaps.length - 1]! |= kind
    this.at += length
  }

  /** `partner`: as in BracketPairs. */
  private passBracket(partner: number): void {
    if (partner > 0) return this.open(partner)
    this.stack.pop()
    this.gaps.pop()
    this.at++
  }

  private open(end: number): void {
    const address = this.text[this.at] === '[' ? endpointAt(this.text, this.at) : null
    if (address) return this.addSpan('endpoint', address.end, address.text)
    this.gaps[this.gaps.length - 1]! |= gap.caption
    this.regions.push({ start: this.at + 1, end, parent: this.region, tokens: [], words: false, ideographs: false })
    this.stack.push(this.regions.length - 1)
    this.gaps.push(gap.first)
    this.at++
  }

  private addSpan(kind: MetaSpan['kind'], end: number, text: string): void {
    this.spans.push({ kind, start: this.at, end, text, region: this.region })
    this.pass(gap.word, end - this.at)
  }

  /** Behind bytes of program text: `// start`, and what stands between the signs of a C comment. */
  private isComment(): boolean {
    const { text, at } = this
    return text[at + 1] === '*' || (text[at + 1] === '/' && (text[at + 2] ?? ' ') === ' ')
  }

  private passComment(): void {
    const { text, at } = this
    const close = text[at + 1] === '*' ? text.indexOf('*/', at + 2) : -1
    this.pass(gap.caption, (close < 0 ? text.length : close + 2) - at)
  }

  /** `#68` in a list of such, and `16#68` as controllers write it; the digits begin at `from`. */
  private readHashed(from: number): boolean {
    const { text, at } = this
    if (!/^[0-9a-fA-F]{2}(?![0-9A-Za-z])/.test(text.slice(from, from + 3))) return false
    const isList = /^[ ,;]{1,2}(?:16)?#[0-9a-fA-F]{2}(?![0-9A-Za-z])/.test(text.slice(from + 2, from + 10))
    const isLast = this.lastToken?.form === 'prefixed' && /^[ ,;]{1,2}$/.test(text.slice(this.lastToken.end, at))
    if (!isList && !isLast) return false
    this.addToken(at, from + 2, from, from + 2, 'prefixed')
    return true
  }

  private readSign(code: number): void {
    if (code === 0x2c || code === 0x3b) this.pass(gap.comma, 1)
    else if (isIdeograph(code)) {
      this.regions[this.region]!.ideographs = true
      this.pass(gap.caption, 1)
    } else if (code === 0x3d || code === 0x3c || code === 0x3e || code >= 0x7f) this.pass(gap.caption, 1)
    else this.pass(gap.sign, 1)
  }

  private readWord(): void {
    const { text, at } = this
    if (isDigit(text.charCodeAt(at)) && this.readMeta()) return
    if (text.startsWith('16#', at) && this.readHashed(at + 3)) return
    let end = at
    let hex = true
    while (end < text.length && isWordCharacter(text.charCodeAt(end))) {
      if (hex && hexDigit(text.charCodeAt(end)) < 0) hex = false
      end++
    }
    if (hex) {
      if (this.numbers.isNumber(at, end, this.lastToken?.end === at - 1)) this.addWord(end)
      else this.addToken(at, end, at, end, 'plain')
    } else this.readMixedWord(end)
  }

  private readMeta(): boolean {
    const time = timeAt(this.text, this.at)
    if (time) {
      this.addSpan(time.time === null ? 'date' : 'time', time.end, time.time ?? '')
      return true
    }
    const address = endpointAt(this.text, this.at)
    if (address) this.addSpan('endpoint', address.end, address.text)
    return address !== null
  }

  /** A word with letters beyond f: a prefixed or suffixed number, hex glued to a name, or text. */
  private readMixedWord(end: number): void {
    for (const hex of readSpelledHex(this.text, this.at, end)) {
      if (hex.start > this.at) this.addWord(hex.start)
      this.addToken(hex.start, hex.end, hex.from, hex.to, hex.form)
    }
    if (this.at < end) this.addWord(end)
  }

  private addWord(end: number): void {
    const { text } = this
    const region = this.regions[this.region]!
    region.words = true
    // "pool-3-thread": numbers tied to a word by a hyphen are part of its name.
    if (text[this.at - 1] === '-' || text[this.at - 1] === '_') {
      let edge = this.at - 1
      while (this.lastToken && this.lastToken.end === edge && this.lastToken.to - this.lastToken.from < 8) {
        const last = region.tokens.pop()!
        edge = last.start - 1
        this.gaps[this.gaps.length - 1]! |= last.gap
      }
    }
    this.pass(gap.word, end - this.at)
  }

  private addToken(start: number, end: number, from: number, to: number, form: HexToken['form']): void {
    const before = this.text[start - 1]
    const negative = before === '-' && !isWordCharacter(this.text.charCodeAt(start - 2))
    this.regions[this.region]!.tokens.push({ start, end, from, to, form, gap: this.gaps.at(-1)!, negative })
    this.gaps[this.gaps.length - 1] = 0
    this.at = end
  }

  /** \x68, \u0068; other escapes (\n, \t, \") stand for blanks. */
  private readEscape(): void {
    const { text, at } = this
    const kind = text[at + 1]
    const skip = kind === 'u' && text.startsWith('00', at + 2) ? 4 : 2
    if (kind === 'x' || skip === 4) {
      let to = at + skip
      while (to < text.length && hexDigit(text.charCodeAt(to)) >= 0) to++
      if (to - at - skip >= 2) return this.addToken(at, to, at + skip, to, 'escaped')
    }
    const isEscape = kind !== undefined && 'nrtbf0"\'\\/'.includes(kind)
    this.pass(isEscape ? gap.blank : gap.sign, isEscape ? 2 : 1)
  }
}
