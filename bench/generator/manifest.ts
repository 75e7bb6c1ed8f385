// What a generated capture holds and what an analyzer must therefore say of it. Filled by traffic.ts while it generates.
import { createHash, type Hash } from 'node:crypto'
import type { FrameState, MadeFrame } from './frames.ts'

/** One direction of one conversation. */
export interface StreamManifest {
  /** Bytes in the capture, and their SHA-256: each once, in order, without those that are lost. */
  bytes: number
  sha256: string
  /** Frames to be found, and the SHA-256 of their hex, each followed by a line feed. */
  frames: number
  framesSha256: string
  /** Bytes that the capture lacks. */
  lost: number
  /** With the option `details`. */
  details?: StreamDetails
}

/** Places in the stream, lost bytes included; half-open. */
export interface StreamDetails {
  frames: { start: number; end: number; hex: string; state: FrameState }[]
  lostSpans: { start: number; end: number }[]
}

export interface ConversationManifest {
  pile: string
  platform: string
  protocol: string | null
  handshake: boolean
  up: StreamManifest
  down: StreamManifest
}

/** Names as in `summary --json` where both have them. */
export interface Manifest {
  seed: number
  packets: number
  frames: number
  /** Of all frames. */
  bytes: number
  conversations: number
  by_protocol: Record<string, number>
  by_message: Record<string, number>
  checksum: { good: number; swapped: number; bad: number; absent: number }
  length_bad: number
  tcp: { retransmissions: number; out_of_order: number; gaps: number; gap_bytes: number; conflicts: number }
  overlaps: number
  keep_alives: number
  skipped_bytes: number
  /** Skipped bytes in conversations of no known protocol. */
  undecoded_bytes: number
  /** Frames with an error, by message. */
  bad_by_message: Record<string, number>
  streams: ConversationManifest[]
}

export function emptyManifest(seed: number): Manifest {
  return {
    seed,
    packets: 0,
    frames: 0,
    bytes: 0,
    conversations: 0,
    by_protocol: {},
    by_message: {},
    checksum: { good: 0, swapped: 0, bad: 0, absent: 0 },
    length_bad: 0,
    tcp: { retransmissions: 0, out_of_order: 0, gaps: 0, gap_bytes: 0, conflicts: 0 },
    overlaps: 0,
    keep_alives: 0,
    skipped_bytes: 0,
    undecoded_bytes: 0,
    bad_by_message: {},
    streams: [],
  }
}

/** Counts a frame that goes into the capture. */
export function countFrame(manifest: Manifest, frame: MadeFrame): void {
  const { state, bytes } = frame
  if (state === 'lost') {
    manifest.skipped_bytes += bytes.length
    return
  }
  manifest.frames++
  manifest.bytes += bytes.length
  add(manifest.by_protocol, frame.protocol)
  add(manifest.by_message, frame.message)
  if (state === 'length') {
    manifest.length_bad++
    manifest.checksum.good++
  } else manifest.checksum[state]++
  if (state === 'length' || state === 'bad') add(manifest.bad_by_message, frame.message)
}

function add(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1
}

/** Sums up the bytes and frames of one direction. */
export class StreamTally {
  bytes = 0
  frames = 0
  lost = 0
  details: StreamDetails | null = null
  private readonly bytesHash: Hash = createHash('sha256')
  private readonly framesHash: Hash = createHash('sha256')

  addBytes(bytes: Uint8Array): void {
    this.bytes += bytes.length
    this.bytesHash.update(bytes)
  }

  /** A frame whose bytes were added last. */
  addFrame({ bytes, state }: MadeFrame): void {
    const hex = Buffer.from(bytes).toString('hex')
    const end = this.bytes + this.lost
    this.details?.frames.push({ start: end - bytes.length, end, hex, state })
    if (state === 'lost') return
    this.frames++
    this.framesHash.update(`${hex}\n`)
  }

  end(): StreamManifest {
    return {
      bytes: this.bytes,
      sha256: this.bytesHash.digest('hex'),
      frames: this.frames,
      framesSha256: this.framesHash.digest('hex'),
      lost: this.lost,
      ...(this.details ? { details: this.details } : {}),
    }
  }
}
