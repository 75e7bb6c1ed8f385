// What kind of line a line is: blank, page mark, text, or one with bytes, and in what layout. On the data path:
// lines.ts → here → paragraph-builder.ts.

import { dropCharacterColumn } from './character-column.ts'
import { isBlank, normalizeLine } from './characters.ts'
import { findBase64, findByteStrings } from './decoded-strings.ts'
import { readDumpRow, type DumpRow } from './hexdump.ts'
import { noMeta, readMeta, type LineMeta } from './line-meta.ts'
import type { SourceLine } from './lines.ts'
import { readOdRow } from './od-row.ts'
import { findPieces, makePiece, type Piece, type TokenGroup } from './pieces.ts'
import { readTableRow, type TableRow } from './table-row.ts'
import { gap, lexLine, type HexToken, type LexedLine, type Region } from './tokens.ts'

/**
 * bare: hex and separators alone. leading: hex first, words behind. prefixed: words, time or direction before the hex.
 * field: a name, then a few digits, as a table prints one field per line.
 */
export type Layout = 'bare' | 'leading' | 'prefixed' | 'field'

export interface LineShape {
  line: SourceLine
  /** The line in one form of characters, of the same length. */
  text: string
  kind: 'blank' | 'ruler' | 'page' | 'text' | 'hex'
  layout: Layout
  pieces: Piece[]
  /** The piece that most likely holds the frame. */
  main: Piece | null
  meta: LineMeta
  dump: DumpRow | null
  /** The bytes could be those of one field: nothing but its name stands beside them. */
  isField: boolean
  /** A taught rule says: the line is a record of its own, and how it is named. */
  alone?: boolean
  label?: string
  /** Where the column of characters behind the bytes starts. */
  characterColumn?: number
  /** Its cells, when it could be a row of a table of fields. */
  row?: TableRow
}

const pageMarks = [
  /^\[? ?\d{1,4} ?\/ ?\d{1,4} ?\]?$/,
  /^[-~]{1,4} ?\d{1,4} ?[-~]{1,4}$/,
  /^第 ?\d{1,4} ?页(?:[ ,/]{0,3}共 ?\d{1,4} ?页)?$/,
  /^共 ?\d{1,4} ?页[ ,/]{0,3}第 ?\d{1,4} ?页$/,
  /^page ?:? ?\d{1,4}(?: ?(?:of|\/) ?\d{1,4})?$/i,
  /^\d{1,4} of \d{1,4}$/i,
]

/** `accepts`: whether bytes that could be base64 are frames. */
export function readShape(line: SourceLine, accepts: (bytes: Uint8Array) => boolean): LineShape {
  const text = normalizeLine(line.text)
  const dump = readOdRow(text)
  return dump ? { ...readPlain(line, text, accepts), dump } : readPlain(line, text, accepts)
}

function readPlain(line: SourceLine, text: string, accepts: (bytes: Uint8Array) => boolean): LineShape {
  if (isPageMark(text)) return plainShape(line, text, 'page', noMeta)
  const lexed = lexLine(text)
  addDecoded(text, lexed, accepts)
  if (!lexed.regions.some((region) => region.tokens.length > 0)) return withoutTokens(line, text, lexed)
  if (isColumnRuler(text, lexed)) return plainShape(line, text, 'ruler', noMeta)
  const row = readTableRow(text, line.text, lexed)
  const column = dropCharacterColumn(text, lexed)
  if (column >= 0) {
    const shape = withPieces(line, text, lexed) ?? plainShape(line, text, 'ruler', noMeta)
    return { ...shape, ...(row ? { row } : {}), characterColumn: column }
  }
  const shape = withPieces(line, text, lexed) ?? textShape(line, text, lexed)
  return row ? { ...shape, row } : shape
}

function plainShape(line: SourceLine, text: string, kind: LineShape['kind'], meta: LineMeta): LineShape {
  return { line, text, kind, layout: 'bare', pieces: [], main: null, meta, dump: null, isField: false }
}

function textShape(line: SourceLine, text: string, lexed: LexedLine): LineShape {
  return plainShape(line, text, 'text', readMeta(text, lexed.spans, text.length, text.length, false))
}

function withoutTokens(line: SourceLine, text: string, lexed: LexedLine): LineShape {
  const hasWords = lexed.spans.length > 0 || lexed.regions.some((region) => region.words || region.ideographs)
  if (hasWords) return textShape(line, text, lexed)
  const trimmed = text.trim()
  if (trimmed === '') return plainShape(line, text, 'blank', noMeta)
  const isArrow = trimmed.length < 80 && /[<>→←⇒⇐↑↓]/.test(trimmed) && !/^[<>|+-]{5,}/.test(trimmed)
  return isArrow ? textShape(line, text, lexed) : plainShape(line, text, 'ruler', noMeta)
}

/** Null when the digits of the line are no bytes for all one can see. */
function withPieces(line: SourceLine, text: string, lexed: LexedLine): LineShape | null {
  const pieces = findPieces(text, lexed).filter((piece) => piece.groups.some((group) => !group.identifier))
  const main = mainPiece(pieces)
  if (!main) return null
  const cell = isTableRow(text) && !main.groups.some(isStrongGroup) ? firstCell(text, main) : null
  if (cell) return asField(line, text, lexed, cell)
  const start = mainStart(main)
  const meta = readMeta(text, lexed.spans, start, main.end, main.annotated)
  const layout = layoutOf(text, lexed, main, start, meta)
  if (layout === null) return null
  const dump = readDumpRow(text, lexed)
  const isField = layout === 'field' || endsLine(text, main.end)
  const shape: LineShape = { line, text, kind: 'hex', layout, pieces, main, meta, dump, isField }
  if (layout !== 'leading' || isStrong(main)) return shape
  if (isHeadingNumber(text, main)) return null
  // A field of an exploded frame: the digits first, then its name, which may hold digits too.
  const first = makePiece(text, main.groups[0]!.tokens, main.region)
  return { ...shape, pieces: [first], main: first, meta: { ...meta, direction: null } }
}

function asField(line: SourceLine, text: string, lexed: LexedLine, cell: Piece): LineShape {
  const meta = { ...noMeta, spans: lexed.spans }
  return { line, text, kind: 'hex', layout: 'field', pieces: [cell], main: cell, meta, dump: null, isField: true }
}

/** Surely bytes, and more than a number. */
export function isStrongGroup(group: TokenGroup): boolean {
  return group.hexLike && group.size > 4 && !group.identifier
}

/** What stands before the bytes ends where the first of them that surely are begins. */
function mainStart(main: Piece): number {
  if (main.annotated) return main.start
  return main.groups.find(isStrongGroup)?.tokens[0]!.start ?? main.start
}

function isTableRow(text: string): boolean {
  const bars = text.length < 2000 ? text.split('|').length - 1 : 0
  return bars >= 3
}

/** The bytes of a table row that names a field: in the first cell with `0x…`, else in the first with digits. */
function firstCell(text: string, piece: Piece): Piece | null {
  const tokens = piece.groups.flatMap((group) => group.tokens)
  const first = Math.max(
    0,
    tokens.findIndex((token) => token.form === 'prefixed'),
  )
  const cell = [tokens[first]!]
  for (const token of tokens.slice(first + 1)) {
    if (text.slice(cell.at(-1)!.end, token.start).includes('|')) break
    cell.push(token)
  }
  const found = makePiece(text, cell, piece.region)
  return startsLine(text, found.start) || found.size === 0 ? null : found
}

function isStrong(piece: Piece): boolean {
  return (piece.hexLike && piece.size >= 4) || isNumberList(piece)
}

const leastListed = 8

/** Numbers of one to three digits with commas between, in brackets of their own: an array of bytes. */
function isNumberList(piece: Piece): boolean {
  const tokens = piece.groups[0]!.tokens
  return (
    piece.region > 0 &&
    piece.groups.length === 1 &&
    tokens.length >= leastListed &&
    tokens.every((token, i) => token.to - token.from <= 3 && (i === 0 || (token.gap & gap.comma) !== 0))
  )
}

function layoutOf(text: string, lexed: LexedLine, main: Piece, start: number, meta: LineMeta): Layout | null {
  const home = lexed.regions[main.region]!
  const outside = lexed.regions[0]!
  const hasWords = outside.words || outside.ideographs || home.words || home.ideographs || lexed.spans.length > 0
  const isFirst = startsLine(text, start)
  const isAlone = !meta.direction && start < 400 && !/[A-Za-z0-9\u2e80-\u9fff]/.test(text.slice(0, start))
  // "< 68…": an arrow of its own before the bytes begins a record.
  const isSaid = meta.direction !== null && meta.direction.end <= start
  if (!hasWords && (isFirst || isAlone) && !isSaid) return 'bare'
  if (isFirst && !isSaid) return 'leading'
  if (isStrong(main) || (meta.direction && meta.direction.start < start)) return 'prefixed'
  if (meta.time !== null || meta.direction || lexed.spans.length > 0) return null
  return endsLine(text, main.end) && !/^\s*#/.test(text.slice(0, 80)) ? 'field' : null
}

/** Nothing but brackets, quotes and blanks behind. */
export function endsLine(text: string, end: number): boolean {
  return text.length - end < 400 && /^[\s|"'`)\]}>,;*]*$/.test(text.slice(end))
}

function mainPiece(pieces: readonly Piece[]): Piece | null {
  let best: Piece | null = null
  const weight = (piece: Piece) => (piece.hexLike ? piece.size * 4 : piece.size) + (piece.region === 0 ? 1 : 0)
  for (const piece of pieces) if (!best || weight(piece) > weight(best)) best = piece
  return best
}

/** Nothing but brackets, quotes and blanks before. */
function startsLine(text: string, start: number): boolean {
  for (let i = 0; i < start; i++) if (!isBlank(text.charCodeAt(i)) && !'|`"\'([{<*'.includes(text[i]!)) return false
  return true
}

/** "106 上行登录": a number of one or three digits is no byte. */
function isHeadingNumber(text: string, piece: Piece): boolean {
  const first = piece.groups[0]!.tokens[0]!
  const digits = first.to - first.from
  if (piece.groups[0]!.tokens.length > 1) return false
  return first.form === 'plain' && digits % 2 === 1 && digits <= 5 && /^\d+$/.test(text.slice(first.from, first.to))
}

function isPageMark(text: string): boolean {
  const trimmed = text.trim()
  return trimmed.length <= 40 && trimmed !== '' && pageMarks.some((mark) => mark.test(trimmed))
}

/** The heading of a dump's columns: 0 1 2 … f. */
function isColumnRuler(text: string, lexed: LexedLine): boolean {
  const tokens = lexed.regions.find((region) => region.tokens.length > 0)!.tokens
  if (tokens.length !== 8 && tokens.length !== 16 && tokens.length !== 32) return false
  return tokens.every((token, i) => token.form === 'plain' && parseInt(text.slice(token.from, token.to), 16) === i)
}

/** Puts byte strings and base64 in the place of the tokens that their characters made. */
function addDecoded(text: string, lexed: LexedLine, accepts: (bytes: Uint8Array) => boolean): void {
  const all = [...findByteStrings(text), ...findBase64(text, accepts)].sort((a, b) => a.start - b.start)
  const decoded = all.filter((token, i) => i === 0 || token.start >= all[i - 1]!.end)
  if (decoded.length === 0) return
  for (const region of lexed.regions) region.tokens = region.tokens.filter((token) => !isCovered(token, decoded))
  const touched = new Set<Region>()
  for (const token of decoded) {
    const region = regionAround(lexed.regions, token)
    region.tokens.push(token)
    touched.add(region)
  }
  for (const region of touched) region.tokens.sort((a, b) => a.start - b.start)
}

function isCovered(token: HexToken, decoded: readonly HexToken[]): boolean {
  let low = 0
  let high = decoded.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (decoded[middle]!.end <= token.start) low = middle + 1
    else high = middle
  }
  return low < decoded.length && decoded[low]!.start < token.end
}

function regionAround(regions: readonly Region[], token: HexToken): Region {
  let low = 0
  let high = regions.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (regions[middle]!.start <= token.start) low = middle
    else high = middle
  }
  let region = regions[low]!
  while (region.parent >= 0 && region.end < token.end) region = regions[region.parent]!
  return region
}
