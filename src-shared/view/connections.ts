// The connections of a capture, each with its pile, its state and its counts: kept up as frames and events come, so that a
// live view costs what is new. Next: the bridge's captures.connections.
import type { CaptureEvent } from '../capture/capture.ts'
import type { Endpoint } from '../capture/conversation.ts'
import { captureFrame, type CaptureView } from './capture-frame.ts'
import { valuesOf } from './frame-values.ts'
import { formatTime } from './time-text.ts'

/** Times are RFC 3339 in UTC; null: not known, or not yet. */
export interface ConnectionRow {
  conversation: number
  /** `ADDRESS:PORT`; empty where the record names no ends, as pasted text. */
  pile: string
  platform: string
  pileNumber: string | null
  protocol: string | null
  status: 'open' | 'closed' | 'reset' | 'refused'
  upSince: string | null
  endedAt: string | null
  lastFrame: string | null
  lastHeartbeat: string | null
  frames: number
  badFrames: number
  /** Of the streams, pile → platform and back; what belongs to no frame included. */
  bytesUp: number
  bytesDown: number
}

/** What is kept of a conversation: rows of frames and events in place of their texts. */
interface Connection {
  status: ConnectionRow['status']
  pileNumber: string | null
  /** Frames that were asked for the pile's number in vain. */
  asked: number
  upSince: string | null
  endedAt: string | null
  /** Sides that have ended. */
  ends: number
  firstRow: number
  lastRow: number
  lastHeartbeat: number
  frames: number
  badFrames: number
}

/** Frames without the pile's number after which a conversation is not asked any more. */
const mostAsked = 20
const badChecksum = 2
const failures = new Set(['refused', 'timeout', 'unreachable', 'name_not_found', 'target_is_self', 'pile_left'])

export class ConnectionTable {
  private readonly view: CaptureView
  private readonly connections: Connection[] = []
  private row = 0
  private event = 0

  constructor(view: CaptureView) {
    this.view = view
  }

  /** Takes in frames and events that are new. */
  extend(): void {
    const { frames, events } = this.view.capture
    for (; this.row < frames.count; this.row++) this.addFrame(this.row)
    for (; this.event < events.length; this.event++) this.addEvent(events[this.event]!)
  }

  /** The newest connections first, [first, first + count) of them, and how many there are. */
  list(first: number, count: number, openOnly: boolean): { total: number; connections: ConnectionRow[] } {
    const { conversations } = this.view.capture
    const wanted: number[] = []
    for (let index = conversations.length - 1; index >= 0; index--)
      if (!openOnly || this.of(index).status === 'open') wanted.push(index)
    const connections = wanted.slice(first, first + count).map((index) => this.rowOf(index))
    return { total: wanted.length, connections }
  }

  private addFrame(row: number): void {
    const { capture } = this.view
    const { conversation, checksum, lengthBad } = capture.frames
    const one = this.of(conversation[row]!)
    one.frames++
    one.lastRow = row
    if (one.firstRow < 0) one.firstRow = row
    if (checksum[row] === badChecksum || lengthBad[row] === 1) one.badFrames++
    else if (one.pileNumber === null && one.asked < mostAsked) {
      one.asked++
      one.pileNumber = valuesOf(captureFrame(this.view, row), 'pile_no')[0] ?? null
    }
    if (capture.messageOf(row)?.role === 'heartbeat') one.lastHeartbeat = row
  }

  private addEvent(event: CaptureEvent): void {
    if (event.conversation === null) return
    const one = this.of(event.conversation)
    const time = formatTime(event.seconds, event.nanos, 'utc')
    if (event.kind === 'connect') one.upSince = time
    else if (event.kind === 'close' && ++one.ends === 2) this.end(one, 'closed', time)
    else if (event.kind === 'reset' && one.status !== 'refused') this.end(one, 'reset', time)
    else if (event.kind === 'proxy' && failures.has(event.code ?? '')) this.end(one, 'refused', time)
  }

  private end(one: Connection, status: ConnectionRow['status'], time: string | null): void {
    one.status = status
    one.endedAt = time
  }

  private of(index: number): Connection {
    return (this.connections[index] ??= {
      status: 'open',
      pileNumber: null,
      asked: 0,
      upSince: null,
      endedAt: null,
      ends: 0,
      firstRow: -1,
      lastRow: -1,
      lastHeartbeat: -1,
      frames: 0,
      badFrames: 0,
    })
  }

  private rowOf(index: number): ConnectionRow {
    const { capture } = this.view
    const frames = capture.conversations[index]!
    const { a, b } = frames.conversation
    const pileIsA = capture.directionBy(frames, 0) === 'up'
    const [fromA, fromB] = frames.received
    const one = this.of(index)
    return {
      conversation: index,
      pile: endText(pileIsA ? a : b),
      platform: endText(pileIsA ? b : a),
      pileNumber: one.pileNumber,
      protocol: frames.protocol?.id ?? null,
      status: one.status,
      upSince: one.upSince ?? this.time(one.firstRow),
      endedAt: one.endedAt,
      lastFrame: this.time(one.lastRow),
      lastHeartbeat: this.time(one.lastHeartbeat),
      frames: one.frames,
      badFrames: one.badFrames,
      bytesUp: pileIsA ? fromA : fromB,
      bytesDown: pileIsA ? fromB : fromA,
    }
  }

  private time(row: number): string | null {
    const { seconds, nanos } = this.view.capture.frames
    return row < 0 ? null : formatTime(seconds[row]!, nanos[row]!, 'utc')
  }
}

function endText({ address, port }: Endpoint): string {
  if (address === '') return ''
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}
