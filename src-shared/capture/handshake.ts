// Decides whether a segment belongs to the conversation known for its addresses and ports, or begins a new one on them.
// Used by stream.ts. Embedded stacks often reuse one port, and count initial sequence numbers up slowly.

import { unknown, type ConversationState, type Flow, type Sender } from './conversation.ts'
import { tcpFlag, type TransportView } from './transport.ts'

/** No pile or platform has this much under way; data further off belongs to another connection. */
const farDistance = 16 * 1024 * 1024
/** A SYN may carry data, which its answer acknowledges too. */
const maxSynData = 65_535

/** True when the segment from `sender` cannot belong to `conversation`. */
export function beginsConversation(conversation: ConversationState, sender: Sender, view: TransportView): boolean {
  const flow = conversation.flows[sender]
  const peer = conversation.flows[sender === 0 ? 1 : 0]
  if (view.flags & tcpFlag.rst) return false
  if (!(view.flags & tcpFlag.syn)) return isForeignData(conversation, flow, peer, view)
  if (view.flags & tcpFlag.ack) return isForeignAnswer(conversation, flow, peer, view)
  // After the end, even the same number is a new attempt: some devices start from a constant.
  if (flow.initialSequence !== unknown) return flow.initialSequence !== view.sequence || conversation.closed
  return flow.started ? !precedes(flow, view.sequence) : conversation.closed
}

function isForeignAnswer(conversation: ConversationState, flow: Flow, peer: Flow, view: TransportView): boolean {
  if (flow.initialSequence !== unknown) return flow.initialSequence !== view.sequence
  if (flow.started && !precedes(flow, view.sequence)) return true
  if (peer.initialSequence === unknown) return conversation.closed
  return (view.acknowledgment - peer.initialSequence - 1) >>> 0 > maxSynData
}

/** Data without a handshake: a new connection when its numbers fit nothing, or when the sender had finished. */
function isForeignData(conversation: ConversationState, flow: Flow, peer: Flow, view: TransportView): boolean {
  if (view.end === view.start || !flow.started || flow.tentative) return false
  const ahead = flow.distance(view.sequence)
  if (flow.finished && ahead > 0) return true
  if (Math.abs(ahead) <= farDistance) return false
  if (conversation.closed) return true
  // The other direction's number decides: when it fits, bytes were lost here or repeated, in one connection.
  if (!(view.flags & tcpFlag.ack) || !peer.started) return ahead < 0
  return Math.abs(peer.distance(view.acknowledgment)) > farDistance
}

/** A SYN that the capture shows late: its number lies just in front of where the stream was taken up. */
function precedes(flow: Flow, sequence: number): boolean {
  return (flow.firstSequence - sequence - 1) >>> 0 <= maxSynData
}
