// The worst finding of every frame, for minimap, first bad frame and counts. At once by what the store's columns tell
// (length, checksum, protocol); then, frame by frame while nobody asks for anything, by all findings.
import type { FindingCounts } from '../../src-shared/bridge/bridge.ts'
import type { Minimap } from '../../src-shared/bridge/results.ts'
import type { FrameNotes } from '../../src-shared/capture/frame-notes.ts'
import type { FoundKind } from '../../src-shared/diagnosis/explain.ts'
import { FindingIndex } from '../../src-shared/diagnosis/finding-index.ts'
import { captureFindings, captureKinds, type CaptureView } from '../../src-shared/view/capture-frame.ts'
import { FrameLevels, type Level } from '../../src-shared/view/frame-levels.ts'
import type { FrameView } from './frame-view.ts'
import { busyPace, nextTurn, quietPace } from './turns.ts'

const error = 3

export class SeverityScan {
  readonly levels: FrameLevels
  private readonly view: CaptureView
  /** What was found in the frames that were looked at as a whole. */
  readonly index = new FindingIndex()
  /** As they were counted: ignored frames count as nothing. */
  private counted = new Uint8Array(1024)
  private readonly counts = [0, 0, 0, 0]
  /** Rows with a level, and those of them that were looked at as a whole. */
  private estimated = 0
  private exact = 0
  private firstBadRow = -1
  /** Rows whose reply is due, with what was found so far. */
  private readonly waiting = new Map<number, readonly FoundKind[]>()

  constructor(view: CaptureView) {
    this.view = view
    this.levels = new FrameLevels(view)
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
    if (count > this.counted.length) {
      const wider = new Uint8Array(Math.max(count, this.counted.length * 2))
      wider.set(this.counted)
      this.counted = wider
    }
    for (; this.estimated < count; this.estimated++) {
      this.counts[0]!++
      this.count(this.estimated, this.levels.knownLevelOf(this.estimated))
    }
  }

  /** Looks again at frames whose reply was due: it came, or its time has passed. True when something changed. */
  settle(): boolean {
    let isChanged = false
    for (const [row, before] of this.waiting) {
      if (this.view.relations?.isWaiting(row)) continue
      this.waiting.delete(row)
      this.index.remove(row, before)
      this.look(row)
      isChanged = true
    }
    return isChanged
  }

  /**
   * Looks at all frames as a whole, resting as long as it works, and much longer while `isBusy`: somebody waits then for
   * something else. It does not rest while `isAwaited`. `told` hears of each turn. Ends early when `isStale`.
   */
  async complete(
    isStale: () => boolean,
    isBusy: () => boolean,
    isAwaited: () => boolean,
    told: () => void,
  ): Promise<void> {
    this.extend()
    while (this.exact < this.estimated && !isStale()) {
      const pace = isBusy() ? busyPace : quietPace
      const turnEnds = performance.now() + pace.turn
      while (this.exact < this.estimated && performance.now() < turnEnds) this.look(this.exact++)
      told()
      await nextTurn(isAwaited() ? 0 : pace.rest)
    }
  }

  /** Worst level in each of `buckets` equal stretches of a view, and the first bad place of each. */
  minimap(shown: FrameView, buckets: number): Minimap {
    const { counted } = this
    const { total } = shown
    const map: Minimap = { buckets: Array<number>(buckets).fill(0), firstBad: Array<number>(buckets).fill(-1) }
    for (let bucket = 0, place = 0; bucket < buckets; bucket++) {
      const end = Math.ceil(((bucket + 1) * total) / buckets)
      let worst = 0
      for (; place < end && worst < error; place++) worst = Math.max(worst, counted[shown.rowAt(place)!] ?? 0)
      // It cannot become worse: the rest of the stretch need not be looked at.
      if (worst === error) map.firstBad[bucket] = place - 1
      map.buckets[bucket] = worst
      place = end
    }
    return map
  }

  private look(row: number): void {
    const kinds = captureKinds(this.view, row)
    if (!this.notes?.ignored.has(row)) {
      if (kinds.length > 0) this.index.add(row, kinds, () => captureFindings(this.view, row))
      if (this.view.relations?.isWaiting(row)) this.waiting.set(row, [...kinds])
    }
    this.count(row, this.levels.found(row, kinds))
  }

  private count(row: number, found: Level): void {
    const level: Level = this.notes?.ignored.has(row) ? 0 : found
    const before = this.counted[row]!
    if (level === before) return
    this.counts[before]!--
    this.counts[level]!++
    this.counted[row] = level
    if (level === error && (this.firstBadRow < 0 || row < this.firstBadRow)) this.firstBadRow = row
    else if (before === error && row === this.firstBadRow) this.firstBadRow = this.nextBad(row)
  }

  private nextBad(row: number): number {
    const next = this.counted.indexOf(error, row)
    return next < this.estimated ? next : -1
  }

  private get notes(): FrameNotes | undefined {
    return this.view.notes
  }
}
