// TCP reassembly: segments in any order become each direction's bytes in order, with gaps, conflicts and events.
// On the data path: packet.ts → here → framing. This file interprets segments; in-order.ts keeps the bytes in order.

import { formatAddress } from './address.ts'
import {
  ConversationState,
  noTcpCounts,
  unknown,
  type Conversation,
  type ConversationEvent,
  type Flow,
  type Sender,
  type TcpCounts,
} from './conversation.ts'
import { ConversationTable } from './conversation-table.ts'
import { beginsConversation } from './handshake.ts'
import { InOrderOutput } from './in-order.ts'
import type { StreamSink } from './stream-sink.ts'
import { tcpFlag, type TransportView } from './transport.ts'

/** A stream taken up by the peer's acknowledgment may start this much earlier. */
const maxEarlier = 65_535
/** An acknowledgment further than this from the first data says nothing about it. */
const maxTentative = 1024 * 1024
/** Conversations known at a time. With more, those idle longest are forgotten; their next packet begins a new one. */
const maxConversations = 131_072

export class TcpReassembler {
  /** Over all conversations. */
  readonly counts: TcpCounts = noTcpCounts()
  conversations = 0
  /** Conversation of the latest segment. */
  last: Conversation | null = null
  private readonly sink: StreamSink
  private readonly limit: number
  private readonly table = new ConversationTable()
  private readonly output: InOrderOutput
  private packets = 0

  constructor(sink: StreamSink, limit = maxConversations) {
    this.sink = sink
    this.limit = limit
    this.output = new InOrderOutput(sink, this.counts)
  }

  /** Takes the next segment of the capture. */
  segment(view: TransportView): void {
    const state = this.stateOf(view)
    this.last = state.record
    const sender: Sender = this.table.sourceIsFirst === state.aIsFirst ? 0 : 1
    const flow = state.flows[sender]
    const peer = state.flows[sender === 0 ? 1 : 0]
    state.record.packets++
    state.lastPacket = ++this.packets
    state.lastSeconds = view.seconds
    const flags = view.flags
    if (flags & tcpFlag.rst) {
      state.reset = true
      return this.tell(flow, 'rst', view.seconds, view.nanos, view.packetNumber)
    }
    if (flags & tcpFlag.syn) this.takeSyn(flow, view)
    if (flags & tcpFlag.ack) this.takeAcknowledgment(flow, peer, view)
    this.takeData(flow, peer, view)
    if (flags & tcpFlag.fin) this.takeFin(flow, view)
    flow.window = view.window
    this.output.review(flow, peer)
  }

  /** The capture is at rest at `nowSeconds`, as a live view sees it: gives up holes that nothing can fill any more. */
  settle(nowSeconds: number): void {
    this.output.settle(nowSeconds)
  }

  /** The capture ended: passes on all that was held, with its gaps. */
  end(): void {
    this.output.end()
  }

  private stateOf(view: TransportView): ConversationState {
    if (this.table.count >= this.limit) this.forgetIdle()
    const slot = this.table.locate(view)
    const state = this.table.get(slot)
    if (state !== null) {
      const sender: Sender = this.table.sourceIsFirst === state.aIsFirst ? 0 : 1
      if (!beginsConversation(state, sender, view)) return state
      this.finish(state)
    }
    const opened = this.open(view)
    this.table.set(slot, opened)
    return opened
  }

  private open(view: TransportView): ConversationState {
    const { bytes, addressLength, sourcePort, destinationPort } = view
    const source = { address: formatAddress(bytes, view.source, addressLength), port: sourcePort }
    const destination = { address: formatAddress(bytes, view.destination, addressLength), port: destinationPort }
    const isSyn = (view.flags & tcpFlag.syn) !== 0
    const sourceIsClient = isSyn ? !(view.flags & tcpFlag.ack) : sourcePort >= destinationPort
    const record: Conversation = {
      index: this.conversations++,
      a: sourceIsClient ? source : destination,
      b: sourceIsClient ? destination : source,
      opener: 'unknown',
      firstPacket: view.packetNumber,
      packets: 0,
      counts: noTcpCounts(),
    }
    this.sink.conversation(record)
    return new ConversationState(record, this.table.sourceIsFirst === sourceIsClient)
  }

  /** At least half of the conversations had no packet among the last half as many: those go. */
  private forgetIdle(): void {
    const oldest = this.packets - (this.limit >> 1)
    this.table.forget((state) => {
      if (state.lastPacket > oldest) return false
      this.finish(state)
      return true
    })
  }

  private finish(state: ConversationState): void {
    for (const flow of state.flows) this.output.finish(flow)
    this.sink.done?.(state.record)
  }

  private takeSyn(flow: Flow, view: TransportView): void {
    const { state } = flow
    if (flow.initialSequence === view.sequence) return this.output.count(flow, 'retransmissions')
    flow.initialSequence = view.sequence
    const first = (view.sequence + 1) >>> 0
    if (!flow.started || (flow.tentative && flow.position === 0 && !flow.hasHeld)) flow.startAt(first, false)
    flow.tentative = false
    const isAnswer = (view.flags & tcpFlag.ack) !== 0
    if (state.record.opener === 'unknown') state.record.opener = (flow.sender === 0) === isAnswer ? 'b' : 'a'
    this.tell(flow, isAnswer ? 'synack' : 'syn', view.seconds, view.nanos, view.packetNumber)
  }

  private takeAcknowledgment(flow: Flow, peer: Flow, view: TransportView): void {
    const { state } = flow
    if (!peer.started) return peer.startAt(view.acknowledgment, true)
    const position = peer.position + peer.distance(view.acknowledgment)
    if (position > peer.acknowledged) peer.acknowledged = position
    if (state.established || view.flags & tcpFlag.syn || state.record.opener !== (flow.sender === 0 ? 'a' : 'b')) return
    if (flow.initialSequence === unknown || peer.initialSequence === unknown || position < 0) return
    state.established = true
    this.tell(flow, 'established', view.seconds, view.nanos, view.packetNumber)
  }

  private takeData(flow: Flow, peer: Flow, view: TransportView): void {
    const length = view.end - view.start + view.missing
    const isSyn = (view.flags & tcpFlag.syn) !== 0
    const sequence = isSyn ? (view.sequence + 1) >>> 0 : view.sequence
    // A segment without data may be a keep-alive, one short of the next byte: the first data decides.
    if (!flow.started) flow.startAt(sequence, length === 0)
    let place = flow.position + flow.distance(sequence)
    const keepAlivePlace = flow.finished ? flow.furthest : flow.furthest - 1
    if (length <= 1 && place === keepAlivePlace && !isSyn && !(view.flags & tcpFlag.fin)) {
      return this.output.count(flow, 'keepAlives')
    }
    if (length === 0) return
    if (flow.tentative && flow.position === 0 && !flow.hasHeld) {
      const mayMove = (place >= -maxEarlier && place <= 1) || Math.abs(place) > maxTentative
      if (mayMove) flow.startAt(sequence, false)
      place = flow.position + flow.distance(sequence)
    }
    if (length === 1 && place === flow.position && peer.window === 0) this.output.count(flow, 'zeroWindowProbes')
    if (place === flow.position && !flow.hasHeld && !flow.finished) {
      this.output.passOn(flow, view, view.start)
    } else this.output.sortIn(flow, place, view)
  }

  private takeFin(flow: Flow, view: TransportView): void {
    const length = view.end - view.start + view.missing
    const place = flow.position + flow.distance(view.sequence) + (view.flags & tcpFlag.syn ? 1 : 0)
    const end = place + length
    if (flow.finPosition !== unknown) {
      if (length === 0) this.output.count(flow, 'retransmissions')
      return
    }
    if (end < flow.furthest) return
    flow.finPosition = end
    flow.finSeconds = view.seconds
    flow.finNanos = view.nanos
    flow.finPacket = view.packetNumber
    flow.furthest = end
    this.output.drain(flow)
  }

  private tell(flow: Flow, kind: ConversationEvent, seconds: number, nanos: number, packetNumber: number): void {
    this.sink.event(flow.state.record, flow.sender, kind, seconds, nanos, packetNumber)
  }
}
