// Small captures for tests of damaged files: one pile sends heartbeats, one to a packet.
import {
  integers,
  interfaceBlock,
  packetBlock,
  pcapHeader,
  pcapRecord,
  sectionBlock,
} from '../../../src-shared/capture/testing/capture-builder.ts'
import { concat, ipv4Packet, linkLayers, tcpSegment } from '../../../src-shared/capture/testing/packet-builder.ts'

/** A frame with a right checksum. */
export const heartbeat = '680d14000003103190428000030100a38d'
const startTime = 1_763_683_200

export function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}

export interface SegmentPlace {
  /** Place of the payload in the stream. */
  at: number
  flags?: number
  sequence?: number
}

/** An Ethernet packet of the pile's one connection. */
export function segmentPacket(payload: Uint8Array, { at, flags = 0x18, sequence = 1000 }: SegmentPlace): Uint8Array {
  const ports = { sourcePort: 40_001, destinationPort: 8767 }
  const tcp = tcpSegment({ ...ports, sequence: (sequence + at) >>> 0, acknowledgment: 1, flags }, payload)
  const ip = ipv4Packet({ source: '192.0.2.1', destination: '198.51.100.2', protocol: 6 }, tcp)
  return linkLayers['ethernet']!(ip).packet
}

/** `count` packets, a heartbeat in each. */
export function heartbeatPackets(count: number): Uint8Array[] {
  const frame = bytesOf(heartbeat)
  return Array.from({ length: count }, (_, i) => segmentPacket(frame, { at: i * frame.length }))
}

/** The parts of a pcap file: header, then records. */
export function pcapParts(packets: readonly Uint8Array[]): Uint8Array[] {
  return [pcapHeader(), ...packets.map((packet, i) => pcapRecord(startTime + i, 0, packet))]
}

/** The parts of a pcapng file: section, interface, then packets. */
export function pcapngParts(packets: readonly Uint8Array[], littleEndian = true): Uint8Array[] {
  return [
    sectionBlock(littleEndian),
    interfaceBlock(1, littleEndian),
    ...packets.map((packet, i) => packetBlock(0, (startTime + i) * 1_000_000, packet, littleEndian)),
  ]
}

export { concat, integers, interfaceBlock, packetBlock, pcapHeader, pcapRecord, sectionBlock }
