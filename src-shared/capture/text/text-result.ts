// What the text reader hands on: frames with their origin in the text, the reason for every character, what was left over.
// On the data path: pasted text or log file → here → framing and decoding. Counterpart for captures: transport.ts.

import type { Direction, Label } from '../../bytes/range.ts'
import type { NoteCode, ReasonCode } from './reasons.ts'

/** Half-open [start, end) in UTF-16 code units from the start of the text; a byte order mark is not counted. */
export interface TextSpan {
  start: number
  end: number
}

/** How the bytes were written. */
export type ReadingKind = 'hex' | 'short-hex' | 'decimal' | 'word-swapped' | 'ascii-hex' | 'base64' | 'string'

/** A stretch of text that holds `count` bytes of the frame, the first of them byte `first`; only separators lie between. */
export interface TextPart extends TextSpan {
  first: number
  count: number
}

/** Something about a frame's text that a person should know. `span` says where, when it has a place. */
export interface TextNote {
  code: NoteCode
  label: Label
  span: TextSpan | null
}

/** Addresses as `host:port` or `host`. `peer` is the other side's, where the text does not say which side sent. */
export interface TextEndpoints {
  source: string | null
  destination: string | null
  peer: string | null
}

export interface TextFrame {
  bytes: Uint8Array
  source: {
    /** 1-based, where the first byte stands; columns count UTF-16 code units. */
    line: number
    column: number
    /** Of the first byte's first character, and behind the last byte's last one. */
    offset: number
    endOffset: number
    endLine: number
  }
  /** What the text says; `unknown` where it says nothing or only "received" and "sent" (see `observed`). */
  direction: Direction
  /** As whoever wrote the log saw it; which way that is depends on whose log it is. */
  observed: 'received' | 'sent' | null
  /**
   * As written, in the form `YYYY-MM-DDTHH:mm:ss[.SSS…]`, or `HH:mm:ss[.SSS…]` where no full date stands there.
   * With `Z` where the text gives a zone or a Unix time; then it is converted to UTC.
   */
  time: string | null
  endpoints: TextEndpoints
  /** The heading or caption that names the frame. */
  label: string | null
  /** 0-based index of the frame that this one repeats in another form of print. */
  duplicateOf: number | null
  /** Bytes that the frame's own length says and that are not there. */
  missing: number
  reading: ReadingKind
  notes: TextNote[]
  parts: TextPart[]
}

/** One stretch of text of one use. The runs of a result tile the whole text. */
export interface TextRun extends TextSpan {
  kind: 'hex' | 'time' | 'direction' | 'endpoint' | 'label' | 'ignored'
  reason: ReasonCode
  /** 0-based index of the frame that it belongs to. */
  frame: number | null
}

/** Hex that gave no frame; listed so that nothing is dropped silently. */
export interface SkippedText extends TextSpan {
  line: number
  column: number
  bytes: Uint8Array
  reason: ReasonCode
}

/** Two readings of the same text that are equally good; `chosen` was taken. */
export interface ReadingTie extends TextSpan {
  line: number
  chosen: ReadingKind
  other: ReadingKind
  otherBytes: Uint8Array
}

export interface TextResult {
  frames: TextFrame[]
  /** Empty when not asked for. */
  runs: TextRun[]
  skipped: SkippedText[]
  ties: ReadingTie[]
  /** Lines in the text, and those longer than the limit, which were read in pieces. */
  lines: number
  splitLines: number
  /** Taught layouts that read lines, and how many. */
  layouts: { name: string; lines: number }[]
}
