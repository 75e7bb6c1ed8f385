// Everything found in a capture, by code: how often, how grave, in which frames. Grows frame by frame while a capture loads;
// costs four bytes for each frame of each code. Expert info as a whole: the view asks for groups and windows of frames.
import type { Label } from '../bytes/range.ts'
import type { ExpertInfo } from '../protocol/expert.ts'
import { severities, type FindingGroup, type Severity } from '../protocol/severity.ts'
import type { FoundKind } from './explain.ts'
import { findingName } from './finding-names.ts'

/** One code with all frames that show it. */
export interface FindingSummary {
  code: string
  /** The worst that was met. */
  severity: Severity
  group: FindingGroup
  /** Short; null: the definition that makes it gives none, and `message` stands for it. */
  name: Label | null
  /** What was said of the first frame, as an example. */
  message: Label
  remedy: Label | null
  /** Frames, and findings in them. */
  frames: number
  findings: number
  /** Frames in which it comes first: it is the diagnosis there. */
  first: number
  /** Frames for which a repaired copy is offered. */
  repairs: number
  firstFrame: number
}

class Entry {
  readonly summary: Omit<FindingSummary, 'severity' | 'firstFrame'>
  /** Ascending. */
  rows = new Uint32Array(8)
  /** Findings by severity. */
  private readonly graves = severities.map(() => 0)

  constructor({ code, group, message, remedy }: ExpertInfo) {
    const counts = { frames: 0, findings: 0, first: 0, repairs: 0 }
    this.summary = { code, group, name: findingName(code), message, remedy: remedy ?? null, ...counts }
  }

  /** Counts a finding (1), or takes it away (−1). */
  count({ severity, repair }: FoundKind, isFirst: boolean, by: 1 | -1): void {
    const { summary } = this
    summary.findings += by
    if (isFirst) summary.first += by
    if (repair) summary.repairs += by
    this.graves[severities.indexOf(severity)]! += by
  }

  add(row: number): void {
    const { summary } = this
    const place = this.placeOf(row)
    if (place < summary.frames && this.rows[place] === row) return
    if (summary.frames === this.rows.length) {
      const wider = new Uint32Array(this.rows.length * 2)
      wider.set(this.rows)
      this.rows = wider
    }
    this.rows.copyWithin(place + 1, place, summary.frames)
    this.rows[place] = row
    summary.frames++
  }

  remove(row: number): void {
    const { summary } = this
    const place = this.placeOf(row)
    if (place >= summary.frames || this.rows[place] !== row) return
    this.rows.copyWithin(place, place + 1, summary.frames)
    summary.frames--
  }

  list(): FindingSummary {
    const worst = this.graves.findLastIndex((count) => count > 0)
    return { ...this.summary, severity: severities[Math.max(worst, 0)]!, firstFrame: this.rows[0]! + 1 }
  }

  /** Where `row` stands or belongs; mostly at the end. */
  private placeOf(row: number): number {
    let [low, high] = [0, this.summary.frames]
    if (high === 0 || this.rows[high - 1]! < row) return high
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.rows[middle]! < row) low = middle + 1
      else high = middle
    }
    return low
  }
}

export class FindingIndex {
  private readonly entries = new Map<string, Entry>()

  /**
   * Takes in the findings of frame `row`, or their kinds, causes first. Rows that come in ascending order cost least.
   * `inWords`: the findings as a whole, asked for when the first of a code is met.
   */
  add(row: number, expert: readonly ExpertInfo[]): void
  add(row: number, kinds: readonly FoundKind[], inWords: () => readonly ExpertInfo[]): void
  add(row: number, kinds: readonly FoundKind[], inWords = () => kinds as readonly ExpertInfo[]): void {
    for (let place = 0; place < kinds.length; place++) {
      const info = kinds[place]!
      let entry = this.entries.get(info.code)
      if (!entry) {
        const first = inWords().find((one) => one.code === info.code)
        if (!first) continue
        this.entries.set(info.code, (entry = new Entry(first)))
      }
      entry.add(row)
      entry.count(info, place === 0, 1)
    }
  }

  /** Takes the findings of frame `row` away again, which are those that were added. */
  remove(row: number, expert: readonly FoundKind[]): void {
    for (const [place, info] of expert.entries()) {
      const entry = this.entries.get(info.code)
      entry?.remove(row)
      entry?.count(info, place === 0, -1)
      if (entry?.summary.frames === 0) this.entries.delete(info.code)
    }
  }

  /** All codes, worst first, then most frames. */
  list(): FindingSummary[] {
    return [...this.entries.values()]
      .map((entry) => entry.list())
      .toSorted((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity) || b.frames - a.frames)
  }

  /** Numbers of the frames with `code`, from place `first` on, as many as `count` and there are. */
  frames(code: string, first: number, count: number): { total: number; numbers: number[] } {
    const entry = this.entries.get(code)
    if (!entry) return { total: 0, numbers: [] }
    const { frames } = entry.summary
    const numbers = Array.from(entry.rows.subarray(first, Math.min(first + count, frames)), (row) => row + 1)
    return { total: frames, numbers }
  }
}
