// What run.ts finds in a frame: one slot for each field, as columns of numbers. No object is made per field; trees are
// built from these only for what is looked at.

/** Field occurrences in the order of the bytes; a group's slot stands before those of its members. */
export class Slots {
  count = 0
  /** FieldPlan.index. */
  field = new Int32Array(256)
  /** Frame-relative, half-open. */
  start = new Int32Array(256)
  end = new Int32Array(256)
  /** Raw unsigned number of fields up to 6 bytes wide, else 0. */
  number = new Float64Array(256)
  /** 0: the field's reading; k: that of its case k − 1; −1: raw bytes. */
  variant = new Int8Array(256)
  /** Slot of the group that holds this one, or −1. */
  parent = new Int32Array(256)
  /** Number of the repeated item, or tag of the unit, that the field is (part of). */
  item = new Float64Array(256)

  clear(): void {
    this.count = 0
  }

  /** Adds a slot and returns its number. */
  add(
    field: number,
    start: number,
    end: number,
    number: number,
    variant: number,
    parent: number,
    item: number,
  ): number {
    const slot = this.count
    if (slot === this.field.length) this.grow()
    this.field[slot] = field
    this.start[slot] = start
    this.end[slot] = end
    this.number[slot] = number
    this.variant[slot] = variant
    this.parent[slot] = parent
    this.item[slot] = item
    this.count = slot + 1
    return slot
  }

  private grow(): void {
    const size = this.field.length * 2
    const wider = <T extends Int32Array | Int8Array | Float64Array>(old: T, column: T): T => {
      column.set(old)
      return column
    }
    this.field = wider(this.field, new Int32Array(size))
    this.start = wider(this.start, new Int32Array(size))
    this.end = wider(this.end, new Int32Array(size))
    this.number = wider(this.number, new Float64Array(size))
    this.variant = wider(this.variant, new Int8Array(size))
    this.parent = wider(this.parent, new Int32Array(size))
    this.item = wider(this.item, new Float64Array(size))
  }
}
