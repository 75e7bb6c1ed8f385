// The blocks of pcapng: their types, their options, and the proof that bytes are one. Used by read-pcapng.
// Format: IETF draft-ietf-opsawg-pcapng.

import { maxPacketLength } from './capture-sink.ts'
import { allZero, u16, u32, u32be } from './integers.ts'

export const blockType = {
  sectionHeader: 0x0a0d0d0a,
  interface: 1,
  packet: 2,
  simplePacket: 3,
  nameResolution: 4,
  interfaceStatistics: 5,
  enhancedPacket: 6,
} as const

/** Types that real files hold: those above, journal, secrets, the IRIG and ARINC ones, custom, and sysdig's. */
const knownTypes = new Set<number>([
  ...Object.values(blockType),
  7,
  8,
  9,
  10,
  0xbad,
  0x4000_0bad,
  ...Array.from({ length: 0x30 }, (_, i) => 0x201 + i),
  ...Array.from({ length: 8 }, (_, i) => 0x8000_0001 + i),
])

/** A block longer than this is damage. */
export const maxBlockLength = 16 * 1024 * 1024

/** Bytes that the fixed fields of a block take, with type and both lengths. */
export function leastLength(type: number): number {
  switch (type) {
    case blockType.sectionHeader:
      return 28
    case blockType.interface:
      return 20
    case blockType.packet:
    case blockType.enhancedPacket:
      return 32
    case blockType.simplePacket:
      return 16
    case blockType.interfaceStatistics:
      return 24
    default:
      return 12
  }
}

export function isBlockLength(length: number): boolean {
  return length >= 12 && length <= maxBlockLength && length % 4 === 0
}

/** The byte order that a section header states, or null when its mark is neither. `at` is where the block starts. */
export function sectionByteOrder(bytes: Uint8Array, at: number): 'little' | 'big' | null {
  const mark = u32be(bytes, at + 8)
  return mark === 0x4d3c2b1a ? 'little' : mark === 0x1a2b3c4d ? 'big' : null
}

/**
 * Is there a whole block at `at`? Proof: a known type, equal lengths at both ends, and after it another block, the end
 * of the file, or only zeros; a packet block whose inner lengths all fit proves itself.
 * Returns −1: proven, 0: no, n > 0: n bytes from `at` are needed to tell (never with `last`). Needs 12 bytes.
 */
export function proveBlock(bytes: Uint8Array, at: number, end: number, littleEndian: boolean, last: boolean): number {
  // The length first: of arbitrary bytes it refuses all but one in a thousand.
  const length = u32(bytes, at + 4, littleEndian)
  if (!isBlockLength(length)) return 0
  const type = u32(bytes, at, littleEndian)
  if (!knownTypes.has(type) || length < leastLength(type)) return 0
  if (type === blockType.sectionHeader && sectionByteOrder(bytes, at) !== (littleEndian ? 'little' : 'big')) return 0
  const next = at + length
  if (next > end) return last ? 0 : length
  if (u32(bytes, next - 4, littleEndian) !== length) return 0
  if (next + 8 > end) return last ? -1 : length + 8
  const followed = isBlockStart(bytes, next, littleEndian) || allZero(bytes, next, next + 8)
  return followed || isWholePacket(bytes, at, next, type, littleEndian) ? -1 : 0
}

/**
 * Do the inner fields of the proven block at `at` fit as well? Only asked where the byte order is in doubt: packets of
 * a few bytes with small numbers look like blocks of the other byte order, three bytes off.
 */
export function isCertainBlock(bytes: Uint8Array, at: number, littleEndian: boolean): boolean {
  const type = u32(bytes, at, littleEndian)
  if (type === blockType.sectionHeader) return true
  if (type === blockType.interface) return u16(bytes, at + 10, littleEndian) === 0
  return isWholePacket(bytes, at, at + u32(bytes, at + 4, littleEndian), type, littleEndian)
}

function isBlockStart(bytes: Uint8Array, at: number, littleEndian: boolean): boolean {
  const type = u32(bytes, at, littleEndian)
  // A section may change the byte order, so its length is not read here.
  if (type === blockType.sectionHeader) return true
  return knownTypes.has(type) && isBlockLength(u32(bytes, at + 4, littleEndian))
}

function isWholePacket(bytes: Uint8Array, at: number, next: number, type: number, littleEndian: boolean): boolean {
  if (type !== blockType.enhancedPacket) return false
  const captured = u32(bytes, at + 20, littleEndian)
  if (captured === 0 || captured > maxPacketLength || captured > u32(bytes, at + 24, littleEndian)) return false
  let cursor = at + 28 + padded(captured)
  while (cursor + 4 <= next - 4) cursor += 4 + padded(u16(bytes, cursor + 2, littleEndian))
  return cursor === next - 4
}

/** Fields are padded to 32 bits. */
export function padded(length: number): number {
  return (length + 3) & ~3
}

/** Walks the options in [start, end); a wrong length ends the walk. `visit` gets the half-open range of each value. */
export function forEachOption(
  bytes: Uint8Array,
  start: number,
  end: number,
  littleEndian: boolean,
  visit: (code: number, start: number, end: number) => void,
): void {
  for (let at = start; at + 4 <= end;) {
    const code = u16(bytes, at, littleEndian)
    const valueEnd = at + 4 + u16(bytes, at + 2, littleEndian)
    if (code === 0 || valueEnd > end) return
    visit(code, at + 4, valueEnd)
    at += 4 + padded(valueEnd - at - 4)
  }
}

const utf8 = new TextDecoder('utf-8')

/** An option's text; a terminating NUL, which some writers add, is dropped. */
export function optionText(bytes: Uint8Array, start: number, end: number): string {
  let last = end
  while (last > start && bytes[last - 1] === 0) last--
  return utf8.decode(bytes.subarray(start, last))
}

/** The comments (opt_comment) among the options in [start, end), joined by line feeds; null when there are none. */
export function readComments(bytes: Uint8Array, start: number, end: number, littleEndian: boolean): string | null {
  let comments: string | null = null
  forEachOption(bytes, start, end, littleEndian, (code, from, to) => {
    if (code !== 1) return
    const text = optionText(bytes, from, to)
    comments = comments === null ? text : `${comments}\n${text}`
  })
  return comments
}
