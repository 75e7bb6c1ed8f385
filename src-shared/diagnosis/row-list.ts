// A growing list of rows of one kind, four bytes each: heartbeats of a pile, samples of a session.

export class RowList {
  count = 0
  private rows = new Uint32Array(4)

  push(row: number): void {
    if (this.count === this.rows.length) {
      const wider = new Uint32Array(this.rows.length * 2)
      wider.set(this.rows)
      this.rows = wider
    }
    this.rows[this.count++] = row
  }

  at(place: number): number {
    return this.rows[place < 0 ? this.count + place : place] ?? -1
  }

  get first(): number {
    return this.count > 0 ? this.rows[0]! : -1
  }

  get last(): number {
    return this.count > 0 ? this.rows[this.count - 1]! : -1
  }

  /** Not to be kept: the list may grow into another array. */
  values(): Uint32Array {
    return this.rows.subarray(0, this.count)
  }
}
