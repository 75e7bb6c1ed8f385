// Passes the bytes of TCP streams on in order: holds what came early, and decides when a hole is given up as a gap.
// Used by stream.ts, which interprets the segments.

import { unknown, type Flow, type TcpCounts } from './conversation.ts'
import { EmittedHistory } from './emitted-history.ts'
import { HeldPieces } from './held-pieces.ts'
import type { StreamSink } from './stream-sink.ts'
import type { TransportView } from './transport.ts'

/** A hole is given up when more than this waits behind it, in bytes or pieces, or in all streams together in bytes. */
const maxHeldSize = 1024 * 1024
const maxHeldPieces = 512
const maxHeldInAll = 64 * 1024 * 1024
/** … or when the peer has acknowledged it and so many packets of the conversation came since: captures mix up order. */
const patientPackets = 16
/** … or fewer, when time has passed as well. */
const leastPackets = 4
const patientSeconds = 10

export class InOrderOutput {
  private readonly sink: StreamSink
  private readonly counts: TcpCounts
  private readonly history = new EmittedHistory()
  /** Flows with a hole, those with the oldest one first. */
  private readonly holding = new Set<Flow>()
  private heldSize = 0

  /** @param counts over all conversations; counted up here */
  constructor(sink: StreamSink, counts: TcpCounts) {
    this.sink = sink
    this.counts = counts
  }

  count(flow: Flow, what: keyof TcpCounts, amount = 1): void {
    flow.state.record.counts[what] += amount
    this.counts[what] += amount
  }

  /** Passes on the segment from `start` on, which is next in the stream, and the gap where the capture cut it. */
  passOn(flow: Flow, view: TransportView, start: number): void {
    const { end, seconds, nanos, packetNumber } = view
    const fileOffset = view.fileOffset < 0 ? -1 : view.fileOffset + start - view.start
    if (end > start) this.emit(flow, view.bytes, start, end, seconds, nanos, fileOffset, packetNumber)
    if (view.missing > 0) this.skip(flow, view.missing, seconds, nanos, packetNumber)
    flow.furthest = Math.max(flow.furthest, flow.position)
    if (flow.finPosition !== unknown) this.drain(flow)
  }

  /** Takes a segment at position `place` that is not simply the next one: repeated, overlapping or ahead of a hole. */
  sortIn(flow: Flow, place: number, view: TransportView): void {
    const conflict = (start: number, end: number): void => {
      this.count(flow, 'conflicts')
      this.sink.conflict(flow.state.record, flow.sender, start, end - start, view.packetNumber)
    }
    const repeated = Math.max(0, Math.min(flow.position - place, view.end - view.start))
    const start = view.start + repeated
    if (repeated > 0) this.history.compare(flow, place, view.bytes, view.start, start, conflict)
    if (start === view.end || flow.finished) return this.count(flow, 'retransmissions')
    if (repeated > 0) this.count(flow, 'overlaps')
    const from = place + repeated
    if (from === flow.position && !flow.hasHeld) return this.passOn(flow, view, start)
    flow.held ??= new HeldPieces()
    const { seconds, nanos, packetNumber, missing } = view
    const fileOffset = view.fileOffset < 0 ? -1 : view.fileOffset + repeated
    const origin = { fileOffset, seconds, nanos, packetNumber, missing }
    const added = flow.held.insert(from, view.bytes, start, view.end, origin, conflict)
    if (repeated === 0) {
      if (added === 0) this.count(flow, 'retransmissions')
      else if (added < view.end - start) this.count(flow, 'overlaps')
      else if (from < flow.furthest) this.count(flow, 'outOfOrder')
    }
    flow.furthest = Math.max(flow.furthest, from + view.end - start)
    this.drain(flow)
  }

  /** Passes on what has become next, and keeps account of what is still held. */
  drain(flow: Flow): void {
    const { held } = flow
    if (held !== null) this.passOnHeld(flow, held)
    if (flow.finPosition !== unknown && !flow.finished && flow.position >= flow.finPosition) {
      flow.finished = true
      this.sink.event(flow.state.record, flow.sender, 'fin', flow.finSeconds, flow.finNanos, flow.finPacket)
    }
    const size = held === null ? 0 : held.size
    this.heldSize += size - flow.countedSize
    flow.countedSize = size
    if (flow.holeEnd === unknown) this.holding.delete(flow)
    else this.holding.add(flow)
  }

  /** After each packet of the conversation: gives up holes that have waited long enough. */
  review(flow: Flow, peer: Flow): void {
    if (this.holding.size === 0) return
    this.reviewFlow(flow)
    this.reviewFlow(peer)
    while (this.heldSize > maxHeldInAll) this.giveUpHole(this.holding.values().next().value!)
  }

  /** Gives up, in every stream at rest since `patientSeconds`, the holes that nothing can fill any more. */
  settle(nowSeconds: number): void {
    for (const flow of this.holding) {
      if (nowSeconds - flow.state.lastSeconds < patientSeconds) continue
      this.giveUpHoles(flow, flow.state.closed ? Infinity : flow.acknowledged)
    }
  }

  /** Passes on all that the flow holds, with its gaps. */
  finish(flow: Flow): void {
    this.giveUpHoles(flow, Infinity)
  }

  /** Passes on all that any flow holds. */
  end(): void {
    for (const flow of this.holding) this.finish(flow)
  }

  private passOnHeld(flow: Flow, held: HeldPieces): void {
    for (let next = held.first; next !== undefined && next.start <= flow.position; next = held.first) {
      const { bytes, seconds, nanos, packetNumber, fileOffset, missing } = held.take()
      this.emit(flow, bytes, 0, bytes.length, seconds, nanos, fileOffset, packetNumber)
      const following = held.first
      const cut = following === undefined ? missing : Math.min(missing, following.start - flow.position)
      if (cut > 0) this.skip(flow, cut, seconds, nanos, packetNumber)
    }
    flow.furthest = Math.max(flow.furthest, flow.position)
  }

  private emit(
    flow: Flow,
    bytes: Uint8Array,
    start: number,
    end: number,
    seconds: number,
    nanos: number,
    fileOffset: number,
    packetNumber: number,
  ): void {
    this.history.add(flow, bytes, start, end)
    flow.position += end - start
    flow.next = (flow.next + end - start) | 0
    this.sink.data(flow.state.record, flow.sender, bytes, start, end, seconds, nanos, fileOffset, packetNumber)
  }

  private skip(flow: Flow, length: number, seconds: number, nanos: number, packetNumber: number): void {
    this.count(flow, 'gaps')
    this.count(flow, 'gapBytes', length)
    this.sink.gap(flow.state.record, flow.sender, flow.position, length, seconds, nanos, packetNumber)
    flow.position += length
    flow.next = (flow.next + length) | 0
  }

  private reviewFlow(flow: Flow): void {
    const { state } = flow
    while (flow.countedSize > maxHeldSize || (flow.held?.pieces.length ?? 0) > maxHeldPieces) this.giveUpHole(flow)
    const end = flow.holeEnd
    if (end === unknown || flow.acknowledged < end) return
    if (flow.noticedHole !== flow.position) {
      flow.noticedHole = flow.position
      flow.noticedUpTo = flow.acknowledged
      flow.noticedPacket = state.record.packets
      flow.noticedSeconds = state.lastSeconds
      return
    }
    const packets = state.record.packets - flow.noticedPacket
    const isOld = packets >= leastPackets && state.lastSeconds - flow.noticedSeconds >= patientSeconds
    if (packets >= patientPackets || isOld) this.giveUpHoles(flow, flow.noticedUpTo)
  }

  /** Gives up the holes that end at or before `limit`. */
  private giveUpHoles(flow: Flow, limit: number): void {
    while (flow.holeEnd !== unknown && flow.holeEnd <= limit) this.giveUpHole(flow)
  }

  private giveUpHole(flow: Flow): void {
    const length = flow.holeEnd - flow.position
    const piece = flow.hasHeld ? flow.held!.first! : null
    if (piece === null) this.skip(flow, length, flow.finSeconds, flow.finNanos, flow.finPacket)
    else this.skip(flow, length, piece.seconds, piece.nanos, piece.packetNumber)
    this.drain(flow)
  }
}
