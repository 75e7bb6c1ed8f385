// Slices: `[0:2]`, `[0-1]`, `[3]`, `[:4]`, `[-2:]`, `[0,3-5]`. Reads what stands in the brackets and cuts values by it.

import { expressionError } from './messages.ts'
import type { ExpressionError, SlicePart } from './syntax.ts'
import type { Token } from './tokens.ts'
import type { Value } from './value.ts'

/** Most parts of one slice: what it joins stays in proportion to the field. */
const mostParts = 64

const number = '(-?(?:0[xX][0-9A-Fa-f]{1,7}|[0-9]{1,9}))'
const partPattern = new RegExp(`^\\s*(?:${number}\\s*(?:([:-])\\s*${number}?)?|:\\s*${number})\\s*$`)

/** Reads a slice token, brackets included. */
export function readSlice(token: Token): { parts: SlicePart[] } | { error: ExpressionError } {
  const parts: SlicePart[] = []
  let start = token.start + 1
  for (const text of token.text.slice(1, -1).split(',')) {
    const range = { start, end: start + text.length }
    if (parts.length === mostParts) return { error: expressionError('slice_parts', range, [String(mostParts)]) }
    const part = readPart(text)
    if (typeof part === 'string') {
      const error =
        part === 'slice_bad' ? expressionError(part, range, [text.trim()]) : expressionError(part, range, [])
      return { error }
    }
    parts.push(part)
    start = range.end + 1
  }
  return { parts }
}

function readPart(text: string): SlicePart | 'slice_bad' | 'slice_length' | 'slice_backwards' {
  const found = partPattern.exec(text)
  if (found === null) return 'slice_bad'
  const [, first, separator, second, only] = found
  if (only !== undefined) return lengthPart(0, integer(only))
  const from = integer(first!)
  if (separator === undefined) return { from, form: 'length', to: 1 }
  if (second === undefined) return separator === ':' ? { from, form: 'end', to: 0 } : 'slice_bad'
  const to = integer(second)
  if (separator === ':') return lengthPart(from, to)
  // Ends on opposite sides can only be compared once the length is known.
  if (from < 0 === to < 0 && to < from) return 'slice_backwards'
  return { from, form: 'last', to }
}

function lengthPart(from: number, to: number): SlicePart | 'slice_length' {
  return to > 0 ? { from, form: 'length', to } : 'slice_length'
}

function integer(text: string): number {
  return text.startsWith('-') ? -Number(text.slice(1)) : Number(text)
}

/**
 * The parts of a text (counted in characters) or of bytes, joined; null when a part lies outside the value or the
 * value is neither.
 */
export function cutSlice(value: Value, parts: readonly SlicePart[]): Value | null {
  if (value instanceof Uint8Array) return cutBytes(value, parts)
  if (typeof value !== 'string') return null
  // Characters outside the basic plane take two units: only then are they counted one by one.
  const characters = /[\uD800-\uDFFF]/.test(value) ? [...value] : null
  let text = ''
  for (const part of parts) {
    const bounds = findBounds(part, characters?.length ?? value.length)
    if (bounds === null) return null
    const { start, end } = bounds
    text += characters === null ? value.slice(start, end) : characters.slice(start, end).join('')
  }
  return text
}

function cutBytes(bytes: Uint8Array, parts: readonly SlicePart[]): Uint8Array | null {
  const pieces: Uint8Array[] = []
  let length = 0
  for (const part of parts) {
    const bounds = findBounds(part, bytes.length)
    if (bounds === null) return null
    const piece = bytes.subarray(bounds.start, bounds.end)
    if (parts.length === 1) return piece
    pieces.push(piece)
    length += piece.length
  }
  const joined = new Uint8Array(length)
  let offset = 0
  for (const piece of pieces) {
    joined.set(piece, offset)
    offset += piece.length
  }
  return joined
}

function findBounds(part: SlicePart, length: number): { start: number; end: number } | null {
  const start = part.from < 0 ? length + part.from : part.from
  let end = length
  if (part.form === 'length') end = start + part.to
  if (part.form === 'last') end = (part.to < 0 ? length + part.to : part.to) + 1
  return start >= 0 && start < end && end <= length ? { start, end } : null
}
