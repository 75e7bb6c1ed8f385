// The store: an append-only capture of frames with what happened around them. Readers and TCP reassembly write into it;
// lists, trees, filters and exports read from it.
import type { Direction, Label } from '../bytes/range.ts'
import { decodeFrame, dialectEvidence, ownDialect, ownDialectWeight } from '../protocol/decode.ts'
import { Detector } from '../protocol/detect.ts'
import type { FrameProof } from '../protocol/framing.ts'
import type { MessagePlan, Protocol } from '../protocol/plan.ts'
import { quickJudge } from '../protocol/quick.ts'
import { Slots } from '../protocol/slots.ts'
import { ConversationFrames, type ConversationFrameSink, type Piece } from './conversation-frames.ts'
import { guessServer, type Conversation, type Sender } from './conversation.ts'
import { checksumCodes, FrameTable } from './frame-table.ts'
import { passedOver, passedOverMessage, type PassedOver } from './passed-over.ts'
import { Payload, type ReadSource } from './payload.ts'

export type CaptureEventKind =
  PassedOver | 'gap' | 'hole' | 'conflict' | 'note' | 'connect' | 'close' | 'reset' | 'proxy'

/** Something beside the frames that gets a row of its own. */
export interface CaptureEvent {
  kind: CaptureEventKind
  /** Frames that were there before it. */
  after: number
  conversation: number | null
  sender: Sender | null
  seconds: number
  nanos: number
  /** Where: in the file for holes and notes, in the direction's stream for gaps and conflicts, else −1. */
  offset: number
  length: number
  message: Label
  /** The first bytes of what was passed over. */
  bytes: Uint8Array | null
  /** Of proxy events: which one (recorder-remark.ts). */
  code?: string
}

/** What the user says of the protocol of conversations: by server or client port, or by conversation. */
export interface DecodeAsRules {
  conversations: ReadonlyMap<number, { protocol: Protocol; dialect: string | null }>
  ports: ReadonlyMap<number, { protocol: Protocol; dialect: string | null }>
  all: { protocol: Protocol; dialect: string | null } | null
}

export interface CaptureOptions {
  protocols: readonly Protocol[]
  /** Bytes of payload to keep in memory before leaving it in the file. */
  memoryBudget?: number
  readSource?: ReadSource | null
  decodeAs?: DecodeAsRules
  /** Frames to keep; those behind are counted only. */
  mostFrames?: number
}

/** Events that stand in front of their packet's frames, or between them; all others come behind. */
const isAmidPacket: ReadonlySet<CaptureEventKind> = new Set([
  'connect',
  'gap',
  'skipped',
  'preamble',
  'unknown_protocol',
])
const eventLimit = 1_000_000
/** About a gigabyte of columns. */
const frameLimit = 20_000_000
const shownBytes = 64

export class Capture implements ConversationFrameSink {
  readonly frames = new FrameTable()
  readonly events: CaptureEvent[] = []
  /** Events past the limit, counted only. */
  droppedEvents = 0
  /** Frames past the limit, counted only. */
  droppedFrames = 0
  readonly mostFrames: number
  readonly protocols: readonly Protocol[]
  readonly conversations: ConversationFrames[] = []
  /** Counts a change of what was already there: a new order or another dialect. */
  revision = 0
  private readonly detector: Detector
  private readonly slots = new Slots()
  private readonly payload: Payload
  private readonly decodeAs: DecodeAsRules | null
  private isOrdered = true
  /** A conversation's dialect changed since it was applied to frames that were there. */
  private hasNewDialects = false
  private lastPacket = 0
  /** Number of the packet that is being read; 0 where there are none. */
  packet = 0
  /** By event: the packet that it belongs to. */
  private readonly eventPackets: number[] = []

  constructor(options: CaptureOptions) {
    this.protocols = options.protocols
    this.detector = new Detector(options.protocols)
    this.payload = new Payload(options.memoryBudget ?? 256 * 1024 * 1024, options.readSource ?? null)
    this.decodeAs = options.decodeAs ?? null
    this.mostFrames = options.mostFrames ?? frameLimit
  }

  /** True when no frame is kept any more, and counts one that would be: memory stays bounded whatever the file's size. */
  refusesFrame(most = this.mostFrames): boolean {
    if (this.frames.count < Math.min(most, this.mostFrames)) return false
    this.droppedFrames++
    return true
  }

  /** What the user says of all conversations. */
  get decodeAsAll(): { protocol: Protocol; dialect: string | null } | null {
    return this.decodeAs?.all ?? null
  }

  /** Keeps the bytes of a frame that lies in no file, and returns its place. */
  keep(bytes: Uint8Array): number {
    return this.payload.add(bytes, 0, bytes.length, -1)
  }

  /** File offsets do not lead back to the bytes (the file is compressed): all payload stays in memory. */
  keepInMemory(): void {
    this.payload.keepInMemory()
  }

  /** Bytes of memory that frames take. */
  get memory(): number {
    return this.payload.memory + this.frames.memory
  }

  /** Begins a conversation; its data goes to what is returned. */
  begin(conversation: Conversation): ConversationFrames {
    const rules = this.decodeAs
    const as = rules
      ? (rules.conversations.get(conversation.index) ??
        rules.ports.get(conversation.b.port) ??
        rules.ports.get(conversation.a.port) ??
        rules.all)
      : null
    const frames = new ConversationFrames(conversation, this.detector, this, as)
    this.conversations.push(frames)
    return frames
  }

  event(event: CaptureEvent, packet = this.packet): void {
    if (this.events.length < eventLimit) {
      this.events.push(event)
      this.eventPackets.push(packet)
    } else this.droppedEvents++
  }

  frame(
    frames: ConversationFrames,
    sender: Sender,
    bytes: Uint8Array,
    start: number,
    end: number,
    piece: Piece,
    fileOffset: number,
    proof: FrameProof,
  ): void {
    if (this.refusesFrame()) return
    const verdict = frames.judge!
    verdict.judge(bytes, start, end, frames.dialect, proof)
    const { message, checksum } = verdict
    const table = this.frames
    const row = table.add()
    table.place[row] = this.payload.add(bytes, start, end, fileOffset)
    table.length[row] = end - start
    table.seconds[row] = piece.nanos < 0 ? NaN : piece.seconds
    table.nanos[row] = Math.max(piece.nanos, 0)
    table.conversation[row] = frames.conversation.index
    table.sender[row] = sender
    table.protocol[row] = frames.protocolIndex
    table.message[row] = message?.index ?? -1
    table.checksum[row] = checksum === 'good' ? 0 : checksumCodes.indexOf(checksum)
    table.lengthBad[row] = verdict.lengthGood ? 0 : 1
    table.isUsual[row] = proof === null ? 0 : 1
    table.judgedBy[row] = verdict.ambiguous ? judgedBy(frames) : 0
    const { packet } = piece
    table.packet[row] = packet
    if (packet < this.lastPacket) this.isOrdered = false
    else this.lastPacket = packet
    if (message) this.learn(frames, sender, message, bytes, start, end)
  }

  private learn(
    frames: ConversationFrames,
    sender: Sender,
    message: MessagePlan,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): void {
    const evidence = frames.asksForDialect(message, end - start)
      ? dialectEvidence(decodeFrame(frames.protocol!, bytes.subarray(start, end), null, this.slots))
      : null
    const dialect = evidence?.dialect ?? ownDialect(message)
    const before = frames.dialectVersion
    frames.learn(frames.protocol!, sender, message.direction, dialect, evidence?.weight ?? ownDialectWeight)
    if (frames.dialectVersion !== before) this.hasNewDialects = true
  }

  skipped(
    frames: ConversationFrames,
    sender: Sender,
    bytes: Uint8Array,
    start: number,
    end: number,
    piece: Piece,
  ): void {
    const last = this.events.at(-1)
    const isTls = frames.protocol === null && (frames.isTls ||= isTlsHello(bytes, start, end))
    const isPassedOver = last?.kind === 'skipped' || last?.kind === 'preamble' || last?.kind === 'unknown_protocol'
    if (
      isPassedOver &&
      (last.kind === 'unknown_protocol') === (frames.protocol === null) &&
      last.conversation === frames.conversation.index &&
      last.sender === sender &&
      last.after === this.frames.count
    ) {
      const kind = passedOver(frames.protocol, bytes, start, end, last)
      last.kind = kind
      last.length += end - start
      last.message = passedOverMessage(kind, last.length, isTls)
      return
    }
    const kind = passedOver(frames.protocol, bytes, start, end, null)
    const shown = bytes.slice(start, Math.min(end, start + shownBytes))
    this.event(
      {
        kind,
        after: this.frames.count,
        conversation: frames.conversation.index,
        sender,
        seconds: piece.nanos < 0 ? NaN : piece.seconds,
        nanos: Math.max(piece.nanos, 0),
        offset: -1,
        length: end - start,
        message: passedOverMessage(kind, end - start, isTls),
        bytes: shown,
      },
      piece.packet,
    )
  }

  /** The capture is complete: what is held back is decided, and everything known of dialects is applied to all frames. */
  finish(): void {
    for (const frames of this.conversations) frames.end()
    if (!this.isOrdered) this.sort()
    this.applyDialects()
    this.frames.trim()
  }

  /** More may come, but not now: what is known of dialects by now is applied to the frames that are there. */
  settle(): void {
    if (!this.hasNewDialects) return
    this.hasNewDialects = false
    this.applyDialects()
  }

  /** Late detection gives frames of earlier packets later; numbers follow the packets. */
  private sort(): void {
    const { packet, count } = this.frames
    // Packets are numbered from 1 without gaps: so many rows begin in front of those of each.
    let last = 0
    for (let row = 0; row < count; row++) last = Math.max(last, packet[row]!)
    const before = new Uint32Array(last + 2)
    for (let row = 0; row < count; row++) before[packet[row]! + 1]!++
    for (let number = 1; number < before.length; number++) before[number]! += before[number - 1]!
    const order = new Uint32Array(count)
    for (let row = 0; row < count; row++) order[before[packet[row]!]!++] = row
    // By now `before` says how many frames there are up to each packet.
    this.sortEvents((number) => (number < 1 ? 0 : before[Math.min(number - 1, last)]!))
    this.frames.reorder(order)
    this.isOrdered = true
    this.revision++
  }

  /** Events keep their place among the packets. `framesBefore`: frames of the packets in front of one. */
  private sortEvents(framesBefore: (packet: number) => number): void {
    const { packet } = this.frames
    this.events.forEach((event, index) => {
      const number = this.eventPackets[index]!
      if (!isAmidPacket.has(event.kind)) {
        event.after = framesBefore(number + 1)
        return
      }
      // Frames of the event's own packet that came before it.
      let own = 0
      while (own < event.after && packet[event.after - 1 - own] === number) own++
      event.after = framesBefore(number) + own
    })
    this.events.sort((one, other) => one.after - other.after)
  }

  private applyDialects(): void {
    const { conversation, message, protocol, count } = this.frames
    for (let row = 0; row < count; row++) {
      if (this.frames.judgedBy[row] === 0) continue
      const frames = this.conversations[conversation[row]!]!
      const plan = this.protocols[protocol[row]!]
      if (frames.dialect === null || !plan || this.frames.judgedBy[row] === judgedBy(frames)) continue
      const bytes = this.bytes(row)
      const judge = quickJudge(plan)
      judge.judge(bytes, 0, bytes.length, frames.dialect, null)
      message[row] = judge.message?.index ?? -1
      this.frames.judgedBy[row] = judgedBy(frames)
    }
  }

  /** The memory in which a frame lies, from `startInChunk` on; null when it lies in the file. Not to be changed. */
  chunk(row: number): Uint8Array | null {
    return this.payload.chunkOf(this.frames.place[row]!)
  }

  startInChunk(row: number): number {
    return this.payload.startOf(this.frames.place[row]!)
  }

  /** The bytes of a frame; not to be changed. */
  bytes(row: number): Uint8Array {
    return this.payload.get(this.frames.place[row]!, this.frames.length[row]!)
  }

  protocolOf(row: number): Protocol | null {
    return this.protocols[this.frames.protocol[row]!] ?? null
  }

  messageOf(row: number): MessagePlan | null {
    return this.protocolOf(row)?.messages[this.frames.message[row]!] ?? null
  }

  /** True when what is known of dialects now would choose no other message for the frame. */
  isSettled(row: number): boolean {
    const by = this.frames.judgedBy[row]!
    return by === 0 || by === judgedBy(this.conversations[this.frames.conversation[row]!]!)
  }

  /** Which way a frame went. */
  directionOf(row: number): Direction {
    return this.directionBy(this.conversations[this.frames.conversation[row]!]!, this.frames.sender[row] as Sender)
  }

  /** Which way a sender of a conversation sends: by the handshake, else by its messages, else by the ports. */
  directionBy(frames: ConversationFrames, sender: Sender): Direction {
    const { conversation, upVotes } = frames
    let pile: Sender
    if (conversation.opener !== 'unknown') pile = conversation.opener === 'a' ? 0 : 1
    else if (upVotes[0] !== upVotes[1]) pile = upVotes[0] > upVotes[1] ? 0 : 1
    else pile = guessServer(conversation) === 'b' ? 0 : 1
    return sender === pile ? 'up' : 'down'
  }
}

/** What FrameTable.judgedBy says of a frame that is judged now. Every change of dialect needs stronger evidence: few come. */
function judgedBy({ dialectVersion }: ConversationFrames): number {
  return Math.min(1 + dialectVersion, 255)
}

/** A TLS record of kind handshake that holds a hello (RFC 8446, 5.1 and 4). */
function isTlsHello(bytes: Uint8Array, start: number, end: number): boolean {
  const [kind, major, minor, , , hello] = bytes.subarray(start, Math.min(end, start + 6))
  return kind === 0x16 && major === 3 && minor! <= 4 && (hello === 1 || hello === 2)
}
