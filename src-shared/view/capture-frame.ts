// A frame of a capture, decoded for a person: envelope from the store, tree from the decoder.
import type { Capture } from '../capture/capture.ts'
import { FrameFilter } from '../capture/frame-filter.ts'
import type { FrameNotes } from '../capture/frame-notes.ts'
import type { TextOrigin } from '../capture/import-text.ts'
import { relationValue, type FrameRelations } from '../capture/frame-relations.ts'
import type { Value } from '../expression/value.ts'
import { decodeFrame, type Decoded } from '../protocol/decode.ts'
import type { ExpertInfo } from '../protocol/expert.ts'
import type { Slots } from '../protocol/slots.ts'
import { decodeWhole, findWhole, type DecodedFrame, type Envelope, type EnvelopeRelations } from './decoded-frame.ts'
import { formatTime, type TimeZone } from './time-text.ts'

/** Where frames get their envelope beside the store's columns. */
export interface CaptureView {
  capture: Capture
  /** By row, for frames out of text. */
  origins: readonly (TextOrigin | undefined)[] | null
  zone: TimeZone
  /** What frames tell of each other; absent: nothing is known of that. */
  readonly relations?: FrameRelations | null
  notes?: FrameNotes
}

/** Frame `row`. `slots` as decodeWhole takes them. */
export function captureFrame(view: CaptureView, row: number, slots?: Slots): DecodedFrame {
  const { capture } = view
  const bytes = capture.bytes(row)
  const protocol = capture.protocolOf(row)
  const conversation = capture.conversations[capture.frames.conversation[row]!]!
  const as = protocol ? { protocol, dialect: conversation.dialect } : null
  return decodeWhole(capture.protocols, bytes, envelopeOf(view, row), as, {
    slots,
    neighbours: () => neighboursOf(view, row),
    others: othersOf(view, row),
  })
}

/** Other bytes, decoded as frame `row` is: a repaired copy of it. */
export function captureCopy(view: CaptureView, row: number, bytes: Uint8Array): DecodedFrame {
  const { capture } = view
  const protocol = capture.protocolOf(row)
  const { dialect } = capture.conversations[capture.frames.conversation[row]!]!
  const { number, time, conversation, direction } = envelopeOf(view, row)
  return decodeWhole(
    capture.protocols,
    bytes,
    { number, time, conversation, direction },
    protocol && { protocol, dialect },
  )
}

/** What was found about frame `row`, causes first, without its tree. */
export function captureFindings(view: CaptureView, row: number): readonly ExpertInfo[] {
  const { capture } = view
  const protocol = capture.protocolOf(row)
  const conversation = capture.conversations[capture.frames.conversation[row]!]!
  const as = protocol ? { protocol, dialect: conversation.dialect } : null
  const origin = view.origins?.[row]
  const envelope = origin ? envelopeOf(view, row) : { direction: capture.directionOf(row) }
  return findWhole(capture.protocols, capture.bytes(row), envelope, as, {
    neighbours: () => neighboursOf(view, row),
    others: othersOf(view, row),
  })
}

/** What other frames make of a row; absent where nobody looks at them. */
function othersOf({ relations }: CaptureView, row: number): (() => readonly ExpertInfo[]) | undefined {
  return relations ? () => relations.findings(row) : undefined
}

/** Frames around are looked at for what they tell of one that is odd; in this many rows, and this many of them. */
const nearRows = 64
const mostNeighbours = 8

/** Frames of the same conversation and protocol in front of `row`, nearest first. */
function neighboursOf({ capture }: CaptureView, row: number): Decoded[] {
  const protocol = capture.protocolOf(row)
  const { conversation } = capture.frames
  const { dialect } = capture.conversations[conversation[row]!]!
  const found: Decoded[] = []
  for (let other = row - 1; other >= Math.max(0, row - nearRows) && found.length < mostNeighbours; other--)
    if (protocol && conversation[other] === conversation[row] && capture.protocolOf(other) === protocol)
      found.push(decodeFrame(protocol, capture.bytes(other), dialect))
  return found
}

/** A frame's place among the others. */
function relationsOf(relations: FrameRelations | null | undefined, row: number): { relations?: EnvelopeRelations } {
  if (!relations) return {}
  return {
    relations: {
      responseIn: relationValue(relations, 'response_in', row),
      responseTo: relationValue(relations, 'response_to', row),
      rtt: relationValue(relations, 'rtt', row),
      session: relationValue(relations, 'session.id', row),
      isInferred: relations.isInferred(row),
    },
  }
}

/** What is known of a frame beside its bytes. */
export function envelopeOf(view: CaptureView, row: number): Envelope {
  const envelope = placeOf(view, row)
  const around = (name: string) => readerOf(view, name)?.(row) ?? []
  return view.notes ? { ...envelope, around, note: view.notes.of(row) } : { ...envelope, around }
}

type Reader = (row: number) => readonly Value[]

/** By view and name: made when a column asks for it. */
const readers = new WeakMap<CaptureView, Map<string, { reader: Reader | null; origins: CaptureView['origins'] }>>()

function readerOf(view: CaptureView, name: string): Reader | null {
  let known = readers.get(view)
  if (!known) readers.set(view, (known = new Map()))
  const { capture, origins, notes } = view
  const before = known.get(name)
  // What a file is, and so whether its frames have origins, is known only after it was begun.
  if (before && before.origins === origins) return before.reader
  const reader = FrameFilter.reader(name, capture, { origins, notes: notes ?? null })?.read ?? null
  known.set(name, { reader, origins })
  return reader
}

function placeOf({ capture, origins, zone, relations }: CaptureView, row: number): Envelope {
  const origin = origins?.[row]
  const number = row + 1
  if (!origin) {
    const { seconds, nanos, conversation } = capture.frames
    return {
      number,
      time: formatTime(seconds[row]!, nanos[row]!, zone),
      conversation: conversation[row]!,
      direction: capture.directionOf(row),
      ...relationsOf(relations, row),
    }
  }
  return {
    number,
    time: origin.time,
    conversation: origin.source !== null || origin.destination !== null ? capture.frames.conversation[row]! : null,
    direction: origin.direction,
    ...relationsOf(relations, row),
    source: { line: origin.line, column: origin.column },
    ...(origin.label === null ? {} : { label: origin.label }),
    ...(origin.duplicateOf === null ? {} : { duplicateOf: origin.duplicateOf + 1 }),
    ...(origin.notes.length === 0
      ? {}
      : { expert: origin.notes.map((note) => textNote(note, capture.bytes(row).length)) }),
  }
}

function textNote(note: TextOrigin['notes'][number], size: number): ExpertInfo {
  return { code: note.code, severity: 'note', group: 'sequence', range: { start: 0, end: size }, message: note.label }
}
