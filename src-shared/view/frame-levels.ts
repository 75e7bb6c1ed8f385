// The worst finding of every frame as one number a row: what frame.bad, list, minimap and counts all go by. Estimated from
// the store's columns at once; looked at as a whole when somebody asks, once.
import { maybeBad, neverBad } from '../diagnosis/error-signs.ts'
import { decodeFrame } from '../protocol/decode.ts'
import { worstSeverity, type FindingKind } from '../protocol/expert.ts'
import { Slots } from '../protocol/slots.ts'
import { captureKinds, type CaptureView } from './capture-frame.ts'

/** 0 nothing or chat, 1 note, 2 warn, 3 error. */
export type Level = 0 | 1 | 2 | 3

const error = 3
/** Added to a level that all findings were looked at for. */
const exact = 4
/** Added to an estimate when it is known that no finding is an error. */
const notBad = 8
const levelMask = 3

export class FrameLevels {
  private readonly view: CaptureView
  private levels = new Uint8Array(1024)
  private known = 0
  private readonly slots = new Slots()

  constructor(view: CaptureView) {
    this.view = view
  }

  /** The worst finding of a row; looks at it as a whole when that was not done before. */
  levelOf(row: number): Level {
    this.extend()
    const level = this.levels[row]!
    if (level & exact) return (level & levelMask) as Level
    return this.found(row, captureKinds(this.view, row))
  }

  /** Whether a row has a finding of severity error; looks at it as a whole only when it may. */
  isBad(row: number): boolean {
    this.extend()
    const level = this.levels[row]!
    if (level & notBad) return false
    if (level & exact || this.maybeBad(row)) return this.levelOf(row) === error
    this.levels[row]! |= notBad
    return false
  }

  /** Takes in what was found about a row, looked at as a whole. */
  found(row: number, expert: readonly FindingKind[]): Level {
    this.extend()
    const worst = Math.max(0, worstSeverity(expert)) as Level
    this.levels[row] = worst + exact
    return worst
  }

  /** What is known of a row without looking at it as a whole. */
  knownLevelOf(row: number): Level {
    this.extend()
    return (this.levels[row]! & levelMask) as Level
  }

  private maybeBad(row: number): boolean {
    const { capture } = this.view
    const protocol = capture.protocolOf(row)
    if (!protocol) return true
    const message = capture.messageOf(row)
    const isUsual = capture.frames.isUsual[row] === 1 && capture.isSettled(row)
    if (message && isUsual && neverBad(protocol, message, capture.frames.length[row]!)) return false
    const { dialect } = capture.conversations[capture.frames.conversation[row]!]!
    return maybeBad(decodeFrame(protocol, capture.bytes(row), dialect, this.slots))
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
