// Bytes that arrived before those in front of them, kept in order until the hole is filled. What arrived first stays;
// differing bytes that come later are a conflict. Used for TCP streams (in-order.ts) and IP fragments (fragments.ts).

/** A copy of received bytes, at a place in a stream or datagram, with where they came from. */
export interface HeldPiece {
  start: number
  /** Exclusive. */
  end: number
  bytes: Uint8Array
  /** Of the first byte, or −1 when the bytes lie nowhere in the file as they are. */
  fileOffset: number
  seconds: number
  nanos: number
  packetNumber: number
  /** Bytes behind `end` that the packet had but the capture cut off. */
  missing: number
}

/** Where a piece comes from. */
export type PieceOrigin = Omit<HeldPiece, 'start' | 'end' | 'bytes'>

/** What one piece costs beside its bytes, roughly. */
const pieceOverhead = 256

/** Told of bytes [start, end) that differ from those received before. */
export type ConflictListener = (start: number, end: number) => void

export class HeldPieces {
  /** In order, without overlap. */
  readonly pieces: HeldPiece[] = []
  /** Memory taken, in bytes, bookkeeping included. */
  size = 0

  /**
   * Keeps a copy of those of `bytes` [from, to) that are new; the first of them belongs at `start`.
   * `origin.fileOffset` is that of `bytes[from]`. Returns how many bytes were new.
   */
  insert(
    start: number,
    bytes: Uint8Array,
    from: number,
    to: number,
    origin: PieceOrigin,
    conflict: ConflictListener,
  ): number {
    const end = start + to - from
    const first = this.indexOf(start)
    const merged: HeldPiece[] = []
    let next = first
    let cursor = start
    let added = 0
    const addUpTo = (limit: number): void => {
      if (limit <= cursor) return
      const skipped = cursor - start
      const copy = bytes.slice(from + skipped, from + limit - start)
      const fileOffset = origin.fileOffset < 0 ? -1 : origin.fileOffset + skipped
      const missing = limit === end ? origin.missing : 0
      const { seconds, nanos, packetNumber } = origin
      merged.push({ start: cursor, end: limit, bytes: copy, fileOffset, seconds, nanos, packetNumber, missing })
      added += limit - cursor
      cursor = limit
    }
    for (; next < this.pieces.length && this.pieces[next]!.start < end; next++) {
      const piece = this.pieces[next]!
      addUpTo(piece.start)
      compare(piece, start, bytes, from, Math.min(piece.end, end), conflict)
      merged.push(piece)
      cursor = Math.max(cursor, piece.end)
    }
    addUpTo(end)
    const addedPieces = merged.length - (next - first)
    if (addedPieces > 0) this.pieces.splice(first, next - first, ...merged)
    this.size += added + pieceOverhead * addedPieces
    return added
  }

  get first(): HeldPiece | undefined {
    return this.pieces[0]
  }

  /** Removes and returns the first piece. There must be one. */
  take(): HeldPiece {
    const piece = this.pieces.shift()!
    this.size -= piece.bytes.length + pieceOverhead
    return piece
  }

  /** Index of the first piece that ends after `position`. */
  private indexOf(position: number): number {
    let low = 0
    let high = this.pieces.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.pieces[middle]!.end > position) high = middle
      else low = middle + 1
    }
    return low
  }
}

/** Compares what `bytes` say from where both begin up to `end` with the piece that came first. */
function compare(
  piece: HeldPiece,
  start: number,
  bytes: Uint8Array,
  from: number,
  end: number,
  conflict: ConflictListener,
): void {
  const begin = Math.max(piece.start, start)
  reportDifference(piece.bytes, begin - piece.start, bytes, from + begin - start, end - begin, begin, conflict)
}

/** Tells `conflict` from the first to the last of `count` bytes that differ; the first compared is at `position`. */
export function reportDifference(
  kept: Uint8Array,
  keptAt: number,
  bytes: Uint8Array,
  at: number,
  count: number,
  position: number,
  conflict: ConflictListener,
): void {
  let first = 0
  while (first < count && kept[keptAt + first] === bytes[at + first]) first++
  if (first === count) return
  let last = count
  while (kept[keptAt + last - 1] === bytes[at + last - 1]) last--
  conflict(position + first, position + last)
}
