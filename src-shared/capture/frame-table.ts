// The frames of a capture as columns of numbers: about fifty bytes a frame, whatever its size. Part of the store.

/** Values of FrameTable.checksum. */
export const checksumCodes = ['good', 'swapped', 'bad', 'absent'] as const

type Column = Float64Array | Int32Array | Uint32Array | Int16Array | Uint8Array

/** One row a frame, in order of appearance; row r is frame number r + 1. */
export class FrameTable {
  count = 0
  /** Place in the Payload. */
  place = new Float64Array(1024)
  length = new Uint32Array(1024)
  /** Since 1970, UTC; NaN: no time. */
  seconds = new Float64Array(1024)
  nanos = new Uint32Array(1024)
  conversation = new Int32Array(1024)
  /** 0: endpoint a sent it, 1: endpoint b. */
  sender = new Uint8Array(1024)
  /** Index in the capture's protocols; 255: none. */
  protocol = new Uint8Array(1024)
  /** MessagePlan.index; −1: unknown. */
  message = new Int16Array(1024)
  /** Index of checksumCodes. */
  checksum = new Uint8Array(1024)
  lengthBad = new Uint8Array(1024)
  /** 1: the framer found it whole and right in its protocol's usual format; 0: that is not known. */
  isUsual = new Uint8Array(1024)
  /**
   * 0: the message is certain; else another dialect might choose another one, and this is 1 more than the number of
   * times that the conversation's dialect had changed when it was chosen.
   */
  judgedBy = new Uint8Array(1024)
  /** Packet that brought the first byte, or a later one that had to come before it, from 1; for text: 0. */
  packet = new Uint32Array(1024)

  /** Adds an empty row and returns it. */
  add(): number {
    if (this.count === this.length.length) this.each((column) => resized(column, column.length * 2))
    return this.count++
  }

  /** Bytes of memory in use. */
  get memory(): number {
    let total = 0
    this.each((column) => {
      total += column.byteLength
      return column
    })
    return total
  }

  /** Puts the rows into the order of `order`, which holds every row once. */
  reorder(order: Uint32Array): void {
    this.each((column) => {
      const sorted = empty(column, order.length)
      if (column instanceof Float64Array) takeFloat64(column, sorted as Float64Array, order)
      else if (column instanceof Uint8Array) takeUint8(column, sorted as Uint8Array, order)
      else if (column instanceof Uint32Array) takeUint32(column, sorted as Uint32Array, order)
      else for (let row = 0; row < order.length; row++) sorted[row] = column[order[row]!]!
      return sorted
    })
  }

  /** Gives back the memory of rows that were not used. */
  trim(): void {
    if (this.count > 0 && this.count < this.length.length) this.each((column) => column.slice(0, this.count))
  }

  private each(change: <T extends Column>(column: T) => T | Column): void {
    this.place = change(this.place) as Float64Array<ArrayBuffer>
    this.length = change(this.length) as Uint32Array<ArrayBuffer>
    this.seconds = change(this.seconds) as Float64Array<ArrayBuffer>
    this.nanos = change(this.nanos) as Uint32Array<ArrayBuffer>
    this.conversation = change(this.conversation) as Int32Array<ArrayBuffer>
    this.sender = change(this.sender) as Uint8Array<ArrayBuffer>
    this.protocol = change(this.protocol) as Uint8Array<ArrayBuffer>
    this.message = change(this.message) as Int16Array<ArrayBuffer>
    this.checksum = change(this.checksum) as Uint8Array<ArrayBuffer>
    this.lengthBad = change(this.lengthBad) as Uint8Array<ArrayBuffer>
    this.isUsual = change(this.isUsual) as Uint8Array<ArrayBuffer>
    this.judgedBy = change(this.judgedBy) as Uint8Array<ArrayBuffer>
    this.packet = change(this.packet) as Uint32Array<ArrayBuffer>
  }
}

// The same loop for the types that most columns have: over a million rows, one loop for all types takes five times longer.

function takeFloat64(from: Float64Array, to: Float64Array, order: Uint32Array): void {
  for (let row = 0; row < order.length; row++) to[row] = from[order[row]!]!
}

function takeUint8(from: Uint8Array, to: Uint8Array, order: Uint32Array): void {
  for (let row = 0; row < order.length; row++) to[row] = from[order[row]!]!
}

function takeUint32(from: Uint32Array, to: Uint32Array, order: Uint32Array): void {
  for (let row = 0; row < order.length; row++) to[row] = from[order[row]!]!
}

function resized<T extends Column>(column: T, size: number): T {
  const wider = empty(column, size)
  wider.set(column as never)
  return wider
}

function empty<T extends Column>(column: T, size: number): T {
  return new (column.constructor as new (size: number) => T)(size)
}
