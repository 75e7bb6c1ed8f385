// Takes captured packets apart: link layer, IP, fragments, TCP and UDP headers.
// On the data path: CaptureSink.packet → here → stream.ts (TCP reassembly).

import { FragmentAssembler, fragmentPayloadStart } from './fragments.ts'
import { u16be, u32be } from './integers.ts'
import { IpHeader, ipProtocol } from './ip.ts'
import { etherType, linkUnknown, NetworkLayer } from './link.ts'
import type { OtherPacket, TransportSink, TransportView } from './transport.ts'

/** In place of the file offset of bytes[0] where bytes do not lie in the file as they are. */
const notInFile = -Infinity

/** How many packets of each kind came. Every packet is counted once in `packets` and once in one of the others. */
export interface PacketCounts {
  packets: number
  tcp: number
  udp: number
  /** IP, but neither TCP nor UDP. */
  otherTransport: number
  notIp: number
  linkUnknown: number
  /** A header is cut or contradicts itself. */
  malformed: number
  /** Fragments, but for the one that completed its datagram. */
  fragments: number
}

export class PacketDecoder {
  readonly counts: PacketCounts = {
    packets: 0,
    tcp: 0,
    udp: 0,
    otherTransport: 0,
    notIp: 0,
    linkUnknown: 0,
    malformed: 0,
    fragments: 0,
  }
  readonly fragments = new FragmentAssembler()
  private readonly sink: TransportSink
  private readonly network = new NetworkLayer()
  private readonly ip = new IpHeader()
  private readonly view: TransportView = {
    bytes: new Uint8Array(0),
    source: 0,
    destination: 0,
    addressLength: 4,
    sourcePort: 0,
    destinationPort: 0,
    start: 0,
    end: 0,
    missing: 0,
    fileOffset: 0,
    seconds: 0,
    nanos: 0,
    packetNumber: 0,
    sequence: 0,
    acknowledgment: 0,
    flags: 0,
    window: 0,
  }

  constructor(sink: TransportSink) {
    this.sink = sink
  }

  /** Takes one packet; parameters as in CaptureSink.packet. Calls one method of the sink, once. */
  packet(
    bytes: Uint8Array,
    start: number,
    end: number,
    originalLength: number,
    seconds: number,
    nanos: number,
    fileOffset: number,
    linkType: number,
  ): void {
    const view = this.view
    view.seconds = seconds
    view.nanos = nanos
    view.packetNumber = ++this.counts.packets
    const wireEnd = start + Math.max(originalLength, end - start)
    const kind = this.decode(bytes, start, end, wireEnd, fileOffset - start, linkType)
    if (kind === null) return
    this.count(kind)
    this.sink.other(kind, bytes, start, end, seconds, nanos, fileOffset, view.packetNumber)
  }

  /** The capture ended. */
  end(): void {
    this.fragments.end()
  }

  /** `base`: file offset of bytes[0]. Returns null when the packet went to the sink as TCP or UDP. */
  private decode(
    bytes: Uint8Array,
    start: number,
    end: number,
    wireEnd: number,
    base: number,
    linkType: number,
  ): OtherPacket | null {
    const { network, ip } = this
    network.find(linkType, bytes, start, end)
    if (network.start < 0) return network.start === linkUnknown ? 'link_unknown' : 'malformed'
    if (network.etherType === etherType.ipv4) {
      if (!ip.readIpv4(bytes, network.start, end, wireEnd)) return 'malformed'
    } else if (network.etherType === etherType.ipv6) {
      if (!ip.readIpv6(bytes, network.start, end, wireEnd)) return 'malformed'
    } else return 'not_ip'
    if (ip.isFragment) return this.decodeFragment(bytes)
    const view = this.view
    view.source = ip.source
    view.destination = ip.destination
    view.missing = ip.missing
    return this.decodeTransport(bytes, ip.payloadStart, ip.payloadEnd, base)
  }

  private decodeFragment(bytes: Uint8Array): OtherPacket | null {
    const { view, ip } = this
    const whole = this.fragments.add(ip, bytes, view.seconds)
    if (whole === null) return 'fragment'
    const start = ip.continueChain(whole, fragmentPayloadStart, whole.length)
    if (start < 0) return 'malformed'
    view.source = 0
    view.destination = 16
    view.missing = 0
    return this.decodeTransport(whole, start, whole.length, notInFile)
  }

  private decodeTransport(bytes: Uint8Array, start: number, end: number, base: number): OtherPacket | null {
    const { view, ip } = this
    view.bytes = bytes
    view.addressLength = ip.addressLength
    if (ip.protocol === ipProtocol.tcp) {
      if (!this.readTcp(bytes, start, end)) return 'malformed'
      view.fileOffset = Math.max(-1, base + view.start)
      this.counts.tcp++
      this.sink.tcp(view)
      return null
    }
    if (ip.protocol !== ipProtocol.udp) return 'other_transport'
    if (!this.readUdp(bytes, start, end)) return 'malformed'
    view.fileOffset = Math.max(-1, base + view.start)
    this.counts.udp++
    this.sink.udp(view)
    return null
  }

  private readTcp(bytes: Uint8Array, start: number, end: number): boolean {
    if (start + 20 > end) return false
    const headerLength = (bytes[start + 12]! >> 4) * 4
    if (headerLength < 20) return false
    const { view } = this
    view.sourcePort = u16be(bytes, start)
    view.destinationPort = u16be(bytes, start + 2)
    view.sequence = u32be(bytes, start + 4)
    view.acknowledgment = u32be(bytes, start + 8)
    view.flags = bytes[start + 13]!
    view.window = u16be(bytes, start + 14)
    return this.setPayload(start + headerLength, end)
  }

  private readUdp(bytes: Uint8Array, start: number, end: number): boolean {
    if (start + 8 > end) return false
    const { view } = this
    view.sourcePort = u16be(bytes, start)
    view.destinationPort = u16be(bytes, start + 2)
    view.sequence = view.acknowledgment = view.flags = view.window = 0
    const length = u16be(bytes, start + 4)
    // Zero: a jumbogram or offload; the IP length holds.
    if (length !== 0 && length < 8) return false
    const whole = start + length
    if (length !== 0 && whole < end) {
      view.missing = 0
      return this.setPayload(start + 8, whole)
    }
    return this.setPayload(start + 8, end)
  }

  /** `start` may lie behind `end` when the capture cut the header's options off. */
  private setPayload(start: number, end: number): boolean {
    const { view } = this
    if (start > end) {
      if (start - end > view.missing) return false
      view.missing -= start - end
    }
    view.start = Math.min(start, end)
    view.end = end
    return true
  }

  private count(kind: OtherPacket): void {
    if (kind === 'not_ip') this.counts.notIp++
    else if (kind === 'link_unknown') this.counts.linkUnknown++
    else if (kind === 'malformed') this.counts.malformed++
    else if (kind === 'fragment') this.counts.fragments++
    else this.counts.otherTransport++
  }
}
