// Capture files into the store: reader → packets → TCP → conversations → frames. Synchronous; the host pushes chunks.
import type { Label } from '../bytes/range.ts'
import type { CaptureFormatKind } from './capture-format.ts'
import { createCaptureReader } from './capture-format.ts'
import type {
  CaptureInterface,
  CaptureNote,
  CaptureReader,
  CaptureSection,
  CaptureSink,
  Hole,
  InterfaceStatistics,
} from './capture-sink.ts'
import type { Capture } from './capture.ts'
import type { ConversationFrames } from './conversation-frames.ts'
import type { Conversation, ConversationEvent, Sender } from './conversation.ts'
import type { TextOrigin } from './import-text.ts'
import { parseComment, type FrameComment } from './packet-comment.ts'
import { parseRemark, remarkLabel } from './recorder-remark.ts'
import { PacketDecoder } from './packet.ts'
import type { StreamSink } from './stream-sink.ts'
import { TcpReassembler } from './stream.ts'
import { isNoteCode, noteLabel } from './text/reasons.ts'
import { addWhole, judgeWhole } from './whole-frame.ts'

/** Reads one capture file into a Capture. */
export class CaptureImport implements CaptureSink, StreamSink {
  readonly sections: CaptureSection[] = []
  readonly interfaces: CaptureInterface[] = []
  readonly names = new Map<string, string>()
  readonly statisticsOf: InterfaceStatistics[] = []
  /** Comments of packets, by number from 1: notes about frames are read out of them when all frames are known. */
  readonly comments = new Map<number, string>()
  holes = 0
  readonly tcp = new TcpReassembler(this)
  readonly packets: PacketDecoder
  private readonly capture: Capture
  private readonly reader: CaptureReader
  /** By row, for frames that pilescope saved out of a text; empty for other captures. */
  readonly origins: TextOrigin[] = []
  /** By number of the conversation; null when nothing more comes of it. */
  private readonly active: (ConversationFrames | null)[] = []
  /** How a proxy made the connection, by its number, until its handshake is whole: then one event tells both. */
  private readonly madeBy = new Map<number, Label>()
  /** Comment of the packet being read, when it is one of ours. */
  private comment: FrameComment | null = null
  /** Saved frames that have begun, by conversation and sender. */
  private readonly begun = new Map<number, SavedFrame>()

  /** `kind`: what detectFormat found; null when it is no capture that can be read. */
  static create(kind: CaptureFormatKind, capture: Capture): CaptureImport | null {
    return kind === 'pcap' || kind === 'pcapng' ? new CaptureImport(kind, capture) : null
  }

  private constructor(kind: 'pcap' | 'pcapng', capture: Capture) {
    this.capture = capture
    this.packets = new PacketDecoder({
      tcp: (segment) => this.tcp.segment(segment),
      udp: () => {},
      other: () => {},
    })
    this.reader = createCaptureReader(kind, this)!
  }

  /** Bytes of the file that are read and done with. */
  get offset(): number {
    return this.reader.offset
  }

  push(chunk: Uint8Array): void {
    this.reader.push(chunk)
  }

  /** The file is at its end. */
  end(): void {
    this.reader.end()
    this.tcp.end()
    this.capture.finish()
  }

  packet(
    bytes: Uint8Array,
    start: number,
    end: number,
    originalLength: number,
    seconds: number,
    nanos: number,
    fileOffset: number,
    linkType: number,
    _interfaceIndex: number,
    comment: string | null,
  ): void {
    this.comment = comment === null ? null : parseComment(comment)
    this.tcp.last = null
    this.capture.packet = this.packets.counts.packets + 1
    if (comment !== null) this.comments.set(this.packets.counts.packets + 1, comment)
    this.packets.packet(bytes, start, end, originalLength, seconds, nanos, fileOffset, linkType)
    if (comment !== null) this.remark(comment, seconds, nanos)
  }

  /** The capture is at rest for now: gives what nothing can complete any more. */
  settle(nowSeconds: number): void {
    this.reader.settle()
    this.tcp.settle(nowSeconds)
    this.capture.settle()
  }

  /** What the proxy's recorder has to say of the packet's conversation, or (no TCP) of the recording. */
  private remark(comment: string, seconds: number, nanos: number): void {
    const remark = parseRemark(comment)
    if (!remark) return
    if (remark.event === 'connect' && this.tcp.last) {
      this.madeBy.set(this.tcp.last.index, remarkLabel(remark))
      return
    }
    this.capture.event({
      kind: 'proxy',
      after: this.capture.frames.count,
      conversation: this.tcp.last?.index ?? null,
      sender: null,
      seconds: nanos < 0 ? NaN : seconds,
      nanos: Math.max(nanos, 0),
      offset: -1,
      length: 0,
      message: remarkLabel(remark),
      bytes: null,
      code: remark.event,
    })
  }

  hole(hole: Hole): void {
    this.holes++
    this.tell('hole', hole.fileOffset, hole.length, hole.reason)
  }

  note(note: CaptureNote): void {
    this.tell('note', note.fileOffset, 0, note.message)
  }

  private tell(kind: 'hole' | 'note', offset: number, length: number, message: Hole['reason']): void {
    this.capture.event({
      kind,
      after: this.capture.frames.count,
      conversation: null,
      sender: null,
      seconds: NaN,
      nanos: 0,
      offset,
      length,
      message,
      bytes: null,
    })
  }

  section(section: CaptureSection): void {
    this.sections.push(section)
  }

  interface(description: CaptureInterface): void {
    this.interfaces.push(description)
  }

  name(address: string, name: string): void {
    this.names.set(address, name)
  }

  statistics(statistics: InterfaceStatistics): void {
    this.statisticsOf.push(statistics)
  }

  conversation(conversation: Conversation): void {
    this.active[conversation.index] = this.capture.begin(conversation)
  }

  /** Nothing more comes of this conversation: what it holds is decided and its buffers are freed. */
  done(conversation: Conversation): void {
    this.active[conversation.index]?.end()
    this.active[conversation.index] = null
  }

  data(
    conversation: Conversation,
    sender: Sender,
    bytes: Uint8Array,
    start: number,
    end: number,
    seconds: number,
    nanos: number,
    fileOffset: number,
    packetNumber: number,
  ): void {
    const frames = this.active[conversation.index]
    if (this.comment || this.begun.size > 0) {
      const key = conversation.index * 2 + sender
      const at = { sender, seconds, nanos, packet: packetNumber }
      const saved = this.begun.get(key) ?? (this.comment ? new SavedFrame(this.comment, at) : null)
      if (saved && frames) return this.addSaved(key, saved, frames, bytes.subarray(start, end))
    }
    frames?.data(sender, bytes, start, end, seconds, nanos, fileOffset, packetNumber)
  }

  /** A frame with known ends: saved by us, perhaps in several packets. */
  private addSaved(key: number, saved: SavedFrame, frames: ConversationFrames, bytes: Uint8Array): void {
    if (!saved.add(bytes)) {
      this.begun.set(key, saved)
      return
    }
    this.begun.delete(key)
    if (this.capture.refusesFrame()) return
    const { comment, at } = saved
    const [id, dialect] = comment.protocol.split('/')
    const protocol = this.capture.protocols.find((one) => one.id === id)
    const as = this.capture.decodeAsAll ?? (protocol ? { protocol, dialect: dialect ?? null } : null)
    const row = addWhole(this.capture, frames, judgeWhole(this.capture, saved.bytes, as), saved.bytes, {
      ...at,
      seconds: at.nanos < 0 ? NaN : at.seconds,
      nanos: Math.max(at.nanos, 0),
    })
    const { line, column, direction, time, label, duplicateOf, source, destination } = comment
    const notes = comment.notes.filter(isNoteCode).map((code) => ({ code, label: noteLabel(code), span: null }))
    this.origins[row] = { line, column, direction, time, label, duplicateOf, missing: 0, notes, source, destination }
  }

  gap(
    conversation: Conversation,
    sender: Sender,
    position: number,
    length: number,
    seconds: number,
    nanos: number,
    packetNumber: number,
  ): void {
    this.active[conversation.index]?.gap(sender, length)
    this.capture.event(
      {
        kind: 'gap',
        after: this.capture.frames.count,
        conversation: conversation.index,
        sender,
        seconds: nanos < 0 ? NaN : seconds,
        nanos: Math.max(nanos, 0),
        offset: position,
        length,
        message: {
          zh: `TCP 流中缺 ${length} 字节（没有抓到）。`,
          en: `${length} ${length === 1 ? 'byte of the TCP stream is' : 'bytes of the TCP stream are'} missing from the capture.`,
        },
        bytes: null,
      },
      packetNumber,
    )
  }

  conflict(conversation: Conversation, sender: Sender, position: number, length: number, packetNumber: number): void {
    this.capture.event(
      {
        kind: 'conflict',
        after: this.capture.frames.count,
        conversation: conversation.index,
        sender,
        seconds: NaN,
        nanos: 0,
        offset: position,
        length,
        message: {
          zh: `第 ${packetNumber} 个包重传的 ${length} 字节与先前不同；保留先到的。`,
          en: `Packet ${packetNumber} repeats ${length} ${length === 1 ? 'byte' : 'bytes'} with other values; the first ones are kept.`,
        },
        bytes: null,
      },
      packetNumber,
    )
  }

  event(
    conversation: Conversation,
    sender: Sender,
    kind: ConversationEvent,
    seconds: number,
    nanos: number,
    packetNumber: number,
  ): void {
    const told = connectionEvents[kind]
    if (!told) return
    const madeBy = told.kind === 'connect' ? this.madeBy.get(conversation.index) : undefined
    this.madeBy.delete(conversation.index)
    this.capture.event(
      {
        kind: told.kind,
        after: this.capture.frames.count,
        conversation: conversation.index,
        sender,
        seconds: nanos < 0 ? NaN : seconds,
        nanos: Math.max(nanos, 0),
        offset: -1,
        length: 0,
        message: madeBy ?? told.message,
        bytes: null,
      },
      packetNumber,
    )
  }
}

/** Bytes of a frame that pilescope saved, until all are there. */
class SavedFrame {
  readonly bytes: Uint8Array
  readonly comment: FrameComment
  readonly at: { sender: Sender; seconds: number; nanos: number; packet: number }
  private filled = 0

  constructor(comment: FrameComment, at: SavedFrame['at']) {
    this.comment = comment
    this.at = at
    this.bytes = new Uint8Array(comment.frame)
  }

  /** True when the frame is whole. */
  add(part: Uint8Array): boolean {
    const room = this.bytes.length - this.filled
    this.bytes.set(part.subarray(0, room), this.filled)
    this.filled += Math.min(part.length, room)
    return this.filled === this.bytes.length
  }
}

const connectionEvents: Partial<
  Record<ConversationEvent, { kind: 'connect' | 'close' | 'reset'; message: { zh: string; en: string } }>
> = {
  established: { kind: 'connect', message: { zh: '连接建立', en: 'connected' } },
  fin: { kind: 'close', message: { zh: '一方结束发送（FIN）', en: 'one side ended (FIN)' } },
  rst: { kind: 'reset', message: { zh: '连接被复位（RST）', en: 'connection reset (RST)' } },
}
