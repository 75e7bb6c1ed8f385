// Lines that belong together, and the ways to read them as bytes. On the data path: paragraph-builder.ts → here →
// choose-reading.ts.

import { hexDigit } from '../../bytes/hex.ts'
import { isDigit } from './characters.ts'
import { contextWithin, type FrameContext } from './context.ts'
import type { LineShape } from './line-shape.ts'
import { makePiece, tokenSize, type Piece, type TokenGroup } from './pieces.ts'
import { joint, TextBytes, type Joint } from './text-bytes.ts'
import type { ReadingKind } from './text-result.ts'
import { gap, type HexToken } from './tokens.ts'

export interface ParagraphLine {
  shape: LineShape
  context: FrameContext
  /** To the line before. */
  tie: Joint
  /** A row of a table of fields: its bytes are bytes, whatever stands beside them. */
  isRow?: boolean
}

export interface Paragraph {
  lines: ParagraphLine[]
}

/** Lines of a paragraph from which single short lines are told apart as doubtful. */
const wideRow = 8
const manyLines = 5
const leastTokens = 6
const longestShort = 64

/** Hex digits, two to a byte; in a list with `0x…`, plain numbers are decimal as in C. */
export function readAsHex(paragraph: Paragraph): TextBytes {
  return new HexReading(paragraph).run()
}

class HexReading {
  private readonly out = new TextBytes()
  private readonly paragraph: Paragraph
  private readonly isHexLike: boolean
  private readonly isList: boolean
  /** Half a byte at the end of a line, which the next line may complete. */
  private half: { value: number; offset: number } | null = null
  private widest = 0

  constructor(paragraph: Paragraph) {
    this.paragraph = paragraph
    const pieces = paragraph.lines.flatMap((line) => line.shape.pieces)
    this.isHexLike = pieces.some((piece) => piece.hexLike)
    this.isList = pieces.some((piece) => piece.groups.some(isLiteralList))
  }

  run(): TextBytes {
    for (const line of this.paragraph.lines) this.readLine(line)
    this.dropHalf()
    return this.out
  }

  private readLine(line: ParagraphLine): void {
    const before = this.out.length
    let tie = line.tie
    for (const piece of line.shape.pieces) {
      for (const [i, group] of piece.groups.entries()) {
        if (i > 0) tie = (group.tokens[0]!.gap & gap.word) === 0 ? joint.caption : joint.words
        this.readGroup(line, piece, group, tie)
      }
      tie = joint.words
    }
    const size = this.out.length - before
    const isShort = size > 0 && size <= 2 && this.widest >= wideRow
    const isRecord =
      line.shape.layout === 'prefixed' || (line.shape.layout === 'field' && this.paragraph.lines.length < 3)
    const isWeakRecord = isRecord && !line.shape.main!.hexLike && size <= 2
    if (isShort || isWeakRecord) this.out.doubtful.push({ start: before, end: this.out.length })
    this.widest = Math.max(this.widest, size)
  }

  private readGroup(line: ParagraphLine, piece: Piece, group: TokenGroup, tie: Joint): void {
    const { out } = this
    const { shape } = line
    const context = this.contextOf(line, group, tie)
    if (tie >= joint.words && tie !== joint.wrap) this.dropHalf()
    const reading = group.tokens[0]!.bytes ? decodedKind(shape.text, group.tokens[0]!) : 'hex'
    const strong = line.isRow || this.isStrong(shape, piece, group)
    const hexLike = line.isRow || group.hexLike || (this.isHexLike && shape.layout === 'bare')
    out.addSeam({ at: out.length, joint: tie, strong, hexLike, line: shape.line, context, reading })
    const base = shape.line.start
    const prefixed = group.tokens.filter((token) => token.form === 'prefixed').length
    const isPrefixed = prefixed * 2 > group.tokens.length || (prefixed > 0 && group.tokens.length === 2)
    group.tokens.forEach((token, i) => {
      const start = out.length
      this.readToken(shape.text, token, base, i === group.tokens.length - 1, isPrefixed)
      const isCounted =
        shape.layout !== 'leading' && !line.isRow && isFollowedByIdeograph(shape.text, token) && out.length - start <= 2
      if (isCounted && this.isDecimal(shape.text, token)) out.doubtful.push({ start, end: out.length })
    })
  }

  /** "收到 68…, 回复 68…", or two objects of JSON: of a later frame on the line, the text around it may say something else. */
  private contextOf(line: ParagraphLine, group: TokenGroup, tie: Joint): FrameContext {
    const { shape, context } = line
    const start = group.tokens[0]!.start
    const last = this.out.length - 1
    if ((tie !== joint.caption && tie !== joint.words) || group.size < 4 || last < 0) return context
    const isLater = shape.pieces.some((piece) =>
      piece.groups.some((other) => other.hexLike && other.size >= 4 && other.tokens[0]!.start < start),
    )
    const from = this.out.end(last) - shape.line.start
    return isLater && from > 0 && start > from
      ? contextWithin(context, shape, from, start, group.tokens.at(-1)!.end)
      : context
  }

  private isStrong(shape: LineShape, piece: Piece, group: TokenGroup): boolean {
    if (group.identifier) return false
    if (group.hexLike && group.size >= 4) return true
    if (piece.annotated && piece.hexLike) return true
    const { direction } = shape.meta
    const isSaid = direction && direction.end <= group.tokens[0]!.start && shape.layout === 'prefixed'
    if (isSaid && (group.size >= 2 || isAtLineEnd(shape, group))) return true
    const isColumn = this.paragraph.lines.length >= manyLines && (shape.layout === 'bare' || shape.layout === 'leading')
    return this.isHexLike && (isColumn || (shape.layout === 'bare' && group.size >= 4))
  }

  private isDecimal(text: string, token: HexToken): boolean {
    for (let i = token.from; i < token.to; i++) if (!isDigit(text.charCodeAt(i))) return false
    return token.form === 'plain'
  }

  private readToken(text: string, token: HexToken, base: number, isLast: boolean, isPrefixed: boolean): void {
    const { out } = this
    if (token.bytes) return this.readDecoded(token, base)
    const digits = token.to - token.from
    if (token.form === 'prefixed' && digits <= 2) {
      return out.push(parseInt(text.slice(token.from, token.to), 16), base + token.start, base + token.end)
    }
    if (this.isList && digits <= 3 && (token.gap & gap.comma) !== 0 && this.isDecimal(text, token)) {
      const value = Number(text.slice(token.from, token.to))
      if (value < 256) return out.push(value, base + token.start, base + token.end)
    }
    // The "db" of an assembler's list of 68h, 0dh.
    if (isPrefixed && token.form === 'plain' && !this.isDecimal(text, token)) return
    let from = token.from
    if (digits % 2 === 1) {
      if (this.half && digits >= 3) {
        const low = hexDigit(text.charCodeAt(from))
        out.push(this.half.value * 16 + low, this.half.offset, base + from + 1)
        this.half = null
        from++
      } else if (digits < 5) return
      else if (isLast) this.half = { value: hexDigit(text.charCodeAt(token.to - 1)), offset: base + token.to - 1 }
    } else this.dropHalf()
    this.readPairs(text, from, token.to, base)
    if (digits % 2 === 1 && digits >= 5 && !isLast && (token.to - from) % 2 === 1) {
      out.oddDigits.push({ at: out.length, offset: base + token.to - 1 })
    }
  }

  private readPairs(text: string, from: number, to: number, base: number): void {
    for (let i = from; i + 1 < to; i += 2) {
      const value = hexDigit(text.charCodeAt(i)) * 16 + hexDigit(text.charCodeAt(i + 1))
      this.out.push(value, base + i, base + i + 2)
    }
  }

  private readDecoded(token: HexToken, base: number): void {
    token.bytes!.forEach((byte, i) =>
      this.out.push(byte, base + token.places![2 * i]!, base + token.places![2 * i + 1]!),
    )
  }

  private dropHalf(): void {
    if (this.half) this.out.oddDigits.push({ at: this.out.length, offset: this.half.offset })
    this.half = null
  }
}

const leastIndexed = 3

/** The paragraph without a column of numbers that count its lines or their bytes, or null when it has none. */
export function withoutIndexColumn(paragraph: Paragraph): Paragraph | null {
  const { lines } = paragraph
  if (lines.length < leastIndexed) return null
  const firsts = lines.map(({ shape }) => shape.main!.groups[0]!.tokens[0]!)
  const numbers = lines.map(({ shape }, i) => shape.text.slice(firsts[i]!.from, firsts[i]!.to))
  const sizes = lines.map(({ shape }) => shape.main!.size - tokenSize(shape.main!.groups[0]!.tokens[0]!))
  const counts = [10, 16].some((base) => {
    const values = numbers.map((number) => (base === 10 && !/^\d+$/.test(number) ? NaN : parseInt(number, base)))
    const isOffset = values.every((value, i) => i === 0 || value === values[i - 1]! + sizes[i - 1]!)
    return isOffset || values.every((value, i) => value === values[0]! + i)
  })
  if (!counts) return null
  const bare = lines.map((line, i) => {
    const { shape } = line
    const tokens = shape.main!.groups.flatMap((group) => group.tokens).filter((token) => token !== firsts[i])
    if (tokens.length === 0) return null
    const main = makePiece(shape.text, tokens, shape.main!.region)
    return { ...line, shape: { ...shape, main, pieces: [main] } }
  })
  return bare.every((line) => line !== null) ? { lines: bare } : null
}

function isAtLineEnd(shape: LineShape, group: TokenGroup): boolean {
  return /^[\s)\]}>"'`]*$/.test(shape.text.slice(group.tokens.at(-1)!.end).slice(0, 100))
}

function isLiteralList(group: TokenGroup): boolean {
  return (
    group.tokens.some((token) => token.form === 'prefixed') &&
    group.tokens.some((token) => (token.gap & gap.comma) !== 0)
  )
}

function decodedKind(text: string, token: HexToken): ReadingKind {
  return text.slice(token.start, token.end).includes('\\') ? 'string' : 'base64'
}

function isFollowedByIdeograph(text: string, token: HexToken): boolean {
  const next = text[token.end] === ' ' ? text[token.end + 1] : text[token.end]
  return next !== undefined && next >= '\u4e00' && next <= '\u9fff'
}

/** Hex without leading zeros: each token of an odd number of digits lacks one. Null when no token does. */
export function readAsShortHex(paragraph: Paragraph): TextBytes | null {
  let odd = 0
  const all = countTokens(paragraph, (token) => {
    const digits = token.to - token.from
    if (digits % 2 === 1) odd++
    return token.form === 'plain' && digits <= longestShort
  })
  if (all < leastTokens || odd === 0) return null
  return readTokens(paragraph, 'short-hex', (text) => {
    const digits = text.length % 2 === 1 ? `0${text}` : text
    return digits.match(/../g)!.map((pair) => parseInt(pair, 16))
  })
}

/** Each digit for itself, as text recognition prints them: two tokens to a byte. Null when a token is longer. */
export function readAsSplitDigits(paragraph: Paragraph): TextBytes | null {
  const all = countTokens(paragraph, (token) => token.form === 'plain' && token.to - token.from === 1)
  if (all < 2 * leastTokens || all % 2 === 1) return null
  const out = new TextBytes()
  let high: { value: number; start: number } | null = null
  for (const { shape, context, tie } of paragraph.lines) {
    const { line } = shape
    out.addSeam({ at: out.length, joint: tie, strong: true, hexLike: true, line, context, reading: 'hex' })
    for (const token of shape.main!.groups.flatMap((group) => group.tokens)) {
      const value = hexDigit(shape.text.charCodeAt(token.from))
      if (high) out.push(high.value * 16 + value, high.start, line.start + token.end)
      high = high ? null : { value, start: line.start + token.start }
    }
  }
  return out
}

/** No token has more than two digits: each may well be one byte. */
export function hasNarrowTokens(paragraph: Paragraph): boolean {
  return countTokens(paragraph, (token) => token.to - token.from <= 2) > 0
}

/** Some token can hardly be hex: it has three digits or a sign. */
export function hasDecimalTokens(paragraph: Paragraph): boolean {
  return paragraph.lines.some(({ shape }) =>
    shape.main!.groups.some((group) => group.tokens.some((token) => token.negative || token.to - token.from === 3)),
  )
}

/** One token, one byte: decimal, signed or not, as Java and Go print arrays. Null when the tokens are not of that kind. */
export function readAsDecimal(paragraph: Paragraph): TextBytes | null {
  const all = countTokens(paragraph, (token, line) => {
    if (token.form !== 'plain' || token.to - token.from > 3) return false
    const text = line.slice(token.from, token.to)
    return /^\d+$/.test(text) && Number(text) <= (token.negative ? 128 : 255)
  })
  if (all < leastTokens) return null
  return readTokens(paragraph, 'decimal', (text, token) => [
    (token.negative ? 256 - Number(text) : Number(text)) & 0xff,
  ])
}

/** How many tokens there are, or 0 when one of them does not suit. */
function countTokens(paragraph: Paragraph, suits: (token: HexToken, line: string) => boolean): number {
  let count = 0
  for (const { shape } of paragraph.lines) {
    for (const group of shape.main!.groups) {
      for (const token of group.tokens) {
        if (!suits(token, shape.text)) return 0
        count++
      }
    }
  }
  return count
}

function readTokens(
  paragraph: Paragraph,
  reading: ReadingKind,
  values: (text: string, token: HexToken) => number[],
): TextBytes {
  const out = new TextBytes()
  for (const { shape, context, tie } of paragraph.lines) {
    out.addSeam({
      at: out.length,
      joint: tie,
      strong: true,
      hexLike: reading !== 'decimal',
      line: shape.line,
      context,
      reading,
    })
    for (const token of shape.main!.groups.flatMap((group) => group.tokens)) {
      const start = shape.line.start + token.start - (token.negative ? 1 : 0)
      const read = values(shape.text.slice(token.from, token.to), token)
      const end = shape.line.start + token.end
      // Bytes of one token: two characters each, counted from its end; the first may have one.
      read.forEach((byte, i) => {
        const from = read.length === 1 ? start : Math.max(start, end - 2 * (read.length - i))
        out.push(byte, from, end - 2 * (read.length - 1 - i))
      })
    }
  }
  return out
}
