// `pilescope export FILE --to report`: what was found, as HTML or Markdown to send back.
import { basename } from 'node:path'
import { makeReport } from '../../src-shared/view/report/report.ts'
import { summarize } from '../../src-shared/view/summary.ts'
import { clockOf, localZone, utcZone } from '../../src-shared/view/wall-clock.ts'
import type { OpenedFile } from '../analyzer/open-file.ts'
import type { ProgressLine } from '../progress-line.ts'
import { diagnoseWhole } from './whole-diagnosis.ts'

export interface ReportChoices {
  language: 'zh' | 'en'
  zone: 'utc' | 'local'
  /** Personal data is not hidden. */
  includesPersonal: boolean
}

/** The text; HTML when `out` is named so, else Markdown. */
export function reportOf(
  path: string,
  out: string,
  opened: OpenedFile,
  { language, zone, includesPersonal }: ReportChoices,
  progress: ProgressLine,
): string {
  const { capture, captureImport, remarks, kind, notes } = opened
  const source = {
    name: path === '-' ? '-' : basename(path),
    ...diagnoseWhole(opened, progress),
    summary: summarize(capture, captureImport, notes),
    remarks,
  }
  const steps = makeReport(source, {
    scope: { kind: 'capture' },
    format: /\.html?$/i.test(out) ? 'html' : 'markdown',
    language,
    clock: clockOf({ kind }, zone === 'local' ? localZone : utcZone),
    includesPersonal,
  })
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value ?? ''
}
