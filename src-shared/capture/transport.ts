// What packet.ts found in a captured packet: a TCP segment, a UDP datagram, or neither.
// Taken by stream.ts and the store.

/** One TCP segment or UDP datagram. The object is reused: it is valid only during the call. */
export interface TransportView {
  bytes: Uint8Array
  /** Positions of the addresses in `bytes`, and their length: 4 or 16. */
  source: number
  destination: number
  addressLength: number
  sourcePort: number
  destinationPort: number
  /** The payload is `bytes` [start, end). */
  start: number
  end: number
  /** Payload bytes behind `end` that the capture cut off. */
  missing: number
  /** Of `bytes[start]`, or −1 when the payload lies nowhere in the file as it is (it came in IP fragments). */
  fileOffset: number
  seconds: number
  nanos: number
  /** Of the packet in the capture, from 1; of the one that completed it, for fragments. */
  packetNumber: number
  /** TCP only: sequence and acknowledgment number, flag bits, unscaled window. */
  sequence: number
  acknowledgment: number
  flags: number
  window: number
}

export const tcpFlag = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16 } as const

/** Why a packet carries neither TCP nor UDP for us. */
export type OtherPacket = 'link_unknown' | 'not_ip' | 'malformed' | 'fragment' | 'other_transport'

export interface TransportSink {
  tcp(segment: TransportView): void
  udp(datagram: TransportView): void
  /** `bytes` [start, end) is the whole packet, link layer included; `fileOffset` that of its first byte. */
  other(
    kind: OtherPacket,
    bytes: Uint8Array,
    start: number,
    end: number,
    seconds: number,
    nanos: number,
    fileOffset: number,
    packetNumber: number,
  ): void
}
