// Right frames that faults.ts damages, and what in one of them can be damaged: its body, runs of zeros, numbers.
import { computeChecksum } from '../../bytes/checksum.ts'
import { crcSteps } from '../../bytes/crc-steps.ts'
import { readUnsigned } from '../../bytes/number.ts'
import type { Random } from '../../capture/testing/random.ts'
import { decodeFrame, type Decoded } from '../../protocol/decode.ts'
import type { Protocol } from '../../protocol/plan.ts'
import { buildTree } from '../../protocol/tree.ts'
import { isRight, withReplaced, withTrueChecksum } from '../frame-copy.ts'

/** A right frame to be damaged. */
export interface Base {
  protocol: Protocol
  decoded: Decoded
  bytes: Uint8Array
}

/** Frames of `frames` that are right and without findings, by protocol. */
export function baseFrames(protocols: readonly Protocol[], frames: (id: string) => readonly Uint8Array[]): Base[] {
  return protocols.flatMap((protocol) =>
    frames(protocol.id).flatMap((bytes) => {
      const decoded = decodeFrame(protocol, bytes)
      if (!isRight(decoded) || decoded.placement.checksum.status !== 'good' || decoded.frame.foreign) return []
      const isQuiet = buildTree(decoded).expert.every((one) => one.severity === 'chat')
      return isQuiet && decoded.message ? [{ protocol, decoded, bytes }] : []
    }),
  )
}

export const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])
export const isCrc = ({ frame }: Decoded): boolean => crcSteps(frame.checksum.algorithm) !== null

/** The frame with other numbers in it, where these stay without findings. */
export function varied(base: Base, random: Random): Base | null {
  const { protocol, decoded } = base
  let { bytes } = base
  for (let slot = 0; slot < decoded.slots.count; slot++) {
    const { start, end, field } = place(decoded, slot)
    if (start < 2 || end > decoded.bodyEnd || !field.plain || field.reading.enum || field.watched) continue
    if (field.slot === decoded.frame.length.slot || field.constant || random.chance(0.5)) continue
    if (decoded.frame.keys.some((key) => key.start < end && start < key.start + key.size)) continue
    const changed = withTrueChecksum(
      decoded.frame,
      withReplaced(bytes, end - 1 - (end - start > 2 ? 2 : 0), random.bytes(1)),
    )
    const again = decodeFrame(protocol, changed)
    if (isRight(again) && buildTree(again).expert.every((one) => one.severity === 'chat')) bytes = changed
  }
  const again = decodeFrame(protocol, bytes)
  return { protocol, bytes, decoded: again }
}

/** Where a slot's bytes are, and what field they are. */
export function place(decoded: Decoded, slot: number) {
  const { slots, protocol } = decoded
  return { start: slots.start[slot]!, end: slots.end[slot]!, field: protocol.plans[slots.field[slot]!]! }
}

/** Covered bytes of the body. */
export const body = ({ decoded }: Base): { start: number; end: number } => ({
  start: decoded.bodyStart,
  end: decoded.bodyEnd,
})

/** A run of at least `least` zeros in the body, or null. */
export function zeroRun(base: Base, least: number): { start: number; end: number } | null {
  const { start, end } = body(base)
  let best: { start: number; end: number } | null = null
  for (let i = start; i < end; i++) {
    let stop = i
    while (stop < end && base.bytes[stop] === 0) stop++
    if (stop - i >= least && (!best || stop - i > best.end - best.start)) best = { start: i, end: stop }
    if (stop > i) i = stop
  }
  return best
}

/** Bodies up to this size bear so few accidents (one in 256 for each byte) that a byte that fits is hardly one. */
const mostForOneByte = 24

/** Of all single bytes, only the one that was changed makes the CRC right and leaves nothing to complain of. */
export function isOnlyByte({ decoded, protocol }: Base, bytes: Uint8Array): boolean {
  const { from, to, algorithm, size, order } = decoded.frame.checksum
  const stop = bytes.length + to
  if (!isCrc(decoded) || stop - from > mostForOneByte) return false
  const found = readUnsigned(bytes, stop, stop + size, order)
  let count = 0
  for (let at = from; at < stop; at++) {
    for (let value = 0; value < 256; value++) {
      const copy = withReplaced(bytes, at, [value])
      if (value === bytes[at] || computeChecksum(algorithm, copy, from, stop) !== found) continue
      const read = decodeFrame(protocol, copy)
      if (isRight(read) && buildTree(read).expert.every((one) => one.severity === 'chat')) count++
    }
  }
  return count === 1
}

/** Puts a byte into the body so that text handling has something to do. */
export function withBodyByte(base: Base, random: Random, byte: number): Uint8Array | null {
  const places: number[] = []
  for (let slot = 0; slot < base.decoded.slots.count; slot++) {
    const { start, end, field } = place(base.decoded, slot)
    const isFree = field.plain && !field.reading.enum && start >= base.decoded.bodyStart && end <= base.decoded.bodyEnd
    if (isFree) places.push(start)
  }
  if (places.length === 0) return null
  const copy = withTrueChecksum(base.decoded.frame, withReplaced(base.bytes, random.pick(places), [byte]))
  return isRight(decodeFrame(base.protocol, copy)) ? copy : null
}

/** A plain number field of two or four bytes whose bytes differ, in the body. */
export function wideNumber(base: Base, random: Random): { start: number; end: number } | null {
  const found: { start: number; end: number }[] = []
  for (let slot = 0; slot < base.decoded.slots.count; slot++) {
    const { start, end, field } = place(base.decoded, slot)
    if (field.plain && start >= base.decoded.bodyStart && (end - start === 2 || end - start === 4)) {
      const flipped = base.bytes.slice(start, end).reverse()
      if (!same(flipped, base.bytes.subarray(start, end))) found.push({ start, end })
    }
  }
  return found.length > 0 ? random.pick(found) : null
}
