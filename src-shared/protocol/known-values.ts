// Values of short fields that were read before, by their bytes: the same few hundred pile numbers stand in a million
// frames, and making a text of bytes takes longer than finding it again. Used by fixed-place.ts.

/** Values that are remembered; where two meet at one place, the later one stays. A power of two. */
const roomFor = 8192

export class KnownValues<T> {
  private readonly size: number
  private readonly read: (bytes: Uint8Array, start: number, end: number) => T
  /** The bytes that each value was read from, `size` of them after one another. */
  private keys: Uint8Array | null = null
  private readonly values: (T | undefined)[] = []

  /** `size`: bytes of the field. `read` must depend on these alone and give no undefined. */
  constructor(size: number, read: (bytes: Uint8Array, start: number, end: number) => T) {
    this.size = size
    this.read = read
  }

  /** The value of the bytes from `start` on. */
  at(bytes: Uint8Array, start: number): T {
    const { size, values } = this
    const keys = (this.keys ??= this.makeRoom())
    const place = this.placeOf(bytes, start)
    const key = place * size
    const known = values[place]
    if (known !== undefined) {
      let same = 0
      while (same < size && keys[key + same] === bytes[start + same]) same++
      if (same === size) return known
    }
    for (let i = 0; i < size; i++) keys[key + i] = bytes[start + i]!
    return (values[place] = this.read(bytes, start, start + size))
  }

  private placeOf(bytes: Uint8Array, start: number): number {
    const { size } = this
    let hash = 0
    let i = 0
    // Four at a time: one multiplication waits for the other.
    for (; i + 4 <= size; i += 4) {
      const at = start + i
      const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
      hash = Math.imul(hash ^ word, 0x9e3779b1)
      hash ^= hash >>> 15
    }
    for (; i < size; i++) hash = Math.imul(hash ^ bytes[start + i]!, 0x01000193)
    return (hash ^ (hash >>> 15)) & (roomFor - 1)
  }

  private makeRoom(): Uint8Array {
    this.values.length = roomFor
    return new Uint8Array(roomFor * this.size)
  }
}
