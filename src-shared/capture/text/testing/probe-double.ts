// A stand-in for the detector over the real definitions: the length and checksum rules of four sample formats, written here
// by hand so that the text reader's tests depend on no definition. Counterpart: ../../../protocol/detect.ts.

import { crc16Modbus, sum } from '../../../bytes/checksum.ts'
import type { ChecksumStatus, Probe, ProtocolProbe, WholeFrame } from '../../../protocol/probe.ts'

interface Format {
  protocol: string
  starts(bytes: Uint8Array, at: number, end: number): boolean
  /** Whole size by the length field; 0 when it is out of bounds, -1 when it is not there. */
  size(bytes: Uint8Array, at: number, end: number): number
  checksum(bytes: Uint8Array, at: number, end: number): ChecksumStatus
  endMark(bytes: Uint8Array, at: number, end: number): boolean
}

const u16 = (bytes: Uint8Array, at: number) => bytes[at]! | (bytes[at + 1]! << 8)
const status = (isGood: boolean): ChecksumStatus => (isGood ? 'good' : 'bad')

const formats: Format[] = [
  {
    protocol: 'aaf5',
    starts: (b, at, end) => b[at] === 0xaa && (at + 1 >= end || b[at + 1] === 0xf5),
    size: (b, at, end) => (at + 4 > end ? -1 : u16(b, at + 2) < 9 || u16(b, at + 2) > 0x8000 ? 0 : u16(b, at + 2)),
    checksum: (b, at, end) => status((sum(b, at + 6, end - 1) & 0xff) === b[end - 1]),
    endMark: () => true,
  },
  {
    protocol: 'ur-7572',
    starts: (b, at, end) => b[at] === 0x75 && (at + 1 >= end || b[at + 1] === 0x72),
    size: (b, at, end) => (at + 4 > end ? -1 : u16(b, at + 2) < 14 || u16(b, at + 2) > 2048 ? 0 : u16(b, at + 2) + 2),
    checksum: (b, at, end) => status(sum(b, at, end - 4) === (u16(b, end - 4) | (u16(b, end - 2) << 16)) >>> 0),
    endMark: (b, _at, end) => b[end - 5] === 0x68,
  },
  {
    protocol: 'gw376-68',
    starts: (b, at, end) =>
      b[at] === 0x68 &&
      (at + 6 > end || (b[at + 5] === 0x68 && u16(b, at + 1) === u16(b, at + 3) && u16(b, at + 1) >= 8)),
    size: (b, at, end) => (at + 6 > end ? -1 : u16(b, at + 1) + 8),
    checksum: (b, at, end) => status((sum(b, at + 6, end - 2) & 0xff) === b[end - 2]),
    endMark: (b, _at, end) => b[end - 1] === 0x16,
  },
  {
    protocol: 'ykc',
    starts: (b, at, end) => b[at] === 0x68 && (at + 1 >= end || b[at + 1]! >= 4) && (at + 4 >= end || b[at + 4]! < 2),
    size: (b, at, end) => (at + 2 > end ? -1 : b[at + 1]! + 4),
    checksum: (b, at, end) => {
      const computed = crc16Modbus(b, at + 2, end - 2)
      const found = u16(b, end - 2)
      return found === computed ? 'good' : found === ((computed << 8) | (computed >> 8)) % 65536 ? 'swapped' : 'bad'
    },
    endMark: () => true,
  },
]

function probeFormat(format: Format, bytes: Uint8Array, at: number, end: number): Probe | null {
  if (at >= end || !format.starts(bytes, at, end)) return null
  const size = format.size(bytes, at, end)
  if (size < 0)
    return { protocol: format.protocol, size: 0, complete: false, checksum: 'absent', endMark: false, score: 5 }
  if (size === 0) return null
  const complete = at + size <= end
  const checksum = complete ? format.checksum(bytes, at, at + size) : 'absent'
  const endMark = complete && format.endMark(bytes, at, at + size)
  const isGood = checksum === 'good' || checksum === 'swapped'
  const score = isGood && endMark ? 95 : endMark ? 40 : 20
  return { protocol: format.protocol, size, complete, checksum, endMark, score }
}

export const probeDouble: ProtocolProbe = {
  probe(bytes, at, end = bytes.length) {
    const probes: Probe[] = []
    for (const format of formats) {
      const probe = probeFormat(format, bytes, at, end)
      if (probe) probes.push(probe)
    }
    return probes.sort((a, b) => b.score - a.score)
  },
  whole(bytes) {
    const frames: WholeFrame[] = []
    for (const format of formats) {
      if (!format.starts(bytes, 0, bytes.length) || bytes.length < 8) continue
      const declaredSize = format.size(bytes, 0, bytes.length) || null
      const checksum = format.checksum(bytes, 0, bytes.length)
      const isGood = (checksum === 'good' || checksum === 'swapped') && format.endMark(bytes, 0, bytes.length)
      const lengthGood = declaredSize === bytes.length
      frames.push({
        protocol: format.protocol,
        lengthGood,
        declaredSize,
        checksum: isGood ? checksum : 'bad',
        score: isGood ? 80 : 20,
      })
    }
    return frames
  },
  nextStart(bytes, from) {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at]
      if (
        (byte === 0x68 || byte === 0xaa || byte === 0x75) &&
        formats.some((format) => format.starts(bytes, at, bytes.length))
      )
        return at
    }
    return -1
  },
}
