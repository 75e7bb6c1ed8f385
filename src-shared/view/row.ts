// One line of the frame list: what its columns show, in both languages where they are words. Made only for rows that are
// looked at.
import type { Direction, Label } from '../bytes/range.ts'
import { severities, type Severity } from '../protocol/severity.ts'
import { Slots } from '../protocol/slots.ts'
import { worstFinding, worstSeverity } from '../protocol/expert.ts'
import type { FrameNote } from '../capture/frame-notes.ts'
import { captureFrame, envelopeOf, type CaptureView } from './capture-frame.ts'
import type { RowColour, RowColours } from './colour-rules.ts'
import { summaryOf, type DecodedFrame } from './decoded-frame.ts'
import { textOf, valuesOf } from './frame-values.ts'

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
  /** Present where something was noted about the frame. */
  note?: FrameNote
  /** Time of the last time reference at or before it, where there is one. */
  reference?: string | null
  /** Of the first colour rule that fits. */
  colour?: RowColour
  /** Texts of the person's own columns, by field name. */
  values?: Record<string, Label>
}

/** What rows show beside the usual columns. */
export interface RowLooks {
  /** Names of fields that have columns of their own. */
  fields: readonly string[]
  colours: RowColours
}

/** Rows [first, first + count) as far as there are any. */
export function rowsOf(view: CaptureView, first: number, count: number, looks: RowLooks | null = null): Row[] {
  const end = Math.min(first + count, view.capture.frames.count)
  const rows: Row[] = []
  for (let row = Math.max(first, 0); row < end; row++) rows.push(rowOf(view, row, looks))
  return rows
}

/** Slots of a frame that nobody keeps. */
const passing = new Slots()

function rowOf(view: CaptureView, index: number, looks: RowLooks | null): Row {
  const frame = captureFrame(view, index, passing)
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
    ...notesOf(view, index),
    ...(looks ? looksOf(frame, index, looks) : {}),
  }
}

function notesOf({ notes, ...view }: CaptureView, index: number): Pick<Row, 'note' | 'reference'> {
  if (!notes) return {}
  const note = notes.of(index)
  const isNoted = note.isMarked || note.isIgnored || note.isReference || note.comment !== null
  const reference = notes.referenceOf(index)
  return {
    ...(isNoted ? { note } : {}),
    ...(reference < 0 ? {} : { reference: envelopeOf(view, reference).time }),
  }
}

function looksOf(frame: DecodedFrame, index: number, looks: RowLooks): Pick<Row, 'colour' | 'values'> {
  const colour = looks.colours.of(index)
  if (looks.fields.length === 0) return colour ? { colour } : {}
  const values: Record<string, Label> = {}
  for (const name of looks.fields) {
    const text = textOf(frame, name)
    if (text) values[name] = text
  }
  return { ...(colour ? { colour } : {}), values }
}
