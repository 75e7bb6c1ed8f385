// A stream of bytes → frames. Frames may be glued together, split anywhere, damaged, or stand between other bytes; the
// result does not depend on how the stream was cut into pieces. At most the damaged frame is lost.
import { messageKey } from './choose.ts'
import { probeFormat } from './detect.ts'
import { checkChecksum, endMarksFit, RunningSums } from './place.ts'
import type { Protocol } from './plan.ts'

/** Where frames and passed-over bytes go; `bytes` is valid only during the call. */
export interface FrameSink {
  /** A frame in bytes [start, end), at `offset` of the stream. */
  frame(bytes: Uint8Array, start: number, end: number, offset: number): void
  /** Bytes that belong to no frame; long runs come in pieces that follow each other. */
  skipped(bytes: Uint8Array, start: number, end: number, offset: number): void
}

/** How a frame at one position looks: whole and right, whole but wrong, not all there yet, or no frame. */
type Verdict = { kind: 'valid' | 'invalid' | 'incomplete'; size: number } | { kind: 'none' }

const noFrame: Verdict = { kind: 'none' }
/** Bytes behind a wrong frame that are looked at for its true end. */
const lookAhead = 512
const longestRun = 64 * 1024

export class StreamFramer {
  private readonly protocol: Protocol
  private readonly sink: FrameSink
  private buffer = new Uint8Array(0)
  /** Bytes [0, used) of the buffer are there; `position` is the next to be judged, `runStart` the first not given away. */
  private used = 0
  private position = 0
  private runStart = 0
  /** Stream offset of buffer[0]. */
  private offset: number
  private readonly verdicts = new Map<number, Verdict>()
  private sums = new RunningSums(this.buffer, 0)

  constructor(protocol: Protocol, sink: FrameSink, offset = 0) {
    this.protocol = protocol
    this.sink = sink
    this.offset = offset
  }

  /** Adds bytes [start, end) to the stream and gives away what is decided. */
  push(bytes: Uint8Array, start = 0, end = bytes.length): void {
    if (this.used === this.runStart) {
      // Nothing is held back, so the bytes can be judged where they are.
      const held = this.used
      this.begin(bytes.subarray(start, end), this.offset + held)
      this.work(false)
      this.keep()
      return
    }
    this.append(bytes, start, end)
    this.work(false)
    this.keep()
  }

  /** The stream ends, or bytes are missing from it: what is held back is decided. `nextOffset`: where it goes on. */
  finish(nextOffset?: number): void {
    this.work(true)
    this.giveRun(this.used)
    this.begin(new Uint8Array(0), nextOffset ?? this.offset + this.used)
  }

  private begin(buffer: Uint8Array<ArrayBufferLike>, offset: number): void {
    this.buffer = buffer as Uint8Array<ArrayBuffer>
    this.used = buffer.length
    this.position = 0
    this.runStart = 0
    this.offset = offset
    this.verdicts.clear()
    this.sums = new RunningSums(buffer, this.used)
  }

  private append(bytes: Uint8Array, start: number, end: number): void {
    const needed = this.used + end - start
    if (needed > this.buffer.length) {
      const wider = new Uint8Array(Math.max(needed, this.buffer.length * 2))
      wider.set(this.buffer.subarray(0, this.used))
      this.buffer = wider
    }
    this.buffer.set(bytes.subarray(start, end), this.used)
    this.used = needed
    this.sums = new RunningSums(this.buffer, this.used)
    for (const [at, verdict] of this.verdicts) if (verdict.kind === 'incomplete') this.verdicts.delete(at)
  }

  /** Copies what is not decided yet into a buffer of its own. */
  private keep(): void {
    const from = this.runStart
    const rest = this.buffer.slice(from, this.used)
    const position = this.position - from
    this.begin(rest, this.offset + from)
    this.position = position
  }

  /** Gives away the run of passed-over bytes before `to`. */
  private giveRun(to: number): void {
    while (this.runStart < to) {
      const end = Math.min(to, this.runStart + longestRun)
      this.sink.skipped(this.buffer, this.runStart, end, this.offset + this.runStart)
      this.runStart = end
    }
  }

  private giveFrame(start: number, end: number): void {
    this.giveRun(start)
    this.sink.frame(this.buffer, start, end, this.offset + start)
    this.position = end
    this.runStart = end
  }

  private work(final: boolean): void {
    while (this.position < this.used) {
      const verdict = this.judge(this.position)
      if (verdict.kind === 'valid') this.giveFrame(this.position, this.position + verdict.size)
      else if (verdict.kind === 'none') this.pass()
      else if (verdict.kind === 'incomplete' && !final) return
      else if (!this.isPlausible()) this.pass()
      else if (!this.settle(verdict.size, verdict.kind === 'incomplete', final)) return
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
   * Decides a frame at `position` that is wrong, or cut by the end of the stream. A valid frame inside the claimed span
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
      const verdict = this.judge(at)
      if (at === claimed && verdict.kind !== 'none' && this.isKnownMessage(at)) break
      if (verdict.kind === 'incomplete' && !final) return false
      if (verdict.kind !== 'valid') continue
      if (at < claimed || this.fits(start, at)) return this.give(start, at)
      break
    }
    return this.give(start, Math.min(claimed, this.used))
  }

  private give(start: number, end: number): true {
    this.giveFrame(start, end)
    return true
  }

  /** True when bytes [start, end) are a frame but for their length field. */
  private fits(start: number, end: number): boolean {
    return this.protocol.frames.some((frame) => {
      if (frame.proven || end - start < frame.headerSize + frame.trailerSize || !endMarksFit(frame, this.buffer, end))
        return false
      const { status, fitsTrueLength } = checkChecksum(frame, this.buffer, start, end, this.sums)
      return status === 'good' || status === 'swapped' || fitsTrueLength
    })
  }

  private judge(at: number): Verdict {
    const known = this.verdicts.get(at)
    if (known) return known
    const verdict = this.judgeAnew(at)
    if (verdict.kind !== 'none') this.verdicts.set(at, verdict)
    return verdict
  }

  private judgeAnew(at: number): Verdict {
    let verdict = noFrame
    for (const frame of this.protocol.frames) {
      if (this.buffer[at] !== frame.start[0]) continue
      if (at + frame.start.length > this.used) {
        if (this.buffer.subarray(at, this.used).every((byte, index) => byte === frame.start[index]))
          verdict = verdict.kind === 'none' ? { kind: 'incomplete', size: 0 } : verdict
        continue
      }
      const probe = probeFormat(this.protocol, frame, this.buffer, at, this.used, this.sums)
      if (!probe) continue
      if (probe.complete && probe.endMark && (probe.checksum === 'good' || probe.checksum === 'swapped'))
        return { kind: 'valid', size: probe.size }
      if (verdict.kind === 'none' && !frame.proven)
        verdict = { kind: probe.complete ? 'invalid' : 'incomplete', size: probe.size }
    }
    return verdict
  }
}
