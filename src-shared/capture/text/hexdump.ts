// One row of a hex dump: offset column, bytes, character column. xxd, hexdump -C, plain hexdump, od, tcpdump -X, tshark -x,
// Netty's tables. On the data path: line → here → dump-block.ts, which holds the rows against each other.

import { hexDigit } from '../../bytes/hex.ts'
import { isBlank } from './characters.ts'
import type { OdCells } from './od-row.ts'
import type { LexedLine } from './tokens.ts'

export interface DumpRow {
  /** Where the offset column starts and ends in the line. */
  start: number
  end: number
  /** The offset read in three ways (plain `od` counts in octal); NaN where a digit does not fit. */
  hex: number
  octal: number
  decimal: number
  /** Pairs of start and end of the byte tokens (2 digits) or word tokens (4). */
  tokens: number[]
  /** Bytes in `tokens`. */
  size: number
  /** Two-byte words, as plain hexdump and xxd print. */
  words: boolean
  /** The offset column is unmistakable: a colon, a bar, `0x`, or six digits and more. */
  marked: boolean
  /** Printed in another form than pairs of hex digits. */
  od?: OdCells
}

const mostBytes = 64
/** Segment and offset, as DOS tools print addresses: 0B1C:0100. */
const segmentOffset = /^[0-9A-Fa-f]{4}:([0-9A-Fa-f]{4})(?=[ \t]{1,4}[0-9A-Fa-f]{2}[ \t-])/

/** The row that a normalised line is, as far as one line alone can tell; or null. */
export function readDumpRow(text: string, lexed: LexedLine): DumpRow | null {
  const first = lexed.regions.find((region) => region.tokens.length > 0)?.tokens[0]
  if (!first || first.bytes || first.form === 'escaped') return null
  const segment = segmentOffset.exec(text.slice(first.start, first.start + 20))
  const digits = segment ? segment[1]!.length : first.to - first.from
  if (digits < 3 || digits > 16) return null
  const number = segment ? segment[1]! : text.slice(first.from, first.to)
  let at = segment ? first.start + segment[0].length : first.end
  let marked = segment !== null || first.form === 'prefixed' || digits >= 6
  while (at < text.length && ':|]'.includes(text[at]!)) {
    marked = true
    at++
  }
  if (at < text.length && !isBlank(text.charCodeAt(at))) return null
  if (/^ {1,2}\| /.test(text.slice(at, at + 4))) {
    marked = true
    at = text.indexOf('|', at) + 1
  }
  const row: DumpRow = {
    start: first.start,
    end: Math.max(first.end, at),
    hex: parseInt(number, 16),
    octal: /^[0-7]+$/.test(number) ? parseInt(number, 8) : NaN,
    decimal: /^\d+$/.test(number) ? parseInt(number, 10) : NaN,
    tokens: [],
    size: 0,
    words: false,
    marked,
  }
  readRowBytes(text, at, row)
  return row.size > 0 || (marked && text.slice(at).trim() === '') ? row : null
}

/** Reads the bytes behind the offset up to the character column. */
function readRowBytes(text: string, start: number, row: DumpRow): void {
  let at = start
  while (row.size < mostBytes) {
    let blanks = 0
    while (isBlank(text.charCodeAt(at))) {
      blanks += text[at] === '\t' ? 4 : 1
      at++
    }
    // A debugger prints 0x68 0x0d.
    const isPrefixed = text[at] === '0' && (text[at + 1] === 'x' || text[at + 1] === 'X')
    if (row.size > 0 && !isPrefixed && (blanks >= 3 || (blanks === 2 && row.size % 8 !== 0))) return
    const isDash = row.size > 0 && text[at] === '-' && hexDigit(text.charCodeAt(at + 1)) >= 0
    if (isDash) at++
    else if (blanks === 0) return
    if (isPrefixed) at += 2
    const from = at
    while (at < text.length && at - from < 5 && hexDigit(text.charCodeAt(at)) >= 0) at++
    const length = at - from
    const isEnd = at === text.length || isBlank(text.charCodeAt(at)) || '|-'.includes(text[at]!)
    if (!isEnd || !(length === 2 || (length === 4 && (row.size === 0 || row.words)))) return
    if (length === 4) row.words = true
    row.tokens.push(from, at)
    row.size += length / 2
  }
}

/** Whether `next` goes on where `row` with `size` bytes ends. */
export function followsRow(row: DumpRow, next: DumpRow, size: number): boolean {
  return next.hex - row.hex === size || next.octal - row.octal === size || next.decimal - row.decimal === size
}

/** Bytes between the offsets of two rows in the base that makes it a plausible row width, or NaN. */
export function rowDistance(row: DumpRow, next: DumpRow): number {
  const distances = [next.hex - row.hex, next.octal - row.octal, next.decimal - row.decimal]
  // Rows are mostly full: 16 and 32 count 16 bytes in decimal before they count 14 in octal.
  if (distances.includes(row.size)) return row.size
  return distances.find((distance) => distance > 0 && distance <= row.size) ?? NaN
}
