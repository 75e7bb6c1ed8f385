// Link layers: finds where the network layer starts and which it is. On the data path: captured packet → here → ip.ts.
// Numbers of the tcpdump.org link-type registry.

import { u16be, u32be, u32le } from './integers.ts'

export const linkType = {
  null: 0,
  ethernet: 1,
  ppp: 9,
  pppHdlc: 50,
  rawOpenBsd: 14,
  rawBsd: 12,
  raw: 101,
  loop: 108,
  linuxSll: 113,
  ipv4: 228,
  ipv6: 229,
  linuxSll2: 276,
} as const

const names = new Map<number, string>([
  [0, 'NULL/loopback'],
  [1, 'Ethernet'],
  [9, 'PPP'],
  [12, 'Raw IP'],
  [50, 'PPP over HDLC'],
  [14, 'Raw IP'],
  [101, 'Raw IP'],
  [105, 'IEEE 802.11'],
  [108, 'OpenBSD loopback'],
  [113, 'Linux cooked'],
  [127, 'IEEE 802.11 radiotap'],
  [147, 'User 0'],
  [189, 'Linux USB'],
  [228, 'Raw IPv4'],
  [229, 'Raw IPv6'],
  [276, 'Linux cooked v2'],
])

/** What the link type is called in a message; a type without a name here is shown by number. */
export function linkTypeName(type: number): string {
  return names.get(type) ?? (type < 0 ? 'unknown' : `unknown (${type})`)
}

export const etherType = { ipv4: 0x0800, ipv6: 0x86dd } as const

/** `findNetworkLayer` found no network layer: the header is cut or its length wrong. */
export const linkTooShort = -1
/** `findNetworkLayer` does not know the link type. */
export const linkUnknown = -2

const maxTags = 4

/** Where the network layer starts; reused for every packet. */
export class NetworkLayer {
  /** EtherType of what starts at `start`: 0x0800 for IPv4, 0x86dd for IPv6. */
  etherType = 0
  /** Position in the packet's bytes, or `linkTooShort`, or `linkUnknown`. */
  start = 0

  /** Finds the network layer of a packet in `bytes` [start, end). */
  find(type: number, bytes: Uint8Array, start: number, end: number): void {
    switch (type) {
      case linkType.ethernet:
        return this.afterTags(bytes, start + 12, end)
      case linkType.linuxSll:
        return this.afterTags(bytes, start + 14, end)
      case linkType.linuxSll2:
        return this.afterSll2(bytes, start, end)
      case linkType.null:
      case linkType.loop:
        return this.afterFamily(bytes, start, end)
      case linkType.ppp:
      case linkType.pppHdlc:
        return this.afterPpp(bytes, start, end)
      case linkType.rawBsd:
      case linkType.rawOpenBsd:
      case linkType.raw:
        return this.byVersion(bytes, start, end)
      case linkType.ipv4:
        return this.set(etherType.ipv4, start)
      case linkType.ipv6:
        return this.set(etherType.ipv6, start)
      default:
        return this.set(0, linkUnknown)
    }
  }

  private set(type: number, start: number): void {
    this.etherType = type
    this.start = start
  }

  /** `at`: where an EtherType stands. Passes VLAN tags (802.1Q, 802.1ad, older QinQ), LLC/SNAP and PPPoE. */
  private afterTags(bytes: Uint8Array, at: number, end: number): void {
    let position = at
    for (let tags = 0; position + 2 <= end; tags++) {
      const type = u16be(bytes, position)
      if (type === 0x8100 || type === 0x88a8 || type === 0x9100 || type === 0x9200) {
        if (tags === maxTags) return this.set(type, position + 2)
        position += 4
        continue
      }
      if (type === 0x8864) return this.afterPpp(bytes, position + 8, end)
      if (type < 0x600) return this.afterSnap(bytes, position + 2, end, type)
      return this.set(type, position + 2)
    }
    this.set(0, linkTooShort)
  }

  /** 802.3 with a length in place of the type: IP follows only a SNAP header. */
  private afterSnap(bytes: Uint8Array, at: number, end: number, length: number): void {
    const isSnap = at + 8 <= end && u32be(bytes, at) === 0xaaaa0300 && bytes[at + 4] === 0
    if (isSnap) this.set(u16be(bytes, at + 6), at + 8)
    else this.set(length, at)
  }

  private afterSll2(bytes: Uint8Array, start: number, end: number): void {
    if (start + 20 > end) return this.set(0, linkTooShort)
    const type = u16be(bytes, start)
    if (type !== 0x8100 && type !== 0x88a8) return this.set(type, start + 20)
    // The tag's value follows, then the type of what it wraps.
    this.afterTags(bytes, start + 22, end)
  }

  /** NULL and LOOP start with an address family, in the byte order of the capturing machine or of the network. */
  private afterFamily(bytes: Uint8Array, start: number, end: number): void {
    if (start + 4 > end) return this.set(0, linkTooShort)
    const little = u32le(bytes, start)
    const family = little < 256 ? little : u32be(bytes, start)
    // AF_INET6 is 10 on Linux, 23 on Windows, 24, 28 or 30 on the BSDs and macOS.
    const isIpv6 = family === 10 || family === 23 || family === 24 || family === 28 || family === 30
    this.set(family === 2 ? etherType.ipv4 : isIpv6 ? etherType.ipv6 : 0, start + 4)
  }

  /** PPP, with or without address and control bytes; the protocol may be one byte when its lowest bit is set. */
  private afterPpp(bytes: Uint8Array, start: number, end: number): void {
    const at = bytes[start] === 0xff && bytes[start + 1] === 0x03 ? start + 2 : start
    if (at + 2 > end) return this.set(0, linkTooShort)
    const short = (bytes[at]! & 1) === 1
    const protocol = short ? bytes[at]! : u16be(bytes, at)
    const type = protocol === 0x21 ? etherType.ipv4 : protocol === 0x57 ? etherType.ipv6 : 0
    this.set(type, at + (short ? 1 : 2))
  }

  private byVersion(bytes: Uint8Array, start: number, end: number): void {
    if (start >= end) return this.set(0, linkTooShort)
    const version = bytes[start]! >> 4
    this.set(version === 4 ? etherType.ipv4 : version === 6 ? etherType.ipv6 : 0, start)
  }
}
