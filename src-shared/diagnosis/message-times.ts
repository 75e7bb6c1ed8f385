// Counts and intervals by message: how often each came, good or bad, and how regularly. Fed frame by frame.
import { frameSeconds, type FrameSource } from './frame-times.ts'

/** Of one message of one protocol. */
export interface MessageCount {
  /** Index of the capture's protocols; 255: none. */
  protocol: number
  /** MessagePlan.index; −1: unknown. */
  message: number
  frames: number
  bytes: number
  bad: number
  /** Seconds between frames of this kind on one connection; NaN without. */
  shortest: number
  mean: number
  longest: number
  firstRow: number
}

class Entry {
  frames = 0
  bytes = 0
  bad = 0
  intervals = 0
  sum = 0
  shortest = NaN
  longest = NaN
  readonly firstRow: number

  constructor(row: number) {
    this.firstRow = row
  }
}

export class MessageTimes {
  private readonly source: FrameSource
  private readonly entries = new Map<number, Entry>()
  /** Seconds of the latest frame, by conversation and message. */
  private readonly latest = new Map<number, number>()

  constructor(source: FrameSource) {
    this.source = source
  }

  add(row: number): void {
    const { frames } = this.source.capture
    const kind = frames.protocol[row]! * 65_536 + frames.message[row]! + 1
    let entry = this.entries.get(kind)
    if (!entry) this.entries.set(kind, (entry = new Entry(row)))
    entry.frames++
    entry.bytes += frames.length[row]!
    if (frames.checksum[row] === 2 || frames.lengthBad[row] === 1) entry.bad++
    const seconds = frameSeconds(this.source, row)
    if (Number.isNaN(seconds)) return
    const place = frames.conversation[row]! * 0x1_00_0000 + kind
    const interval = seconds - (this.latest.get(place) ?? NaN)
    this.latest.set(place, seconds)
    if (Number.isNaN(interval)) return
    entry.intervals++
    entry.sum += interval
    if (!(interval >= entry.shortest)) entry.shortest = interval
    if (!(interval <= entry.longest)) entry.longest = interval
  }

  /** Most frames first. */
  list(): MessageCount[] {
    return [...this.entries]
      .map(([kind, entry]) => ({
        protocol: Math.floor(kind / 65_536),
        message: (kind % 65_536) - 1,
        frames: entry.frames,
        bytes: entry.bytes,
        bad: entry.bad,
        shortest: entry.shortest,
        mean: entry.intervals > 0 ? entry.sum / entry.intervals : NaN,
        longest: entry.longest,
        firstRow: entry.firstRow,
      }))
      .toSorted((a, b) => b.frames - a.frames || a.firstRow - b.firstRow)
  }
}
