// What is found out about all frames of an open capture while nobody waits: first what frames tell of each other, then the
// findings of each, which those are among. Gives way while somebody waits for something else. Part of analysis.ts.
import type { CaptureView } from '../../src-shared/view/capture-frame.ts'
import { CommandError } from '../command-error.ts'
import { DiagnosisAnswers } from './diagnosis-answers.ts'
import { EarlyRows } from './early-rows.ts'
import { SeverityScan } from './severity-scan.ts'

/** Questions about the diagnosis wait so long for it to be complete. */
const answerMillis = 150

export interface LookOverListener {
  /** Somebody waits for something else. */
  isBusy: () => boolean
  /** It came further; `isLast`: this is worth being told at once. */
  told: (isLast: boolean) => void
  /** Rows that were shown look different now. */
  rowsChanged: () => void
  /** Answers that were due came, or their time has passed: filters may select other frames. */
  answersSettled: () => Promise<void>
}

export class LookOver {
  /** Findings of every frame. */
  scan: SeverityScan | null = null
  /** What frames tell of each other. */
  kept: DiagnosisAnswers | null = null
  private view: CaptureView | null = null
  private early: EarlyRows | null = null
  private running: Promise<void> | null = null
  /** How many wait for the scan. */
  private scansAwaited = 0
  private readonly listener: LookOverListener

  constructor(listener: LookOverListener) {
    this.listener = listener
  }

  /** A capture was opened; its frames come. */
  begin(view: CaptureView): void {
    this.view = view
    this.early = new EarlyRows(view)
    this.anew(false)
  }

  /** What was found before is wrong; revisions go on. `isLoaded`: no more frames come. */
  anew(isLoaded: boolean): void {
    if (!this.view) return
    this.scan = new SeverityScan(this.view)
    const before = this.kept?.progress.revision ?? 0
    this.kept?.close()
    this.kept = new DiagnosisAnswers(this.view, isLoaded, before)
  }

  /** Finds out the rest, in turns. One pass runs at a time; all who ask wait for the same. */
  run(): Promise<void> {
    this.running ??= this.runAll().finally(() => (this.running = null))
    return this.running
  }

  private async runAll(): Promise<void> {
    let scan: SeverityScan | null
    do {
      scan = this.scan
      await this.runOnce()
      // Frames that were loaded meanwhile may be in another order.
    } while (this.scan !== scan)
  }

  private async runOnce(): Promise<void> {
    const { scan, kept, listener } = this
    if (!scan) return
    await kept?.run(listener.isBusy, () => listener.told(kept.diagnosis.isComplete))
    if (this.early?.takeChanged()) listener.rowsChanged()
    // Deadlines pass with the times of frames: what was due is found as soon as it is overdue.
    if (this.scan?.settle()) await listener.answersSettled()
    await scan.complete(
      () => this.scan !== scan,
      listener.isBusy,
      () => this.scansAwaited > 0,
      () => listener.told(scan.findings.isComplete),
    )
  }

  /** A row is shown now. `isGrowing`: such a capture is looked over again and again, so only rows at its end are early. */
  shown(row: number, isGrowing: boolean): void {
    const { diagnosis } = this.kept ?? {}
    if (!diagnosis) return
    const isEarly = isGrowing ? row >= diagnosis.count : !diagnosis.isComplete
    if (isEarly) this.early?.note(row)
  }

  /** Looks at all frames that are there now, without resting. */
  async scanned(): Promise<void> {
    const frames = this.view?.capture.frames.count ?? 0
    this.scansAwaited++
    while (this.scan && this.scan.looked < frames) await this.run()
    this.scansAwaited--
  }

  /** The diagnosis as far as it comes in a moment; it goes on, and its revision tells how far. */
  async answers(): Promise<DiagnosisAnswers> {
    let timer: NodeJS.Timeout | undefined
    const moment = new Promise<void>((resolve) => (timer = setTimeout(resolve, answerMillis)))
    const whole = this.diagnosed()
    // When the moment wins, nobody hears of what happens to the pass later: the next question does.
    whole.catch(() => {})
    await Promise.race([whole, moment])
    clearTimeout(timer)
    if (!this.kept) throw notLoaded()
    return this.kept
  }

  /** Finds out what all frames that are there tell of each other. */
  async diagnosed(): Promise<void> {
    const { kept } = this
    if (!kept) throw notLoaded()
    await kept.run(
      () => false,
      () => this.listener.told(kept.diagnosis.isComplete),
    )
    // A capture that was loaded meanwhile is looked at again, in its final order.
    if (this.kept && this.kept !== kept) await this.diagnosed()
  }

  close(): void {
    this.kept?.close()
    this.view = this.scan = this.kept = this.early = null
  }
}

export function notLoaded(): CommandError {
  return new CommandError('抓包还没有读入。', 'The capture is not loaded yet.')
}
