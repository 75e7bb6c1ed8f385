// One connection as the recording writes it: its packets with sequence numbers that go on over everything that happened.
// Part of recording.ts.
import type { Endpoint } from '../../src-shared/capture/conversation.ts'
import { TcpWriter, type PacketAllocator } from '../../src-shared/capture/write-tcp.ts'

/** Takes each packet with the bytes of payload in it. */
export type StreamTaker = (packet: Uint8Array, sender: 0 | 1, payload: number) => void

/** Most payload of a packet: more than a network carries, as captures above a card's offloading show it, but few packets. */
const longestPacket = 32 * 1024
/** The receiver acknowledges at least so often, so that nobody's analysis takes its window for full. */
const acknowledgeBytes = 32 * 1024

export class RecordedStream {
  /** Bytes that are not in the file since the last that are, of pile and platform. */
  readonly lost: [number, number] = [0, 0]
  readonly key: string
  private readonly tcp: TcpWriter
  private readonly unacknowledged: [number, number] = [0, 0]
  private readonly finished: [boolean, boolean] = [false, false]
  private sender: 0 | 1 = 0
  private payload = 0

  constructor(
    pile: Endpoint,
    platform: Endpoint,
    key: string,
    number: number,
    take: StreamTaker,
    allocate: PacketAllocator,
  ) {
    this.key = key
    // Numbers that differ between connections of one port pair, and say nothing.
    const first = Math.imul(number, 0x9e3779b1) >>> 0
    const write = (packet: Uint8Array) => take(packet, this.sender, this.payload)
    this.tcp = new TcpWriter(pile, platform, write, [first, ~first >>> 0], longestPacket, allocate)
  }

  /** The handshake, or SYN alone where nobody answered. */
  open(isAnswered: boolean): void {
    this.from(0, 0)
    if (isAnswered) this.tcp.open()
    else this.tcp.attempt()
  }

  data(sender: 0 | 1, bytes: Uint8Array): void {
    const peer = sender === 0 ? 1 : 0
    for (let at = 0; at < bytes.length; at += longestPacket) {
      const end = Math.min(bytes.length, at + longestPacket)
      this.from(sender, end - at)
      this.tcp.data(sender, bytes, at, end)
      // What the other side sends acknowledges as well.
      this.unacknowledged[peer] = 0
      this.unacknowledged[sender] += end - at
      if (this.unacknowledged[sender] < acknowledgeBytes) continue
      this.acknowledge(peer)
      this.unacknowledged[sender] = 0
    }
  }

  /** A packet without data: carries remarks. */
  acknowledge(sender: 0 | 1): void {
    this.from(sender, 0)
    this.tcp.acknowledge(sender)
  }

  /** Bytes that were forwarded and cannot be recorded: sequence numbers go on past them. */
  skip(sender: 0 | 1, length: number): void {
    this.tcp.skip(sender, length)
    this.lost[sender] += length
  }

  /** True when both sides have ended. */
  finish(sender: 0 | 1): boolean {
    this.from(sender, 0)
    this.tcp.finish(sender)
    this.finished[sender] = true
    return this.finished[0] && this.finished[1]
  }

  reset(sender: 0 | 1): void {
    this.from(sender, 0)
    this.tcp.reset(sender)
  }

  private from(sender: 0 | 1, payload: number): void {
    this.sender = sender
    this.payload = payload
  }
}
