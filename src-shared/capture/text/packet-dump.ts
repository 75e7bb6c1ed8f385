// Takes the link, IP and TCP headers off a packet that was pasted as a dump or hex stream. On the data path:
// choose-reading.ts → here → frame-scan.ts. The headers' layout is known to ../packet.ts.

import { formatAddress } from '../address.ts'
import { u16be } from '../integers.ts'
import { linkType } from '../link.ts'
import { PacketDecoder } from '../packet.ts'
import type { TransportView } from '../transport.ts'

/** The payload [start, end) of a packet. */
export interface PacketPayload {
  start: number
  end: number
  source: string
  destination: string
}

const shortest = 28

/** The link types tried, each with a look at the bytes that must be there. */
const links: readonly (readonly [number, (bytes: Uint8Array) => boolean])[] = [
  [linkType.raw, (b) => (b[0]! >> 4 === 4 && (b[0]! & 15) >= 5) || b[0]! >> 4 === 6],
  [linkType.ethernet, (b) => isEtherType(u16be(b, 12))],
  [linkType.linuxSll, (b) => b[0] === 0 && isEtherType(u16be(b, 14))],
  [linkType.linuxSll2, (b) => isEtherType(u16be(b, 0))],
  [linkType.null, (b) => (b[1] === 0 && b[2] === 0 && b[3] === 0) || (b[0] === 0 && b[1] === 0 && b[2] === 0)],
  [linkType.ppp, (b) => b[0] === 0xff || b[0] === 0x21 || b[0] === 0x00],
]

/** IPv4, IPv6, VLAN tags, PPPoE. */
function isEtherType(type: number): boolean {
  return type === 0x0800 || type === 0x86dd || type === 0x8100 || type === 0x88a8 || type === 0x8864
}

/** The TCP or UDP payload when `bytes` [0, length) are one whole packet of a link type in use; null when they are not. */
export function packetPayload(bytes: Uint8Array, length: number): PacketPayload | null {
  if (length < shortest) return null
  for (const [link, isPossible] of links) {
    const payload = isPossible(bytes) ? decode(bytes, length, link) : null
    if (payload) return payload
  }
  return null
}

function decode(bytes: Uint8Array, length: number, link: number): PacketPayload | null {
  let payload: PacketPayload | null = null
  const take = (view: TransportView) => {
    if (view.bytes !== bytes || !isCredible(view, length)) return
    payload = {
      start: view.start,
      end: view.end,
      source: `${formatAddress(view.bytes, view.source, view.addressLength)}:${view.sourcePort}`,
      destination: `${formatAddress(view.bytes, view.destination, view.addressLength)}:${view.destinationPort}`,
    }
  }
  const decoder = new PacketDecoder({ tcp: take, udp: take, other: () => {} })
  decoder.packet(bytes, 0, length, length, 0, 0, 0, link)
  return payload
}

/** Nothing is missing, at most padding follows, and an IPv4 header's own checksum fits or was left to the network card. */
function isCredible(view: TransportView, length: number): boolean {
  if (view.missing > 0 || length - view.end > 46) return false
  if (view.addressLength !== 4) return true
  const header = view.source - 12
  const headerLength = (view.bytes[header]! & 15) * 4
  let sum = 0
  for (let i = 0; i < headerLength; i += 2) sum += u16be(view.bytes, header + i)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return sum === 0xffff || u16be(view.bytes, header + 10) === 0
}
