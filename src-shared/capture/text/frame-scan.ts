// Finds frames in bytes read out of text. What lengths and checksums prove comes first and may cross any seam; what they do
// not prove is bounded by the layout: a line, a record, a gap. On the data path: text-bytes.ts → here → frame-record.ts.

import type { Probe, ProtocolProbe } from '../../protocol/probe.ts'
import { joint, type TextBytes } from './text-bytes.ts'

/**
 * proven: length and checksum agree. whole: the checksum fits where the layout ends, the length does not. fits: the length
 * ends where the layout does, the checksum does not fit; or neither fits and the layout alone bounds it. cut: bytes are
 * missing.
 */
export type Grade = 'proven' | 'whole' | 'fits' | 'cut'

export interface Found {
  /** Half-open, in the bytes that were scanned. */
  start: number
  end: number
  grade: Grade
  missing: number
  /** Ranges inside that were left out as no part of the frame; ascending. */
  leftOut: { start: number; end: number }[]
}

export interface ScanResult {
  found: Found[]
  /** Bytes before this position are decided. */
  settled: number
  /** Not 0: a frame begins at `settled` and needs so many bytes in all. */
  wait: number
}

/** Fewer bytes are no frame of any protocol with a length and a checksum. */
const leastWhole = 8
const leastCut = 4
/** A single start byte with nothing else that fits, or with an unknown type behind it, scores less. */
const leastCutScore = 20
/** The same where neither length nor checksum fit. */
const leastMisfitScore = 30
/** Bytes of a number that counts or numbers what follows. */
const mostBefore = 2
const mostSeams = 400
const longestFrame = 70_000
const mostDoubtful = 6
/** What is still tried when a text has used up its share of work. */
const shortFrame = 512
/** What looking at a seam costs, in bytes looked at. */
const seamCost = 16
/** Records of a log over which a frame may go on. */
export const mostRecords = 16

export function isProof(probe: Probe): boolean {
  if (!probe.complete) return false
  return probe.score >= 90 || (probe.endMark && (probe.checksum === 'good' || probe.checksum === 'swapped'))
}

/** The length field is there. */
function isSized(probe: Probe): boolean {
  return probe.size > 0
}

export class FrameScanner {
  private readonly probe: ProtocolProbe
  /** Bytes that failed proofs have looked at; bounded, so that text full of start marks takes linear time. */
  private work = 0
  private budget = 0
  /** The bytes being scanned, without the spare room behind them. */
  private bytes = new Uint8Array(0)
  /** What is known of each position that was looked at. */
  private readonly seen = new Map<number, Probe[]>()

  constructor(probe: ProtocolProbe) {
    this.probe = probe
  }

  /** Whether the bytes begin with a frame that is proven. */
  begins(run: TextBytes): boolean {
    return this.probe.probe(run.bytes, 0, run.length).some(isProof)
  }

  /** `final`: nothing more comes behind these bytes. */
  scan(run: TextBytes, final: boolean): ScanResult {
    this.work = 0
    this.bytes = run.bytes.subarray(0, run.length)
    this.seen.clear()
    this.budget = 100_000 + 64 * run.length
    const found: Found[] = []
    let settled = 0
    let look = 0
    while (look < run.length) {
      const start = this.nextStart(look)
      if (start < 0) break
      const isNatural = this.isNatural(run, start, settled, found.at(-1)?.end === start)
      if (this.isExhausted && !isNatural) {
        look = this.nextSeam(run, start)
        continue
      }
      let frame = this.proven(run, start) ?? (isNatural ? this.withoutDoubtful(run, start) : null)
      if (!frame && isNatural) {
        const need = final ? 0 : this.needs(run, start)
        if (need > 0) return { found, settled: start, wait: need }
        frame = this.unproven(run, start)
      }
      if (frame) {
        found.push(frame)
        settled = frame.end
      }
      look = frame ? frame.end : start + 1
    }
    return { found, settled: run.length, wait: 0 }
  }

  private get isExhausted(): boolean {
    return this.work > this.budget
  }

  private nextSeam(run: TextBytes, at: number): number {
    const next = run.seamBehind(at)
    return next < run.seams.length ? run.seams[next]!.at : run.length
  }

  private nextStart(from: number): number {
    return this.probe.nextStart(this.bytes, from)
  }

  private probesAt(at: number): Probe[] {
    let probes = this.seen.get(at)
    if (!probes) {
      probes = this.probesWithin(at, this.bytes.length)
      this.seen.set(at, probes)
    }
    return probes
  }

  private probesWithin(at: number, limit: number): Probe[] {
    // Past its share of work a text is still searched for short frames.
    const end = this.isExhausted ? Math.min(limit, at + shortFrame) : limit
    const probes = this.probe.probe(this.bytes, at, end)
    for (const probe of probes) if (probe.complete && !isProof(probe)) this.work += probe.size
    return probes
  }

  /** The layout begins something here, or a frame ended here. */
  private isNatural(run: TextBytes, start: number, settled: number, isGlued: boolean): boolean {
    const seam = run.seamOf(start)
    if (isGlued && settled > seam.at) return true
    if (!seam.strong) return false
    if (seam.at === start) return true
    const isToken = run.start(start) > run.end(start - 1)
    if (start - seam.at <= 4 && isToken) return true
    if (start - seam.at > 16) return false
    for (let i = seam.at; i < start; i++) if (this.bytes[i] !== this.bytes[seam.at]) return false
    return true
  }

  /** A frame that length and checksum prove. */
  private proven(run: TextBytes, start: number): Found | null {
    for (const probe of this.probesAt(start)) {
      if (isProof(probe) && !this.swallows(run, start, start + probe.size))
        return frame(start, start + probe.size, 'proven')
    }
    return null
  }

  /** A checksum of one byte fits by chance now and then: a frame across lines must not hold lines that are frames. */
  private swallows(run: TextBytes, start: number, end: number): boolean {
    for (let i = run.seamBehind(start); i < run.seams.length; i++) {
      const seam = run.seams[i]!
      if (seam.at >= end) return false
      if (seam.joint >= joint.wrap && this.probesAt(seam.at).some(isProof)) return true
    }
    return false
  }

  /** Tries to prove a frame by leaving out page numbers and counts that stand between its bytes. */
  private withoutDoubtful(run: TextBytes, start: number): Found | null {
    if (run.doubtful.length === 0 || this.isExhausted) return null
    const size = Math.max(0, ...this.probesAt(start).map((probe) => probe.size))
    const inside = run.doubtful
      .filter((range) => range.start > start && range.start < start + size)
      .slice(0, mostDoubtful)
    if (inside.length === 0) return null
    const choices = inside.length === 1 ? [inside] : [inside, ...inside.map((range) => [range])]
    for (const leftOut of choices) {
      const lost = leftOut.reduce((sum, range) => sum + range.end - range.start, 0)
      const bytes = copyWithout(this.bytes, start, Math.min(run.length, start + size + lost), leftOut)
      this.work += bytes.length
      const proof = this.probe.probe(bytes, 0).find((probe) => isProof(probe) && probe.size <= size)
      if (!proof) continue
      let end = start + proof.size
      for (const range of leftOut) if (range.start < end) end += range.end - range.start
      return { ...frame(start, end, 'proven'), leftOut: leftOut.filter((range) => range.start < end) }
    }
    return null
  }

  /** How many bytes in all would settle what begins at `start`, or 0 when waiting for more cannot help. */
  private needs(run: TextBytes, start: number): number {
    let records = 0
    const first = run.seamBehind(start)
    if (run.seams.length - first > mostSeams) return 0
    for (let i = first; i < run.seams.length; i++) {
      const seam = run.seams[i]!
      if (seam.joint === joint.message && ++records >= mostRecords) return 0
      if (seam.joint >= joint.text && this.probesAt(seam.at).some(isProof)) return 0
    }
    if (this.isExhausted) return 0
    const probes = this.probesAt(start).filter(isSized)
    if (probes.length === 0) return run.length - start < 8 ? run.length + 1 : 0
    const open = probes.filter((probe) => !probe.complete && probe.size <= longestFrame)
    return open.length === 0 ? 0 : start + Math.min(...open.map((probe) => probe.size))
  }

  /** Where what begins at `start` ends at the latest, going by the layout: a loose seam, or a line that begins a frame. */
  private sectionEnd(run: TextBytes, start: number): number {
    const first = run.seamBehind(start)
    const last = Math.min(run.seams.length, first + (this.isExhausted ? 1 : mostSeams))
    for (let i = first; i < last; i++) {
      const seam = run.seams[i]!
      if (seam.joint >= joint.blank || seam.at - start > longestFrame) return seam.at
      this.work += seamCost
      if (seam.joint === joint.caption || !seam.strong) continue
      if (this.probesAt(seam.at).some(isSized)) return seam.at
    }
    return last < run.seams.length ? run.seams[last]!.at : run.length
  }

  /** What the layout makes of bytes that begin with a start mark and that nothing proves. */
  private unproven(run: TextBytes, start: number): Found | null {
    const limit = this.sectionEnd(run, start)
    const end = this.firstProven(run, start + 1, limit)
    const ends = this.endsBefore(run, start, end)
    return this.whole(start, end, ends) ?? this.bounded(run, start, end, ends)
  }

  /** More than a number stands before it in the same row, and no preamble: what is missing cannot speak for it. */
  private isAmongBytes(run: TextBytes, start: number): boolean {
    const { at } = run.seamOf(start)
    return start - at > mostBefore && this.bytes.subarray(at, start).some((byte) => byte !== this.bytes[at])
  }

  private firstProven(run: TextBytes, from: number, limit: number): number {
    for (let at = this.nextStart(from); at >= 0 && at < limit; at = this.nextStart(at + 1)) {
      if (this.isExhausted) break
      if (this.proven(run, at)) return at
    }
    return limit
  }

  /** Seams inside (start, end), with `end` itself. */
  private endsBefore(run: TextBytes, start: number, end: number): { at: number; joint: number }[] {
    const ends: { at: number; joint: number }[] = []
    for (let i = run.seamBehind(start); i < run.seams.length && ends.length < mostSeams; i++) {
      const seam = run.seams[i]!
      if (seam.at >= end) break
      ends.push({ at: seam.at, joint: seam.joint })
    }
    ends.push({ at: end, joint: joint.message })
    return ends
  }

  /** The checksum fits at the end of the line or record, though the length says otherwise. */
  private whole(start: number, end: number, ends: { at: number; joint: number }[]): Found | null {
    for (const place of ends) {
      if (place.joint !== joint.words && place.at !== end) continue
      const size = place.at - start
      if (size < leastWhole || size > longestFrame || this.isExhausted) continue
      this.work += size
      const good = this.probe
        .whole(this.bytes.subarray(start, place.at))
        .some((whole) => whole.checksum === 'good' || whole.checksum === 'swapped')
      if (good) return frame(start, place.at, 'whole')
    }
    return null
  }

  private bounded(run: TextBytes, start: number, end: number, ends: { at: number; joint: number }[]): Found | null {
    const probes = this.probesWithin(start, end).filter(isSized)
    const fitting = probes.filter((probe) => ends.some((place) => place.at === start + probe.size))
    const best = fitting.find((probe) => start + probe.size === end) ?? fitting[0]
    if (best) return frame(start, start + best.size, 'fits')
    const probe = probes[0]
    if (!probe) return null
    const lineEnd = ends.find((place) => place.joint >= joint.words)!.at
    const claimed = start + probe.size
    if (claimed < end) {
      if (probe.score < leastMisfitScore) return null
      const isGlued = this.probesAt(claimed).some(isSized)
      return frame(start, isGlued || lineEnd < claimed ? claimed : lineEnd, 'fits')
    }
    const stop = ends.find((place) => place.joint >= joint.words && place.joint !== joint.wrap)!.at
    if (stop - start < leastCut || probe.score < leastCutScore || this.isAmongBytes(run, start)) return null
    return { ...frame(start, stop, 'cut'), missing: start + probe.size - stop }
  }
}

function frame(start: number, end: number, grade: Grade): Found {
  return { start, end, grade, missing: 0, leftOut: [] }
}

function copyWithout(
  all: Uint8Array,
  start: number,
  end: number,
  leftOut: { start: number; end: number }[],
): Uint8Array {
  const bytes = new Uint8Array(end - start)
  let length = 0
  for (let i = start; i < end; i++) {
    if (leftOut.some((range) => i >= range.start && i < range.end)) continue
    bytes[length++] = all[i]!
  }
  return bytes.subarray(0, length)
}
