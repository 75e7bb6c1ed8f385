// TCP segments into packets of any link layer, for generated captures. Next: capture-file.ts.
// Written for speed: every packet is built in one reused buffer.

/** Link layers of generated captures: number in the tcpdump.org registry, and what stands before the IP header. */
export const links = {
  ethernet: { linkType: 1, header: (ip6: boolean) => [...macs, ...etherType(ip6)] },
  vlan: { linkType: 1, header: (ip6: boolean) => [...macs, 0x81, 0, 0, 7, ...etherType(ip6)] },
  qinq: { linkType: 1, header: (ip6: boolean) => [...macs, 0x88, 0xa8, 0, 9, 0x81, 0, 0, 7, ...etherType(ip6)] },
  sll: { linkType: 113, header: (ip6: boolean) => [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, ...etherType(ip6)] },
  sll2: {
    linkType: 276,
    header: (ip6: boolean) => [...etherType(ip6), 0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0],
  },
  null: { linkType: 0, header: (ip6: boolean) => [ip6 ? 30 : 2, 0, 0, 0] },
  raw: { linkType: 101, header: () => [] },
} as const

export type LinkName = keyof typeof links

const macs = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2]

function etherType(ip6: boolean): number[] {
  return ip6 ? [0x86, 0xdd] : [0x08, 0x00]
}

export interface SegmentParts {
  link: LinkName
  /** 4 or 16 bytes each. */
  source: Uint8Array
  destination: Uint8Array
  sourcePort: number
  destinationPort: number
  sequence: number
  acknowledgment: number
  flags: number
  payload: Uint8Array
}

/** Takes a finished packet; the bytes are valid only during the call. */
export type PacketTaker = (packet: Uint8Array) => void

const shortestEthernet = 60

export class PacketBuilder {
  private readonly buffer = new Uint8Array(70_000)
  private readonly view = new DataView(this.buffer.buffer)
  private identification = 0

  /** One TCP segment as a packet; short Ethernet frames are padded with bytes that belong to nothing. */
  tcp(parts: SegmentParts, take: PacketTaker): void {
    const { buffer } = this
    const ipStart = this.writeLink(parts.link, parts.source.length === 16)
    const end = this.writeIp(parts, ipStart)
    const isEthernet = links[parts.link].linkType === 1
    const padded = isEthernet ? Math.max(end, shortestEthernet) : end
    buffer.fill(0x68, end, padded)
    take(buffer.subarray(0, padded))
  }

  /** The same as two IPv4 fragments, each a packet. The payload must be longer than 16 bytes. */
  tcpInFragments(parts: SegmentParts, take: PacketTaker): void {
    const ipStart = this.writeLink(parts.link, false)
    const end = this.writeIp(parts, ipStart)
    const whole = this.buffer.slice(0, end)
    const split = ipStart + 20 + 32
    this.fragment(whole.subarray(0, split), ipStart, 0, true)
    take(this.buffer.subarray(0, split))
    const second = new Uint8Array(end - 32)
    second.set(whole.subarray(0, ipStart + 20))
    second.set(whole.subarray(split), ipStart + 20)
    this.fragment(second, ipStart, 32, false)
    take(this.buffer.subarray(0, second.length))
  }

  private fragment(packet: Uint8Array, ipStart: number, offset: number, more: boolean): void {
    this.buffer.set(packet)
    this.view.setUint16(ipStart + 2, packet.length - ipStart)
    this.view.setUint16(ipStart + 6, offset / 8 + (more ? 0x2000 : 0))
    this.writeHeaderChecksum(ipStart)
  }

  /** A packet that carries no TCP: ARP on link layers that can, else UDP. */
  noise(link: LinkName, take: PacketTaker): void {
    const { buffer, view } = this
    const isEthernet = links[link].linkType === 1
    const start = this.writeLink(link, false)
    if (isEthernet) {
      view.setUint16(start - 2, 0x0806)
      buffer.fill(1, start, 60)
      return take(buffer.subarray(0, 60))
    }
    buffer.fill(0, start, start + 40)
    buffer[start] = 0x45
    view.setUint16(start + 2, 40)
    buffer[start + 8] = 64
    buffer[start + 9] = 17
    buffer.set([192, 0, 2, 9, 198, 51, 100, 9], start + 12)
    view.setUint16(start + 20, 40_000)
    view.setUint16(start + 22, 53)
    view.setUint16(start + 24, 20)
    this.writeHeaderChecksum(start)
    take(buffer.subarray(0, start + 40))
  }

  private writeLink(link: LinkName, ip6: boolean): number {
    const header = links[link].header(ip6)
    this.buffer.set(header)
    return header.length
  }

  /** Writes IP and TCP headers and the payload; returns where the packet ends. */
  private writeIp(parts: SegmentParts, start: number): number {
    const { buffer, view } = this
    const isIp6 = parts.source.length === 16
    const tcpStart = start + (isIp6 ? 40 : 20)
    const tcpLength = 20 + parts.payload.length
    buffer.fill(0, start, tcpStart + 20)
    if (isIp6) {
      buffer[start] = 0x60
      view.setUint16(start + 4, tcpLength)
      buffer[start + 6] = 6
      buffer[start + 7] = 64
    } else {
      buffer[start] = 0x45
      view.setUint16(start + 2, 20 + tcpLength)
      view.setUint16(start + 4, this.identification++ & 0xffff)
      buffer[start + 8] = 64
      buffer[start + 9] = 6
    }
    const addresses = start + (isIp6 ? 8 : 12)
    buffer.set(parts.source, addresses)
    buffer.set(parts.destination, addresses + parts.source.length)
    if (!isIp6) this.writeHeaderChecksum(start)
    view.setUint16(tcpStart, parts.sourcePort)
    view.setUint16(tcpStart + 2, parts.destinationPort)
    view.setUint32(tcpStart + 4, parts.sequence)
    view.setUint32(tcpStart + 8, parts.acknowledgment)
    buffer[tcpStart + 12] = 5 << 4
    buffer[tcpStart + 13] = parts.flags
    view.setUint16(tcpStart + 14, 64_240)
    buffer.set(parts.payload, tcpStart + 20)
    const end = tcpStart + tcpLength
    const pseudo = this.sum(addresses, tcpStart) + 6 + tcpLength
    view.setUint16(tcpStart + 16, inverted(pseudo + this.sum(tcpStart, end)))
    return end
  }

  private writeHeaderChecksum(start: number): void {
    this.view.setUint16(start + 10, 0)
    this.view.setUint16(start + 10, inverted(this.sum(start, start + 20)))
  }

  private sum(start: number, end: number): number {
    const { buffer } = this
    let total = 0
    for (let i = start; i < end; i += 2) total += (buffer[i]! << 8) | (i + 1 < end ? buffer[i + 1]! : 0)
    return total
  }
}

function inverted(sum: number): number {
  let folded = sum
  while (folded > 0xffff) folded = (folded & 0xffff) + (folded >>> 16)
  return ~folded & 0xffff
}
