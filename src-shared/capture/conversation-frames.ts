// One conversation on its way from bytes to frames: which protocol it speaks (strongest evidence wins), framing of both
// directions, and what its frames tell of the dialect. On the data path: stream.ts → here → capture.ts.
import type { Detector } from '../protocol/detect.ts'
import { StreamFramer, type FrameSink } from '../protocol/framing.ts'
import type { Protocol } from '../protocol/plan.ts'
import type { Conversation, Sender } from './conversation.ts'

/** Bytes of an undecided conversation that are held, both directions together. */
const undecidedLimit = 16 * 1024

/** Where a stretch of a direction's stream came from. */
export interface Piece {
  /** Stream position of its first byte; `length` bytes. */
  position: number
  length: number
  seconds: number
  nanos: number
  /** Of its first byte, or −1. */
  fileOffset: number
  packet: number
}

/** What the store is told. `bytes` are valid only during the call. */
export interface ConversationFrameSink {
  /** `whole`: all bytes lie in one piece, so `fileOffset` holds for all of them; else it is −1. */
  frame(
    frames: ConversationFrames,
    sender: Sender,
    bytes: Uint8Array,
    start: number,
    end: number,
    piece: Piece,
    fileOffset: number,
  ): void
  skipped(frames: ConversationFrames, sender: Sender, bytes: Uint8Array, start: number, end: number, piece: Piece): void
}

export class ConversationFrames {
  readonly conversation: Conversation
  /** null: not known (yet). */
  protocol: Protocol | null = null
  /** The dialect that the strongest frame spoke for, and how strongly. */
  dialect: string | null = null
  dialectWeight = 0
  /** The user chose protocol and dialect. */
  isForced = false
  /** Messages that travel up, less those that travel down, sent by endpoint a, and by b. */
  readonly upVotes: [number, number] = [0, 0]
  private readonly detector: Detector
  private readonly directions: [Direction, Direction]
  private held: { sender: Sender; bytes: Uint8Array; piece: Piece }[] = []
  private heldSize = 0
  private isDecided = false

  constructor(
    conversation: Conversation,
    detector: Detector,
    sink: ConversationFrameSink,
    as: { protocol: Protocol; dialect: string | null } | null,
  ) {
    this.conversation = conversation
    this.detector = detector
    this.directions = [new Direction(this, 0, sink), new Direction(this, 1, sink)]
    if (as) {
      this.dialect = as.dialect
      this.isForced = true
      this.decide(as.protocol)
    }
  }

  /** The next bytes of a direction. */
  data(sender: Sender, bytes: Uint8Array, start: number, end: number, piece: Omit<Piece, 'position' | 'length'>): void {
    const direction = this.directions[sender]
    const placed: Piece = { ...piece, position: direction.position, length: end - start }
    direction.position += end - start
    if (this.isDecided) return direction.push(bytes, start, end, placed)
    const certain = this.heldSize === 0 ? this.certainAt(bytes, start, end) : null
    if (certain) {
      this.decide(certain)
      return direction.push(bytes, start, end, placed)
    }
    this.held.push({ sender, bytes: bytes.slice(start, end), piece: placed })
    this.heldSize += end - start
    this.look(this.heldSize > undecidedLimit)
  }

  /** `length` bytes of a direction are lost. */
  gap(sender: Sender, length: number): void {
    if (!this.isDecided) this.look(false)
    if (!this.isDecided) this.look(true)
    this.directions[sender].gap(length)
  }

  /** The conversation, or the capture, is at its end. */
  end(): void {
    if (!this.isDecided) this.look(true)
    for (const direction of this.directions) direction.end()
  }

  /** A frame's message says which way it goes and of which dialects it is. */
  learn(sender: Sender, direction: 'up' | 'down' | null, dialect: string | null, weight: number): void {
    if (direction) this.upVotes[sender] += direction === 'up' ? 1 : -1
    if (!this.isForced && dialect !== null && weight > this.dialectWeight) {
      this.dialect = dialect
      this.dialectWeight = weight
    }
  }

  /** The protocol of a frame that begins at `start` and is proven. */
  private certainAt(bytes: Uint8Array, start: number, end: number): Protocol | null {
    const best = this.detector.probe(bytes, start, end)[0]
    return best && best.score >= 90 ? this.named(best.protocol) : null
  }

  private named(id: string): Protocol | null {
    return this.detector.protocols.find((protocol) => protocol.id === id) ?? null
  }

  /** Looks for the protocol in what is held; `final`: the likeliest will do, or none. */
  private look(final: boolean): void {
    let best: { protocol: string; score: number } | null = null
    for (const sender of [0, 1] as const) {
      const bytes = joined(this.held.filter((one) => one.sender === sender).map((one) => one.bytes))
      for (let at = this.detector.nextStart(bytes, 0); at >= 0; at = this.detector.nextStart(bytes, at + 1)) {
        const probe = this.detector.probe(bytes, at)[0]
        if (probe && (!best || probe.score > best.score)) best = probe
        if (best && best.score >= 90) break
      }
    }
    if (best && (best.score >= 90 || (final && best.score >= 30))) this.decide(this.named(best.protocol))
    else if (final) this.decide(null)
  }

  private decide(protocol: Protocol | null): void {
    this.isDecided = true
    this.protocol = protocol
    for (const direction of this.directions) direction.begin(protocol)
    const { held } = this
    this.held = []
    for (const { sender, bytes, piece } of held) this.directions[sender].push(bytes, 0, bytes.length, piece)
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** One direction: its framer, and which piece each stretch of the stream came from. */
class Direction implements FrameSink {
  position = 0
  private framer: StreamFramer | null = null
  private pieces: Piece[] = []
  private first = 0
  private readonly owner: ConversationFrames
  private readonly sender: Sender
  private readonly sink: ConversationFrameSink

  constructor(owner: ConversationFrames, sender: Sender, sink: ConversationFrameSink) {
    this.owner = owner
    this.sender = sender
    this.sink = sink
  }

  begin(protocol: Protocol | null): void {
    this.framer = protocol ? new StreamFramer(protocol, this) : null
  }

  push(bytes: Uint8Array, start: number, end: number, piece: Piece): void {
    if (!this.framer) return this.sink.skipped(this.owner, this.sender, bytes, start, end, piece)
    this.pieces.push(piece)
    this.framer.push(bytes, start, end)
  }

  gap(length: number): void {
    this.position += length
    this.framer?.finish(this.position)
  }

  end(): void {
    this.framer?.finish()
  }

  frame(bytes: Uint8Array, start: number, end: number, offset: number): void {
    const piece = this.pieceAt(offset)
    const inside = offset - piece.position
    const whole = inside + end - start <= piece.length && piece.fileOffset >= 0
    this.sink.frame(this.owner, this.sender, bytes, start, end, piece, whole ? piece.fileOffset + inside : -1)
  }

  skipped(bytes: Uint8Array, start: number, end: number, offset: number): void {
    this.sink.skipped(this.owner, this.sender, bytes, start, end, this.pieceAt(offset))
  }

  /** The piece that holds stream position `offset`; earlier ones are done with. */
  private pieceAt(offset: number): Piece {
    const { pieces } = this
    while (this.first < pieces.length - 1 && pieces[this.first]!.position + pieces[this.first]!.length <= offset)
      this.first++
    if (this.first > 256) {
      pieces.splice(0, this.first)
      this.first = 0
    }
    return pieces[this.first]!
  }
}
