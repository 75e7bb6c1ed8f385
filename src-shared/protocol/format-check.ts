// Is there a frame of one format at one position of a stream? The innermost question of framing.ts, answered without
// making objects: results stand in fields. detect.ts answers the same with certainty and reasons.
import { computeChecksum } from '../bytes/checksum.ts'
import { readUnsigned } from '../bytes/number.ts'
import type { RunningChecksum } from '../bytes/running-checksum.ts'
import { passesHeaderTest } from './header-test.ts'
import { checkChecksum, endMarksFit, findMark, startMarksFit } from './place.ts'
import { plainBytes } from './plain-bytes.ts'
import type { EndingPlan, FramePlan, Protocol } from './plan.ts'

/** No frame can begin here. */
export const noFrame = 0
/** It may be one, but not all of it is there. */
export const cutFrame = 1
/** All of it is there, but the checksum or the end mark is wrong. */
export const wrongFrame = 2
/** Whole and right. */
export const rightFrame = 3

export class FormatCheck {
  readonly frame: FramePlan
  /** Bytes of the frame that was found, as its length says; 0 when the length is not there. */
  size = 0
  /** Of a right frame: the checksum's bytes stand in the other order. */
  swapped = false
  /** Of a whole frame: what its checksum must be. */
  expected = 0
  /** Of a whole frame: its end marks stand where they must; true when the format has none. */
  endMark = false
  /** The selecting values of all messages, each set as one number. */
  private readonly known = new Set<number>()
  private readonly first: number
  /** Constants of the header behind the first byte: place and value of each byte. */
  private readonly marks: readonly MarkedByte[]
  /** Constants of the trailer, from its start. */
  private readonly endMarks: readonly MarkedByte[]
  private readonly smallest: number
  private readonly lengthUnit: number
  private readonly isLittle: boolean

  constructor(protocol: Protocol, frame: FramePlan) {
    this.frame = frame
    for (const key of frame.keys.length > 0 ? protocol.byKey.keys() : [])
      this.known.add(
        key.split(',').reduce((number, value, i) => number * ((frame.keys[i]?.mask ?? 0) + 1) + Number(value), 0),
      )
    this.first = frame.start[0]!
    this.marks = markedBytes(frame.startMarks).filter(({ at }) => at > 0)
    this.endMarks = markedBytes(frame.endMarks)
    this.lengthUnit = 2 ** frame.length.shift
    this.isLittle = frame.checksum.order === 'little'
    this.smallest = Math.max(frame.length.min, frame.headerSize + frame.trailerSize, frame.headerTestSize)
  }

  /**
   * Looks at `bytes` [at, end); `running` checksums of the same bytes make many looks cheap. What is said of a whole
   * frame does not change when more bytes come.
   */
  look(bytes: Uint8Array, at: number, end: number, running: RunningChecksum | null): number {
    if (bytes[at] !== this.first) return noFrame
    const { frame } = this
    const { length } = frame
    this.size = 0
    if (frame.ending !== null) return this.lookForEnd(frame.ending, bytes, at, end)
    for (const mark of this.marks) if (at + mark.at < end && bytes[at + mark.at] !== mark.byte) return noFrame
    const lengthAt = at + length.at[0]!
    if (lengthAt + length.size > end) return cutFrame
    const value =
      length.size === 1 ? bytes[lengthAt]! : readUnsigned(bytes, lengthAt, lengthAt + length.size, length.order)
    // As a 32-bit integer: positions that come of it then stay integers, which all that follows is quicker with.
    const size = ((this.lengthUnit === 1 ? value : Math.floor(value / this.lengthUnit)) + length.add) | 0
    if (size < this.smallest || size > length.max) return noFrame
    this.size = size
    if (!this.passesTest(bytes, at, end)) return noFrame
    return at + size > end ? cutFrame : this.whole(bytes, at, at + size, running)
  }

  /** True when the protocol has messages for the values that choose one; false also while these are not there. */
  isKnown(bytes: Uint8Array, at: number, end: number): boolean {
    if (this.frame.ending?.escape) {
      // An escaped byte takes two: what is behind the header's bytes twice over does not matter.
      const head = bytes.subarray(at, Math.min(end, at + this.frame.headerSize * 2))
      const plain = plainBytes(this.frame, head)?.bytes ?? head
      return this.isKnownPlain(plain, 0, plain.length)
    }
    return this.isKnownPlain(bytes, at, end)
  }

  private isKnownPlain(bytes: Uint8Array, at: number, end: number): boolean {
    let number = 0
    for (const { start, size, order, shift, mask } of this.frame.keys) {
      const from = at + start
      if (from + size > end) return false
      const value = size === 1 ? bytes[from]! : readUnsigned(bytes, from, from + size, order)
      const part = size <= 4 ? (value >>> shift) & mask : Math.floor(value / 2 ** shift) % (mask + 1)
      number = number * (mask + 1) + (part >>> 0)
    }
    return this.known.has(number)
  }

  private passesTest(bytes: Uint8Array, at: number, end: number): boolean {
    const { byteTest, headerTestSize } = this.frame
    if (at + headerTestSize > end) return true
    return byteTest === null ? passesHeaderTest(this.frame, bytes, at) : byteTest(bytes, at)
  }

  private whole(bytes: Uint8Array, at: number, end: number, running: RunningChecksum | null): number {
    const { frame } = this
    const { algorithm, from, to, size, swapped } = frame.checksum
    const stop = end + to
    const expected = running
      ? running.of(algorithm, at + from, stop)
      : computeChecksum(algorithm, bytes, at + from, stop)
    this.expected = expected
    const isGood = readChecksum(bytes, stop, size, this.isLittle) === expected
    this.swapped = !isGood && swapped && readChecksum(bytes, stop, size, !this.isLittle) === expected
    this.endMark = this.endMarksFit(bytes, end - frame.trailerSize)
    if ((isGood || this.swapped) && this.endMark) return rightFrame
    return frame.proven ? noFrame : wrongFrame
  }

  /** The same for frames that end with a mark: the first one behind the start ends the frame. */
  private lookForEnd(ending: EndingPlan, bytes: Uint8Array, at: number, end: number): number {
    const { frame } = this
    const { start } = frame
    for (let i = 1; i < start.length && at + i < end; i++) if (bytes[at + i] !== start[i]) return noFrame
    const limit = Math.min(end, at + ending.max)
    const found = findMark(ending.mark, bytes, at + start.length, limit)
    if (found < 0) return limit < end || end - at >= ending.max ? noFrame : cutFrame
    const size = found + ending.mark.length - at
    if (size < ending.min) return noFrame
    this.size = size
    const sent = bytes.subarray(at, at + size)
    const plain = plainBytes(frame, sent)
    const own = plain?.bytes ?? sent
    if (own.length < frame.headerSize + frame.trailerSize) return noFrame
    if (!startMarksFit(frame, own, 0, own.length) || !passesHeaderTest(frame, own, 0)) return noFrame
    const { status, expected } = checkChecksum(frame, own, 0, own.length, null, plain)
    this.expected = expected
    this.swapped = status === 'swapped'
    this.endMark = endMarksFit(frame, own, own.length)
    if (status !== 'bad' && this.endMark) return rightFrame
    return frame.proven ? noFrame : wrongFrame
  }

  private endMarksFit(bytes: Uint8Array, trailerStart: number): boolean {
    for (const mark of this.endMarks) if (bytes[trailerStart + mark.at] !== mark.byte) return false
    return true
  }
}

/** One byte of a constant and its place. */
interface MarkedByte {
  at: number
  byte: number
}

function markedBytes(marks: FramePlan['startMarks']): MarkedByte[] {
  return marks.flatMap(({ offset, bytes }) => Array.from(bytes, (byte, i) => ({ at: offset + i, byte })))
}

/** As readUnsigned; checksums of two bytes, which most are, without its loop. */
function readChecksum(bytes: Uint8Array, at: number, size: number, isLittle: boolean): number {
  if (size !== 2) return readUnsigned(bytes, at, at + size, isLittle ? 'little' : 'big')
  return isLittle ? bytes[at]! | (bytes[at + 1]! << 8) : (bytes[at]! << 8) | bytes[at + 1]!
}

const made = new WeakMap<Protocol, readonly FormatCheck[]>()

/** The checks of all formats of a protocol, in its order. */
export function formatChecks(protocol: Protocol): readonly FormatCheck[] {
  let checks = made.get(protocol)
  if (!checks) made.set(protocol, (checks = protocol.frames.map((frame) => new FormatCheck(protocol, frame))))
  return checks
}
