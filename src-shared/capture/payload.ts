// Where the bytes of frames are kept: in memory up to a budget, and past it in the file they came from, when they lie
// there in one piece. Each byte is kept once. Part of the store (capture.ts).

/** Reads bytes [offset, offset + length) of the source file; null when it no longer has them. */
export type ReadSource = (offset: number, length: number) => Uint8Array | null

const chunkSize = 1024 * 1024

export class Payload {
  private readonly chunks: Uint8Array[] = []
  private used = chunkSize
  private readonly budget: number
  private readSource: ReadSource | null

  /** `budget`: bytes to keep in memory; without a `readSource` everything is kept, whatever it takes. */
  constructor(budget: number, readSource: ReadSource | null) {
    this.budget = budget
    this.readSource = readSource
  }

  /** From now on the file is no place to leave bytes in. */
  keepInMemory(): void {
    this.readSource = null
  }

  /** Bytes of memory in use. */
  get memory(): number {
    return this.chunks.reduce((total, chunk) => total + chunk.length, 0)
  }

  /**
   * Keeps bytes [start, end) and returns their place: a position in memory, or −1 − file offset. `fileOffset`: where they
   * lie in the file as they are, or −1.
   */
  add(bytes: Uint8Array, start: number, end: number, fileOffset: number): number {
    const size = end - start
    if (this.readSource && fileOffset >= 0 && this.chunks.length * chunkSize >= this.budget) return -1 - fileOffset
    if (size > chunkSize) {
      // A place is chunk number × chunk size, so a longer piece takes a run of chunk numbers.
      const place = this.chunks.length * chunkSize
      const own = bytes.slice(start, end)
      this.chunks.push(own)
      for (let rest = size - chunkSize; rest > 0; rest -= chunkSize) this.chunks.push(new Uint8Array(0))
      this.used = chunkSize
      return place
    }
    if (this.used + size > chunkSize) {
      this.chunks.push(new Uint8Array(chunkSize))
      this.used = 0
    }
    const last = this.chunks.length - 1
    const chunk = this.chunks[last]!
    const { used } = this
    // For short frames a call to set costs more than a loop.
    if (size > 96) chunk.set(bytes.subarray(start, end), used)
    else for (let i = 0; i < size; i++) chunk[used + i] = bytes[start + i]!
    this.used = used + size
    return last * chunkSize + used
  }

  /** The piece of memory that holds what is at a place, from `startOf` on; null when that lies in the file. */
  chunkOf(place: number): Uint8Array | null {
    return place < 0 ? null : this.chunks[Math.floor(place / chunkSize)]!
  }

  startOf(place: number): number {
    // The remainder operator is far slower for numbers past 32 bits, and this is asked for every frame of a filter.
    return (place - Math.floor(place / chunkSize) * chunkSize) | 0
  }

  /** The bytes at a place; empty when the file no longer has them. Not to be changed. */
  get(place: number, length: number): Uint8Array {
    const chunk = this.chunkOf(place)
    if (!chunk) return this.readSource?.(-1 - place, length) ?? new Uint8Array(0)
    const start = this.startOf(place)
    return chunk.subarray(start, start + length)
  }
}
