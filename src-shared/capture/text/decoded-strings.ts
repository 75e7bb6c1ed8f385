// Bytes that are written as strings: Python, C and JSON byte strings with printable characters, and base64. On the data
// path: beside tokens.ts; what is found here takes the place of the tokens in the same characters.

import { hexDigit } from '../../bytes/hex.ts'
import { gap, type HexToken } from './tokens.ts'

/** Longest string that is looked at, in characters. */
const maximum = 1 << 20

interface Decoded {
  bytes: number[]
  places: number[]
  escapes: number
  plain: number
}

const escapedCharacters = new Map<string, number>([
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['a', 7],
  ['b', 8],
  ['f', 12],
  ['v', 11],
  ['e', 27],
  ['\\', 92],
  ["'", 39],
  ['"', 34],
])

/** Strings with byte escapes and printable characters mixed, such as `b'h\r\x14\x00'`. */
export function findByteStrings(text: string): HexToken[] {
  const found: HexToken[] = []
  if (!text.includes('\\x') && !text.includes('\\u00') && !/\\[0-3][0-7][0-7]/.test(text)) return found
  for (const quote of ['"', "'", '`']) {
    for (let open = text.indexOf(quote); open >= 0;) {
      const end = closingQuote(text, open, quote)
      if (end < 0) break
      const decoded = decodeString(text, open + 1, end)
      if (decoded && decoded.escapes >= 4 && decoded.plain > 0) found.push(asToken(open + 1, end, decoded))
      open = text.indexOf(quote, end + 1)
    }
  }
  return found
}

function closingQuote(text: string, open: number, quote: string): number {
  const limit = Math.min(text.length, open + maximum)
  for (let i = open + 1; i < limit; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === quote) return i
  }
  return -1
}

/** Null when a character is no byte. In a string inside a string every backslash is doubled. */
function decodeString(text: string, start: number, end: number): Decoded | null {
  const slash = text.slice(start, end).includes('\\\\x') ? 2 : 1
  const out: Decoded = { bytes: [], places: [], escapes: 0, plain: 0 }
  for (let i = start; i < end;) {
    const code = text.charCodeAt(i)
    if (code > 0x7e || code < 0x20) return null
    const length = code === 0x5c ? escapeLength(text, i, slash, out) : 0
    if (length === 0) {
      out.bytes.push(code)
      out.plain++
    }
    out.places.push(i, Math.min(end, i + (length || 1)))
    i += length || 1
  }
  return out
}

/** Reads the escape at `at` into `out` and returns its length in characters, or 0 when it is none. */
function escapeLength(text: string, at: number, slash: number, out: Decoded): number {
  if (slash === 2 && text[at + 1] !== '\\') return 0
  const kind = text[at + slash] ?? ''
  const digits =
    kind === 'x' ? at + slash + 1 : kind === 'u' && text.startsWith('00', at + slash + 1) ? at + slash + 3 : -1
  if (digits >= 0) {
    const high = hexDigit(text.charCodeAt(digits))
    const low = hexDigit(text.charCodeAt(digits + 1))
    if (high < 0 || low < 0) return 0
    out.bytes.push(high * 16 + low)
    out.escapes++
    return digits + 2 - at
  }
  const octal = /^[0-7]{1,3}/.exec(text.slice(at + slash, at + slash + 3))
  if (octal && parseInt(octal[0], 8) < 256) {
    out.bytes.push(parseInt(octal[0], 8))
    out.escapes++
    return slash + octal[0].length
  }
  const value = escapedCharacters.get(kind)
  if (value === undefined) return 0
  out.bytes.push(value)
  return slash + 1
}

const base64Word = /[A-Za-z0-9+/_-]{12,}={0,2}/g

/** Base64, ordinary or for URLs. `accepts` says whether the bytes can be taken for frames: words look like base64 too. */
export function findBase64(text: string, accepts: (bytes: Uint8Array) => boolean): HexToken[] {
  const found: HexToken[] = []
  base64Word.lastIndex = 0
  for (let m = base64Word.exec(text); m; m = base64Word.exec(text)) {
    if (!/[G-Zg-z+/]/.test(m[0].slice(0, 256))) continue
    const decoded = decodeBase64(m[0], m.index)
    if (decoded && accepts(decoded.bytes!)) found.push(decoded)
  }
  return found
}

function base64Value(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code - 0x41
  if (code >= 0x61 && code <= 0x7a) return code - 0x47
  if (code >= 0x30 && code <= 0x39) return code + 4
  return code === 0x2b || code === 0x2d ? 62 : 63
}

function decodeBase64(word: string, at: number): HexToken | null {
  const length = word.indexOf('=') < 0 ? word.length : word.indexOf('=')
  if (length % 4 === 1 || (word.length !== length && word.length % 4 !== 0)) return null
  const count = Math.floor((length * 3) / 4)
  const bytes = new Uint8Array(count)
  const places = new Int32Array(2 * count)
  for (let i = 0; i < count; i++) {
    const from = Math.floor((i * 4) / 3)
    const pair = (base64Value(word.charCodeAt(from)) << 6) | base64Value(word.charCodeAt(from + 1))
    bytes[i] = pair >> (4 - 2 * (i % 3))
    places[2 * i] = at + from
    places[2 * i + 1] = at + from + (i === count - 1 ? word.length - from : i % 3 === 2 ? 2 : 1)
  }
  return token(at, at + word.length, bytes, places)
}

function asToken(start: number, end: number, decoded: Decoded): HexToken {
  return token(start, end, Uint8Array.from(decoded.bytes), Int32Array.from(decoded.places))
}

function token(start: number, end: number, bytes: Uint8Array, places: Int32Array): HexToken {
  return { start, end, from: start, to: start, form: 'decoded', gap: gap.first, negative: false, bytes, places }
}
