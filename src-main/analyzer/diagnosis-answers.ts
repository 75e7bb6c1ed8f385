// What frames of an open capture tell together, kept in the analyzer's worker: the pass over the frames runs in turns while
// nobody waits, further when somebody does. Answers the bridge's questions about piles, sessions, plots and statistics.
import type { DiagnosisProgress, FrameLink, Listed } from '../../src-shared/bridge/results.ts'
import type { CallResults } from '../../src-shared/bridge/results.ts'
import { CaptureDiagnosis } from '../../src-shared/diagnosis/capture-diagnosis.ts'
import { pileSummary } from '../../src-shared/diagnosis/pile-summary.ts'
import { plotSeries, type PlotSubject } from '../../src-shared/diagnosis/plot-series.ts'
import { sessionDetails, sessionSummary, type SessionSummary } from '../../src-shared/diagnosis/session-summary.ts'
import {
  conversationStatistics,
  coverage,
  messageStatistics,
  rateSeries,
} from '../../src-shared/diagnosis/statistics.ts'
import type { CaptureView } from '../../src-shared/view/capture-frame.ts'
import { busyPace, inTurns, nextTurn, quietPace } from './turns.ts'

/** Frames between two looks at the clock. */
const step = 64

export class DiagnosisAnswers {
  readonly diagnosis: CaptureDiagnosis
  private readonly view: CaptureView
  /** Of those before this one: revisions only grow. */
  private readonly revision: number
  /** All frames are loaded. */
  private isLoaded: boolean
  private running: Promise<void> | null = null
  private isClosed = false

  constructor(view: CaptureView, isLoaded: boolean, revision: number) {
    this.view = view
    this.isLoaded = isLoaded
    this.revision = revision
    this.diagnosis = new CaptureDiagnosis(view)
  }

  get progress(): DiagnosisProgress {
    const { diagnosis } = this
    return {
      revision: this.revision + diagnosis.revision,
      frames: diagnosis.count,
      total: this.view.capture.frames.count,
      isComplete: diagnosis.isComplete,
    }
  }

  /** Ends the pass; what was found stays. */
  close(): void {
    this.isClosed = true
  }

  /**
   * Goes over the frames that are there, in turns, short ones with rests in between while `isBusy`. One pass runs at a time; all who ask
   * wait for the same. `told` hears of each turn.
   */
  run(isBusy: () => boolean, told: () => void): Promise<void> {
    this.running ??= this.pass(isBusy, told).finally(() => (this.running = null))
    return this.running
  }

  private async pass(isBusy: () => boolean, told: () => void): Promise<void> {
    const { diagnosis, view } = this
    while (!this.isClosed && diagnosis.count < view.capture.frames.count) {
      const ends = performance.now() + (isBusy() ? busyPace : quietPace).turn
      while (diagnosis.count < view.capture.frames.count && performance.now() < ends)
        diagnosis.extend(diagnosis.count + step)
      told()
      await nextTurn(isBusy() ? busyPace.rest : 0)
    }
    if (this.isClosed || !this.isLoaded || diagnosis.isComplete) return
    diagnosis.finish()
    told()
  }

  links(numbers: readonly number[]): Listed<FrameLink> {
    const { diagnosis } = this
    const found = (row: number) => (row < 0 ? null : row + 1)
    const items = numbers.flatMap((number): FrameLink[] => {
      const row = number - 1
      const [responseIn, responseTo] = [found(diagnosis.responseIn(row)), found(diagnosis.responseTo(row))]
      const session = diagnosis.session(row) || null
      if (responseIn === null && responseTo === null && session === null) return []
      const rtt = diagnosis.rtt(row)
      const isInferred = diagnosis.isInferred(row)
      return [{ number, responseIn, responseTo, rtt: Number.isNaN(rtt) ? null : rtt, isInferred, session }]
    })
    return this.listed(items)
  }

  piles(): CallResults['piles.list'] {
    return this.listed(this.diagnosis.piles.list.map((pile) => pileSummary(this.view, pile)))
  }

  /** In turns: each line needs the session's timeline and bill. */
  async sessions(pile: number | null): Promise<CallResults['sessions.list']> {
    const { diagnosis } = this
    const wanted = diagnosis.sessions.list.filter((session) => pile === null || session.pile.index === pile - 1)
    const items: SessionSummary[] = []
    const add = (place: number) => items.push(sessionSummary(diagnosis, wanted[place]!))
    await inTurns(wanted.length, add, () => this.isClosed)
    return this.listed(items)
  }

  session(id: number): CallResults['sessions.get'] {
    const details = sessionDetails(this.diagnosis, id)
    return details && { progress: this.progress, details }
  }

  series(subject: PlotSubject, buckets: number, from: number | null, to: number | null): CallResults['plots.series'] {
    const series = plotSeries(this.diagnosis, subject, buckets, from, to)
    return series && { progress: this.progress, series }
  }

  conversations(): CallResults['statistics.conversations'] {
    return this.listed(conversationStatistics(this.diagnosis))
  }

  messages(): CallResults['statistics.messages'] {
    return this.listed(messageStatistics(this.diagnosis))
  }

  coverage(pile: number | null): CallResults['statistics.coverage'] {
    return this.listed(coverage(this.diagnosis, pile))
  }

  rate(buckets: number, from: number | null, to: number | null): CallResults['statistics.rate'] {
    return { progress: this.progress, series: rateSeries(this.diagnosis, buckets, from, to) }
  }

  private listed<Item>(items: Item[]): Listed<Item> {
    return { progress: this.progress, items }
  }
}
