// Rows of a hex dump held against each other: offsets tell how many bytes a row has and where the character column begins.
// On the data path: hexdump.ts → here → choose-reading.ts.

import { hexDigit } from '../../bytes/hex.ts'
import type { FrameContext } from './context.ts'
import { followsRow, rowDistance, type DumpRow } from './hexdump.ts'
import { readOdRow } from './od-row.ts'
import type { SourceLine } from './lines.ts'
import { joint, TextBytes, type Joint } from './text-bytes.ts'

interface BlockRow {
  row: DumpRow
  line: SourceLine
  text: string
  /** Bytes that belong to the row; the rest of its tokens is its character column. */
  size: number
}

const usualWidth = 16
const longestSqueeze = 1 << 16

/** The rows of one dump, from its first offset until the offsets no longer follow. */
export class DumpBlock {
  readonly rows: BlockRow[] = []
  private readonly context: FrameContext
  private readonly tie: Joint
  private width = 0
  private squeezed = false
  /** Forms in which all rows can be read; 0 in a dump of hex bytes. */
  private forms: number

  constructor(row: DumpRow, line: SourceLine, text: string, context: FrameContext, tie: Joint) {
    this.context = context
    this.tie = tie
    this.forms = row.od?.fits ?? 0
    this.rows.push({ row, line, text, size: Math.min(row.size, usualWidth) })
  }

  /** More than one row that fit, or one that cannot be anything else. */
  get isCertain(): boolean {
    const first = this.rows[0]!.row
    return this.rows.length > 1 || (first.marked && first.hex === 0 && first.size > 0)
  }

  /** Adds the next row when its offset follows. */
  add(found: DumpRow, line: SourceLine, text: string): boolean {
    const row = this.forms === 0 ? found : (readOdRow(text, true) ?? found)
    if (row.od && (this.forms & row.od.fits) === 0) return false
    const last = this.rows.at(-1)!
    const distance = rowDistance(last.row, row)
    if (this.squeezed) return this.addSqueezed(row, line, text)
    if (Number.isNaN(distance) || last.row.size === 0) return false
    if (this.width !== 0 && distance > this.width) return false
    if (!followsRow(last.row, row, distance)) return false
    last.size = distance
    if (row.od) this.forms &= row.od.fits
    this.width = Math.max(this.width, distance)
    this.rows.push({ row, line, text, size: Math.min(row.size, this.width) })
    return true
  }

  /** A line with `*`: rows like the last one were left out by the program that printed the dump. */
  squeeze(): void {
    this.squeezed = true
  }

  private addSqueezed(row: DumpRow, line: SourceLine, text: string): boolean {
    const last = this.rows.at(-1)!
    const width = this.width || last.size
    const distance = row.hex - last.row.hex
    if (distance <= width || distance % width !== 0 || distance > longestSqueeze) return false
    const again = distance / width - 1
    last.size = width
    for (let i = 0; i < again; i++) this.rows.push({ ...last })
    this.rows.push({ row, line, text, size: Math.min(row.size, width) })
    this.squeezed = false
    return true
  }

  /** Characters of a row's bytes [start, end) within its line; both 0 when it has none. */
  static span(row: { row: DumpRow; size: number }): { start: number; end: number } {
    const od = row.row.od?.read(row.row.od.fits)
    if (od) return { start: od.places[0]!, end: od.places[2 * row.size - 1] ?? od.places.at(-1)! }
    const count = row.row.words ? Math.ceil(row.size / 2) : row.size
    if (count === 0) return { start: 0, end: 0 }
    return { start: row.row.tokens[0]!, end: row.row.tokens[Math.min(2 * count, row.row.tokens.length) - 1]! }
  }

  /** The bytes; with `swapped`, the two of each four-digit word the other way round, as plain hexdump prints them. */
  read(swapped: boolean): TextBytes {
    const out = new TextBytes()
    this.rows.forEach(({ row, line, text, size }, i) => {
      const reading = swapped ? 'word-swapped' : 'hex'
      const tie = i === 0 ? this.tie : joint.wrap
      out.addSeam({ at: out.length, joint: tie, strong: true, hexLike: true, line, context: this.context, reading })
      const od = row.od?.read(this.forms)
      od?.bytes.slice(0, size).forEach((byte, k) => {
        out.push(byte, line.start + od.places[2 * k]!, line.start + od.places[2 * k + 1]!)
      })
      let taken = 0
      for (let t = 0; t < row.tokens.length && taken < size; t += 2) {
        const from = row.tokens[t]!
        const places = row.tokens[t + 1]! - from === 2 ? [from] : swapped ? [from + 2, from] : [from, from + 2]
        for (const at of places) {
          if (taken++ >= size) break
          const value = hexDigit(text.charCodeAt(at)) * 16 + hexDigit(text.charCodeAt(at + 1))
          out.push(value, line.start + at, line.start + at + 2)
        }
      }
    })
    return out
  }

  get hasWords(): boolean {
    return this.rows.some(({ row }) => row.words)
  }
}
