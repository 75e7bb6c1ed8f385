// Cuts a file that arrives in chunks of any size into spans that a parser can work on without copying: most bytes are
// parsed where they arrived; only an item that lies across chunks is copied. Used by the capture readers.

/** What a ChunkWindow drives. */
export interface ChunkParser {
  /**
   * Takes what it can of `bytes` [start, end), of which `bytes[start]` lies at `fileOffset`.
   * Returns the first position not taken. With `last`, no bytes follow and it must take everything.
   */
  parse(bytes: Uint8Array, start: number, end: number, fileOffset: number, last: boolean): number
  /** How many bytes, counted from the first one not taken, it needs before another call can do more. */
  wanted: number
}

export class ChunkWindow {
  /** Position in the file of the first byte not yet taken. */
  offset = 0
  private readonly parser: ChunkParser
  /** Bytes [heldStart, heldEnd) are what the parser left. */
  private held = new Uint8Array(0)
  private heldStart = 0
  private heldEnd = 0

  constructor(parser: ChunkParser) {
    this.parser = parser
  }

  push(chunk: Uint8Array): void {
    let at = 0
    while (this.heldEnd > this.heldStart && at < chunk.length) {
      const missing = Math.max(1, this.parser.wanted - (this.heldEnd - this.heldStart))
      const take = Math.min(missing, chunk.length - at)
      this.hold(chunk, at, at + take)
      at += take
      if (take < missing) return
      this.parseHeld(false)
      const left = this.heldEnd - this.heldStart
      // What is left came from this chunk: go on where it lies.
      if (left <= at) {
        at -= left
        this.heldStart = this.heldEnd = 0
      }
    }
    if (at >= chunk.length) return
    const taken = this.parser.parse(chunk, at, chunk.length, this.offset, false)
    this.offset += taken - at
    this.hold(chunk, taken, chunk.length)
  }

  /** Parses what is held once more; with `last`, as the end of the file. */
  parseHeld(last: boolean): void {
    const taken = this.parser.parse(this.held, this.heldStart, this.heldEnd, this.offset, last)
    this.offset += taken - this.heldStart
    this.heldStart = taken
  }

  private hold(chunk: Uint8Array, start: number, end: number): void {
    const count = this.heldEnd - this.heldStart
    const needed = count + end - start
    if (this.heldEnd + end - start > this.held.length) {
      // Moving is paid for by the bytes taken since the last move; otherwise the room doubles.
      const roomy = needed * 2 <= this.held.length
      const room = roomy ? this.held : new Uint8Array(Math.max(4096, needed * 2))
      if (roomy) room.copyWithin(0, this.heldStart, this.heldEnd)
      else room.set(this.held.subarray(this.heldStart, this.heldEnd))
      this.held = room
      this.heldStart = 0
      this.heldEnd = count
    }
    this.held.set(start === 0 && end === chunk.length ? chunk : chunk.subarray(start, end), this.heldEnd)
    this.heldEnd += end - start
  }
}
