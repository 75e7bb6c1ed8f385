// One conversation on its way from bytes to frames: which protocol it speaks (strongest evidence wins), framing of both
// directions, and what its frames tell of the dialect. On the data path: stream.ts → here → capture.ts.
import type { Detector } from '../protocol/detect.ts'
import { StreamFramer, type FrameProof, type FrameSink } from '../protocol/framing.ts'
import type { MessagePlan, Protocol } from '../protocol/plan.ts'
import { quickJudge, type QuickJudge } from '../protocol/quick.ts'
import type { Conversation, Sender } from './conversation.ts'
import { ProtocolSearch } from './protocol-search.ts'

/** What so many frames of one message and one size did not tell of the dialect, the next ones will not tell either. */
const mostAsked = 4

/** Where a stretch of a direction's stream came from. The object is reused: it is valid only during the call. */
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
  /** `fileOffset`: where the whole frame lies in the file in one piece, else −1. `proof`: as the framer gives it. */
  frame(
    frames: ConversationFrames,
    sender: Sender,
    bytes: Uint8Array,
    start: number,
    end: number,
    piece: Piece,
    fileOffset: number,
    proof: FrameProof,
  ): void
  skipped(frames: ConversationFrames, sender: Sender, bytes: Uint8Array, start: number, end: number, piece: Piece): void
}

export class ConversationFrames {
  readonly conversation: Conversation
  /** null: not known (yet). */
  protocol: Protocol | null = null
  /** Place of `protocol` among the capture's protocols, and its judge. */
  protocolIndex = 255
  judge: QuickJudge | null = null
  /** The dialect that the strongest frame spoke for, of equals the one that inherits the others; and how strongly. */
  dialect: string | null = null
  dialectWeight = 0
  /** Counts changes of `dialect`: what was judged before may have to be judged anew. */
  dialectVersion = 0
  /** The user chose the dialect, not the protocol alone: no frame changes it. */
  isDialectGiven = false
  /** Its bytes began as TLS does. */
  isTls = false
  /** Bytes of the stream so far, from endpoints a and b. */
  readonly received: [number, number] = [0, 0]
  private readonly detector: Detector
  private readonly fromA: Direction
  private readonly fromB: Direction
  /** How often frames of a message and a size were asked. */
  private readonly asked = new Map<number, number>()
  /** Until the protocol is decided. */
  private search: ProtocolSearch | null

  constructor(
    conversation: Conversation,
    detector: Detector,
    sink: ConversationFrameSink,
    as: { protocol: Protocol; dialect: string | null } | null,
  ) {
    this.conversation = conversation
    this.detector = detector
    this.fromA = new Direction(this, 0, sink)
    this.fromB = new Direction(this, 1, sink)
    this.search = new ProtocolSearch(detector)
    if (as) {
      this.dialect = as.dialect
      this.isDialectGiven = as.dialect !== null
      this.decide(as.protocol)
    }
  }

  /** Messages that travel up, less those that travel down, sent by endpoint a, and by b. */
  get upVotes(): [number, number] {
    return [this.fromA.upVotes, this.fromB.upVotes]
  }

  private from(sender: Sender): Direction {
    return sender === 0 ? this.fromA : this.fromB
  }

  /** The next bytes of a direction; parameters as in StreamSink.data. */
  data(
    sender: Sender,
    bytes: Uint8Array,
    start: number,
    end: number,
    seconds: number,
    nanos: number,
    fileOffset: number,
    packet: number,
  ): void {
    this.received[sender] += end - start
    if (this.search === null) {
      this.from(sender).push(bytes, start, end, seconds, nanos, fileOffset, packet)
    } else if (this.search.add(sender, bytes, start, end, seconds, nanos, fileOffset, packet)) this.look(false)
  }

  /** `length` bytes of a direction are lost. */
  gap(sender: Sender, length: number): void {
    if (this.search === null) this.from(sender).gap(length)
    else this.search.gap(sender, length)
  }

  /** The conversation, or the capture, is at its end. */
  end(): void {
    this.look(true)
    this.fromA.end()
    this.fromB.end()
  }

  /** A frame of `protocol`: its message says which way it goes, and for which dialect it speaks how strongly. */
  learn(
    protocol: Protocol,
    sender: Sender,
    direction: 'up' | 'down' | null,
    dialect: string | null,
    weight: number,
  ): void {
    if (direction) this.from(sender).upVotes += direction === 'up' ? 1 : -1
    if (this.isDialectGiven || dialect === null || weight < this.dialectWeight) return
    if (weight === this.dialectWeight && !this.isNarrower(protocol, dialect)) return
    if (this.dialect !== dialect) this.dialectVersion++
    this.dialect = dialect
    this.dialectWeight = weight
  }

  /** Whether it inherits the dialect known so far, and thus does not speak against it. */
  private isNarrower(protocol: Protocol, dialect: string): boolean {
    if (this.dialect === null || dialect === this.dialect) return false
    return protocol.dialects.find((one) => one.id === dialect)?.chain.includes(this.dialect) === true
  }

  /** Whether a frame's fields should be asked for the dialect: its message and size may tell more than is known. */
  asksForDialect(message: MessagePlan, size: number): boolean {
    if (this.isDialectGiven || !this.judge!.mayTellMore(message, this.dialectWeight)) return false
    const key = message.index * 2 ** 17 + size
    const asked = this.asked.get(key) ?? 0
    if (asked === mostAsked) return false
    this.asked.set(key, asked + 1)
    return true
  }

  private look(final: boolean): void {
    const protocol = this.search?.look(final)
    if (protocol !== undefined) this.decide(protocol)
  }

  private decide(protocol: Protocol | null): void {
    this.protocol = protocol
    if (protocol) {
      this.protocolIndex = this.detector.protocols.indexOf(protocol)
      this.judge = quickJudge(protocol)
    }
    this.fromA.begin(protocol)
    this.fromB.begin(protocol)
    const held = this.search!.take()
    this.search = null
    for (const { sender, bytes, gap, seconds, nanos, fileOffset, packet } of held) {
      if (gap > 0) this.from(sender).gap(gap)
      else this.from(sender).push(bytes, 0, bytes.length, seconds, nanos, fileOffset, packet)
    }
  }
}

/** One direction: its framer, and which piece each stretch of the stream came from. It is itself the latest piece. */
class Direction implements FrameSink, Piece {
  position = 0
  length = 0
  seconds = 0
  nanos = 0
  fileOffset = -1
  packet = 0
  /** Messages that travel up, less those that travel down. */
  upVotes = 0
  private framer: StreamFramer | null = null
  /** Pieces before the latest of which the framer holds bytes back. */
  private earlier: EarlierPieces | null = null
  private readonly owner: ConversationFrames
  private readonly sender: Sender
  private readonly sink: ConversationFrameSink

  constructor(owner: ConversationFrames, sender: Sender, sink: ConversationFrameSink) {
    this.owner = owner
    this.sender = sender
    this.sink = sink
  }

  begin(protocol: Protocol | null): void {
    this.framer = protocol ? new StreamFramer(protocol, this, this.position) : null
  }

  push(
    bytes: Uint8Array,
    start: number,
    end: number,
    seconds: number,
    nanos: number,
    fileOffset: number,
    packet: number,
  ): void {
    const { framer } = this
    if (framer !== null && !framer.isEmpty) (this.earlier ??= new EarlierPieces()).add(this, framer.heldFrom)
    else this.earlier = null
    this.position += this.length
    this.length = end - start
    this.seconds = seconds
    this.nanos = nanos
    this.fileOffset = fileOffset
    // A segment that came late brings what it holds in front of what came before it: packets follow the stream.
    if (packet > this.packet) this.packet = packet
    if (framer !== null) framer.push(bytes, start, end)
    else this.sink.skipped(this.owner, this.sender, bytes, start, end, this)
  }

  gap(length: number): void {
    this.position += this.length + length
    this.length = 0
    this.framer?.finish(this.position)
  }

  end(): void {
    this.framer?.finish()
    this.framer = null
    this.earlier = null
  }

  frame(bytes: Uint8Array, start: number, end: number, offset: number, proof: FrameProof): void {
    const piece = this.pieceAt(offset)
    const inside = offset - piece.position
    const isWhole = inside + end - start <= piece.length && piece.fileOffset >= 0
    const fileOffset = isWhole ? piece.fileOffset + inside : -1
    this.sink.frame(this.owner, this.sender, bytes, start, end, piece, fileOffset, proof)
  }

  skipped(bytes: Uint8Array, start: number, end: number, offset: number): void {
    this.sink.skipped(this.owner, this.sender, bytes, start, end, this.pieceAt(offset))
  }

  private pieceAt(offset: number): Piece {
    return offset >= this.position || this.earlier === null ? this : this.earlier.at(offset)
  }
}

/** Numbers kept of an earlier piece: those of Piece, in its order. */
const pieceSize = 6

/** Pieces of a stream in its order, as numbers. */
class EarlierPieces {
  private readonly numbers: number[] = []
  private readonly found: Piece = { position: 0, length: 0, seconds: 0, nanos: 0, fileOffset: -1, packet: 0 }

  /** @param heldFrom what lies in front of this is done with: a stream may be cut so that something is always held */
  add({ position, length, seconds, nanos, fileOffset, packet }: Piece, heldFrom: number): void {
    const { numbers } = this
    numbers.push(position, length, seconds, nanos, fileOffset, packet)
    if (numbers.length < 256 * pieceSize) return
    let done = 0
    while (done < numbers.length && numbers[done]! + numbers[done + 1]! <= heldFrom) done += pieceSize
    if (done * 2 >= numbers.length) numbers.splice(0, done)
  }

  /** The piece that holds stream position `offset`: the last that begins there or before. */
  at(offset: number): Piece {
    const { numbers, found } = this
    let low = 0
    let high = numbers.length / pieceSize - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (numbers[middle * pieceSize]! <= offset) low = middle
      else high = middle - 1
    }
    const at = low * pieceSize
    found.position = numbers[at]!
    found.length = numbers[at + 1]!
    found.seconds = numbers[at + 2]!
    found.nanos = numbers[at + 3]!
    found.fileOffset = numbers[at + 4]!
    found.packet = numbers[at + 5]!
    return found
  }
}
