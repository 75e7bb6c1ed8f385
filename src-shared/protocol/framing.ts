// A stream of bytes → frames. Frames may be glued together, split anywhere, damaged, or stand between other bytes; the
// result does not depend on how the stream was cut into pieces: nothing is decided before the bytes that could change
// it are there. At most the damaged frame is lost. Time is linear in the bytes, whatever they are.
import { RunningChecksum } from '../bytes/running-checksum.ts'
import { formatChecks, rightFrame, type FormatCheck } from './format-check.ts'
import { judgePosition, type Claim, type Verdict } from './judge-position.ts'
import { checkChecksum, endMarksFit } from './place.ts'
import type { FramePlan, Protocol } from './plan.ts'

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

/** A position where a frame may well begin: a right one, or one whose message is known. */
interface Mark {
  at: number
  isRight: boolean
}

/** Bytes behind a wrong frame that are looked at for its true end. */
const lookAhead = 512
/** Ends that are tried for one wrong frame. */
const mostEnds = 4
const longestRun = 64 * 1024
/** Positions in a row of pushed bytes that may be in doubt before checksums are kept. */
const patience = 16

/** Answers of nextMark beside a mark. */
const noMark = 'none'
const undecided = 'undecided'

export class StreamFramer {
  private readonly sink: FrameSink
  private readonly checks: readonly FormatCheck[]
  private readonly usual: FormatCheck
  /** Formats that may find a smaller frame where the usual one finds one. */
  private readonly rivals: readonly FormatCheck[] | null
  /** What is held back between calls lies in a buffer of our own; else the caller's bytes are judged where they are. */
  private buffer: Uint8Array = new Uint8Array(0)
  private own = new Uint8Array(0)
  /** Bytes up to `used` are there; `position` is the next to be judged, `runStart` the first not given away. */
  private used = 0
  private position = 0
  private runStart = 0
  /** Where a frame is expected, since one ended there or the stream begins. */
  private expected = 0
  /** Stream offset of buffer[0]; below 0 where the buffer has bytes in front of the stream's. */
  private offset: number
  /** Marks behind `position`, in order; everything before `scanned` has been looked at for them. */
  private marks: Mark[] | null = null
  private scanned = 0
  /** Kept once there is damage, or doubt about some positions. */
  private running: RunningChecksum | null = null
  private doubts = 0

  constructor(protocol: Protocol, sink: FrameSink, offset = 0) {
    this.sink = sink
    this.offset = offset
    this.checks = formatChecks(protocol)
    this.usual = this.checks[0]!
    this.rivals = rivalsOf(this.checks)
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
    if (this.isEmpty) {
      const from = this.giveRightFrames(bytes, start, end)
      if (from === end) return
      this.begin(bytes, from, end, this.offset + this.used - from, this.expected - this.used + from)
    } else this.append(bytes, start, end)
    this.work(false)
    this.keep()
  }

  /**
   * Gives away the right frames of the usual format that begin at `start`, one right behind the other, and returns where
   * they end. Nearly all segments are nothing else: for them nothing is taken up that would have to be kept.
   */
  private giveRightFrames(bytes: Uint8Array, start: number, end: number): number {
    const { usual } = this
    if (usual.frame.proven) return start
    const base = this.offset + this.used - start
    let at = start
    while (at < end && usual.look(bytes, at, end, null) === rightFrame) {
      const { size } = usual
      if (this.rivals !== null && this.hasSmallerRival(bytes, at, end, size)) break
      this.sink.frame(bytes, at, at + size, base + at, usual.swapped ? 'swapped' : 'good')
      at += size
    }
    if (at > start) {
      this.offset = base + at - this.used
      this.expected = this.used
    }
    return at
  }

  /** The stream ends, or bytes are missing from it: what is held back is decided. `nextOffset`: where it goes on. */
  finish(nextOffset?: number): void {
    this.work(true)
    this.giveRun(this.used)
    this.begin(this.own, 0, 0, nextOffset ?? this.offset + this.used, 0)
  }

  private begin(buffer: Uint8Array, start: number, end: number, offset: number, expected: number): void {
    this.buffer = buffer
    this.used = end
    this.position = start
    this.runStart = start
    this.expected = expected
    this.offset = offset
    this.scanned = start
    this.marks = null
    this.running = null
    this.doubts = 0
  }

  private append(bytes: Uint8Array, start: number, end: number): void {
    const needed = this.used + end - start
    if (needed > this.own.length) {
      const wider = new Uint8Array(Math.max(needed, this.own.length * 2, 256))
      wider.set(this.own.subarray(0, this.used))
      this.own = wider
      this.buffer = wider
    }
    copyInto(this.own, this.used, bytes, start, end)
    this.used = needed
    this.running?.follow(this.own, needed, 0)
  }

  /** Takes what is not decided yet to the beginning of the buffer of our own. */
  private keep(): void {
    const from = this.runStart
    const isOwn = this.buffer === this.own
    const size = this.used - from
    if (isOwn && from === 0) return
    // The caller's bytes are let go of: they may be a megabyte that nothing else needs.
    if (size === 0) return this.begin(this.own, 0, 0, this.offset + from, this.expected - from)
    if (isOwn) this.own.copyWithin(0, from, this.used)
    else {
      if (size > this.own.length) this.own = new Uint8Array(Math.max(size * 2, 256))
      copyInto(this.own, 0, this.buffer, from, this.used)
      this.buffer = this.own
    }
    this.running?.follow(this.own, size, from)
    this.used = size
    this.runStart = 0
    this.position -= from
    this.expected -= from
    this.scanned -= from
    this.offset += from
    if (this.marks !== null) this.marks = this.marks.map(({ at, isRight }) => ({ at: at - from, isRight }))
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
    this.expected = end
  }

  private work(final: boolean): void {
    const { usual } = this
    while (this.position < this.used) {
      const { position } = this
      // Nearly always a right frame of the usual format follows; everything else takes the careful way.
      const kind = usual.look(this.buffer, position, this.used, this.running)
      const { size, swapped } = usual
      const isGiven =
        kind === rightFrame &&
        !usual.frame.proven &&
        !this.hasSmallerRival(this.buffer, position, this.used, size, this.running)
      if (isGiven) {
        this.giveFrame(position, position + size, swapped ? 'swapped' : 'good')
      } else if (!this.workCarefully(final)) return
    }
  }

  private hasSmallerRival(
    bytes: Uint8Array,
    at: number,
    end: number,
    size: number,
    running: RunningChecksum | null = null,
  ): boolean {
    if (this.rivals === null) return false
    for (const rival of this.rivals)
      if (rival.look(bytes, at, end, running) === rightFrame && rival.size < size) return true
    return false
  }

  /** Decides about `position`. False: more bytes are needed. */
  private workCarefully(final: boolean): boolean {
    if (++this.doubts > patience) this.keepChecksums()
    const { right, waits, claim } = this.judge(this.position)
    if (right > 0) return this.give(this.position, this.position + right)
    if (waits && !final) return false
    // A wrong frame counts as one where a frame is expected, or when its message is known.
    if (claim && (claim.isKnown || this.position === this.expected)) return this.settle(claim, final)
    this.position++
    if (this.position - this.runStart >= longestRun) this.giveRun(this.position)
    return true
  }

  private judge(at: number): Verdict {
    return judgePosition(this.checks, this.buffer, at, this.used, this.running)
  }

  /**
   * Decides a wrong frame at `position`. When its end mark stands in place it is as long as it says. Else a right frame
   * inside the claimed span cuts it short; a known message right behind the span confirms its length; and where the
   * bytes up to a later known message are a frame but for the length, that is its true end.
   */
  private settle(claim: Claim, final: boolean): boolean {
    const start = this.position
    const { frame, isCut } = claim
    const claimed = isCut ? this.used : start + claim.size
    if (claim.isEnded) return this.give(start, claimed)
    // A frame that ends with a mark ends there or before.
    const limit = isCut ? this.used - 1 : frame.ending ? claimed - 1 : claimed + lookAhead
    this.beCareful()
    let tried = 0
    for (let index = 0; ; index++) {
      const mark = this.nextMark(index, limit, final)
      if (mark === undecided) return false
      if (mark === noMark) break
      const { at, isRight } = mark
      if (at === claimed || (isRight && at < claimed)) return this.give(start, at)
      if (tried++ < mostEnds && this.fits(frame, start, at)) return this.give(start, at)
      if (isRight) break
    }
    const end = !isCut && final && this.used <= limit && this.fits(frame, start, this.used) ? this.used : claimed
    return this.give(start, Math.min(end, this.used))
  }

  private give(start: number, end: number): true {
    this.giveFrame(start, end, null)
    return true
  }

  /** From now on checksums of ranges are kept, and marks are looked for behind `position`. */
  private beCareful(): void {
    const { position } = this
    this.keepChecksums()
    this.scanned = Math.max(this.scanned, position + 1)
    const first = this.marks?.findIndex((mark) => mark.at > position) ?? 0
    if (first !== 0) this.marks = first < 0 ? null : this.marks!.slice(first)
  }

  private keepChecksums(): void {
    if (this.running) return
    this.running = new RunningChecksum()
    this.running.follow(this.buffer, this.used, 0)
  }

  /** The mark number `index` behind `position`, when it stands at `limit` or before. */
  private nextMark(index: number, limit: number, final: boolean): Mark | typeof noMark | typeof undecided {
    while (index >= (this.marks?.length ?? 0) && this.scanned <= limit) {
      if (this.scanned >= this.used) return final ? noMark : undecided
      const { right, waits, claim } = this.judge(this.scanned)
      if (waits && right === 0 && !final) return undecided
      if (right > 0 || claim?.isKnown) (this.marks ??= []).push({ at: this.scanned, isRight: right > 0 })
      this.scanned++
    }
    const mark = this.marks?.[index]
    return mark && mark.at <= limit ? mark : noMark
  }

  /** True when bytes [start, end) are a frame of this format but for their length field. */
  private fits(frame: FramePlan, start: number, end: number): boolean {
    const size = end - start
    if (frame.ending) return false
    if (size < frame.headerSize + frame.trailerSize || size > frame.length.max) return false
    if (!endMarksFit(frame, this.buffer, end)) return false
    const { status, fitsTrueLength } = checkChecksum(frame, this.buffer, start, end, this.running)
    return status === 'good' || status === 'swapped' || fitsTrueLength
  }
}

const rivals = new WeakMap<readonly FormatCheck[], readonly FormatCheck[] | null>()

/** The formats behind the first that may find a smaller frame where it finds one; null: none. */
function rivalsOf(checks: readonly FormatCheck[]): readonly FormatCheck[] | null {
  let found = rivals.get(checks)
  if (found === undefined) {
    const smaller = checks.slice(1).filter(({ frame }) => mayBeSmaller(frame, checks[0]!.frame))
    rivals.set(checks, (found = smaller.length > 0 ? smaller : null))
  }
  return found
}

/** Whether the same bytes can be a smaller frame of format `a` than of format `b`. */
function mayBeSmaller(a: FramePlan, b: FramePlan): boolean {
  if (a.ending || b.ending) return true
  const [x, y] = [a.length, b.length]
  const readsMore = x.at[0] === y.at[0] && x.order === 'little' && y.order === 'little' && x.size >= y.size
  return !readsMore || x.shift !== y.shift || x.add < y.add
}

/** Copies bytes [start, end) to `at` of `target`. For the few bytes of a frame a call to set costs more than a loop. */
function copyInto(target: Uint8Array, at: number, bytes: Uint8Array, start: number, end: number): void {
  if (end - start > 96) target.set(bytes.subarray(start, end), at)
  else for (let i = start; i < end; i++) target[at + i - start] = bytes[i]!
}
