// One frame as the tree and the byte pane show it: the details that the bridge answers, typed, with the bytes as bytes. On
// the data path: bridge `frames.details` → here → tree and bytes.
import { parseHex } from '../../src-shared/bytes/hex.ts'
import type { Direction, Label } from '../../src-shared/bytes/range.ts'
import type { FrameDetails } from '../../src-shared/bridge/results.ts'
import type { FrameNote } from '../../src-shared/capture/frame-notes.ts'
import type { Severity } from '../../src-shared/protocol/severity.ts'
import type { FrameLayout } from '../../src-shared/view/frame-layout.ts'

/** A field as the JSON of the CLI contract gives it. */
export interface FieldView {
  name: string
  label: Label
  /** Half-open, in bytes. */
  range: [number, number]
  /** Lowest bit, count. */
  bits?: [number, number]
  /** Hex; of a bit field binary digits. */
  raw: string
  /** Absent: a group. null: not supported. */
  value?: string | number | boolean | null | readonly (string | number | null)[]
  unit: string | null
  text: Label
  reference?: string
  uncertain?: boolean
  generated?: boolean
  children: FieldView[]
}

export interface FindingView {
  code: string
  severity: Severity
  group: string
  range: [number, number]
  message: Label
  remedy: Label | null
  /** The repaired frame in hex. */
  repair: string | null
  /** Of causes: what speaks for it, and how much. */
  evidence?: Label[]
  certainty?: 'high' | 'medium' | 'low'
}

export interface ChecksumView {
  algorithm: string
  found: string | null
  expected: string | null
  status: 'good' | 'swapped' | 'bad' | 'absent'
  range: [number, number] | null
}

export interface LengthView {
  declared: number
  actual: number
  status: 'good' | 'bad'
}

interface FrameJson {
  number: number
  protocol: string | null
  dialect: string | null
  time: string | null
  /** null: the frame's text names no endpoints. */
  conversation: number | null
  direction: Direction
  hex: string
  message: { type: string; id: string; name: Label } | null
  length: LengthView | null
  checksum: ChecksumView | null
  missing?: number
  source?: { line: number; column: number }
  label?: string
  duplicate_of?: number
  fields: FieldView[]
  expert: FindingView[]
}

export interface FrameView extends Omit<FrameJson, 'expert' | 'duplicate_of'> {
  captureId: number
  bytes: Uint8Array
  layout: FrameLayout | null
  summary: Label
  /** What a person noted about it. */
  note: FrameNote
  /** The likely cause first. */
  findings: FindingView[]
  duplicateOf: number | null
  /** Frames of the same type open and close alike in the tree. */
  typeKey: string
}

/** The details with their bytes. */
export function frameViewOf(details: FrameDetails): FrameView {
  const { expert, duplicate_of: duplicateOf, ...frame } = details.frame as unknown as FrameJson
  const parsed = parseHex(frame.hex)
  return {
    ...frame,
    captureId: details.captureId,
    bytes: 'bytes' in parsed ? parsed.bytes : new Uint8Array(0),
    layout: details.layout,
    summary: details.summary,
    note: details.note,
    findings: expert,
    duplicateOf: duplicateOf ?? null,
    typeKey: `${frame.protocol ?? ''}/${frame.message?.type ?? ''}/${frame.message?.id ?? ''}`,
  }
}
