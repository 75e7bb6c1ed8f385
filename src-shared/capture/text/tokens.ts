// Cuts a log line into what may be bytes and what surely is not. On the data path: line → here → pieces.ts. Knows spellings
// only (0x68, \x68, 68h, 68-0d …), no protocol; which tokens become bytes is decided where lengths and checksums are known.

import { hexDigit } from '../../bytes/hex.ts'
import { pairBrackets } from './brackets.ts'
import { isBlank, isDigit, isIdeograph, isWordCharacter } from './characters.ts'
import { endpointAt } from './endpoint.ts'
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

const countAfter = /^ ?(?:bytes?\b|个?字节)/i
const countBefore = /HEX\/$/i
const sizeBefore = /(?:READ|WRITE|length|len|size)[:=]? ?$/i
const arrowBefore = /(?:[<>→←⇒⇐]|--|==) ?$/
const arrowAfter = /^ ?(?:[<>→←⇒⇐]|--|==)/

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
  /** The run of digits and dots looked at last. */
  private dotted = { end: 0, isNumber: false }

  constructor(text: string) {
    this.text = text
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
      else if (pairs !== null && pairs[this.at] !== 0) this.passBracket(pairs[this.at]!)
      else this.readSign(code)
    }
    return { regions: this.regions, spans: this.spans }
  }

  private get region(): number {
    return this.stack.at(-1)!
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
    let end = at
    let hex = true
    while (end < text.length && isWordCharacter(text.charCodeAt(end))) {
      if (hex && hexDigit(text.charCodeAt(end)) < 0) hex = false
      end++
    }
    if (hex) {
      if (this.isNumber(end)) this.addWord(end)
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
    const { text, at } = this
    const prefix = /^(?:0[xX]|[xX](?=[0-9a-fA-F]{2}$)|[hH](?=[0-9a-fA-F]{2}$))/.exec(
      text.slice(at, Math.min(end, at + 4)),
    )
    if (prefix) {
      const from = at + prefix[0].length
      let to = from
      while (to < end && hexDigit(text.charCodeAt(to)) >= 0) to++
      const isRest = to === end || /^[uUlL]{1,3}$/.test(text.slice(to, Math.min(end, to + 4)))
      if (to > from && isRest && (prefix[0] !== 'h' || text[at - 1] === '&'))
        return this.addToken(at, end, from, to, 'prefixed')
    }
    if (/^[0-9a-fA-F]{2}[hH]$/.test(text.slice(at, Math.min(end, at + 4))))
      return this.addToken(at, end, at, end - 1, 'prefixed')
    if (/^(?:0[xX][0-9a-fA-F]{2}){2,}$/.test(text.slice(at, end))) {
      for (let i = at; i < end; i += 4) this.addToken(i, i + 4, i + 2, i + 4, 'prefixed')
      return
    }
    // 0A3h: an assembler wants a digit in front.
    if (/^0[0-9a-fA-F]{2}[hH]$/.test(text.slice(at, Math.min(end, at + 5)))) {
      return this.addToken(at, end, at + 1, end - 1, 'prefixed')
    }
    const glued = gluedHex(text, at, end)
    if (!glued) return this.addWord(end)
    if (glued.start > at) this.addWord(glued.start)
    const isSuffixed = glued.end === end - 1 && (text[glued.end]! === 'H' || text[glued.end]! === 'h')
    this.addToken(glued.start, isSuffixed ? end : glued.end, glued.start, glued.end, 'plain')
  }

  private addWord(end: number): void {
    const { text } = this
    const region = this.regions[this.region]!
    region.words = true
    // "pool-3-thread": numbers tied to a word by a hyphen are part of its name.
    if (text[this.at - 1] === '-' || text[this.at - 1] === '_') {
      let edge = this.at - 1
      for (
        let last = region.tokens.at(-1);
        last && last.end === edge && last.to - last.from < 8;
        last = region.tokens.at(-1)
      ) {
        edge = last.start - 1
        this.gaps[this.gaps.length - 1]! |= last.gap
        region.tokens.pop()
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

  /** Decimal fractions, versions, list numbers, percentages, ordinals, and numbers tied to a name. */
  private isNumber(end: number): boolean {
    const { text, at } = this
    const length = end - at
    if (length >= 8) return false
    const before = text[at - 1] ?? ' '
    const after = text[end] ?? ' '
    // The c of "s-->c:".
    if (
      length === 1 &&
      !isDigit(text.charCodeAt(at)) &&
      (arrowBefore.test(text.slice(Math.max(0, at - 3), at)) || arrowAfter.test(text.slice(end, end + 3)))
    )
      return true
    if (before === '第' || before === '#' || (after === '%' && hexDigit(text.charCodeAt(end + 1)) < 0)) return true
    if (countAfter.test(text.slice(end, end + 8)) || countBefore.test(text.slice(Math.max(0, at - 4), at))) return true
    if (text[end - 1] === 'B' && sizeBefore.test(text.slice(Math.max(0, at - 9), at))) return true
    if ((before === '-' || before === '_') && this.followsWord()) return true
    if ((before === '.' || after === '.') && this.isDotted(end)) return true
    return this.isListNumber(end)
  }

  private followsWord(): boolean {
    const tokens = this.regions[this.region]!.tokens
    const code = this.text.charCodeAt(this.at - 2)
    return isWordCharacter(code) && tokens.at(-1)?.end !== this.at - 1
  }

  /** Decimal digits on both sides of a dot; but five and more two-digit parts are bytes with dots between. */
  private isDotted(end: number): boolean {
    const { text } = this
    if (this.at < this.dotted.end) return this.dotted.isNumber
    let to = end
    while (to < text.length && to - end < 64 && (text[to] === '.' || hexDigit(text.charCodeAt(to)) >= 0)) to++
    const from = text[this.at - 1] === '.' ? Math.max(0, this.at - 2) : this.at
    const parts = text
      .slice(from, to)
      .split('.')
      .filter((part) => part !== '')
    const isBytes = parts.length >= 5 && parts.slice(1, -1).every((part) => part.length === 2)
    const isNumber = parts.length >= 2 && !isBytes && parts.every((part) => part.length < 8 && /^\d+$/.test(part))
    this.dotted = { end: to, isNumber }
    return isNumber
  }

  /** "1、", "10)", "3." at the start of a line, with no byte right behind it. */
  private isListNumber(end: number): boolean {
    const { text, at } = this
    if (end - at > 3 || !/^\d+$/.test(text.slice(at, end))) return false
    const mark = text[end]
    if (mark !== '、' && mark !== ')' && mark !== '.') return false
    if (mark === '.' && this.dotted.end > end && !this.dotted.isNumber && hexDigit(text.charCodeAt(end + 1)) >= 0)
      return false
    for (let i = 0; i < at; i++) if (!isBlank(text.charCodeAt(i)) && text[i] !== '(' && text[i] !== '#') return false
    return true
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

const leastGlued = 16

/** The longest run of hex digits in a word, as in `data680d14…` and `680d14…H`: at least 8 bytes, from a digit on. */
function gluedHex(text: string, at: number, end: number): { start: number; end: number } | null {
  let best = { start: at, end: at }
  for (let start = at; start < end;) {
    let to = start
    while (to < end && hexDigit(text.charCodeAt(to)) >= 0) to++
    let from = start
    // Letters in front may belong to the name: "Received680d".
    if (start > at || to < end) while (from < to && from > at && !isDigit(text.charCodeAt(from))) from++
    if (to - from > best.end - best.start) best = { start: from, end: to }
    start = Math.max(to, start) + 1
  }
  return best.end - best.start >= leastGlued ? best : null
}
