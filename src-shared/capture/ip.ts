// IPv4 and IPv6 headers: options, extension chains, and the true length of the payload.
// On the data path: link.ts → here → packet.ts (transport) or fragments.ts.

import { u16be, u32be } from './integers.ts'

export const ipProtocol = { tcp: 6, udp: 17 } as const

const maxExtensionHeaders = 32

/** What an IP header says; reused for every packet. Positions are in the bytes given to the last read. */
export class IpHeader {
  /** Position of the source address, and of the destination address. */
  source = 0
  destination = 0
  /** 4 or 16. */
  addressLength = 4
  /** Protocol number of the payload (6 TCP, 17 UDP). */
  protocol = 0
  payloadStart = 0
  /** End of the captured payload: padding behind the packet is left out. */
  payloadEnd = 0
  /** Payload bytes that the packet has beyond the captured ones. */
  missing = 0
  /** The header claims more than was captured, with or without the capture saying that it cut the packet. */
  isShort = false
  /** Of a fragment: its identification, place in the datagram in bytes, and whether more follow. */
  identification = 0
  fragmentOffset = 0
  moreFragments = false

  get isFragment(): boolean {
    return this.moreFragments || this.fragmentOffset > 0
  }

  /**
   * Reads an IPv4 header in `bytes` [start, end). `wireEnd`: where the packet ended on the wire, at least `end`.
   * Returns false when the header is cut or contradicts itself.
   */
  readIpv4(bytes: Uint8Array, start: number, end: number, wireEnd: number): boolean {
    if (start + 20 > end || bytes[start]! >> 4 !== 4) return false
    const headerLength = (bytes[start]! & 15) * 4
    if (headerLength < 20 || start + headerLength > end) return false
    // Zero: the network card splits the packet only after the capture (TCP segmentation offload).
    const totalLength = u16be(bytes, start + 2) || wireEnd - start
    if (totalLength < headerLength) return false
    const fragment = u16be(bytes, start + 6)
    this.source = start + 12
    this.destination = start + 16
    this.addressLength = 4
    this.protocol = bytes[start + 9]!
    this.identification = u16be(bytes, start + 4)
    this.fragmentOffset = (fragment & 0x1fff) * 8
    this.moreFragments = (fragment & 0x2000) !== 0
    this.setPayload(start + headerLength, start + totalLength, end, wireEnd)
    return true
  }

  /** Reads an IPv6 header and its extension headers in `bytes` [start, end). As readIpv4. */
  readIpv6(bytes: Uint8Array, start: number, end: number, wireEnd: number): boolean {
    if (start + 40 > end || bytes[start]! >> 4 !== 6) return false
    // Zero: a jumbogram, or segmentation offload as above.
    const payloadLength = u16be(bytes, start + 4)
    const packetEnd = payloadLength === 0 ? wireEnd : start + 40 + payloadLength
    this.source = start + 8
    this.destination = start + 24
    this.addressLength = 16
    this.fragmentOffset = 0
    this.moreFragments = false
    this.protocol = bytes[start + 6]!
    const at = this.skipExtensions(bytes, start + 40, Math.min(end, packetEnd))
    if (at < 0) return false
    this.setPayload(at, packetEnd, end, wireEnd)
    return true
  }

  /** Returns where the payload starts, or −1 when the chain is cut. Sets `protocol` and the fragment fields. */
  private skipExtensions(bytes: Uint8Array, start: number, end: number): number {
    let at = start
    for (let count = 0; count < maxExtensionHeaders; count++) {
      const header = this.protocol
      const isFragment = header === 44
      // Hop-by-hop, routing, destination options, mobility, HIP, shim6 share one form; 51 is the authentication header.
      const isGeneric =
        header === 0 || header === 43 || header === 60 || header === 135 || header === 139 || header === 140
      if (!isFragment && !isGeneric && header !== 51) return at
      // A fragment past the first holds no further headers, only bytes.
      if (this.fragmentOffset > 0) return at
      if (at + 8 > end) return -1
      this.protocol = bytes[at]!
      if (isFragment) {
        const place = u16be(bytes, at + 2)
        this.fragmentOffset = place & 0xfff8
        this.moreFragments = (place & 1) === 1
        this.identification = u32be(bytes, at + 4)
        at += 8
        if (this.isFragment) return at
      } else at += header === 51 ? (bytes[at + 1]! + 2) * 4 : (bytes[at + 1]! + 1) * 8
      if (at > end) return -1
    }
    return -1
  }

  private setPayload(start: number, packetEnd: number, end: number, wireEnd: number): void {
    this.payloadStart = Math.min(start, end)
    this.payloadEnd = Math.max(this.payloadStart, Math.min(packetEnd, end))
    this.isShort = packetEnd > end
    this.missing = Math.max(0, Math.min(packetEnd, wireEnd) - end)
  }

  /**
   * Goes on behind the fragment header of a reassembled IPv6 datagram, whose payload may begin with more extension
   * headers. Returns where the transport starts, or −1.
   */
  continueChain(bytes: Uint8Array, start: number, end: number): number {
    this.fragmentOffset = 0
    this.moreFragments = false
    return this.addressLength === 16 ? this.skipExtensions(bytes, start, end) : start
  }
}
