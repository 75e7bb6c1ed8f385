// One line of the frame list: what its columns show, in both languages where they are words. Made only for rows that are
// looked at.
import type { Direction, Label } from '../bytes/range.ts'
import { severities, type Severity } from '../protocol/severity.ts'
import { worstFinding, worstSeverity } from '../protocol/expert.ts'
import { captureFrame, type CaptureView } from './capture-frame.ts'
import { summaryOf } from './decoded-frame.ts'
import { valuesOf } from './frame-values.ts'

export interface Row {
  number: number
  time: string | null
  pile: string | null
  gun: string | null
  direction: Direction
  protocol: string | null
  dialect: string | null
  type: string | null
  message: Label | null
  length: number
  checksum: 'good' | 'swapped' | 'bad' | 'absent'
  lengthGood: boolean
  /** Worst finding; null: nothing found. */
  severity: Severity | null
  /** The likeliest cause of what is wrong, else the message's summary. */
  info: Label
}

/** Rows [first, first + count) as far as there are any. */
export function rowsOf(view: CaptureView, first: number, count: number): Row[] {
  const end = Math.min(first + count, view.capture.frames.count)
  const rows: Row[] = []
  for (let row = Math.max(first, 0); row < end; row++) rows.push(rowOf(view, row))
  return rows
}

function rowOf(view: CaptureView, index: number): Row {
  const frame = captureFrame(view, index)
  const { decoded, envelope } = frame
  const worst = worstSeverity(frame.expert)
  return {
    number: envelope.number,
    time: envelope.time,
    pile: valuesOf(frame, 'pile_no')[0] ?? null,
    gun: valuesOf(frame, 'gun_no')[0] ?? null,
    direction: frame.direction,
    protocol: decoded?.protocol.id ?? null,
    dialect: decoded?.dialect ?? null,
    type: decoded?.type ?? null,
    message: decoded?.message?.name ?? null,
    length: frame.bytes.length,
    checksum: decoded?.placement.checksum.status ?? 'absent',
    lengthGood: decoded?.lengthGood ?? false,
    severity: severities[worst] ?? null,
    info: worst >= 2 ? worstFinding(frame.expert)!.message : summaryOf(frame),
  }
}
