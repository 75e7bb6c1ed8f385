// Tables and reports of an open capture as text, for files and the clipboard. Part of Analysis, which sees to it that all
// frames were looked at before.
import type { CaptureDocument } from '../../src-shared/bridge/calls.ts'
import type { CaptureDiagnosis } from '../../src-shared/diagnosis/capture-diagnosis.ts'
import { plotSeries } from '../../src-shared/diagnosis/plot-series.ts'
import { conversationStatistics, coverage, messageStatistics } from '../../src-shared/diagnosis/statistics.ts'
import { coverageText } from '../../src-shared/view/coverage-text.ts'
import { curveCsv } from '../../src-shared/view/curve-csv.ts'
import { exportFindings } from '../../src-shared/view/finding-export.ts'
import { makeReport, type ReportSource } from '../../src-shared/view/report/report.ts'
import { conversationCsv, messageCsv } from '../../src-shared/view/statistics-csv.ts'
import type { Clock } from '../../src-shared/view/wall-clock.ts'
import { nextTurn } from './turns.ts'

const turnMillis = 12

/** The text; null when there is no such pile or session, or when `isStale` ended it. */
export async function makeDocument(
  source: ReportSource,
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
    case 'conversations':
      return conversationCsv(conversationStatistics(diagnosis), language, clock)
    case 'curves':
      return curvesOf(diagnosis, document, language, clock)
    case 'report':
      return inTurns(makeReport(source, { ...document, language, clock }), isStale)
  }
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
