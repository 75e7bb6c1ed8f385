// A stream of bytes → frames. Frames may be glued together, split anywhere, damaged, or stand between other bytes; the
// result does not depend on how the stream was cut into pieces. At most the damaged frame is lost.
import { messageKey } from './choose.ts'
import { cutFrame, formatChecks, noFrame, rightFrame, type FormatCheck } from './format-check.ts'
import { checkChecksum, endMarksFit, RunningSums } from './place.ts'
import type { Protocol } from './plan.ts'

/** Where frames and passed-over bytes go; `bytes` is valid only during the call. */
export interface FrameSink {
  /**
   * A frame in bytes [start, end), at `offset` of the stream.
   * @param proof the frame is whole and right in the protocol's usual format, its checksum as said; null: look yourself
   */
  frame(bytes: Uint8Array, start: number, end: number, offset: number, proof: FrameProof): void
  /** Bytes that belong to no frame; long runs come in pieces that follow each other. */
  skipped(bytes: Uint8Array, start: number, end: number, offset: number): void
}

export type FrameProof = 'good' | 'swapped' | null

/** How a frame at one position looks, as format-check.ts says it, and its size. */
interface Verdict {
  kind: number
  size: number
}

const nothing: Verdict = { kind: noFrame, size: 0 }
/** Bytes behind a wrong frame that are looked at for its true end. */
const lookAhead = 512
const longestRun = 64 * 1024

export class StreamFramer {
  private readonly protocol: Protocol
  private readonly sink: FrameSink
  private readonly checks: readonly FormatCheck[]
  /** What is held back between calls lies in a buffer of our own; else the caller's bytes are judged where they are. */
  private buffer: Uint8Array = new Uint8Array(0)
  private own = new Uint8Array(0)
  /** Bytes up to `used` are there; `position` is the next to be judged, `runStart` the first not given away. */
  private used = 0
  private position = 0
  private runStart = 0
  /** Stream offset of buffer[0]; below 0 where the buffer has bytes in front of the stream's. */
  private offset: number
  /** What the careful way found, by position. */
  private verdicts: Map<number, Verdict> | null = null
  private sums: RunningSums | null = null

  constructor(protocol: Protocol, sink: FrameSink, offset = 0) {
    this.protocol = protocol
    this.sink = sink
    this.offset = offset
    this.checks = formatChecks(protocol)
  }

  /** True when nothing is held back. */
  get isEmpty(): boolean {
    return this.runStart === this.used
  }

  /** Stream offset of the first byte that is held back, or of the next to come. */
  get heldFrom(): number {
    return this.offset + this.runStart
  }

  /** Adds bytes [start, end) to the stream and gives away what is decided. */
  push(bytes: Uint8Array, start = 0, end = bytes.length): void {
    if (this.runStart === this.used) this.begin(bytes, start, end, this.offset + this.used - start)
    else this.append(bytes, start, end)
    this.work(false)
    this.keep()
  }

  /** The stream ends, or bytes are missing from it: what is held back is decided. `nextOffset`: where it goes on. */
  finish(nextOffset?: number): void {
    this.work(true)
    this.giveRun(this.used)
    this.begin(this.own, 0, 0, nextOffset ?? this.offset + this.used)
  }

  private begin(buffer: Uint8Array, start: number, end: number, offset: number): void {
    this.buffer = buffer
    this.used = end
    this.position = start
    this.runStart = start
    this.offset = offset
    this.forget()
  }

  /** Positions in the buffer mean something else now. */
  private forget(): void {
    this.verdicts = null
    this.sums = null
  }

  private append(bytes: Uint8Array, start: number, end: number): void {
    const needed = this.used + end - start
    this.reserve(needed)
    copyInto(this.own, this.used, bytes, start, end)
    this.used = needed
    this.sums = null
    if (this.verdicts === null) return
    for (const [at, verdict] of this.verdicts) if (verdict.kind === cutFrame) this.verdicts.delete(at)
  }

  private reserve(size: number): void {
    if (size <= this.own.length) return
    const wider = new Uint8Array(Math.max(size, this.own.length * 2, 256))
    wider.set(this.own.subarray(0, this.used))
    if (this.buffer === this.own) this.buffer = wider
    this.own = wider
  }

  /** Takes what is not decided yet into the buffer of our own. */
  private keep(): void {
    const from = this.runStart
    const isOwn = this.buffer === this.own
    if (isOwn && from === 0) return
    const { buffer, position, offset } = this
    const size = this.used - from
    if (isOwn) this.own.copyWithin(0, from, this.used)
    else if (size > 0) {
      if (size > this.own.length) this.own = new Uint8Array(Math.max(size * 2, 256))
      copyInto(this.own, 0, buffer, from, this.used)
    }
    this.begin(this.own, 0, size, offset + from)
    this.position = position - from
  }

  /** Gives away the run of passed-over bytes before `to`. */
  private giveRun(to: number): void {
    while (this.runStart < to) {
      const end = Math.min(to, this.runStart + longestRun)
      this.sink.skipped(this.buffer, this.runStart, end, this.offset + this.runStart)
      this.runStart = end
    }
  }

  private giveFrame(start: number, end: number, proof: FrameProof): void {
    this.giveRun(start)
    this.sink.frame(this.buffer, start, end, this.offset + start, proof)
    this.position = end
    this.runStart = end
  }

  private work(final: boolean): void {
    const usual = this.checks[0]!
    while (this.position < this.used) {
      const { position } = this
      // Nearly always a right frame of the usual format follows; everything else takes the careful way.
      const kind = usual.look(this.buffer, position, this.used, this.sums)
      if (kind === rightFrame && !usual.frame.proven) {
        this.giveFrame(position, position + usual.size, usual.swapped ? 'swapped' : 'good')
        continue
      }
      const verdict = this.judge(position, kind)
      if (verdict.kind === rightFrame) this.giveFrame(position, position + verdict.size, null)
      else if (verdict.kind === noFrame) this.pass()
      else if (verdict.kind === cutFrame && !final) return
      else if (!this.isPlausible()) this.pass()
      else if (!this.settle(verdict.size, verdict.kind === cutFrame, final)) return
    }
  }

  private pass(): void {
    this.position++
    if (this.position - this.runStart >= longestRun) this.giveRun(this.runStart + longestRun)
  }

  /** A wrong frame counts as one where a frame is expected, or when its message is known. */
  private isPlausible(): boolean {
    return this.position === this.runStart || this.isKnownMessage(this.position)
  }

  private isKnownMessage(at: number): boolean {
    return this.protocol.frames.some((frame) => {
      const key = frame.proven ? null : messageKey(frame, this.buffer, at, this.used)
      return key !== null && this.protocol.byKey.has(key)
    })
  }

  /**
   * Decides a frame at `position` that is wrong, or cut by the end of the stream. A right frame inside the claimed span
   * cuts it there; one behind it may show that the length is too small; a known message right behind it, even a wrong
   * one, shows that the length is right. False: more bytes are needed.
   */
  private settle(size: number, isCut: boolean, final: boolean): boolean {
    const start = this.position
    const claimed = isCut ? this.used : start + size
    const limit = isCut ? this.used - 1 : claimed + lookAhead
    for (let at = start + 1; at <= limit; at++) {
      if (at >= this.used) {
        if (!final) return false
        if (at === this.used && this.fits(start, at)) return this.give(start, at)
        break
      }
      const { kind } = this.judge(at)
      if (at === claimed && kind !== noFrame && this.isKnownMessage(at)) break
      if (kind === cutFrame && !final) return false
      if (kind !== rightFrame) continue
      if (at < claimed || this.fits(start, at)) return this.give(start, at)
      break
    }
    return this.give(start, Math.min(claimed, this.used))
  }

  private give(start: number, end: number): true {
    this.giveFrame(start, end, null)
    return true
  }

  /** True when bytes [start, end) are a frame but for their length field. */
  private fits(start: number, end: number): boolean {
    return this.protocol.frames.some((frame) => {
      if (frame.proven || end - start < frame.headerSize + frame.trailerSize || !endMarksFit(frame, this.buffer, end))
        return false
      const { status, fitsTrueLength } = checkChecksum(frame, this.buffer, start, end, this.sumsOfAll())
      return status === 'good' || status === 'swapped' || fitsTrueLength
    })
  }

  private sumsOfAll(): RunningSums {
    return (this.sums ??= new RunningSums(this.buffer, this.used))
  }

  /** `usual`: what the first format's check has just said, if it was asked. */
  private judge(at: number, usual?: number): Verdict {
    const known = this.verdicts?.get(at)
    if (known) return known
    const verdict = this.judgeAnew(at, usual)
    if (verdict.kind !== noFrame) (this.verdicts ??= new Map<number, Verdict>()).set(at, verdict)
    return verdict
  }

  private judgeAnew(at: number, usual?: number): Verdict {
    const { checks, buffer, used } = this
    let verdict = nothing
    for (let i = 0; i < checks.length; i++) {
      const check = checks[i]!
      if (check.frame.start[0] !== buffer[at]) continue
      const kind = i === 0 && usual !== undefined ? usual : check.look(buffer, at, used, this.sumsOfAll())
      if (kind === rightFrame) return { kind, size: check.size }
      if (kind !== noFrame && verdict.kind === noFrame) verdict = { kind, size: check.size }
    }
    return verdict
  }
}

/** Copies bytes [start, end) to `at` of `target`. For the few bytes of a frame a call to set costs more than a loop. */
function copyInto(target: Uint8Array, at: number, bytes: Uint8Array, start: number, end: number): void {
  if (end - start > 96) target.set(bytes.subarray(start, end), at)
  else for (let i = start; i < end; i++) target[at + i - start] = bytes[i]!
}
