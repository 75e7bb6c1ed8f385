// Builds raw-IP packets that carry given bytes as TCP, with right checksums: how frames from text, and a proxy's traffic,
// become a capture that any analyzer opens. Next: write-pcapng.ts. Counterparts: packet.ts, stream.ts.

import { parseAddress } from './address.ts'
import type { Endpoint, Sender } from './conversation.ts'
import { finishChecksum, sumWords } from './internet-checksum.ts'
import { tcpFlag } from './transport.ts'

/** Bytes of payload that fit an Ethernet frame: no packet carries more. */
export const maxSegmentLength = 1460

/** Takes each packet as it is made; the bytes are the taker's to keep. */
export type PacketTaker = (packet: Uint8Array) => void

/** Room for a packet; what it holds is written over. */
export type PacketAllocator = (length: number) => Uint8Array

/** Makes the packets of one TCP connection, in order. Endpoint a is the client. */
export class TcpWriter {
  private readonly addresses: readonly [Uint8Array, Uint8Array]
  private readonly ports: readonly [number, number]
  private readonly next: [number, number]
  private readonly take: PacketTaker
  private readonly longest: number
  private readonly allocate: PacketAllocator
  private identification = 0

  /**
   * Addresses that are no IP addresses become 0.0.0.0; an IPv4 address beside an IPv6 one is mapped into IPv6.
   * @param allocate makes room for packets, where the one who takes them wants to have them
   * @param longest most payload of a packet; up to 65,000, as captures taken above a network card's offloading show it
   */
  constructor(
    a: Endpoint,
    b: Endpoint,
    take: PacketTaker,
    initialSequences: readonly [number, number] = [1000, 5000],
    longest = maxSegmentLength,
    allocate: PacketAllocator = (length) => new Uint8Array(length),
  ) {
    const first = parseAddress(a.address) ?? new Uint8Array(4)
    const second = parseAddress(b.address) ?? new Uint8Array(4)
    const isIpv6 = first.length === 16 || second.length === 16
    this.addresses = isIpv6 ? [toIpv6(first), toIpv6(second)] : [first, second]
    this.ports = [a.port, b.port]
    this.next = [initialSequences[0] >>> 0, initialSequences[1] >>> 0]
    this.take = take
    this.longest = longest
    this.allocate = allocate
  }

  /** The handshake: SYN, SYN-ACK, ACK. */
  open(): void {
    this.send(0, tcpFlag.syn)
    this.send(1, tcpFlag.syn | tcpFlag.ack)
    this.send(0, tcpFlag.ack)
  }

  /** SYN alone, for a connection that was refused or not answered. */
  attempt(): void {
    this.send(0, tcpFlag.syn)
  }

  /** Bytes [start, end) from `sender`, in segments of at most `longest`. */
  data(sender: Sender, bytes: Uint8Array, start = 0, end = bytes.length): void {
    for (let at = start; at < end; at += this.longest) {
      this.send(sender, tcpFlag.psh | tcpFlag.ack, bytes, at, Math.min(end, at + this.longest))
    }
  }

  /** Leaves out `length` bytes of the sender's stream, as a gap that a reader will report. */
  skip(sender: Sender, length: number): void {
    this.next[sender] = (this.next[sender] + length) >>> 0
  }

  /** The sender has everything that its peer sent so far. */
  acknowledge(sender: Sender): void {
    this.send(sender, tcpFlag.ack)
  }

  /** The sender is done; the other side may go on. */
  finish(sender: Sender): void {
    this.send(sender, tcpFlag.fin | tcpFlag.ack)
    this.send(sender === 0 ? 1 : 0, tcpFlag.ack)
  }

  reset(sender: Sender): void {
    this.send(sender, tcpFlag.rst | tcpFlag.ack)
  }

  private send(
    sender: Sender,
    flags: number,
    bytes: Uint8Array = new Uint8Array(0),
    start = 0,
    end = bytes.length,
  ): void {
    const peer: Sender = sender === 0 ? 1 : 0
    const parts: TcpPacketParts = {
      source: this.addresses[sender],
      destination: this.addresses[peer],
      sourcePort: this.ports[sender],
      destinationPort: this.ports[peer],
      sequence: this.next[sender],
      acknowledgment: flags & tcpFlag.ack ? this.next[peer] : 0,
      flags,
      window: 65_535,
      identification: this.identification++ & 0xffff,
      payload: bytes.subarray(start, end),
    }
    const packet = buildTcpPacket(parts, this.allocate)
    const counted = flags & (tcpFlag.syn | tcpFlag.fin) ? 1 : 0
    this.next[sender] = (this.next[sender] + end - start + counted) >>> 0
    this.take(packet)
  }
}

/** All that differs between TCP packets. Addresses have 4 bytes, or 16. */
export interface TcpPacketParts {
  source: Uint8Array
  destination: Uint8Array
  sourcePort: number
  destinationPort: number
  sequence: number
  acknowledgment: number
  flags: number
  window: number
  /** IPv4 only. */
  identification: number
  payload: Uint8Array
}

/** A whole IP packet (link type RAW) with one TCP segment. */
function buildTcpPacket(parts: TcpPacketParts, allocate: PacketAllocator): Uint8Array {
  const isIpv4 = parts.source.length === 4
  const tcpStart = isIpv4 ? 20 : 40
  const tcpLength = 20 + parts.payload.length
  const packet = allocate(tcpStart + tcpLength)
  packet.fill(0, 0, tcpStart + 20)
  const view = new DataView(packet.buffer, packet.byteOffset, packet.length)
  if (isIpv4) writeIpv4Header(packet, view, parts, tcpLength)
  else writeIpv6Header(packet, view, parts, tcpLength)
  view.setUint16(tcpStart, parts.sourcePort)
  view.setUint16(tcpStart + 2, parts.destinationPort)
  view.setUint32(tcpStart + 4, parts.sequence)
  view.setUint32(tcpStart + 8, parts.acknowledgment)
  packet[tcpStart + 12] = 5 << 4
  packet[tcpStart + 13] = parts.flags
  view.setUint16(tcpStart + 14, parts.window)
  packet.set(parts.payload, tcpStart + 20)
  // The pseudo header: both addresses, the protocol number and the length.
  const addressStart = isIpv4 ? 12 : 8
  const pseudo = sumWords(packet, addressStart, tcpStart, 6 + tcpLength)
  view.setUint16(tcpStart + 16, finishChecksum(sumWords(packet, tcpStart, packet.length, pseudo)))
  return packet
}

function writeIpv4Header(packet: Uint8Array, view: DataView, parts: TcpPacketParts, tcpLength: number): void {
  packet[0] = 0x45
  view.setUint16(2, 20 + tcpLength)
  view.setUint16(4, parts.identification)
  // Not to be fragmented.
  packet[6] = 0x40
  packet[8] = 64
  packet[9] = 6
  packet.set(parts.source, 12)
  packet.set(parts.destination, 16)
  view.setUint16(10, finishChecksum(sumWords(packet, 0, 20)))
}

function writeIpv6Header(packet: Uint8Array, view: DataView, parts: TcpPacketParts, tcpLength: number): void {
  packet[0] = 0x60
  view.setUint16(4, tcpLength)
  packet[6] = 6
  packet[7] = 64
  packet.set(parts.source, 8)
  packet.set(parts.destination, 24)
}

function toIpv6(address: Uint8Array): Uint8Array {
  if (address.length === 16) return address
  const mapped = new Uint8Array(16)
  mapped.fill(0xff, 10, 12)
  mapped.set(address, 12)
  return mapped
}
