// The worst finding of every frame as one number a row: what frame.bad, list, minimap and counts all go by. Estimated from
// the store's columns at once; looked at as a whole when somebody asks, once.
import { worstSeverity, type ExpertInfo } from '../protocol/expert.ts'
import { captureFindings, type CaptureView } from './capture-frame.ts'

/** 0 nothing or chat, 1 note, 2 warn, 3 error. */
export type Level = 0 | 1 | 2 | 3

/** Added to a level that all findings were looked at for. */
const exact = 4

export class FrameLevels {
  private readonly view: CaptureView
  private levels = new Uint8Array(1024)
  private known = 0

  constructor(view: CaptureView) {
    this.view = view
  }

  /** The worst finding of a row; looks at it as a whole when that was not done before. */
  levelOf(row: number): Level {
    this.extend()
    const level = this.levels[row]!
    if (level >= exact) return (level - exact) as Level
    return this.found(row, captureFindings(this.view, row))
  }

  /** Takes in what was found about a row, looked at as a whole. */
  found(row: number, expert: readonly ExpertInfo[]): Level {
    this.extend()
    const worst = Math.max(0, worstSeverity(expert)) as Level
    this.levels[row] = worst + exact
    return worst
  }

  /** What is known of a row without looking at it as a whole. */
  knownLevelOf(row: number): Level {
    this.extend()
    return (this.levels[row]! & 3) as Level
  }

  /** Estimates rows that were added since. */
  private extend(): void {
    const { count } = this.view.capture.frames
    if (count <= this.known) return
    if (count > this.levels.length) {
      const wider = new Uint8Array(Math.max(count, this.levels.length * 2))
      wider.set(this.levels)
      this.levels = wider
    }
    for (; this.known < count; this.known++) this.levels[this.known] = this.estimate(this.known)
  }

  private estimate(row: number): Level {
    const { checksum, lengthBad, protocol, message } = this.view.capture.frames
    if (protocol[row] === 255) return 2
    if (checksum[row] === 2 || lengthBad[row] === 1) return 3
    if (message[row]! < 0) return 2
    return checksum[row] === 1 ? 1 : 0
  }
}
