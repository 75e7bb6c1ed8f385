// What run.ts finds in a frame: one slot for each field, as columns of numbers. No object is made per field; trees are
// built from these only for what is looked at.

const firstSize = 64

/** Field occurrences in the order of the bytes; a group's slot stands before those of its members. */
export class Slots {
  count = 0
  /** FieldPlan.index. */
  field = new Int32Array(firstSize)
  /** Frame-relative, half-open. */
  start = new Int32Array(firstSize)
  end = new Int32Array(firstSize)
  /** Raw unsigned number of fields that are plain numbers (FieldPlan.plain); of others it says nothing. */
  number = new Uint32Array(firstSize)
  /** 0: the field's reading; k: that of its case k − 1; −1: raw bytes. */
  variant = new Int8Array(firstSize)
  /** Slot of the group that holds this one, or −1. */
  parent = new Int32Array(firstSize).fill(-1)
  /** Number of the repeated item, or tag of the unit, that the field is (part of). */
  item = new Float64Array(firstSize)
  /**
   * The last three columns hold what they begin with: variant 0, parent −1, item 0. So it is in most frames, whose fields
   * stand side by side; then nothing need be written there.
   */
  isFlat = true
  /**
   * Latest slot of each watched name, for expressions that look at fields while the frame is read. Never cleared: whether
   * a slot holds the name is looked at again, and every slot that does was noted.
   */
  latest = new Int32Array(0)
  /** End of what was written to the last three columns. */
  private touched = 0

  clear(): void {
    this.count = 0
    if (this.isFlat) return
    this.variant.fill(0, 0, this.touched)
    this.parent.fill(-1, 0, this.touched)
    this.item.fill(0, 0, this.touched)
    this.isFlat = true
    this.touched = 0
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
    this.reserve(1)
    const slot = this.count++
    this.field[slot] = field
    this.start[slot] = start
    this.end[slot] = end
    this.number[slot] = number
    if (this.isFlat && variant === 0 && parent === -1 && item === 0) return slot
    this.variant[slot] = variant
    this.parent[slot] = parent
    this.item[slot] = item
    this.touch(slot + 1)
    return slot
  }

  /** Remembers `slot` as the latest of the name at place `place` of `count` watched ones. */
  note(place: number, count: number, slot: number): void {
    if (this.latest.length < count) this.latest = copied(this.latest, new Int32Array(count))
    this.latest[place] = slot
  }

  /** The last three columns were written up to slot `end`. */
  touch(end: number): void {
    this.isFlat = false
    if (end > this.touched) this.touched = end
  }

  /** Makes room for `more` slots; columns may be other arrays afterwards. */
  reserve(more: number): void {
    if (this.count + more <= this.field.length) return
    const size = Math.max(this.field.length * 2, this.count + more)
    this.field = copied(this.field, new Int32Array(size))
    this.start = copied(this.start, new Int32Array(size))
    this.end = copied(this.end, new Int32Array(size))
    this.number = copied(this.number, new Uint32Array(size))
    this.variant = copied(this.variant, new Int8Array(size))
    this.parent = copied(this.parent, new Int32Array(size).fill(-1))
    this.item = copied(this.item, new Float64Array(size))
  }
}

function copied<T extends Int32Array | Uint32Array | Int8Array | Float64Array>(from: T, to: T): T {
  to.set(from)
  return to
}
