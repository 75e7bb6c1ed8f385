// The worst finding of every frame, for minimap, first bad frame and counts. At once by what the store's columns tell
// (length, checksum, protocol); then, frame by frame while nobody asks for anything, by all findings.
import type { FindingCounts } from '../../src-shared/bridge/bridge.ts'
import type { Minimap } from '../../src-shared/bridge/results.ts'
import { FindingIndex } from '../../src-shared/diagnosis/finding-index.ts'
import { worstSeverity } from '../../src-shared/protocol/expert.ts'
import { captureFindings, type CaptureView } from '../../src-shared/view/capture-frame.ts'
import type { FrameView } from './frame-view.ts'
import { nextTurn } from './turns.ts'

/** 0 nothing or chat, 1 note, 2 warn, 3 error. */
type Level = 0 | 1 | 2 | 3
const error = 3

const turnMillis = 10

export class SeverityScan {
  private readonly view: CaptureView
  /** What was found in the frames that were looked at as a whole. */
  readonly index = new FindingIndex()
  private levels = new Uint8Array(1024)
  private readonly counts = [0, 0, 0, 0]
  /** Rows with a level, and those of them that were looked at as a whole. */
  private estimated = 0
  private exact = 0
  private firstBadRow = -1

  constructor(view: CaptureView) {
    this.view = view
  }

  /** Number of the first bad frame known so far, or null. */
  get firstBad(): number | null {
    return this.firstBadRow < 0 ? null : this.firstBadRow + 1
  }

  /** Frames that were looked at as a whole. */
  get looked(): number {
    return this.exact
  }

  get findings(): FindingCounts {
    const [, note = 0, warn = 0, bad = 0] = this.counts
    return { note, warn, error: bad, isComplete: this.exact === this.view.capture.frames.count }
  }

  /** Estimates frames that were loaded since. */
  extend(): void {
    const { count } = this.view.capture.frames
    if (count > this.levels.length) {
      const wider = new Uint8Array(Math.max(count, this.levels.length * 2))
      wider.set(this.levels)
      this.levels = wider
    }
    for (; this.estimated < count; this.estimated++) this.set(this.estimated, this.estimate(this.estimated), 0)
  }

  /**
   * Looks at all frames as a whole, resting as long as it works, and all the while that `isBusy`: somebody waits then.
   * `told` hears of each turn. Ends early when `isStale`.
   */
  async complete(isStale: () => boolean, isBusy: () => boolean, told: () => void): Promise<void> {
    this.extend()
    while (this.exact < this.estimated && !isStale()) {
      const turnEnds = performance.now() + (isBusy() ? 0 : turnMillis)
      while (this.exact < this.estimated && performance.now() < turnEnds) this.look(this.exact++)
      told()
      await nextTurn(turnMillis)
    }
  }

  /** Worst level in each of `buckets` equal stretches of a view, and the first bad place of each. */
  minimap(shown: FrameView, buckets: number): Minimap {
    const { total } = shown
    const map: Minimap = { buckets: Array<number>(buckets).fill(0), firstBad: Array<number>(buckets).fill(-1) }
    for (let place = 0; place < total; place++) {
      const bucket = Math.floor((place * buckets) / total)
      const level = this.levels[shown.rowAt(place)!] ?? 0
      if (level > map.buckets[bucket]!) map.buckets[bucket] = level
      if (level === error && map.firstBad[bucket]! < 0) map.firstBad[bucket] = place
    }
    return map
  }

  private estimate(row: number): Level {
    const { checksum, lengthBad, protocol, message } = this.view.capture.frames
    if (protocol[row] === 255) return 2
    if (checksum[row] === 2 || lengthBad[row] === 1) return 3
    if (message[row]! < 0) return 2
    return checksum[row] === 1 ? 1 : 0
  }

  private look(row: number): void {
    const expert = captureFindings(this.view, row)
    this.index.add(row, expert)
    const worst = Math.max(0, worstSeverity(expert)) as Level
    const before = this.levels[row]!
    if (worst === before) return
    this.counts[before]!--
    this.set(row, worst, before)
  }

  private set(row: number, level: Level, before: number): void {
    this.levels[row] = level
    this.counts[level]!++
    if (level === error && (this.firstBadRow < 0 || row < this.firstBadRow)) this.firstBadRow = row
    else if (before === error && row === this.firstBadRow) this.firstBadRow = this.levels.indexOf(error)
  }
}
