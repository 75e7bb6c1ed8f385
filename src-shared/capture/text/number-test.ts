// Which runs of hex digits are numbers of the text and not bytes: versions, ordinals, counts, parts of names. Used by
// tokens.ts while it cuts a line.

import { hexDigit } from '../../bytes/hex.ts'
import { isBlank, isDigit, isWordCharacter } from './characters.ts'

const arrowBefore = /(?:[<>→←⇒⇐]|--|==) ?$/
const arrowAfter = /^ ?(?:[<>→←⇒⇐]|--|==)/
const countAfter = /^ ?(?:more )?(?:bytes?\b|个?字节)/i
const sizeBefore = /(?:READ|WRITE|length|len|size)[:=]? ?$/i
/** So many digits are an identifier at least; they are judged by what they hold. */
const longest = 7

export class NumberTest {
  private readonly text: string
  /** The run of digits and dots looked at last. */
  private dotted = { end: 0, isNumber: false }

  constructor(text: string) {
    this.text = text
  }

  /** Whether the hex digits [at, end) are a number. `followsToken`: other such digits end right before the sign at `at - 1`. */
  isNumber(at: number, end: number, followsToken: boolean): boolean {
    const { text } = this
    if (end - at > longest) return false
    const before = text[at - 1] ?? ' '
    const after = text[end] ?? ' '
    if (before === '第' || before === '#' || (after === '%' && hexDigit(text.charCodeAt(end + 1)) < 0)) return true
    if (end - at === 1 && !isDigit(text.charCodeAt(at)) && this.isAtArrow(at, end)) return true
    if (this.isCount(at, end, before, after)) return true
    const isTied = before === '-' || before === '_'
    if (isTied && !followsToken && isWordCharacter(text.charCodeAt(at - 2))) return true
    if ((before === '.' || after === '.') && this.isDotted(at, end)) return true
    return this.isListNumber(at, end, after)
  }

  /** The c of "s-->c:". */
  private isAtArrow(at: number, end: number): boolean {
    const { text } = this
    return arrowBefore.test(text.slice(Math.max(0, at - 3), at)) || arrowAfter.test(text.slice(end, end + 3))
  }

  /** "10 bytes", "17字节", "HEX/10", "READ: 31B". */
  private isCount(at: number, end: number, before: string, after: string): boolean {
    const { text } = this
    const next = after === ' ' ? (text[end + 1] ?? '') : after
    if ('bBm字个'.includes(next) && next !== '' && countAfter.test(text.slice(end, end + 12))) return true
    if (before === '/' && /HEX$/i.test(text.slice(Math.max(0, at - 4), at - 1))) return true
    return text[end - 1] === 'B' && sizeBefore.test(text.slice(Math.max(0, at - 9), at))
  }

  /** Decimal digits on both sides of a dot; but five and more two-digit parts are bytes with dots between. */
  private isDotted(at: number, end: number): boolean {
    const { text } = this
    if (at < this.dotted.end) return this.dotted.isNumber
    let to = end
    while (to < text.length && to - end < 64 && (text[to] === '.' || hexDigit(text.charCodeAt(to)) >= 0)) to++
    const from = text[at - 1] === '.' ? Math.max(0, at - 2) : at
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
  private isListNumber(at: number, end: number, mark: string): boolean {
    const { text } = this
    if ((mark !== '、' && mark !== ')' && mark !== '.') || end - at > 3) return false
    if (!/^\d+$/.test(text.slice(at, end))) return false
    if (mark === '、' && /^、 ?[0-9a-fA-F]{2}、/.test(text.slice(end, end + 5))) return false
    const isByteBehind = this.dotted.end > end && !this.dotted.isNumber && hexDigit(text.charCodeAt(end + 1)) >= 0
    if (mark === '.' && isByteBehind) return false
    for (let i = 0; i < at; i++) if (!isBlank(text.charCodeAt(i)) && text[i] !== '(' && text[i] !== '#') return false
    return true
  }
}
