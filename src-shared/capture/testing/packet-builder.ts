// Builds packets layer by layer for tests and benchmarks: TCP and UDP in IPv4 or IPv6, fragments, and every link layer.
// Counterparts under test: link.ts, ip.ts, fragments.ts, packet.ts.

import { parseAddress } from '../address.ts'
import { finishChecksum, sumWords } from '../internet-checksum.ts'

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Big-endian bytes of each value: [value, size in bytes]. */
export function be(...fields: readonly (readonly [value: number, size: number])[]): Uint8Array {
  return Uint8Array.from(
    fields.flatMap(([value, size]) =>
      Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** (size - 1 - i)) % 256),
    ),
  )
}

export interface Ports {
  sourcePort: number
  destinationPort: number
}

export interface TcpFields extends Ports {
  sequence: number
  acknowledgment?: number
  flags?: number
  window?: number
  /** Padded by the caller to a multiple of 4. */
  options?: Uint8Array
}

/** A TCP segment without checksum. */
export function tcpSegment(fields: TcpFields, payload: Uint8Array): Uint8Array {
  const options = fields.options ?? new Uint8Array(0)
  const header = be(
    [fields.sourcePort, 2],
    [fields.destinationPort, 2],
    [fields.sequence, 4],
    [fields.acknowledgment ?? 0, 4],
    [(20 + options.length) << 2, 1],
    [fields.flags ?? 0x18, 1],
    [fields.window ?? 65_535, 2],
    [0, 4],
  )
  return concat(header, options, payload)
}

export function udpDatagram(ports: Ports, payload: Uint8Array): Uint8Array {
  return concat(be([ports.sourcePort, 2], [ports.destinationPort, 2], [8 + payload.length, 2], [0, 2]), payload)
}

export interface IpFields {
  source: string
  destination: string
  protocol: number
  /** IPv4 options, padded to a multiple of 4. */
  options?: Uint8Array
  identification?: number
  /** In bytes, a multiple of 8. */
  fragmentOffset?: number
  moreFragments?: boolean
  /** In place of the true one. */
  totalLength?: number
}

export function ipv4Packet(fields: IpFields, payload: Uint8Array): Uint8Array {
  const options = fields.options ?? new Uint8Array(0)
  const headerLength = 20 + options.length
  const header = concat(
    be(
      [0x40 | (headerLength / 4), 1],
      [0, 1],
      [fields.totalLength ?? headerLength + payload.length, 2],
      [fields.identification ?? 1, 2],
      [(fields.fragmentOffset ?? 0) / 8 + (fields.moreFragments ? 0x2000 : 0), 2],
      [64, 1],
      [fields.protocol, 1],
      [0, 2],
    ),
    parseAddress(fields.source)!,
    parseAddress(fields.destination)!,
    options,
  )
  const checksum = finishChecksum(sumWords(header, 0, header.length))
  header[10] = checksum >> 8
  header[11] = checksum & 0xff
  return concat(header, payload)
}

/** @param nextHeader of the fixed header; by default the protocol. Extension headers are the start of `payload`. */
export function ipv6Packet(
  fields: Pick<IpFields, 'source' | 'destination' | 'protocol' | 'totalLength'>,
  payload: Uint8Array,
  nextHeader = fields.protocol,
): Uint8Array {
  const fixed = be([0x6000_0000, 4], [fields.totalLength ?? payload.length, 2], [nextHeader, 1], [64, 1])
  return concat(fixed, parseAddress(fields.source)!, parseAddress(fields.destination)!, payload)
}

/** Cuts an IPv4 payload into fragments of at most `size` bytes, a multiple of 8. */
export function ipv4Fragments(fields: IpFields, payload: Uint8Array, size: number): Uint8Array[] {
  const fragments: Uint8Array[] = []
  for (let at = 0; at < payload.length; at += size) {
    const moreFragments = at + size < payload.length
    fragments.push(ipv4Packet({ ...fields, fragmentOffset: at, moreFragments }, payload.subarray(at, at + size)))
  }
  return fragments
}

/** The same for IPv6, with a fragment header in each. */
export function ipv6Fragments(fields: IpFields, payload: Uint8Array, size: number): Uint8Array[] {
  const fragments: Uint8Array[] = []
  for (let at = 0; at < payload.length; at += size) {
    const more = at + size < payload.length ? 1 : 0
    const header = be([fields.protocol, 1], [0, 1], [at + more, 2], [fields.identification ?? 1, 4])
    fragments.push(ipv6Packet(fields, concat(header, payload.subarray(at, at + size)), 44))
  }
  return fragments
}

const macAddresses = new Uint8Array(12).fill(2)

/** Puts an IP packet into a link layer, by name. Each gives the link type's number and the packet. */
export const linkLayers: Record<string, (ip: Uint8Array) => { linkType: number; packet: Uint8Array }> = {
  ethernet: (ip) => ({ linkType: 1, packet: concat(macAddresses, be([etherTypeOf(ip), 2]), ip) }),
  'ethernet, padded': (ip) => ({
    linkType: 1,
    packet: concat(macAddresses, be([etherTypeOf(ip), 2]), ip, new Uint8Array(Math.max(4, 46 - ip.length)).fill(0xee)),
  }),
  '802.1Q': (ip) => ({ linkType: 1, packet: concat(macAddresses, be([0x8100, 2], [7, 2], [etherTypeOf(ip), 2]), ip) }),
  QinQ: (ip) => ({
    linkType: 1,
    packet: concat(macAddresses, be([0x88a8, 2], [7, 2], [0x8100, 2], [8, 2], [etherTypeOf(ip), 2]), ip),
  }),
  'four tags': (ip) => ({
    linkType: 1,
    packet: concat(
      macAddresses,
      be([0x9100, 2], [1, 2], [0x9200, 2], [2, 2], [0x88a8, 2], [3, 2], [0x8100, 2], [4, 2], [etherTypeOf(ip), 2]),
      ip,
    ),
  }),
  'LLC/SNAP': (ip) => ({
    linkType: 1,
    packet: concat(macAddresses, be([ip.length + 8, 2], [0xaaaa03, 3], [0, 3], [etherTypeOf(ip), 2]), ip),
  }),
  PPPoE: (ip) => ({
    linkType: 1,
    packet: concat(macAddresses, be([0x8864, 2], [0x1100, 2], [1, 2], [ip.length + 2, 2], [pppProtocolOf(ip), 2]), ip),
  }),
  'Linux SLL': (ip) => ({
    linkType: 113,
    packet: concat(be([0, 2], [1, 2], [6, 2], [0, 4], [0, 4], [etherTypeOf(ip), 2]), ip),
  }),
  'Linux SLL, tagged': (ip) => ({
    linkType: 113,
    packet: concat(be([0, 2], [1, 2], [6, 2], [0, 4], [0, 4], [0x8100, 2], [7, 2], [etherTypeOf(ip), 2]), ip),
  }),
  'Linux SLL2': (ip) => ({
    linkType: 276,
    packet: concat(be([etherTypeOf(ip), 2], [0, 2], [1, 4], [1, 2], [0, 1], [6, 1], [0, 4], [0, 4]), ip),
  }),
  'Linux SLL2, tagged': (ip) => ({
    linkType: 276,
    packet: concat(
      be([0x8100, 2], [0, 2], [1, 4], [1, 2], [0, 1], [6, 1], [0, 4], [0, 4], [7, 2], [etherTypeOf(ip), 2]),
      ip,
    ),
  }),
  'RAW 101': (ip) => ({ linkType: 101, packet: ip }),
  'RAW 12': (ip) => ({ linkType: 12, packet: ip }),
  'RAW 14': (ip) => ({ linkType: 14, packet: ip }),
  'RAW by version': (ip) => ({ linkType: isIpv6(ip) ? 229 : 228, packet: ip }),
  'NULL, little-endian': (ip) => ({ linkType: 0, packet: concat(be([isIpv6(ip) ? 30 : 2, 1], [0, 3]), ip) }),
  'NULL, big-endian': (ip) => ({ linkType: 0, packet: concat(be([isIpv6(ip) ? 24 : 2, 4]), ip) }),
  LOOP: (ip) => ({ linkType: 108, packet: concat(be([isIpv6(ip) ? 28 : 2, 4]), ip) }),
  'LOOP, little-endian': (ip) => ({ linkType: 108, packet: concat(be([isIpv6(ip) ? 10 : 2, 1], [0, 3]), ip) }),
  PPP: (ip) => ({ linkType: 9, packet: concat(be([0xff03, 2], [pppProtocolOf(ip), 2]), ip) }),
  'PPP, compressed': (ip) => ({ linkType: 9, packet: concat(be([pppProtocolOf(ip), 1]), ip) }),
}

function isIpv6(ip: Uint8Array): boolean {
  return ip[0]! >> 4 === 6
}

function etherTypeOf(ip: Uint8Array): number {
  return isIpv6(ip) ? 0x86dd : 0x0800
}

function pppProtocolOf(ip: Uint8Array): number {
  return isIpv6(ip) ? 0x57 : 0x21
}
