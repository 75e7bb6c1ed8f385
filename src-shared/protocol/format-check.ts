// Is there a frame of one format at one position of a stream? The innermost question of framing.ts, answered without
// making objects: results stand in fields. detect.ts answers the same with certainty and reasons.
import { computeChecksum, sumMask } from '../bytes/checksum.ts'
import { readUnsigned } from '../bytes/number.ts'
import { passesHeaderTest } from './decode.ts'
import { endMarksFit, type RunningSums } from './place.ts'
import type { FramePlan, Protocol } from './plan.ts'

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
  private readonly protocol: Protocol
  private readonly first: number
  /** Constants of the header behind the first byte: place and value of each byte. */
  private readonly marks: readonly { at: number; byte: number }[]
  private readonly smallest: number
  private readonly sumMask: number
  private readonly lengthUnit: number
  private readonly isLittle: boolean

  constructor(protocol: Protocol, frame: FramePlan) {
    this.protocol = protocol
    this.frame = frame
    this.first = frame.start[0]!
    this.marks = frame.startMarks
      .flatMap(({ offset, bytes }) => Array.from(bytes, (byte, i) => ({ at: offset + i, byte })))
      .filter(({ at }) => at > 0)
    this.lengthUnit = 2 ** frame.length.shift
    this.isLittle = frame.checksum.order === 'little'
    this.smallest = Math.max(frame.length.min, frame.headerSize + frame.trailerSize)
    this.sumMask = sumMask(frame.checksum.algorithm)
  }

  /** Looks at `bytes` [at, end); `sums` of the same bytes make many looks at sums cheap. */
  look(bytes: Uint8Array, at: number, end: number, sums: RunningSums | null): number {
    if (bytes[at] !== this.first) return noFrame
    const { frame } = this
    const { length } = frame
    this.size = 0
    for (const mark of this.marks) if (at + mark.at < end && bytes[at + mark.at] !== mark.byte) return noFrame
    const lengthAt = at + length.at[0]!
    if (lengthAt + length.size > end) return startFits(frame, bytes, at, end) ? this.cut() : noFrame
    const value =
      length.size === 1 ? bytes[lengthAt]! : readUnsigned(bytes, lengthAt, lengthAt + length.size, length.order)
    const size = (this.lengthUnit === 1 ? value : Math.floor(value / this.lengthUnit)) + length.add
    if (size < this.smallest || size > length.max) return noFrame
    this.size = size
    if (at + size > end) return this.passesTest(bytes, at, end) ? this.cut() : noFrame
    return this.passesTest(bytes, at, end) ? this.whole(bytes, at, at + size, sums) : noFrame
  }

  private cut(): number {
    return this.frame.proven ? noFrame : cutFrame
  }

  private passesTest(bytes: Uint8Array, at: number, end: number): boolean {
    const { when, byteTest, headerTestSize } = this.frame
    if (when === null || at + headerTestSize > end) return true
    if (byteTest !== null) return byteTest(bytes, at)
    return passesHeaderTest(this.protocol, this.frame, bytes.subarray(at, end))
  }

  private whole(bytes: Uint8Array, at: number, end: number, sums: RunningSums | null): number {
    const { frame } = this
    const { checksum } = frame
    const start = at + checksum.from
    const stop = end + checksum.to
    const expected =
      sums !== null && this.sumMask > 0
        ? sums.of(start, stop) % (this.sumMask + 1)
        : computeChecksum(checksum.algorithm, bytes, start, stop)
    const little = readUnsigned(bytes, stop, stop + checksum.size, 'little')
    const isGood = (this.isLittle ? little : this.readBig(bytes, stop)) === expected
    this.swapped = !isGood && checksum.swapped && (this.isLittle ? this.readBig(bytes, stop) : little) === expected
    if ((isGood || this.swapped) && endMarksFit(frame, bytes, end)) return rightFrame
    return frame.proven ? noFrame : wrongFrame
  }

  private readBig(bytes: Uint8Array, at: number): number {
    return readUnsigned(bytes, at, at + this.frame.checksum.size, 'big')
  }
}

/** The start bytes as far as they are there. */
function startFits(frame: FramePlan, bytes: Uint8Array, at: number, end: number): boolean {
  for (let i = 0; i < frame.start.length && at + i < end; i++) if (bytes[at + i] !== frame.start[i]) return false
  return true
}

const made = new WeakMap<Protocol, readonly FormatCheck[]>()

/** The checks of all formats of a protocol, in its order. */
export function formatChecks(protocol: Protocol): readonly FormatCheck[] {
  let checks = made.get(protocol)
  if (!checks) made.set(protocol, (checks = protocol.frames.map((frame) => new FormatCheck(protocol, frame))))
  return checks
}
