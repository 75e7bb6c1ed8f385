// Which protocol does a conversation speak? Holds its first bytes until they tell. Part of conversation-frames.ts.
import { copyOf } from '../bytes/number.ts'
import type { Detector } from '../protocol/detect.ts'
import type { Protocol } from '../protocol/plan.ts'
import type { Sender } from './conversation.ts'

/** Bytes that are held, both directions together; what has not told by then tells no more. */
const mostHeld = 16 * 1024
/** A frame proven by length and checksum counts at once up to here; further in, chance has had its chances: two count. */
const nearStart = 512
/** Certainty of a proven frame, and of one that only looks like one. */
const proven = 90
const likely = 30

/** Bytes of one direction that wait, or a gap in it. */
export interface HeldData {
  sender: Sender
  /** Empty for a gap. */
  bytes: Uint8Array
  gap: number
  seconds: number
  nanos: number
  fileOffset: number
  packet: number
}

export class ProtocolSearch {
  private readonly detector: Detector
  private held: HeldData[] = []
  private size = 0
  /** Size at which the next look is worth its cost: looks stay linear however small the pieces are. */
  private nextLook = 0

  constructor(detector: Detector) {
    this.detector = detector
  }

  /** Holds a copy of bytes [start, end). True when it is time to look. */
  add(
    sender: Sender,
    bytes: Uint8Array,
    start: number,
    end: number,
    seconds: number,
    nanos: number,
    fileOffset: number,
    packet: number,
  ): boolean {
    this.held.push({ sender, bytes: copyOf(bytes, start, end), gap: 0, seconds, nanos, fileOffset, packet })
    this.size += end - start
    return this.size >= this.nextLook
  }

  gap(sender: Sender, length: number): void {
    const bytes = new Uint8Array(0)
    this.held.push({ sender, bytes, gap: length, seconds: 0, nanos: -1, fileOffset: -1, packet: 0 })
  }

  /** The protocol, null: none of ours, undefined: more bytes may tell. `final`: no more will come. */
  look(final: boolean): Protocol | null | undefined {
    this.nextLook = this.size + (this.size >> 3)
    const isLast = final || this.size > mostHeld
    let weak: { protocol: string; score: number } | null = null
    for (const sender of [0, 1] as const) {
      const bytes = joined(this.held.filter((one) => one.sender === sender).map((one) => one.bytes))
      const found = this.findProof(bytes)
      if (found !== null) return this.named(found)
      const first = this.detector.probe(bytes, 0)[0]
      if (first && first.score >= likely && (!weak || first.score > weak.score)) weak = first
    }
    if (!isLast) return undefined
    return weak ? this.named(weak.protocol) : null
  }

  /** Everything held, in the order it came; nothing is held any more. */
  take(): HeldData[] {
    const { held } = this
    this.held = []
    this.size = 0
    return held
  }

  private findProof(bytes: Uint8Array): string | null {
    const seen = new Set<string>()
    const { detector } = this
    for (let at = detector.nextStart(bytes, 0); at >= 0;) {
      const probe = detector.probe(bytes, at)[0]
      const isProof = probe !== undefined && probe.score >= proven
      if (isProof && (at < nearStart || seen.has(probe.protocol))) return probe.protocol
      if (isProof) seen.add(probe.protocol)
      at = detector.nextStart(bytes, isProof ? at + probe.size : at + 1)
    }
    return null
  }

  private named(id: string): Protocol | null {
    return this.detector.protocols.find((protocol) => protocol.id === id) ?? null
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
