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
  readonly summary: FindingSummary
  rows = new Uint32Array(8)

  constructor(info: ExpertInfo, row: number) {
    const { code, severity, group, message, remedy } = info
    const name = findingName(code)
    const counts = { frames: 0, findings: 0, first: 0, repairs: 0, firstFrame: row + 1 }
    this.summary = { code, severity, group, name, message, remedy: remedy ?? null, ...counts }
  }

  add(row: number): void {
    const { summary } = this
    if (summary.frames > 0 && this.rows[summary.frames - 1] === row) return
    if (summary.frames === this.rows.length) {
      const wider = new Uint32Array(this.rows.length * 2)
      wider.set(this.rows)
      this.rows = wider
    }
    this.rows[summary.frames++] = row
  }
}

export class FindingIndex {
  private readonly entries = new Map<string, Entry>()

  /**
   * Takes in the kinds of the findings of frame `row`, causes first; rows come in ascending order. `inWords`: the same
   * findings as a whole, asked for when the first of a code is met.
   */
  add(row: number, expert: readonly FoundKind[], inWords: () => readonly ExpertInfo[]): void {
    for (let place = 0; place < expert.length; place++) {
      const info = expert[place]!
      let entry = this.entries.get(info.code)
      if (!entry) {
        const first = inWords().find((one) => one.code === info.code)
        if (!first) continue
        this.entries.set(info.code, (entry = new Entry(first, row)))
      }
      const { summary } = entry
      entry.add(row)
      summary.findings++
      if (place === 0) summary.first++
      if (info.repair) summary.repairs++
      if (severities.indexOf(info.severity) > severities.indexOf(summary.severity)) summary.severity = info.severity
    }
  }

  /** All codes, worst first, then most frames. */
  list(): FindingSummary[] {
    return [...this.entries.values()]
      .map(({ summary }) => ({ ...summary }))
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
