// A table of a frame's fields, one row each, as specifications and tickets print an example: which column holds the bytes is
// told by a length and a checksum that fit, or a length that ends where the table does. On the data path: line-shape.ts → here → paragraph-builder.ts.

import type { Probe, ProtocolProbe } from '../../protocol/probe.ts'
import { noContext } from './context.ts'
import { noMeta } from './line-meta.ts'
import type { LineShape } from './line-shape.ts'
import { readAsHex, type ParagraphLine } from './paragraph.ts'
import { joint } from './text-bytes.ts'

const leastRows = 4
/** Of a table whose checksum does not fit. */
const leastUnproven = 6
const mostRows = 600
/** The first field is the start mark, maybe with what follows it. A whole frame in a row is a log, not a table. */
const mostFirstBytes = 4
const mostCellBytes = 512

const nothing = { rows: 0, isProven: false }

/** Rows of one table so far. */
export class FieldTable {
  private readonly probe: ProtocolProbe
  private readonly rows: LineShape[] = []

  private constructor(probe: ProtocolProbe, first: LineShape) {
    this.probe = probe
    this.rows.push(first)
  }

  /** The table that begins with this line, whose cells one begins a frame; else null. */
  static begin(probe: ProtocolProbe, shape: LineShape): FieldTable | null {
    const mayBegin = shape.row?.some((cell, column) => {
      if (!cell || cell.size > mostFirstBytes) return false
      const { bytes, length } = readAsHex({ lines: linesOf([shape], column) })
      return length > 0 && probe.nextStart(bytes.subarray(0, length), 0) === 0
    })
    return mayBegin ? new FieldTable(probe, shape) : null
  }

  /** Lines that wait for what the table turns out to be. */
  get shapes(): readonly LineShape[] {
    return this.rows
  }

  /** Takes the next row; false when the line is none. */
  add(shape: LineShape): boolean {
    const { row } = shape
    const width = this.rows[0]!.row!.length
    if (!row || this.rows.length >= mostRows || row.every((cell) => cell === null)) return false
    // The last cell of a row may be left empty.
    if (Math.abs(row.length - width) > 1) return false
    this.rows.push(shape)
    return true
  }

  /**
   * The rows of the frame that a column holds from the first row on, and the lines behind it; null: there is none. Without a
   * checksum that fits, the length must end just where the table does.
   */
  read(): { lines: ParagraphLine[]; behind: LineShape[] } | null {
    const columns = Math.max(...this.rows.map(({ row }) => row!.length))
    let fitting: number | null = null
    for (let column = 0; column < columns; column++) {
      const end = this.rows.findIndex(({ row }) => !isUsable(row![column]))
      const rows = end < 0 ? this.rows : this.rows.slice(0, end)
      const found = rows.length < leastRows ? nothing : this.frameIn(rows, column)
      if (found.isProven && found.rows >= leastRows) return this.take(column, found.rows)
      if (found.rows === this.rows.length && found.rows >= leastUnproven) fitting ??= column
    }
    return fitting === null ? null : this.take(fitting, this.rows.length)
  }

  private take(column: number, count: number): { lines: ParagraphLine[]; behind: LineShape[] } {
    return { lines: linesOf(this.rows.slice(0, count), column), behind: this.rows.slice(count) }
  }

  /** How many rows the frame has that begins in the first one; 0 when there is none, or it ends within a row. */
  private frameIn(rows: readonly LineShape[], column: number): { rows: number; isProven: boolean } {
    const { bytes, length, seams } = readAsHex({ lines: linesOf(rows, column) })
    const whole = this.probe.probe(bytes, 0, length).filter(({ complete, endMark }) => complete && endMark)
    const isProof = ({ checksum }: Probe) => checksum === 'good' || checksum === 'swapped'
    const frame = whole.find(isProof) ?? whole.find(({ size }) => size === length)
    if (!frame) return nothing
    const behind = seams.find((seam) => seam.at === frame.size)
    const count = frame.size === length ? rows.length : behind ? rows.findIndex(({ line }) => line === behind.line) : 0
    return { rows: count, isProven: isProof(frame) }
  }
}

const isUsable = (cell: { size: number } | null | undefined): boolean =>
  cell !== null && cell !== undefined && cell.size <= mostCellBytes

/** Rows as a paragraph of the fields in one column; what is known of them is not said. */
function linesOf(rows: readonly LineShape[], column: number): ParagraphLine[] {
  return rows.map((shape, i) => {
    const cell = shape.row![column]!
    const field: LineShape = {
      ...shape,
      kind: 'hex',
      layout: 'field',
      pieces: [cell],
      main: cell,
      meta: noMeta,
      isField: true,
    }
    return { shape: field, context: noContext, tie: i === 0 ? joint.text : joint.field, isRow: true }
  })
}
