// Plays TCP segments written as in a story to the reassembler, and records what comes out. For tests of stream.ts.

import { parseAddress } from '../address.ts'
import type { Conversation, Sender, TcpCounts } from '../conversation.ts'
import { TcpReassembler } from '../stream.ts'
import { PacketDecoder } from '../packet.ts'
import { ipv4Packet, ipv6Packet, tcpSegment } from './packet-builder.ts'

type Side = 'a' | 'b'

export interface ScriptOptions {
  ports?: Record<Side, number>
  addresses?: Record<Side, string>
  /** Initial sequence numbers. */
  isn?: Record<Side, number>
  /** Conversations kept at a time. */
  limit?: number
}

/** What one segment says beside its defaults. */
export interface SegmentText {
  /** Letters of FSRPA; ACK alone by default. */
  flags?: string
  /** Place in the sender's stream; −1 for SYN. */
  offset: number
  text?: string
  /** Acknowledged place in the peer's stream; by default all that it sent. */
  ack?: number
  window?: number
  /** Bytes behind the text that the capture cut off. */
  missing?: number
  sourcePort?: number
}

const flagBits: Record<string, number> = { F: 1, S: 2, R: 4, P: 8, A: 16 }

export class StreamScript {
  readonly reassembler: TcpReassembler
  conversations: Conversation[] = []
  pieces: {
    conversation: number
    sender: Sender
    text: string
    position: number
    packetNumber: number
    fileOffset: number
    seconds: number
  }[] = []
  gaps: { sender: Sender; position: number; length: number; packetNumber: number }[] = []
  conflicts: { sender: Sender; position: number; length: number; packetNumber: number }[] = []
  /** Conversations of which nothing more comes. */
  done: number[] = []
  /** As "conversation side kind". */
  events: string[] = []
  /** Time of the last packet: its number. */
  seconds = 0
  private readonly decoder: PacketDecoder
  private readonly ports: Record<Side, number>
  private readonly addresses: Record<Side, string>
  private isn: Record<Side, number>
  private sent: Record<Side, number> = { a: 0, b: 0 }
  private lines: Record<Side, string> = { a: '', b: '' }
  private positions = new Map<string, number>()

  constructor(options: ScriptOptions = {}) {
    this.ports = options.ports ?? { a: 40_001, b: 8767 }
    this.addresses = options.addresses ?? { a: '192.0.2.1', b: '198.51.100.2' }
    this.isn = options.isn ?? { a: 1000, b: 5000 }
    const sides: Side[] = ['a', 'b']
    this.reassembler = new TcpReassembler(
      {
        conversation: (conversation) => this.conversations.push(conversation),
        data: (conversation, sender, bytes, start, end, seconds, _nanos, fileOffset, packetNumber) => {
          const text = String.fromCharCode(...bytes.subarray(start, end))
          const key = `${conversation.index} ${sender}`
          const position = this.positions.get(key) ?? 0
          this.positions.set(key, position + text.length)
          const { index } = conversation
          this.pieces.push({ conversation: index, sender, text, position, packetNumber, fileOffset, seconds })
          this.lines[sides[sender]!] += text
        },
        gap: (conversation, sender, position, length, _seconds, _nanos, packetNumber) => {
          this.gaps.push({ sender, position, length, packetNumber })
          const key = `${conversation.index} ${sender}`
          this.positions.set(key, (this.positions.get(key) ?? 0) + length)
          this.lines[sides[sender]!] += `<${length}>`
        },
        conflict: (_conversation, sender, position, length, packetNumber) =>
          this.conflicts.push({ sender, position, length, packetNumber }),
        done: ({ index }) => this.done.push(index),
        event: (conversation, sender, kind) => this.events.push(`${conversation.index} ${sides[sender]} ${kind}`),
      },
      options.limit,
    )
    this.decoder = new PacketDecoder({
      tcp: (segment) => this.reassembler.segment(segment),
      udp: () => {},
      other: () => {},
    })
  }

  get counts(): TcpCounts {
    return this.reassembler.counts
  }

  /** What a side sent, without gaps. */
  text(side: Side, conversation?: number): string {
    const sender = side === 'a' ? 0 : 1
    const own = this.pieces.filter((piece) => piece.sender === sender)
    return own
      .filter((piece) => conversation === undefined || piece.conversation === conversation)
      .map(({ text }) => text)
      .join('')
  }

  /** What a side sent, gaps shown as <length>. */
  timeline(side: Side): string {
    return this.lines[side]
  }

  handshake(): this {
    this.raw('a', { flags: 'S', offset: -1 }).raw('b', { flags: 'SA', offset: -1, ack: 0 })
    return this.raw('a', { offset: 0, ack: 0 })
  }

  /** The next text of a side. */
  send(side: Side, text: string): this {
    return this.at(side, this.sent[side], text)
  }

  /** Text at a place of a side's stream. */
  at(side: Side, offset: number, text: string): this {
    return this.raw(side, { flags: 'PA', offset, text })
  }

  ack(side: Side, ack: number): this {
    return this.raw(side, { offset: this.sent[side], ack })
  }

  fin(side: Side): this {
    return this.raw(side, { flags: 'FA', offset: this.sent[side] })
  }

  /** From now on the sides count from these initial sequence numbers, as in a new connection. */
  restart(a: number, b: number): this {
    this.isn = { a, b }
    this.sent = { a: 0, b: 0 }
    return this
  }

  end(): this {
    this.decoder.end()
    this.reassembler.end()
    return this
  }

  /** One segment. Packet n has time n and its payload at file offset 100 × n. */
  raw(side: Side, segment: SegmentText): this {
    const peer: Side = side === 'a' ? 'b' : 'a'
    const { offset, text = '', flags = 'A', missing = 0 } = segment
    const payload = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    const ack = segment.ack ?? this.sent[peer]
    const packet = this.wrap(
      side,
      tcpSegment(
        {
          sourcePort: segment.sourcePort ?? this.ports[side],
          destinationPort: this.ports[peer],
          sequence: (this.isn[side] + 1 + offset) >>> 0,
          acknowledgment: flags.includes('A') ? (this.isn[peer] + 1 + ack) >>> 0 : 0,
          flags: [...flags].reduce((bits, letter) => bits | flagBits[letter]!, 0),
          window: segment.window ?? 65_535,
        },
        payload,
      ),
      missing,
    )
    const begin = offset + (flags.includes('S') ? 1 : 0)
    const reached = begin + text.length + missing + (flags.includes('F') ? 1 : 0)
    if (segment.sourcePort === undefined) this.sent[side] = Math.max(this.sent[side], reached)
    this.seconds++
    const payloadStart = packet.length - payload.length
    const fileOffset = 100 * this.seconds - payloadStart
    this.decoder.packet(packet, 0, packet.length, packet.length + missing, this.seconds, 0, fileOffset, 101)
    return this
  }

  private wrap(side: Side, tcp: Uint8Array, missing: number): Uint8Array {
    const source = this.addresses[side]
    const destination = this.addresses[side === 'a' ? 'b' : 'a']
    const fields = { source, destination, protocol: 6 }
    const isIpv4 = parseAddress(source)!.length === 4
    if (!isIpv4) return ipv6Packet({ ...fields, totalLength: tcp.length + missing }, tcp)
    return ipv4Packet({ ...fields, totalLength: 20 + tcp.length + missing }, tcp)
  }
}
