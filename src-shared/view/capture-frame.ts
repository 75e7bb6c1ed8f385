// A frame of a capture, decoded for a person: envelope from the store, tree from the decoder.
import type { Capture } from '../capture/capture.ts'
import { FrameFilter } from '../capture/frame-filter.ts'
import { checksumCodes } from '../capture/frame-table.ts'
import type { FrameNotes } from '../capture/frame-notes.ts'
import type { TextOrigin } from '../capture/import-text.ts'
import { relationValue, type FrameRelations } from '../capture/frame-relations.ts'
import type { Value } from '../expression/value.ts'
import { explainKinds, type FoundKind } from '../diagnosis/explain.ts'
import { decodeFrame, type Decoded } from '../protocol/decode.ts'
import type { ExpertInfo, FindingKind } from '../protocol/expert.ts'
import { fixedPlaces } from '../protocol/fixed-place.ts'
import type { MessagePlan, Protocol } from '../protocol/plan.ts'
import { Slots } from '../protocol/slots.ts'
import { usualFindings } from '../protocol/usual-findings.ts'
import {
  decodeWhole,
  directionWrong,
  findWhole,
  withRelations,
  wrongWay,
  type DecodedFrame,
  type Envelope,
  type EnvelopeRelations,
} from './decoded-frame.ts'
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

/** The kinds of captureFindings: where a frame is right, they are told without looking at it as a whole. */
export function captureKinds(view: CaptureView, row: number): readonly FoundKind[] {
  // A bill that no charge is known of is checked by itself.
  const isAlone = !view.relations && view.capture.messageOf(row)?.role === 'bill'
  const own = isAlone ? null : ownKinds(view, row)
  if (!own) return captureFindings(view, row)
  const others = view.relations?.findings(row) ?? noFindings
  return others.length === 0 ? own : withRelations<FoundKind>(own, others)
}

const noFindings: readonly FoundKind[] = []
/** Slots of a frame that nobody keeps. */
const passing = new Slots()

/** What a frame that is right shows by itself; null: it must be looked at as a whole. */
function ownKinds({ capture, origins }: CaptureView, row: number): readonly FoundKind[] | null {
  const { frames } = capture
  const message = capture.messageOf(row)
  const checksum = checksumCodes[frames.checksum[row]!]!
  const isRight = frames.isUsual[row] === 1 && (checksum === 'good' || checksum === 'swapped')
  if (!message || !isRight || origins?.[row] || !capture.isSettled(row)) return null
  const protocol = capture.protocolOf(row)!
  const facts = factsOf(capture, row, protocol, message, checksum)
  const kinds = facts && explainKinds(protocol, facts, checksum === 'swapped')
  return kinds && wrongWay(message, capture.directionOf(row)) ? [...kinds, directionWrong] : kinds
}

function factsOf(
  capture: Capture,
  row: number,
  protocol: Protocol,
  message: MessagePlan,
  checksum: 'good' | 'swapped',
): readonly FindingKind[] | null {
  const findings = usualFindings(protocol, message)
  const bytes = capture.bytes(row)
  const places = fixedPlaces(protocol)
  const found = places && !places.isEncrypted(bytes) ? findings.ofBytes(bytes, checksum) : null
  if (found) return found
  const { dialect } = capture.conversations[capture.frames.conversation[row]!]!
  const decoded = decodeFrame(protocol, bytes, dialect, passing)
  const isUsual = decoded.frame === protocol.frames[0] && !decoded.plain && !decoded.encrypted
  return isUsual && decoded.message === message ? findings.ofDecoded(decoded) : null
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

/** A frame's place among the others, found when it is asked for. */
class RowRelations implements EnvelopeRelations {
  private readonly relations: FrameRelations
  private readonly row: number

  constructor(relations: FrameRelations, row: number) {
    this.relations = relations
    this.row = row
  }

  get responseIn(): number | null {
    return relationValue(this.relations, 'response_in', this.row)
  }

  get responseTo(): number | null {
    return relationValue(this.relations, 'response_to', this.row)
  }

  get rtt(): number | null {
    return relationValue(this.relations, 'rtt', this.row)
  }

  get session(): number | null {
    return relationValue(this.relations, 'session.id', this.row)
  }

  get isInferred(): boolean {
    return this.relations.isInferred(this.row)
  }
}

/** What is known of a frame beside its bytes. */
export function envelopeOf(view: CaptureView, row: number): Envelope {
  const { relations, notes } = view
  const envelope = placeOf(view, row)
  envelope.around = (name) => readerOf(view, name)?.(row) ?? []
  if (relations) envelope.relations = new RowRelations(relations, row)
  if (notes) envelope.note = notes.of(row)
  return envelope
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

function placeOf({ capture, origins, zone }: CaptureView, row: number): Envelope {
  const origin = origins?.[row]
  const number = row + 1
  if (!origin) {
    const { seconds, nanos, conversation } = capture.frames
    return {
      number,
      time: formatTime(seconds[row]!, nanos[row]!, zone),
      conversation: conversation[row]!,
      direction: capture.directionOf(row),
    }
  }
  return {
    number,
    time: origin.time,
    conversation: origin.source !== null || origin.destination !== null ? capture.frames.conversation[row]! : null,
    direction: origin.direction,
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
