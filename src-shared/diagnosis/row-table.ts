// Rows by hash, as two typed arrays: what pairing looks up for every frame without making an object for any.

const firstSize = 1024

/** Keeps the latest row of each key; keys are whole numbers from 1 to 2^53 − 1. */
export class RowTable {
  private keys = new Float64Array(firstSize)
  private rows = new Int32Array(firstSize)
  private count = 0

  /** The row of `key`, or −1; null: no key. */
  get(key: number | null): number {
    if (key === null) return -1
    const place = this.place(key)
    return this.keys[place] === key ? this.rows[place]! : -1
  }

  set(key: number, row: number): void {
    let place = this.place(key)
    if (this.keys[place] === 0) {
      if (++this.count * 2 > this.keys.length) {
        this.grow()
        place = this.place(key)
      }
      this.keys[place] = key
    }
    this.rows[place] = row
  }

  /** Bytes of memory in use. */
  get memory(): number {
    return this.keys.byteLength + this.rows.byteLength
  }

  /** Where the key stands, or the free place where it would. */
  private place(key: number): number {
    const mask = this.keys.length - 1
    let place = (key % 0x7fff_ffff) & mask
    while (this.keys[place] !== 0 && this.keys[place] !== key) place = (place + 1) & mask
    return place
  }

  private grow(): void {
    const { keys, rows } = this
    this.keys = new Float64Array(keys.length * 2)
    this.rows = new Int32Array(rows.length * 2)
    for (let at = 0; at < keys.length; at++) {
      if (keys[at] === 0) continue
      const place = this.place(keys[at]!)
      this.keys[place] = keys[at]!
      this.rows[place] = rows[at]!
    }
  }
}

/** A key of numbers and texts, 52 bits wide: two of a million frames are alike by chance once in ten thousand captures. */
export class KeyHash {
  private high = 0
  private low = 0

  /** Begins a new key. */
  begin(first: number, second: number): this {
    this.high = 0x9e3779b9
    this.low = 0x7f4a7c15
    return this.number(first).number(second)
  }

  number(value: number): this {
    this.low = Math.imul(this.low ^ value, 0x85ebca6b)
    this.low ^= this.low >>> 13
    this.high = Math.imul(this.high ^ value, 0xc2b2ae35)
    this.high ^= this.high >>> 15
    this.high = (this.high + this.low) | 0
    return this
  }

  text(value: string): this {
    for (let at = 0; at < value.length; at++) this.number(value.charCodeAt(at))
    return this.number(-1)
  }

  get value(): number {
    return (this.high & 0xf_ffff) * 0x1_0000_0000 + (this.low >>> 0) + 1
  }
}
