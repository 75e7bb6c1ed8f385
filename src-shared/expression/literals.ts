// What the literals of an expression stand for: quoted texts, numbers in four bases, and bytes. Beside them: times.ts.

import { hexDigit } from '../bytes/hex.ts'
import { expressionError } from './messages.ts'
import type { ExpressionError, TextLiteral } from './syntax.ts'
import type { Token } from './tokens.ts'
import { shortest } from './value.ts'

const simpleEscapes = new Map([
  ['\\', '\\'],
  ['"', '"'],
  ["'", "'"],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
])
const numericEscape = /\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0-3]?[0-7]{1,2}))/y
const encoder = new TextEncoder()

/**
 * Reads a quoted text. In a pattern (right of `matches`) only `\\` and `\"` are undone here: the other escapes
 * belong to the pattern. `r"…"` keeps every backslash.
 */
export function readText(token: Token, asPattern: boolean): TextLiteral | { error: ExpressionError } {
  const raw = token.text.startsWith('r')
  const end = token.text.length - 1
  const offsets: number[] = []
  const bytes: number[] = []
  let byteEscapes = false
  let value = ''
  for (let i = raw ? 2 : 1; i < end;) {
    const piece = readPiece(token.text, i, raw, asPattern)
    if (piece === null) {
      const range = { start: token.start + i, end: token.start + i + 2 }
      const bad = token.text.slice(i, i + 2)
      return { error: expressionError('bad_escape', range, [bad], '\\' + bad) }
    }
    for (let unit = 0; unit < piece.value.length; unit++) offsets.push(token.start + i)
    value += piece.value
    if (piece.byte !== undefined && piece.byte > 0x7f) byteEscapes = true
    bytes.push(...(piece.byte === undefined ? encoder.encode(piece.value) : [piece.byte]))
    i += piece.length
  }
  offsets.push(token.start + end)
  const range = { start: token.start, end: token.end }
  return { kind: 'text', value, bytes: byteEscapes ? Uint8Array.from(bytes) : null, offsets, range }
}

interface Piece {
  value: string
  length: number
  /** Set for `\x` and octal escapes: they name a byte rather than a character. */
  byte?: number
}

/** One character or escape of a quoted text; null for an escape that does not exist. */
function readPiece(source: string, position: number, raw: boolean, asPattern: boolean): Piece | null {
  const character = String.fromCodePoint(source.codePointAt(position)!)
  if (character !== '\\' || raw) return { value: character, length: character.length }
  const next = source[position + 1]!
  if (asPattern) {
    return next === '\\' || next === '"' ? { value: next, length: 2 } : { value: character, length: 1 }
  }
  numericEscape.lastIndex = position
  const numeric = numericEscape.exec(source)
  if (numeric !== null) {
    const [whole, byte, short, long, octal] = numeric
    const code = octal === undefined ? parseInt(byte ?? short ?? long ?? '', 16) : parseInt(octal, 8)
    if (code > 0x10ffff) return null
    const value = String.fromCodePoint(code)
    const namesByte = byte !== undefined || octal !== undefined
    return namesByte ? { value, length: whole.length, byte: code } : { value, length: whole.length }
  }
  const simple = simpleEscapes.get(next)
  return simple === undefined ? null : { value: simple, length: 2 }
}

/** A quoted text as bytes: UTF-8, and `\xHH` as the byte it names. */
export function textBytes(literal: TextLiteral): Uint8Array {
  return literal.bytes ?? encoder.encode(literal.value)
}

/**
 * A decimal, hexadecimal (0x), binary (0b) or octal (leading 0) number, a minus sign allowed; exact for integers of
 * any size. Where fractions are the rule a leading 0 is not octal.
 */
export function readNumber(
  text: string,
  leadingZero: 'octal' | 'decimal',
): { value: number | bigint } | { problem: 'not_number' | 'bad_octal' } {
  const negative = text.startsWith('-')
  const digits = negative ? text.slice(1) : text
  if (leadingZero === 'octal' && /^0[0-9]+$/.test(digits)) {
    if (/[89]/.test(digits)) return { problem: 'bad_octal' }
    return { value: signed(BigInt('0o' + digits), negative) }
  }
  if (/^(?:0[xX][0-9A-Fa-f]+|0[bB][01]+|[0-9]+)$/.test(digits)) return { value: signed(BigInt(digits), negative) }
  if (/^[0-9]+(?:\.[0-9]+)?(?:[eE]-?[0-9]{1,3})?$/.test(digits)) {
    const value = Number(text)
    if (Number.isFinite(value)) return { value }
  }
  return { problem: 'not_number' }
}

function signed(value: bigint, negative: boolean): number | bigint {
  return shortest(negative ? -value : value)
}

/**
 * Bytes as `68:0d`, `68-0d`, `68.0d`, a run of hex digits, or `0x68` for a single one. bytes_odd: a digit is
 * missing; bytes_order: `0x` with more than one byte does not say which comes first.
 */
export function readBytes(
  text: string,
): { bytes: Uint8Array } | { problem: 'not_bytes' | 'bytes_odd' | 'bytes_order' } {
  const prefixed = /^0[xX]([0-9A-Fa-f]+)$/.exec(text)
  if (prefixed !== null) {
    return prefixed[1]!.length > 2 ? { problem: 'bytes_order' } : { bytes: Uint8Array.of(parseInt(prefixed[1]!, 16)) }
  }
  const separator = /[:.-]/.exec(text)?.[0]
  const groups = separator === undefined ? [text] : text.split(separator)
  const bytes: number[] = []
  for (const group of groups) {
    if (!/^[0-9A-Fa-f]+$/.test(group)) return { problem: 'not_bytes' }
    if (group.length > 1 && group.length % 2 === 1) return { problem: 'bytes_odd' }
    const padded = group.length === 1 ? '0' + group : group
    for (let i = 0; i < padded.length; i += 2) {
      bytes.push(hexDigit(padded.charCodeAt(i)) * 16 + hexDigit(padded.charCodeAt(i + 1)))
    }
  }
  return { bytes: Uint8Array.from(bytes) }
}
