// TCP conversations as the rest of the analyzer sees them, and the state that reassembly keeps for each.
// Made by stream.ts.

import { HeldPieces } from './held-pieces.ts'

export interface Endpoint {
  /** As text: dotted IPv4 or compressed IPv6. */
  address: string
  port: number
}

/** Who sent: 0 is endpoint a, 1 is endpoint b. */
export type Sender = 0 | 1

export interface TcpCounts {
  /** Segments that brought nothing new. */
  retransmissions: number
  /** Segments that brought bytes from before the furthest seen. */
  outOfOrder: number
  /** Holes given up, and bytes lost in them. */
  gaps: number
  gapBytes: number
  /** Segments of which a part was there already. */
  overlaps: number
  /** Spans in which a repeated byte differs from the first. */
  conflicts: number
  keepAlives: number
  zeroWindowProbes: number
}

/** One TCP connection. `opener`, `packets` and `counts` change while the connection lives. */
export interface Conversation {
  /** From 0, in order of the first packet. */
  readonly index: number
  /** The client when `opener` is 'a'; before a handshake is seen, the endpoint with the higher port. */
  readonly a: Endpoint
  readonly b: Endpoint
  /** Who opened the connection, by the handshake; 'unknown' when the capture does not show it. */
  opener: 'a' | 'b' | 'unknown'
  readonly firstPacket: number
  packets: number
  readonly counts: TcpCounts
}

export type ConversationEvent = 'syn' | 'synack' | 'established' | 'fin' | 'rst'

/**
 * The last resort for telling the server: the endpoint with the lower port. Returns 'a' or 'b', 'b' on a tie.
 * Handshake and protocol evidence come first.
 */
export function guessServer(conversation: { a: Endpoint; b: Endpoint }): 'a' | 'b' {
  return conversation.a.port < conversation.b.port ? 'a' : 'b'
}

export function noTcpCounts(): TcpCounts {
  return {
    retransmissions: 0,
    outOfOrder: 0,
    gaps: 0,
    gapBytes: 0,
    overlaps: 0,
    conflicts: 0,
    keepAlives: 0,
    zeroWindowProbes: 0,
  }
}

/** Where no sequence number or position is known. */
export const unknown = -1

/**
 * What reassembly knows of the bytes one endpoint sends. Positions count the stream's bytes from 0, without wrap;
 * `next` is the sequence number of the byte at `position`.
 */
export class Flow {
  // What every packet asks for comes first: among thousands of conversations, each line of memory less is time.
  readonly state: ConversationState
  started = false
  /** The start was taken from the peer's acknowledgment: an earlier segment may still move it. */
  tentative = false
  /** As a signed 32-bit integer, which V8 keeps in place; other numbers get an object of their own. */
  next = 0
  /** Bytes passed on, gaps included. */
  position = 0
  /** End of the furthest byte seen. */
  furthest = 0
  /** The peer has everything in front of this. */
  acknowledged = 0
  /** Everything up to FIN was passed on. */
  finished = false
  /** Where the stream ends, from FIN. */
  finPosition = unknown
  /** Created with the first hole. */
  held: HeldPieces | null = null
  /** Newest entry in the emitted history; 0 for none. */
  lastEmitted = 0
  window = unknown
  readonly sender: Sender
  /** Initial sequence number, from SYN. */
  initialSequence = unknown
  firstSequence = 0
  finSeconds = 0
  finNanos = 0
  finPacket = 0
  /** Memory that `held` took when the reassembler last counted. */
  countedSize = 0
  /** The peer has acknowledged missing bytes: where they start, how far it acknowledged, when that was noticed. */
  noticedHole = unknown
  noticedUpTo = 0
  noticedPacket = 0
  noticedSeconds = 0

  constructor(state: ConversationState, sender: Sender) {
    this.state = state
    this.sender = sender
  }

  /** Starts the stream at sequence number `sequence`. Nothing may have been passed on. */
  startAt(sequence: number, tentative: boolean): void {
    this.started = true
    this.tentative = tentative
    this.firstSequence = sequence
    this.next = sequence | 0
    this.acknowledged = 0
  }

  /** How far `sequence` lies ahead of the next expected byte; negative when behind it. */
  distance(sequence: number): number {
    return (sequence - this.next) | 0
  }

  get hasHeld(): boolean {
    return this.held !== null && this.held.pieces.length > 0
  }

  /** End of the hole at `position`, or `unknown` when there is none. */
  get holeEnd(): number {
    if (this.hasHeld) return this.held!.first!.start
    return this.finPosition > this.position ? this.finPosition : unknown
  }
}

/** What reassembly knows of one conversation. The record outlives it. */
export class ConversationState {
  readonly record: Conversation
  readonly flows: readonly [Flow, Flow]
  /** Endpoint a is the first one of the table's key. */
  readonly aIsFirst: boolean
  established = false
  reset = false
  lastPacket = 0
  lastSeconds = 0

  constructor(record: Conversation, aIsFirst: boolean) {
    this.record = record
    this.aIsFirst = aIsFirst
    this.flows = [new Flow(this, 0), new Flow(this, 1)]
  }

  get closed(): boolean {
    return this.reset || (this.flows[0].finished && this.flows[1].finished)
  }
}
