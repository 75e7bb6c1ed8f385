// One generated TCP connection: what each side has still to send, and how its bytes are cut into segments.
// Used by traffic.ts.
import type { Random } from '../../src-shared/capture/testing/random.ts'
import type { Pile, ProtocolName } from './frames.ts'
import type { LinkName } from './packets.ts'
import { StreamTally } from './manifest.ts'

/** Most payload of one packet. */
const longestSegment = 1448

export interface Segment {
  /** Of the first byte, modulo 2^32. */
  sequence: number
  payload: Uint8Array
}

/** What one side sends. */
export class Flow {
  readonly tally = new StreamTally()
  /** Sequence number of the stream's first byte. */
  readonly first: number
  /** Sequence number of the next byte to be cut off. */
  next: number
  /** Everything in front of this is there: what the peer acknowledges. */
  reached: number
  /** The frame added last is damaged, so the next one has to be good. */
  lastIsDamaged = false
  /** Segments were sent: from now on their order may be mixed up. */
  isUnderWay: boolean
  private pending: Uint8Array[] = []
  private early: Segment[] = []

  /** @param hasHandshake a capture that starts later can't tell the order of the very first segments */
  constructor(initialSequence: number, hasHandshake: boolean) {
    this.first = (initialSequence + 1) >>> 0
    this.next = this.first
    this.reached = this.next
    this.isUnderWay = hasHandshake
  }

  add(bytes: Uint8Array): void {
    this.pending.push(bytes)
    this.tally.addBytes(bytes)
  }

  get isIdle(): boolean {
    return this.pending.length === 0 && this.early.length === 0
  }

  /** The capture does not show this segment. */
  loseSegment({ sequence, payload }: Segment): void {
    const start = (sequence - this.first) >>> 0
    this.tally.details?.lostSpans.push({ start, end: start + payload.length })
  }

  /** Bytes that the capture does not show. Nothing may be pending. */
  lose(count: number): void {
    this.tally.lost += count
    this.next = (this.next + count) >>> 0
    this.reached = this.next
  }

  /** Cuts what is pending into segments anywhere; with `all`, nothing stays behind. */
  cut(random: Random, all: boolean): Segment[] {
    const bytes = joined(this.pending)
    const segments: Segment[] = []
    let at = 0
    while (at < bytes.length) {
      if (!all && at > 0 && random.chance(0.1)) break
      const left = bytes.length - at
      const wanted = random.chance(0.02) ? random.between(1, 8) : random.chance(0.8) ? left : random.between(1, left)
      const size = Math.min(wanted, left, longestSegment)
      segments.push({ sequence: this.next, payload: bytes.subarray(at, at + size) })
      this.next = (this.next + size) >>> 0
      at += size
    }
    this.pending = at < bytes.length ? [bytes.subarray(at)] : []
    return segments
  }

  /** The peer got a segment, in any order. */
  arrive(segment: Segment): void {
    this.early.push(segment)
    for (let found = true; found;) {
      found = false
      for (const [i, one] of this.early.entries()) {
        const ahead = (one.sequence - this.reached) | 0
        if (ahead > 0) continue
        const end = (one.sequence + one.payload.length) >>> 0
        if (((end - this.reached) | 0) > 0) this.reached = end
        this.early.splice(i, 1)
        found = true
        break
      }
    }
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!
  const all = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** A packet that is sent again, some exchanges later. */
export interface Repetition {
  fromPile: boolean
  segment: Segment
  /** Exchanges to wait. */
  after: number
}

export interface Connection {
  /** In the order of first packets; −1 before the first. */
  number: number
  pile: Pile
  protocol: ProtocolName | null
  hasHandshake: boolean
  link: LinkName
  /** Interface of the file. */
  face: number
  pileAddress: Uint8Array
  platformAddress: Uint8Array
  pilePort: number
  platformPort: number
  up: Flow
  down: Flow
  repetitions: Repetition[]
  exchanges: number
}
