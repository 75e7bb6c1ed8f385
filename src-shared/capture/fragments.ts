// Puts fragmented IP datagrams together, in any order and within fixed limits.
// On the data path: ip.ts → here → packet.ts.

import { HeldPieces } from './held-pieces.ts'
import type { IpHeader } from './ip.ts'

/** Limits: datagrams under way, the memory they take, and seconds until an identification may be used anew. */
const maxDatagrams = 256
const maxSize = 4 * 1024 * 1024
const maxSeconds = 30
const maxDatagramLength = 65_535

/** Bytes in front of a reassembled payload: source and destination address, 16 bytes each. */
export const fragmentPayloadStart = 32

interface Datagram {
  pieces: HeldPieces
  /** Payload length, or −1 until the last fragment came. */
  length: number
  received: number
  startSeconds: number
  /** Of the first fragment: what the whole carries. */
  protocol: number
}

export class FragmentAssembler {
  /** Datagrams given up: over a limit, too old, or not complete at the end. */
  dropped = 0
  /** Fragments that repeated or overlapped what was there. */
  overlaps = 0
  private datagrams = new Map<string, Datagram>()
  private size = 0

  /**
   * Takes the fragment that `ip` describes in `bytes`. When it completes its datagram, returns both addresses and the
   * payload from `fragmentPayloadStart` on, and sets `ip.protocol`; else null.
   */
  add(ip: IpHeader, bytes: Uint8Array, seconds: number): Uint8Array | null {
    const key = keyOf(ip, bytes)
    let datagram = this.datagrams.get(key)
    if (datagram !== undefined && Math.abs(seconds - datagram.startSeconds) > maxSeconds) {
      this.drop(key, datagram)
      datagram = undefined
    }
    if (datagram === undefined) {
      datagram = { pieces: new HeldPieces(), length: -1, received: 0, startSeconds: seconds, protocol: ip.protocol }
      this.datagrams.set(key, datagram)
    }
    this.place(datagram, ip, bytes)
    if (datagram.received === datagram.length) {
      this.datagrams.delete(key)
      this.size -= datagram.pieces.size
      ip.protocol = datagram.protocol
      return join(datagram, ip, bytes)
    }
    while (this.datagrams.size > maxDatagrams || this.size > maxSize) {
      const [oldestKey, oldest] = this.datagrams.entries().next().value!
      this.drop(oldestKey, oldest)
    }
    return null
  }

  /** The capture ended: what is incomplete will stay so. */
  end(): void {
    for (const [key, datagram] of this.datagrams) this.drop(key, datagram)
  }

  private place(datagram: Datagram, ip: IpHeader, bytes: Uint8Array): void {
    const start = ip.fragmentOffset
    const limit = datagram.length < 0 ? maxDatagramLength : datagram.length
    const end = Math.min(start + ip.payloadEnd - ip.payloadStart, limit)
    if (!ip.moreFragments && !ip.isShort && datagram.length < 0) datagram.length = end
    if (start === 0) datagram.protocol = ip.protocol
    if (end <= start) return
    const before = datagram.pieces.size
    const origin = { fileOffset: -1, seconds: 0, nanos: 0, packetNumber: 0, missing: 0 }
    const from = ip.payloadStart
    const added = datagram.pieces.insert(start, bytes, from, from + end - start, origin, () => {})
    if (added < end - start) this.overlaps++
    datagram.received += added
    this.size += datagram.pieces.size - before
  }

  private drop(key: string, datagram: Datagram): void {
    this.datagrams.delete(key)
    this.size -= datagram.pieces.size
    this.dropped++
  }
}

/** Fragments belong together when addresses, identification and, for IPv4, protocol agree. */
function keyOf(ip: IpHeader, bytes: Uint8Array): string {
  const source = String.fromCharCode(...bytes.subarray(ip.source, ip.source + ip.addressLength))
  const destination = String.fromCharCode(...bytes.subarray(ip.destination, ip.destination + ip.addressLength))
  const protocol = ip.addressLength === 4 ? ip.protocol : 0
  return `${ip.identification} ${protocol} ${source}${destination}`
}

function join(datagram: Datagram, ip: IpHeader, bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(fragmentPayloadStart + datagram.length)
  whole.set(bytes.subarray(ip.source, ip.source + ip.addressLength), 0)
  whole.set(bytes.subarray(ip.destination, ip.destination + ip.addressLength), 16)
  for (const piece of datagram.pieces.pieces) whole.set(piece.bytes, fragmentPayloadStart + piece.start)
  return whole
}
