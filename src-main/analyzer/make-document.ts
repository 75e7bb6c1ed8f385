// Tables and reports of an open capture as text, for files and the clipboard. Part of Analysis, which sees to it that all
// frames were looked at before.
import type { CaptureDocument } from '../../src-shared/bridge/calls.ts'
import type { CaptureDiagnosis } from '../../src-shared/diagnosis/capture-diagnosis.ts'
import { plotSeries } from '../../src-shared/diagnosis/plot-series.ts'
import { conversationStatistics, coverage, messageStatistics } from '../../src-shared/diagnosis/statistics.ts'
import { coverageText } from '../../src-shared/view/coverage-text.ts'
import { byteOrderMark } from '../../src-shared/view/csv.ts'
import { curveCsv } from '../../src-shared/view/curve-csv.ts'
import { exportFindings } from '../../src-shared/view/finding-export.ts'
import { makeReport, type ReportSource } from '../../src-shared/view/report/report.ts'
import { conversationCsv, messageCsv } from '../../src-shared/view/statistics-csv.ts'
import { frameFormatter } from '../../src-shared/view/frame-format.ts'
import { privateLines } from '../../src-shared/view/private-lines.ts'
import { Privacy } from '../../src-shared/view/privacy.ts'
import type { Clock } from '../../src-shared/view/wall-clock.ts'
import { CommandError } from '../command-error.ts'
import type { FrameView } from './frame-view.ts'
import { nextTurn } from './turns.ts'

const turnMillis = 12
/** The text is made in memory; the command line writes any number of frames. */
const mostFrames = 500_000

/** The text; null when there is no such pile or session, or when `isStale` ended it. */
export async function makeDocument(
  source: ReportSource & { shown: FrameView },
  document: CaptureDocument,
  language: 'zh' | 'en',
  clock: Clock,
  isStale: () => boolean,
): Promise<string | null> {
  const { diagnosis, index } = source
  switch (document.kind) {
    case 'findings':
      return exportFindings(index, document.format)
    case 'coverage':
      return coverageText(coverage(diagnosis, document.pile), document.format, language)
    case 'messages':
      return messageCsv(messageStatistics(diagnosis), language)
    case 'frames':
      return inTurns(framesCsv(source), isStale)
    case 'conversations':
      return conversationCsv(conversationStatistics(diagnosis), language, clock)
    case 'curves':
      return curvesOf(diagnosis, document, language, clock)
    case 'report':
      return inTurns(makeReport(source, { ...document, language, clock }), isStale)
  }
}

/** The frames of the list, as `pilescope export --to csv` writes them: personal data hidden. */
function* framesCsv({ view, shown }: { view: ReportSource['view']; shown: FrameView }): Generator<void, string | null> {
  if (shown.total > mostFrames)
    throw new CommandError(
      `列表里有 ${shown.total} 帧，这里最多导出 ${mostFrames} 帧；请先过滤，或用命令行 pilescope export。`,
      `The list has ${shown.total} frames, ${mostFrames} can be exported here; filter first, or use pilescope export on the command line.`,
    )
  const formatter = frameFormatter('csv', 'zh', null)
  const lineOf = privateLines(view, formatter, new Privacy(false))
  const lines = [formatter.header]
  for (let place = 0; place < shown.total; place++) {
    lines.push(lineOf(shown.rowAt(place)!))
    yield
  }
  return `${byteOrderMark}${lines.join('\r\n')}\r\n`
}

function curvesOf(
  diagnosis: CaptureDiagnosis,
  { subject, from, to }: Extract<CaptureDocument, { kind: 'curves' }>,
  language: 'zh' | 'en',
  clock: Clock,
): string | null {
  const series = plotSeries(diagnosis, subject, Infinity, from, to)
  return series && curveCsv(series, language, clock)
}

async function inTurns(steps: Generator<void, string | null>, isStale: () => boolean): Promise<string | null> {
  let ends = performance.now() + turnMillis
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() < ends) continue
    await nextTurn()
    if (isStale()) return null
    ends = performance.now() + turnMillis
  }
}
