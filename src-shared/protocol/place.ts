// Where the parts of one frame lie: which length holds, where the trailer stands, whether the checksum fits. Used when
// bytes are taken as one frame (decode.ts) and when frames are looked for (framing.ts, detect.ts).
import { computeChecksum, sumMask } from '../bytes/checksum.ts'
import { copyOf, readUnsigned } from '../bytes/number.ts'
import type { RunningChecksum } from '../bytes/running-checksum.ts'
import type { PlainBytes } from './plain-bytes.ts'
import type { FramePlan } from './plan.ts'
import type { ChecksumStatus } from './probe.ts'

export interface ChecksumResult {
  status: ChecksumStatus
  /** As numbers, −1 when there is none. */
  found: number
  expected: number
  /** Covered bytes, half-open. */
  start: number
  end: number
  /** It fits only with the length that the frame really has in place of the one it states. */
  fitsTrueLength: boolean
}

export interface Placement {
  /** What the length field says, as it stands; null when it is not there. Of several, the one that was taken. */
  lengthValue: number | null
  /** All values of the length fields. */
  lengthValues: readonly number[]
  /** Frame size that the taken length stands for, or null. */
  declaredSize: number | null
  /** Where the trailer begins, or −1: the frame is cut short. */
  trailerStart: number
  /** End of the frame: behind the trailer, or of what is there. */
  end: number
  checksum: ChecksumResult
  startMark: boolean
  endMark: boolean
}

const noChecksum: ChecksumResult = {
  status: 'absent',
  found: -1,
  expected: -1,
  start: 0,
  end: 0,
  fitsTrueLength: false,
}

/** True when the constants of the header that are there have their values. */
export function startMarksFit(frame: FramePlan, bytes: Uint8Array, at: number, end: number): boolean {
  return marksFit(frame.startMarks, bytes, at, end)
}

function marksFit(marks: FramePlan['startMarks'], bytes: Uint8Array, at: number, end: number): boolean {
  for (const mark of marks) {
    for (let i = 0; i < mark.bytes.length; i++) {
      const position = at + mark.offset + i
      if (position < end && bytes[position] !== mark.bytes[i]) return false
    }
  }
  return true
}

/** True when the end marks stand where they must in a frame [at, end). */
export function endMarksFit(frame: FramePlan, bytes: Uint8Array, end: number): boolean {
  return marksFit(frame.endMarks, bytes, end - frame.trailerSize, end)
}

/** Length value at offset `offset` of a frame that begins at `at`, or null when it is not all there. */
export function readLength(
  frame: FramePlan,
  bytes: Uint8Array,
  at: number,
  end: number,
  offset: number,
): number | null {
  const start = at + offset
  return start + frame.length.size > end
    ? null
    : readUnsigned(bytes, start, start + frame.length.size, frame.length.order)
}

/** Frame size that a length value stands for. */
export function sizeOf(frame: FramePlan, lengthValue: number): number {
  return Math.floor(lengthValue / 2 ** frame.length.shift) + frame.length.add
}

/** Length value of a frame of `size` bytes; bits below the shift stay as `lengthValue` has them. */
export function lengthFor(frame: FramePlan, size: number, lengthValue: number): number {
  const low = 2 ** frame.length.shift
  return (size - frame.length.add) * low + (lengthValue % low)
}

/**
 * Checks the checksum of a frame [at, end), which is at least a header and a trailer long.
 * @param plain where the bytes come from, when they are not those that were sent
 */
export function checkChecksum(
  frame: FramePlan,
  bytes: Uint8Array,
  at: number,
  end: number,
  running?: RunningChecksum | null,
  plain?: PlainBytes | null,
): ChecksumResult {
  const { algorithm, from, to, size, order, swapped, trueLength, overSent } = frame.checksum
  const start = at + from
  const stop = end + to
  const expected = running
    ? running.of(algorithm, start, stop)
    : overSent && plain
      ? computeChecksum(algorithm, plain.sent, plain.placeOf(start), plain.placeOf(stop))
      : computeChecksum(algorithm, bytes, start, stop)
  const found = readUnsigned(bytes, stop, stop + size, order)
  const result: ChecksumResult = {
    status: 'bad',
    found,
    expected,
    start: start - at,
    end: stop - at,
    fitsTrueLength: false,
  }
  if (found === expected) result.status = 'good'
  else if (swapped && readUnsigned(bytes, stop, stop + size, order === 'little' ? 'big' : 'little') === expected)
    result.status = 'swapped'
  else if (trueLength) result.fitsTrueLength = withTrueLength(frame, bytes, at, end, expected) === found
  return result
}

/** The checksum that the frame would have if its length fields said what is there; null when they cannot. */
function withTrueLength(frame: FramePlan, bytes: Uint8Array, at: number, end: number, expected: number): number | null {
  const { length, checksum } = frame
  const stated = readLength(frame, bytes, at, end, length.at[0]!) ?? 0
  const value = lengthFor(frame, end - at, stated)
  if (value < 0 || value >= 256 ** length.size) return null
  const lengthBytes = Uint8Array.from({ length: length.size }, (_, i) =>
    Math.floor(value / 256 ** (length.order === 'little' ? i : length.size - 1 - i)),
  )
  const mask = sumMask(checksum.algorithm)
  if (mask === 0) {
    const corrected = copyOf(bytes, at, end)
    for (const offset of length.at) corrected.set(lengthBytes, offset)
    return computeChecksum(checksum.algorithm, corrected, checksum.from, corrected.length + checksum.to)
  }
  let difference = 0
  for (const offset of length.at)
    for (let i = 0; i < length.size; i++)
      if (offset + i >= checksum.from) difference += lengthBytes[i]! - bytes[at + offset + i]!
  return (expected + difference + mask + 1) % (mask + 1)
}

/**
 * Where the first end mark behind the start mark ends; −1 when there is none. It is looked for in the sent bytes: in the
 * plain ones what was escaped looks like a mark too.
 */
function markedEnd({ ending, start }: FramePlan, bytes: Uint8Array, plain: PlainBytes | null): number {
  if (!ending) return -1
  const sent = plain?.sent ?? bytes
  const at = findMark(ending.mark, sent, (plain?.preamble ?? 0) + start.length, sent.length)
  if (at < 0) return -1
  return plain ? plain.offsetAt(at + ending.mark.length) : at + ending.mark.length
}

/** The first place of a mark that lies in bytes [from, end), or −1. */
export function findMark(mark: Uint8Array, bytes: Uint8Array, from: number, end: number): number {
  const within = bytes.subarray(0, Math.max(end, 0))
  for (let at = within.indexOf(mark[0]!, from); at >= 0; at = within.indexOf(mark[0]!, at + 1)) {
    if (at + mark.length > end) return -1
    if (mark.every((byte, index) => within[at + index] === byte)) return at
  }
  return -1
}

/** Lays out a frame that is known to be whole and right, with the checksum `expected`. As placeFrame does. */
export function placeRight(frame: FramePlan, bytes: Uint8Array, expected: number, swapped: boolean): Placement {
  const { length, checksum, trailerSize } = frame
  const size = bytes.length
  const lengthValues: number[] = []
  for (const at of length.at) lengthValues.push(readUnsigned(bytes, at, at + length.size, length.order))
  const stop = size + checksum.to
  return {
    lengthValue: lengthValues[0]!,
    lengthValues,
    declaredSize: size,
    trailerStart: size - trailerSize,
    end: size,
    checksum: {
      status: swapped ? 'swapped' : 'good',
      found: readUnsigned(bytes, stop, stop + checksum.size, checksum.order),
      expected,
      start: checksum.from,
      end: stop,
      fitsTrueLength: false,
    },
    startMark: true,
    endMark: true,
  }
}

/**
 * Lays out bytes [0, bytes.length) as one frame of this format, by the format's rules of where the trailer is.
 * @param plain where the bytes come from, when they are not those that were sent
 */
export function placeFrame(frame: FramePlan, bytes: Uint8Array, plain: PlainBytes | null = null): Placement {
  const size = bytes.length
  const lengthValues = frame.length.at.flatMap((offset) => readLength(frame, bytes, 0, size, offset) ?? [])
  // A frame may be too short for its header and still have its trailer; the header is then cut by it.
  const isMarked = frame.length.at.length === 0
  const smallest = isMarked
    ? frame.headerSize + frame.trailerSize
    : Math.min(frame.length.min, frame.headerSize + frame.trailerSize)
  const placement: Placement = {
    lengthValue: lengthValues[0] ?? null,
    lengthValues,
    declaredSize: lengthValues.length > 0 ? sizeOf(frame, lengthValues[0]!) : null,
    trailerStart: -1,
    end: size,
    checksum: noChecksum,
    startMark: startMarksFit(frame, bytes, 0, size),
    endMark: false,
  }
  const trailerAt = (end: number): boolean => {
    if (end < smallest || end > size || end - frame.trailerSize < frame.checksum.from) return false
    placement.checksum = checkChecksum(frame, bytes, 0, end, null, plain)
    placement.endMark = endMarksFit(frame, bytes, end)
    placement.trailerStart = end - frame.trailerSize
    placement.end = end
    if (isMarked) placement.declaredSize = placement.endMark ? end : null
    return true
  }
  const isValid = () =>
    placement.endMark &&
    (placement.checksum.status === 'good' ||
      placement.checksum.status === 'swapped' ||
      placement.checksum.fitsTrueLength)
  for (const rule of frame.end) {
    if (rule === 'valid_declared') {
      for (const value of lengthValues) {
        if (trailerAt(sizeOf(frame, value)) && isValid())
          return { ...placement, lengthValue: value, declaredSize: sizeOf(frame, value) }
      }
    } else if (
      rule === 'valid_real'
        ? trailerAt(size) && isValid()
        : rule === 'real'
          ? trailerAt(size)
          : rule === 'marked'
            ? trailerAt(markedEnd(frame, bytes, plain))
            : rule === 'declared' && trailerAt(placement.declaredSize ?? -1)
    ) {
      return placement
    }
  }
  const { declaredSize } = placement
  return {
    ...placement,
    declaredSize: isMarked ? null : declaredSize,
    trailerStart: -1,
    end: size,
    checksum: noChecksum,
    endMark: false,
  }
}
