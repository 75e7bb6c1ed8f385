// The last bytes passed on of all streams together, so that a retransmission can be compared with what came first.
// Used by stream.ts. Bounded: what was passed on long ago is not compared.

import type { Flow } from './conversation.ts'
import { reportDifference, type ConflictListener } from './held-pieces.ts'

const bytesKept = 2 * 1024 * 1024
/** A power of two. */
const piecesKept = 32_768
/** Pieces of a stream looked at for one retransmission. */
const maxSteps = 64

export class EmittedHistory {
  private ring: Uint8Array | null = null
  /** Total bytes ever written; the place in the ring is this modulo its size. */
  private written = 0
  /** Number of the newest piece, from 1. */
  private newest = 0
  /** Four numbers to a piece: position in its stream, length, place as `written` counts, the stream's previous piece. */
  private readonly pieces = new Float64Array(piecesKept * 4)

  /** Remembers `bytes` [start, end), passed on at the flow's `position`. */
  add(flow: Flow, bytes: Uint8Array, start: number, end: number): void {
    const count = end - start
    if (count === 0 || count > bytesKept) return
    const ring = (this.ring ??= new Uint8Array(bytesKept))
    let at = this.written % bytesKept
    // A piece lies in one run; the rest of the ring is left out.
    if (at + count > bytesKept) {
      this.written += bytesKept - at
      at = 0
    }
    const slot = slotOf(++this.newest)
    this.pieces[slot] = flow.position
    this.pieces[slot + 1] = count
    this.pieces[slot + 2] = this.written
    this.pieces[slot + 3] = flow.lastEmitted
    flow.lastEmitted = this.newest
    this.written += count
    // A call to set costs more than a short loop.
    if (count > 96) ring.set(bytes.subarray(start, end), at)
    else for (let i = 0; i < count; i++) ring[at + i] = bytes[start + i]!
  }

  /** Compares `bytes` [start, end), which belong at `position` of the flow, with what was passed on there. */
  compare(
    flow: Flow,
    position: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    conflict: ConflictListener,
  ): void {
    const limit = position + end - start
    let piece = flow.lastEmitted
    for (let step = 0; step < maxSteps && this.isKept(piece); step++) {
      const slot = slotOf(piece)
      const pieceStart = this.pieces[slot]!
      const from = Math.max(pieceStart, position)
      const to = Math.min(pieceStart + this.pieces[slot + 1]!, limit)
      if (from < to) {
        const ringAt = (this.pieces[slot + 2]! % bytesKept) + from - pieceStart
        reportDifference(this.ring!, ringAt, bytes, start + from - position, to - from, from, conflict)
      }
      if (pieceStart <= position) return
      piece = this.pieces[slot + 3]!
    }
  }

  private isKept(piece: number): boolean {
    if (piece === 0 || piece <= this.newest - piecesKept) return false
    return this.pieces[slotOf(piece) + 2]! >= this.written - bytesKept
  }
}

/** Index of the first number of a piece. */
function slotOf(piece: number): number {
  return (piece & (piecesKept - 1)) * 4
}
