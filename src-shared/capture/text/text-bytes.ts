// Bytes read out of text, each with the characters it came from, and the seams where one could end and the next begin. On
// the data path: paragraphs → here → frame-scan.ts.

import type { FrameContext } from './context.ts'
import type { SourceLine } from './lines.ts'
import type { ReadingKind } from './text-result.ts'

/**
 * How a stretch of bytes is tied to the one before it, from tight to loose. words: text within the line between. wrap: next
 * line, nothing else on it. field: next line, with a name before. blank, text: such a line between. message: a new record
 * of the log.
 */
export const joint = { caption: 0, words: 1, wrap: 2, field: 3, blank: 4, text: 5, message: 6 } as const
export type Joint = (typeof joint)[keyof typeof joint]

/** Where a stretch of bytes begins. */
export interface Seam {
  at: number
  joint: Joint
  /** Looks like printed bytes rather than like a number in a sentence. */
  strong: boolean
  /** Has digits a–f, zeros in front or a prefix: to be reported when it gives no frame. */
  hexLike: boolean
  line: SourceLine
  context: FrameContext
  reading: ReadingKind
}

export class TextBytes {
  bytes = new Uint8Array(32)
  length = 0
  seams: Seam[] = []
  /** Bytes [start, end) that may be something else: page numbers and counts; ascending. */
  doubtful: { start: number; end: number }[] = []
  /** Positions in the text of digits that were left over, with the number of the byte before which they stand. */
  oddDigits: { at: number; offset: number }[] = []
  /** Plain arrays: most runs are short, and there is one for every line of a log. */
  private from: number[] = []
  private to: number[] = []

  /** Adds a byte printed in characters [from, to) of the text. */
  push(byte: number, from: number, to: number): void {
    if (this.length === this.bytes.length) this.grow(this.length + 1)
    this.bytes[this.length] = byte
    this.length++
    this.from.push(from)
    this.to.push(to)
  }

  /** Adds a seam at the end of the bytes so far; one without bytes behind it gives way to it. */
  addSeam(seam: Seam): void {
    const last = this.seams.at(-1)
    if (last && last.at === seam.at) {
      this.seams.pop()
      this.seams.push({ ...seam, joint: Math.max(seam.joint, last.joint) as Joint })
    } else this.seams.push(seam)
  }

  /** A copy of bytes [from, to). */
  slice(from: number, to: number): TextBytes {
    const copy = new TextBytes()
    if (to <= from) return copy
    const first = this.seamIndex(from)
    for (let i = first; i < this.seams.length && this.seams[i]!.at < to; i++) {
      copy.seams.push({ ...this.seams[i]!, at: Math.max(0, this.seams[i]!.at - from) })
    }
    for (let i = from; i < to; i++) copy.push(this.bytes[i]!, this.from[i]!, this.to[i]!)
    return copy
  }

  /** Where byte `index` is printed; half-open, in the whole text. */
  start(index: number): number {
    return this.from[index]!
  }

  end(index: number): number {
    return this.to[index]!
  }

  /** The seam that byte `index` lies behind. */
  seamOf(index: number): Seam {
    return this.seams[this.seamIndex(index)]!
  }

  /** Index of the last seam at or before byte `index`. */
  seamIndex(index: number): number {
    let low = 0
    let high = this.seams.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.seams[middle]!.at <= index) low = middle
      else high = middle
    }
    return low
  }

  /** Index of the first seam behind byte `index`; `seams.length` when there is none. */
  seamBehind(index: number): number {
    const last = this.seamIndex(index)
    return this.seams.length > 0 && this.seams[last]!.at > index ? last : last + 1
  }

  /** Takes over what `other` holds, behind the own bytes, tied by `tie`. `other` is not to be used again. */
  append(other: TextBytes, tie: Joint): void {
    const base = this.length
    this.grow(base + other.length)
    this.bytes.set(other.bytes.subarray(0, other.length), base)
    for (let i = 0; i < other.length; i++) {
      this.from.push(other.from[i]!)
      this.to.push(other.to[i]!)
    }
    this.length = base + other.length
    if (other.seams.length > 0) other.seams[0]!.joint = tie
    for (const seam of other.seams) {
      seam.at += base
      this.seams.push(seam)
    }
    for (const range of other.doubtful) this.doubtful.push({ start: range.start + base, end: range.end + base })
    for (const odd of other.oddDigits) this.oddDigits.push({ at: odd.at + base, offset: odd.offset })
  }

  /** Forgets the bytes before `count`. */
  dropFront(count: number): void {
    if (count === 0) return
    if (count === this.length) return this.clear()
    this.bytes.copyWithin(0, count, this.length)
    this.from = this.from.slice(count)
    this.to = this.to.slice(count)
    this.seams = this.seams.slice(this.seamIndex(count))
    this.length -= count
    for (const seam of this.seams) seam.at = Math.max(0, seam.at - count)
    this.doubtful = this.doubtful
      .filter((range) => range.start >= count)
      .map((range) => ({ start: range.start - count, end: range.end - count }))
    this.oddDigits = this.oddDigits
      .filter((odd) => odd.at >= count)
      .map((odd) => ({ at: odd.at - count, offset: odd.offset }))
  }

  private clear(): void {
    this.length = 0
    this.from = []
    this.to = []
    this.seams = []
    this.doubtful = []
    this.oddDigits = []
  }

  private grow(needed: number): void {
    if (needed <= this.bytes.length) return
    const size = Math.max(needed, 2 * this.bytes.length)
    const bytes = new Uint8Array(size)
    bytes.set(this.bytes)
    this.bytes = bytes
  }
}
