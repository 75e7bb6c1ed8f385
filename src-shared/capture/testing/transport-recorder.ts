// Records what packet.ts delivers, copied, for tests and benchmarks.

import { formatAddress } from '../address.ts'
import type { OtherPacket, TransportSink, TransportView } from '../transport.ts'

export interface RecordedTransport {
  source: string
  destination: string
  sourcePort: number
  destinationPort: number
  payload: Uint8Array
  missing: number
  fileOffset: number
  packetNumber: number
  sequence: number
  flags: number
}

export class TransportRecorder implements TransportSink {
  segments: RecordedTransport[] = []
  datagrams: RecordedTransport[] = []
  others: OtherPacket[] = []

  tcp(segment: TransportView): void {
    this.segments.push(record(segment))
  }
  udp(datagram: TransportView): void {
    this.datagrams.push(record(datagram))
  }
  other(kind: OtherPacket): void {
    this.others.push(kind)
  }
}

function record(view: TransportView): RecordedTransport {
  const { bytes, addressLength, sourcePort, destinationPort, missing, fileOffset, packetNumber, sequence, flags } = view
  return {
    source: formatAddress(bytes, view.source, addressLength),
    destination: formatAddress(bytes, view.destination, addressLength),
    sourcePort,
    destinationPort,
    payload: bytes.slice(view.start, view.end),
    missing,
    fileOffset,
    packetNumber,
    sequence,
    flags,
  }
}
