// Values of short fields that were read before, by their bytes: the same few hundred pile numbers stand in a million
// frames, and making a text of bytes takes longer than finding it again. Used by fixed-place.ts.

/** Places for values at first, and at most; powers of two. Few places stay in the processor's nearest memory. */
const firstRoom = 512
const mostRoom = 16_384

export class KnownValues<T> {
  private readonly size: number
  private readonly read: (bytes: Uint8Array, start: number, end: number) => T
  private room = 0
  private shift = 0
  /** The bytes that each value was read from, `size` of them after one another. */
  private keys = new Uint8Array(0)
  private values: T[] = []
  /** Which of all values that were ever read stands at a place; 0: none. */
  private serials = new Float64Array(0)
  private serial = 0
  private count = 0

  /** `size`: bytes of the field. `read` must depend on these alone. */
  constructor(size: number, read: (bytes: Uint8Array, start: number, end: number) => T) {
    this.size = size
    this.read = read
  }

  /** The value of the bytes from `start` on. */
  at(bytes: Uint8Array, start: number): T {
    const place = this.find(bytes, start)
    return this.values[place]!
  }

  /** Where the value of the bytes from `start` on stands until the next one is looked for. Reads it if it is new. */
  find(bytes: Uint8Array, start: number): number {
    const place = this.placeOf(bytes, start)
    return this.serials[place]! > 0 ? place : this.add(bytes, start)
  }

  /** The value at a place that was found. */
  valueAt(place: number): T {
    return this.values[place]!
  }

  /** A number for the value at a place that was found, which no other value has or will have. */
  serialAt(place: number): number {
    return this.serials[place]!
  }

  private add(bytes: Uint8Array, start: number): number {
    if (this.count * 2 >= this.room) this.empty()
    const place = this.placeOf(bytes, start)
    for (let i = 0; i < this.size; i++) this.keys[place * this.size + i] = bytes[start + i]!
    this.values[place] = this.read(bytes, start, start + this.size)
    this.serials[place] = ++this.serial
    this.count++
    return place
  }

  /** Forgets all, and makes more room. What is read again and again is soon known again. */
  private empty(): void {
    this.room = this.room === 0 ? firstRoom : Math.min(mostRoom, this.room * 2)
    this.shift = 32 - Math.log2(this.room)
    this.keys = new Uint8Array(this.room * this.size)
    this.values = Array.from<T>({ length: this.room })
    this.serials = new Float64Array(this.room)
    this.count = 0
  }

  /** Whether it is the value of the bytes from `start` on that stands at a place. */
  isAt(place: number, bytes: Uint8Array, start: number): boolean {
    return this.serials[place]! > 0 && this.holds(place, bytes, start)
  }

  /** Where the value of these bytes stands, or would stand. */
  private placeOf(bytes: Uint8Array, start: number): number {
    const last = this.room - 1
    let place = this.hash(bytes, start)
    while (this.serials[place]! > 0 && !this.holds(place, bytes, start)) place = (place + 1) & last
    return place
  }

  private holds(place: number, bytes: Uint8Array, start: number): boolean {
    const { size, keys } = this
    const key = place * size
    let same = 0
    while (same < size && keys[key + same] === bytes[start + same]) same++
    return same === size
  }

  private hash(bytes: Uint8Array, start: number): number {
    const { size } = this
    let hash = 0
    // Four at a time, the last four too when some of them were taken before: one multiplication waits for the other.
    for (let i = 0; i < size; i += 4) {
      const at = start + (i + 4 > size && size > 4 ? size - 4 : i)
      const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
      hash = Math.imul(hash ^ word, 0x9e3779b1)
      hash ^= hash >>> 16
    }
    // The first bits depend on all bytes, the last ones do not.
    return Math.imul(hash, 0x9e3779b1) >>> this.shift
  }
}

/** What a test says of known values: it is asked once for each, not once for each frame. */
export class KnownVerdicts<T> {
  private readonly known: KnownValues<T>
  private readonly test: (value: T) => boolean
  /** By place: twice the serial of the value that was tested, and 1 when it passed. */
  private verdicts = new Float64Array(0)
  /** By source: where its last value stood. */
  private readonly lastPlaces: number[] = []

  /** `test` must depend on the value alone. */
  constructor(known: KnownValues<T>, test: (value: T) => boolean) {
    this.known = known
    this.test = test
  }

  /** Whether the value of the bytes from `start` on passes. `source`: a small number; mostly it gives the same value again. */
  passes(bytes: Uint8Array, start: number, source: number): boolean {
    const { known, lastPlaces } = this
    let place = lastPlaces[source]
    if (place === undefined || !known.isAt(place, bytes, start)) lastPlaces[source] = place = known.find(bytes, start)
    const since = this.verdicts[place]! - 2 * known.serialAt(place)
    return since === 1 || (since !== 0 && this.judge(place))
  }

  private judge(place: number): boolean {
    if (place >= this.verdicts.length) {
      const more = new Float64Array(mostRoom)
      more.set(this.verdicts)
      this.verdicts = more
    }
    const passes = this.test(this.known.valueAt(place))
    this.verdicts[place] = 2 * this.known.serialAt(place) + (passes ? 1 : 0)
    return passes
  }
}
