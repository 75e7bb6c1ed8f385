// Changed copies of a frame, and the question whether such a copy is right. What is captured is never touched.
import { computeChecksum } from '../bytes/checksum.ts'
import { decodeFrame, type Decoded } from '../protocol/decode.ts'
import { lengthFor } from '../protocol/place.ts'
import type { FramePlan, Protocol } from '../protocol/plan.ts'

/** The bytes without `count` of them from `at` on. */
export function withoutBytes(bytes: Uint8Array, at: number, count: number): Uint8Array {
  const copy = new Uint8Array(bytes.length - count)
  copy.set(bytes.subarray(0, at))
  copy.set(bytes.subarray(at + count), at)
  return copy
}

/** The bytes with others put in at `at`. */
export function withInserted(bytes: Uint8Array, at: number, inserted: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes.length + inserted.length)
  copy.set(bytes.subarray(0, at))
  copy.set(inserted, at)
  copy.set(bytes.subarray(at), at + inserted.length)
  return copy
}

/** The bytes with those from `at` on replaced. */
export function withReplaced(bytes: Uint8Array, at: number, replacement: readonly number[] | Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes)
  copy.set(replacement, at)
  return copy
}

/** The bytes of a number as a field of `size` bytes has them. */
export function numberBytes(value: number, size: number, order: 'little' | 'big'): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** (order === 'little' ? i : size - 1 - i)))
}

/** A copy whose length fields say how long it is; null when they cannot. */
export function withTrueLength(frame: FramePlan, bytes: Uint8Array): Uint8Array | null {
  const { length } = frame
  const copy = new Uint8Array(bytes)
  for (const at of length.at) {
    if (at + length.size > bytes.length) return null
    const stated = copy.subarray(at, at + length.size)
    const old = stated.reduce(
      (total, byte, i) => total + byte * 256 ** (length.order === 'little' ? i : length.size - 1 - i),
      0,
    )
    const value = lengthFor(frame, bytes.length, old)
    if (value < 0 || value >= 256 ** length.size) return null
    copy.set(numberBytes(value, length.size, length.order), at)
  }
  return copy
}

/** A copy whose checksum is that of its bytes, in the specification's order. */
export function withTrueChecksum(frame: FramePlan, bytes: Uint8Array): Uint8Array {
  const { algorithm, from, to, size, order } = frame.checksum
  const at = bytes.length + to
  return withReplaced(bytes, at, numberBytes(computeChecksum(algorithm, bytes, from, at), size, order))
}

/** The copy decoded, when marks, length and checksum are right and its layout was found; else null. */
export function rightFrame(protocol: Protocol, bytes: Uint8Array, dialect: string | null): Decoded | null {
  const decoded = decodeFrame(protocol, bytes, dialect)
  return isRight(decoded) ? decoded : null
}

/** Marks, length and checksum agree; the checksum maybe in the other byte order. */
export function isRight({ placement, lengthGood, frame }: Decoded): boolean {
  const { status } = placement.checksum
  return (
    !frame.foreign &&
    lengthGood &&
    placement.startMark &&
    placement.endMark &&
    (status === 'good' || status === 'swapped')
  )
}

/** True when both hold the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
