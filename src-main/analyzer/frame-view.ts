// Which frames the list shows and in which order: a filter and a sort over one capture, kept in the analyzer's worker so
// that the screen asks for windows of rows only. Grows with a capture that is loading.
import type { FrameFilter } from '../../src-shared/capture/frame-filter.ts'
import type { CaptureView } from '../../src-shared/view/capture-frame.ts'
import { sortRows, type SortOrder } from './sort-rows.ts'
import { inTurns } from './turns.ts'

export class FrameView {
  private readonly view: CaptureView
  private readonly filter: FrameFilter | null
  private readonly order: SortOrder | null
  /** Rows of the capture in the view's order; null: all of them in their own order. */
  private rows: Uint32Array | null = null
  private count = 0
  /** Frames of the capture that were looked at. */
  private seen = 0

  /** Empty until `build` has run. */
  constructor(view: CaptureView, filter: FrameFilter | null, order: SortOrder | null) {
    this.view = view
    this.filter = filter
    this.order = order
  }

  /** Frames shown. */
  get total(): number {
    return this.rows ? this.count : this.view.capture.frames.count
  }

  /** Row of the capture at a place of the view; undefined past its end. */
  rowAt(place: number): number | undefined {
    if (place < 0 || place >= this.total) return undefined
    return this.rows ? this.rows[place] : place
  }

  /** Place of a capture's row in the view, or null when it is not shown. */
  placeOf(row: number): number | null {
    if (!this.rows) return row < this.total ? row : null
    const shown = this.rows.subarray(0, this.count)
    const place = this.order ? shown.indexOf(row) : ascendingPlace(shown, row)
    return place < 0 ? null : place
  }

  /** Looks at all frames, in turns. False when `isStale` ended it; the view is then not to be used. */
  async build(isStale: () => boolean): Promise<boolean> {
    if (!this.filter && !this.order) return true
    this.rows = new Uint32Array(1024)
    const { frames } = this.view.capture
    const until = frames.count
    if (!(await inTurns(until, (row) => this.look(row), isStale))) return false
    if (!this.order) return true
    this.rows = this.rows.slice(0, this.count)
    return sortRows(this.view, this.rows, this.order, isStale)
  }

  /** Takes in frames that were loaded since. They stand at the end until the view is built anew. */
  extend(): void {
    if (!this.rows) return
    for (let row = this.seen; row < this.view.capture.frames.count; row++) this.look(row)
  }

  private look(row: number): void {
    this.seen = row + 1
    if (this.filter && !this.filter.matches(row)) return
    if (this.count === this.rows!.length) {
      const wider = new Uint32Array(Math.max(this.count * 2, 1024))
      wider.set(this.rows!)
      this.rows = wider
    }
    this.rows![this.count++] = row
  }
}

/** Index of `row` in ascending rows, or −1. */
function ascendingPlace(rows: Uint32Array, row: number): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rows[middle]! < row) low = middle + 1
    else high = middle
  }
  return rows[low] === row ? low : -1
}
