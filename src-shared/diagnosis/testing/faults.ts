// Kinds of faults on right frames: each knows what was done, which diagnosis names it, whether the bytes can tell, and the
// frame that a repair must give back.
import { base64Text } from '../../bytes/testing/base64.ts'
import type { Random } from '../../capture/testing/random.ts'
import { decodeFrame } from '../../protocol/decode.ts'
import type { FramePlan, Protocol } from '../../protocol/plan.ts'
import { buildTree } from '../../protocol/tree.ts'
import { numberBytes, withInserted, withReplaced, withTrueChecksum, withoutBytes } from '../frame-copy.ts'
import { body, isCrc, isOnlyByte, place, wideNumber, withBodyByte, zeroRun, type Base } from './base-frame.ts'

export interface FaultCase {
  kind: string
  protocol: Protocol
  bytes: Uint8Array
  /** What a repair must be; null: none may be offered. */
  original: Uint8Array | null
  /** Codes of which one must come first. */
  codes: readonly string[]
  /** The bytes tell what was done; else only a wrong repair counts. */
  isDecidable: boolean
  /** Protocol that the frame is said to be of. */
  as: Protocol | null
}

/** What a fault makes of a frame; the rest of its case is the same for all. */
type Made = Pick<FaultCase, 'bytes' | 'codes'> & Partial<Pick<FaultCase, 'original' | 'isDecidable' | 'as'>>
export type Fault = (base: Base, random: Random, all: readonly Base[]) => Made | null

/** A body of so many bytes is hardly ever without a zero. */
const leastWithoutZero = 8

function setLength(frame: FramePlan, bytes: Uint8Array, value: number): Uint8Array {
  let copy = bytes
  for (const at of frame.length.at)
    copy = withReplaced(copy, at, numberBytes(value, frame.length.size, frame.length.order))
  return copy
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)
const hexText = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

function replaceEach(bytes: Uint8Array, by: (byte: number) => readonly number[]): Uint8Array {
  return Uint8Array.from(Array.from(bytes, (byte) => by(byte)).flat())
}

export const faults: Record<string, Fault> = {
  'checksum swapped': ({ decoded, bytes }) => {
    if (!decoded.frame.checksum.swapped) return null
    const at = bytes.length + decoded.frame.checksum.to
    return { bytes: withReplaced(bytes, at, [bytes[at + 1]!, bytes[at]!]), codes: ['crc_swapped'] }
  },
  'length wrong': ({ decoded, bytes }, random) => {
    const value = decoded.placement.lengthValue!
    const wrong = value + random.pick([-3, -2, -1, 1, 2, 3, 7, 16])
    if (wrong < 1 || wrong > 250) return null
    return { bytes: setLength(decoded.frame, bytes, wrong), codes: ['length_wrong', 'length_counts_body'] }
  },
  'length counts body': ({ decoded, bytes }) => {
    const size = decoded.bodyEnd - decoded.bodyStart
    if (size < 2 || decoded.frame.length.shift > 0) return null
    return { bytes: setLength(decoded.frame, bytes, size), codes: ['length_counts_body', 'length_wrong'] }
  },
  'zeros extra': (base, random) => {
    const run = zeroRun(base, 2)
    if (!run) return null
    const count = random.between(1, 6)
    return {
      bytes: withInserted(base.bytes, run.start, new Uint8Array(count)),
      codes: ['bytes_extra'],
      isDecidable: isCrc(base.decoded),
    }
  },
  'bytes extra': (base, random) => {
    const { start, end } = body(base)
    return {
      bytes: withInserted(base.bytes, random.between(start, end), random.bytes(random.between(1, 4))),
      codes: ['bytes_extra'],
      isDecidable: isCrc(base.decoded),
    }
  },
  'zeros missing': (base, random) => {
    const run = zeroRun(base, 3)
    if (!run) return null
    const count = random.between(1, Math.min(4, run.end - run.start - 1))
    return {
      bytes: withoutBytes(base.bytes, run.start, count),
      codes: ['bytes_missing'],
      isDecidable: isCrc(base.decoded),
    }
  },
  'byte missing': (base, random) => {
    const { start, end } = body(base)
    if (end - start < 2) return null
    return {
      bytes: withoutBytes(base.bytes, random.between(start, end - 1), 1),
      codes: ['bytes_missing', 'truncated'],
      isDecidable: isCrc(base.decoded),
    }
  },
  'tail cut': ({ bytes }, random) => ({
    bytes: bytes.slice(0, bytes.length - random.between(2, Math.min(12, bytes.length - 8))),
    codes: ['truncated'],
    original: null,
  }),
  'bit flipped': (base, random) => {
    const { from, to } = base.decoded.frame.checksum
    const at = random.between(Math.max(from, base.decoded.frame.headerSize), base.bytes.length + to)
    return {
      bytes: withReplaced(base.bytes, at, [base.bytes[at]! ^ (1 << random.below(8))]),
      codes: ['bit_flip'],
      isDecidable: isCrc(base.decoded),
    }
  },
  'byte changed': (base, random) => {
    const { from, to } = base.decoded.frame.checksum
    const at = random.between(from, base.bytes.length + to)
    const byte = random.below(256)
    const changed = byte ^ base.bytes[at]!
    if ((changed & (changed - 1)) === 0) return null
    const bytes = withReplaced(base.bytes, at, [byte])
    return { bytes, codes: ['byte_changed'], isDecidable: isOnlyByte(base, bytes) }
  },
  'field order, checksum of the right one': (base, random) => {
    const field = wideNumber(base, random)
    if (!field) return null
    const { start, end } = field
    return {
      bytes: withReplaced(base.bytes, start, base.bytes.slice(start, end).reverse()),
      codes: ['byte_order'],
      isDecidable: isCrc(base.decoded),
    }
  },
  'two frames glued': (base, _random, all) => {
    const other = all.find((one) => one.protocol === base.protocol && one.bytes.length !== base.bytes.length)
    return other ? { bytes: joined(base.bytes, other.bytes), codes: ['glued'], original: null } : null
  },
  'cut frame glued': (base, random, all) => {
    const other = random.pick(all.filter((one) => one.protocol === base.protocol))
    if (base.bytes.length < 14) return null
    const cut = base.bytes.slice(0, random.between(8, base.bytes.length - 3))
    return { bytes: joined(cut, other.bytes), codes: ['glued'], original: null }
  },
  'whole and cut glued': (base, random) => {
    const cut = base.bytes.slice(0, random.between(4, base.bytes.length - 3))
    return { bytes: joined(base.bytes, cut), codes: ['glued'], original: null }
  },
  'hex of hex': ({ bytes }) => ({ bytes: ascii(hexText(bytes)), codes: ['hex_of_hex'] }),
  base64: ({ bytes }) => ({ bytes: ascii(base64Text(bytes)), codes: ['base64'] }),
  'line feeds widened': (base, random) => {
    const original = withBodyByte(base, random, 0x0a)
    if (!original) return null
    const bytes = replaceEach(original, (byte) => (byte === 0x0a ? [0x0d, 0x0a] : [byte]))
    const hadBoth = original.some((byte, i) => byte === 0x0d && original[i + 1] === 0x0a)
    return hadBoth ? null : { bytes, original, codes: ['text_mode'] }
  },
  'replacement marks': (base, random) => {
    const original = withBodyByte(base, random, 0x80 + random.below(128))
    if (!original) return null
    const bytes = replaceEach(original, (byte) => (byte >= 0x80 ? [0xef, 0xbf, 0xbd] : [byte]))
    const start = original.slice(0, base.decoded.frame.headerSize)
    return start.some((byte) => byte >= 0x80) ? null : { bytes, original, codes: ['text_mode'] }
  },
  'Latin-1 as UTF-8': (base, random) => {
    const original = withBodyByte(base, random, 0x80 + random.below(128))
    if (!original || original[0]! >= 0x80) return null
    const bytes = replaceEach(original, (byte) => (byte >= 0x80 ? [0xc0 | (byte >> 6), 0x80 | (byte & 0x3f)] : [byte]))
    return { bytes, original, codes: ['text_mode'] }
  },
  'sign extended': (base, random) => {
    const original = withBodyByte(base, random, 0x80 + random.below(128))
    if (!original || original[0]! >= 0x80) return null
    const bytes = replaceEach(original, (byte) => (byte >= 0x80 ? [0xff, 0xff, 0xff, byte] : [byte]))
    return { bytes, original, codes: ['text_mode'] }
  },
  'year since 1900': ({ decoded, bytes, protocol }) => {
    let copy = bytes
    for (let slot = 0; slot < decoded.slots.count; slot++) {
      const { start, end, field } = place(decoded, slot)
      if (field.reading.read !== 'cp56time2a' || bytes.subarray(start, end).every((byte) => byte === 0)) continue
      copy = withReplaced(copy, start + 6, [(bytes[start + 6]! & 0x7f) + 100])
    }
    copy = withTrueChecksum(decoded.frame, copy)
    const isOne = buildTree(decodeFrame(protocol, copy)).expert.some((one) => one.code === 'year_1900')
    return isOne ? { bytes: copy, codes: ['year_1900'] } : null
  },
  'strange bytes in front': ({ bytes }, random) => ({
    bytes: joined(new Uint8Array(random.between(1, 4)).fill(random.pick([0xfe, 0x00, 0xff, 0x20])), bytes),
    codes: ['bytes_extra'],
  }),
  'line end behind': ({ bytes }) => ({ bytes: joined(bytes, ascii('\r\n')), codes: ['bytes_extra'] }),
  'start damaged': ({ bytes, decoded }, random) => {
    const at = random.below(decoded.frame.start.length)
    const byte = random.below(256)
    return { bytes: withReplaced(bytes, at, [byte]), codes: ['bit_flip', 'byte_changed'] }
  },
  'start lost': ({ bytes, decoded }) => ({
    bytes: bytes.slice(decoded.frame.start.length),
    codes: ['bytes_missing'],
  }),
  'bytes garbled': (base, random) => {
    const { start, end } = body(base)
    if (end - start < 6) return null
    const at = random.between(start, end - 4)
    const bytes = withReplaced(base.bytes, at, random.bytes(random.between(2, 4)))
    if (differences(bytes, base.bytes) < 2) return null
    return {
      bytes,
      codes: ['checksum_bad'],
      original: null,
      isDecidable: false,
    }
  },
  'bytes garbled apart': (base, random) => {
    const { start, end } = body(base)
    if (end - start < 6) return null
    let copy = base.bytes
    for (let i = random.between(2, 3); i > 0; i--)
      copy = withReplaced(copy, random.between(start, end - 1), random.bytes(1))
    if (differences(copy, base.bytes) < 2) return null
    return { bytes: copy, codes: ['checksum_bad'], original: null, isDecidable: false }
  },
  'bytes extra and garbled': (base, random) => {
    const { start, end } = body(base)
    if (end - start < 6) return null
    const garbled = withReplaced(base.bytes, random.between(start, end - 2), random.bytes(2))
    const bytes = withInserted(garbled, random.between(start, end), random.bytes(random.between(1, 4)))
    return { bytes, codes: ['bytes_extra', 'length_wrong'], original: null, isDecidable: false }
  },
  'zeros dropped': (base) => {
    const count = base.bytes.subarray(base.decoded.bodyStart, base.decoded.bodyEnd).filter((byte) => byte === 0).length
    if (count < 2) return null
    const bytes = Uint8Array.from([
      ...base.bytes.subarray(0, base.decoded.bodyStart),
      ...base.bytes.subarray(base.decoded.bodyStart, base.decoded.bodyEnd).filter((byte) => byte !== 0),
      ...base.bytes.subarray(base.decoded.bodyEnd),
    ])
    // A sum stays right over a body that lacks fields and holds no zero; a CRC is wrong, as of any cut.
    const lacksFields = () =>
      buildTree(decodeFrame(base.protocol, bytes)).expert.some((one) => one.code === 'fields_missing')
    const isLong = bytes.length - base.decoded.bodyStart - base.decoded.frame.trailerSize >= leastWithoutZero
    const isDecidable = !isCrc(base.decoded) && isLong && lacksFields()
    return {
      bytes,
      codes: isDecidable ? ['bytes_missing'] : ['bytes_missing', 'truncated'],
      isDecidable,
    }
  },
  'type wrong, checksum made of it': (base, random, all) => {
    const { decoded, bytes } = base
    const [key] = decoded.frame.keys
    const other = random.pick(all.filter((one) => one.protocol === base.protocol))
    if (!key || decoded.frame.keys.length > 1 || other.decoded.message!.id === decoded.message!.id) return null
    const wrong = withReplaced(bytes, key.start, other.bytes.slice(key.start, key.start + key.size))
    return {
      bytes: withTrueChecksum(decoded.frame, wrong),
      codes: ['type_wrong'],
      isDecidable: false,
    }
  },
  'another protocol': (base, random, all) => {
    const others = [...new Set(all.map((one) => one.protocol))].filter(
      (one) => one !== base.protocol && one.frames.some((frame) => frame.start[0] === base.bytes[0] && !frame.proven),
    )
    return others.length > 0
      ? { bytes: base.bytes, codes: ['foreign_protocol'], as: random.pick(others), original: null }
      : null
  },
}

function differences(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((count, byte, i) => count + Number(byte !== b[i]), 0)
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  return withInserted(a, a.length, b)
}
