// The cells of a line that could be a row of a table of fields, one field a line: number, name, size, bytes, meaning. On the
// data path: tokens.ts → here → field-table.ts, which finds the column with the bytes.

import { makePiece, type Piece } from './pieces.ts'
import type { HexToken, LexedLine } from './tokens.ts'

const mostCells = 12
const longestRow = 2000
/** A number in front of a name, as a list of fields has it: 1, 03, 0x0D, (4). */
const numbered = /^[\s([]*(?:0x)?[0-9A-Fa-f]{1,4}[\])\s.:、,-]/

/** Cells in their order: the bytes that one could be, or null for a cell that holds anything else. Null: no such row. */
export type TableRow = readonly (Piece | null)[]

/** Reads the cells of a normalised line; `source` is the line as it came, with its tabs. */
export function readTableRow(text: string, source: string, lexed: LexedLine): TableRow | null {
  if (text.length > longestRow || lexed.spans.length > 0) return null
  const tokens = lexed.regions.flatMap((region) => region.tokens).toSorted((a, b) => a.start - b.start)
  if (tokens.length === 0) return null
  const cells = cellRanges(source)
  if (cells.length >= 3) return cells.slice(0, mostCells).map(({ start, end }) => cellOf(text, tokens, start, end))
  return numbered.test(text) ? behindName(text, tokens) : null
}

interface Range {
  start: number
  end: number
}

/** Where the cells stand, by tabs, bars, or blanks that put them below each other; half-open. */
function cellRanges(source: string): Range[] {
  const separator = source.includes('\t') ? /\t/g : /\|.*\|/.test(source) ? /\|/g : / {2,}/g
  const ranges: Range[] = []
  let start = 0
  for (const match of source.matchAll(separator)) {
    ranges.push({ start, end: match.index })
    start = match.index + match[0].length
  }
  ranges.push({ start, end: source.length })
  const isOutside = ({ start: from, end }: Range, i: number) =>
    (i === 0 || i === ranges.length - 1) && source.slice(from, end).trim() === ''
  return ranges.filter((range, i) => !isOutside(range, i))
}

/** The tokens of a cell that holds nothing else. */
function cellOf(text: string, tokens: readonly HexToken[], start: number, end: number): Piece | null {
  const inside = tokens.filter((token) => token.start >= start && token.end <= end)
  return inside.length > 0 && isBare(text, inside, start, end) ? makePiece(text, inside, 0) : null
}

/** Nothing but separators and brackets stands between and around the tokens. */
function isBare(text: string, tokens: readonly HexToken[], start: number, end: number): boolean {
  let rest = ''
  let at = start
  for (const token of tokens) {
    rest += text.slice(at, token.start)
    at = token.end
  }
  return /^[\s,;:"'`()[\]{}-]*$/.test(rest + text.slice(at, end))
}

/** "06 桩编号 7 10 31 …": the digits at the end of the line, all of them or without a size in front. */
function behindName(text: string, tokens: readonly HexToken[]): TableRow | null {
  const end = text.length
  let first = tokens.length
  while (first > 0 && isBare(text, tokens.slice(first - 1), tokens[first - 1]!.start, end)) first--
  if (first === 0 || first === tokens.length) return null
  const last = tokens.slice(first)
  return [makePiece(text, last, 0), last.length > 1 ? makePiece(text, last.slice(1), 0) : null]
}
