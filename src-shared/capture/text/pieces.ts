// Groups the tokens of a line into pieces that could be printed bytes, and judges how much they look like it. On the data
// path: tokens.ts → here → line-shape.ts.

import { hexDigit } from '../../bytes/hex.ts'
import { isDigit } from './characters.ts'
import { gap, type HexToken, type LexedLine, type Region } from './tokens.ts'

/** Tokens with nothing but separators between. */
export interface TokenGroup {
  tokens: HexToken[]
  /** Bytes when read as hex. */
  size: number
  /** Digits a–f, zeros in front, or a prefix: hardly a decimal number. */
  hexLike: boolean
  /** A UUID, a hardware address, or the value of a key such as `id`. */
  identifier: boolean
}

/** The groups of one pair of brackets, or of what stands outside of all. */
export interface Piece {
  groups: TokenGroup[]
  start: number
  end: number
  size: number
  hexLike: boolean
  /** Short groups with captions between, as in `68（起始标志） 0D（数据长度）`. */
  annotated: boolean
  /** numbers: tokens of one or three digits, as in a list of decimals; hex: digits a–f or long tokens. */
  style: 'hex' | 'numbers' | 'either'
  region: number
}

const leastSize = 4
/** One group with more than this share of the bytes is the frame, and the others are numbers around it. */
const mostOfAnnotated = 0.7

/** The pieces of a line in the order of their first character. Few digits inside brackets are no piece. */
export function findPieces(text: string, lexed: LexedLine): Piece[] {
  const pieces: Piece[] = []
  const cells = new Map<number, HexToken[]>()
  lexed.regions.forEach((region, index) => {
    if (region.tokens.length === 0) return
    const piece = makePiece(text, region.tokens, index)
    if (index === 0 || piece.size >= leastSize) pieces.push(piece)
    else if (isCell(region, piece)) addCell(cells, region, lexed.regions)
  })
  for (const [parent, tokens] of cells) if (tokens.length >= leastSize) pieces.push(makePiece(text, tokens, parent))
  if (pieces.length === 0) addOnly(text, lexed, pieces)
  return pieces.sort((a, b) => a.start - b.start)
}

/** Brackets or quotes around one byte, as in `["68","0d"]`. */
function isCell(region: Region, piece: Piece): boolean {
  return region.tokens.length === 1 && piece.size <= 2 && !region.words && !region.ideographs
}

function addCell(cells: Map<number, HexToken[]>, region: Region, regions: Region[]): void {
  const last = cells.get(region.parent)
  // Captions between cells would be text of the region around them.
  if (regions[region.parent]!.ideographs) return
  const token = { ...region.tokens[0]!, gap: last ? gap.comma : gap.first }
  if (last) last.push(token)
  else cells.set(region.parent, [token])
}

/** A line of nothing but a short piece in brackets or quotes. */
function addOnly(text: string, lexed: LexedLine, pieces: Piece[]): void {
  if (lexed.regions[0]!.words || lexed.regions[0]!.ideographs || lexed.spans.length > 0) return
  const filled = lexed.regions.filter((region) => region.tokens.length > 0 || region.words || region.ideographs)
  const only = filled[0]
  if (filled.length === 1 && only && !only.words && !only.ideographs) {
    pieces.push(makePiece(text, only.tokens, lexed.regions.indexOf(only)))
  }
}

export function makePiece(text: string, tokens: HexToken[], region: number): Piece {
  const groups: TokenGroup[] = []
  let current: HexToken[] = []
  for (const token of tokens) {
    const isApart = (token.gap & (gap.caption | gap.word)) !== 0
    if (
      current.length > 0 &&
      (isApart || (current.length === 1 && (token.gap & gap.blank) !== 0 && isKeyed(text, current[0]!)))
    ) {
      groups.push(makeGroup(text, current))
      current = []
    }
    current.push(token)
  }
  groups.push(makeGroup(text, current))
  const telling = groups.filter((group) => !isLoneNumber(group))
  if (telling.length > 0 && telling.length < groups.length) {
    return makePiece(
      text,
      telling.flatMap((group) => group.tokens),
      region,
    )
  }
  const size = groups.reduce((sum, group) => sum + group.size, 0)
  return {
    groups,
    start: tokens[0]!.start,
    end: tokens.at(-1)!.end,
    size,
    hexLike: groups.some((group) => group.hexLike) || looksHex(text, tokens),
    annotated:
      groups.length >= 3 &&
      size >= leastSize &&
      groups.filter((group) => group.size <= 8).length * 2 > groups.length &&
      Math.max(...groups.map((group) => group.size)) < mostOfAnnotated * size,
    style: styleOf(groups),
    region,
  }
}

function styleOf(groups: readonly TokenGroup[]): Piece['style'] {
  let odd = 0
  let count = 0
  for (const group of groups) {
    for (const token of group.tokens) {
      const digits = token.to - token.from
      if (token.form !== 'plain' || (digits % 2 === 0 && digits > 2)) return 'hex'
      // The first may number the line.
      if (digits % 2 === 1 && count > 0) odd++
      count++
    }
  }
  if (odd > 0 && (count >= 4 || odd >= count - 1)) return 'numbers'
  return groups.some((group) => group.hexLike) ? 'hex' : 'either'
}

/** One token of one or three digits, such as a line number or a value. */
function isLoneNumber(group: TokenGroup): boolean {
  const token = group.tokens[0]!
  const digits = token.to - token.from
  if (group.tokens.length > 1 || token.form !== 'plain') return false
  return digits === 1 || digits === 3
}

function makeGroup(text: string, tokens: HexToken[]): TokenGroup {
  let size = 0
  for (const token of tokens) size += tokenSize(token)
  return { tokens, size, hexLike: looksHex(text, tokens), identifier: isIdentifier(text, tokens) }
}

/** Bytes that a token has when read as hex; an odd last digit is not counted, a lone digit is a byte. */
export function tokenSize(token: HexToken): number {
  if (token.bytes) return token.bytes.length
  const digits = token.to - token.from
  return digits === 1 ? 1 : digits >> 1
}

function looksHex(text: string, tokens: readonly HexToken[]): boolean {
  let zeros = 0
  const limit = Math.min(tokens.length, 64)
  for (let i = 0; i < limit; i++) {
    const token = tokens[i]!
    if (token.form !== 'plain') return true
    if (token.to - token.from > 1 && text[token.from] === '0' && ++zeros >= 2) return true
    // A lone letter may be anything.
    if (token.to - token.from === 1) continue
    const end = Math.min(token.to, token.from + 64)
    for (let at = token.from; at < end; at++) {
      const code = text.charCodeAt(at)
      if (!isDigit(code) && hexDigit(code) >= 0) return true
    }
  }
  return false
}

const identifierKey =
  /(?:id|uuid|guid|mac|md5|sha\d{0,3}|token|session|trace|span|hash|sign(?:ature)?|channel|conn(?:ection)?|handle|commit)["']? ?[:=]? ?["'[(]?$|@$/i
const leastKeyed = 6

/** The value of a key such as `id`; a few digits behind one are bytes as well as anything. */
function isKeyed(text: string, token: HexToken): boolean {
  if (token.to - token.from < leastKeyed) return false
  return identifierKey.test(text.slice(Math.max(0, token.start - 24), token.start))
}

function isIdentifier(text: string, tokens: readonly HexToken[]): boolean {
  const first = tokens[0]!
  const last = tokens.at(-1)!
  if (tokens.length > 6) return false
  const lengths = tokens.map((token) => token.to - token.from)
  if (tokens.length === 5 && lengths.join() === '8,4,4,4,12') return true
  if (tokens.length === 6 && lengths.every((length) => length === 2) && last.end - first.start === 17) {
    const separators = tokens.slice(1).map((token) => text[token.start - 1])
    if (separators.every((separator) => separator === separators[0]) && separators[0] !== ' ') return true
  }
  if (tokens.length > 1) return false
  return isKeyed(text, first)
}
