// What every part of a report is made from.
import type { Label } from '../../bytes/range.ts'
import type { CaptureDiagnosis } from '../../diagnosis/capture-diagnosis.ts'
import type { FindingIndex } from '../../diagnosis/finding-index.ts'
import type { CaptureView } from '../capture-frame.ts'
import { formatDuration, type Clock } from '../wall-clock.ts'
import type { ReportLanguage } from './blocks.ts'
import type { Privacy } from '../privacy.ts'

export interface ReportContext {
  view: CaptureView
  diagnosis: CaptureDiagnosis
  index: FindingIndex
  language: ReportLanguage
  clock: Clock
  privacy: Privacy
  say(label: Label): string
  isIgnored(row: number): boolean
}

/** `2025-08-12 08:12:04.0`; '' without a time. */
export function moment({ clock }: ReportContext, seconds: number | null, decimals = 0): string {
  return seconds === null ? '' : `${clock.date(seconds)} ${clock.time(seconds, decimals)}`.trim()
}

/** `2025-08-12 08:12:04 – 08:47:19 (35 min 15 s)`; '' without times. */
export function span(context: ReportContext, from: number | null, to: number | null): string {
  if (from === null || to === null) return ''
  const { clock } = context
  const end = clock.date(from) === clock.date(to) ? clock.time(to) : moment(context, to)
  return `${moment(context, from)} – ${end} (${formatDuration(to - from)})`
}
