// The large parts of a frame, for the screen's tree and byte pane: header, body, trailer, and what the length counts. The
// fields themselves are in frame-json.ts.
import type { ByteOrder } from '../bytes/number.ts'
import type { Label } from '../bytes/range.ts'
import { sentRange } from '../protocol/plain-bytes.ts'
import type { FramePlan } from '../protocol/plan.ts'
import type { DecodedFrame } from './decoded-frame.ts'

/** Ranges are half-open byte offsets in the frame. */
export interface FrameLayout {
  protocol: Label
  /** null too for the dialect that stands for all. */
  dialect: Label | null
  /** Clause of the specification that the message comes from. */
  reference: string | null
  header: [number, number]
  body: [number, number]
  trailer: [number, number]
  /** The length field that was taken; null when the frame ends before it. */
  lengthField: [number, number] | null
  /** Bytes that the length counts, as the frame really is; null where the definition does not tell. */
  counted: [number, number] | null
  /** What the length counts, in words. */
  counts: Label
  /** Which byte of the checksum comes first, by the specification; null for a checksum of one byte. */
  checksumOrder: ByteOrder | null
}

/** The layout of a frame; null when its protocol is not known. */
export function layoutOf({ decoded }: DecodedFrame): FrameLayout | null {
  if (!decoded) return null
  const { frame, placement, protocol, message, bodyStart, bodyEnd } = decoded
  const size = decoded.bytes.length
  const range = (start: number, end: number): [number, number] => {
    const sent = sentRange(decoded.plain, { start, end })
    return [sent.start, sent.end]
  }
  const index = Math.max(placement.lengthValues.indexOf(placement.lengthValue ?? -1), 0)
  const at = frame.length.at[index] ?? 0
  const counted = frame.length.at.length === 0 ? null : countedRange(frame, at, size, placement.trailerStart >= 0)
  return {
    protocol: protocol.name,
    dialect: protocol.dialects.find(({ id }) => id === decoded.dialect && id !== protocol.defaultDialect)?.name ?? null,
    reference: message?.reference ?? null,
    header: range(0, bodyStart),
    body: range(bodyStart, bodyEnd),
    trailer: range(bodyEnd, size),
    lengthField: placement.lengthValue === null ? null : range(at, at + frame.length.size),
    counted: counted && range(...counted),
    counts: frame.length.counts,
    checksumOrder: frame.checksum.size > 1 ? frame.checksum.order : null,
  }
}

/**
 * The definition tells how many bytes the length leaves out, not which. They are at the front, or at the front and the whole
 * trailer; the front ends before or behind the length field, or where the checksum begins.
 */
function countedRange(frame: FramePlan, at: number, size: number, hasTrailer: boolean): [number, number] | null {
  const fronts = new Set([0, at, at + frame.length.size, frame.checksum.from])
  for (const back of [frame.trailerSize, 0]) {
    const front = frame.length.add - back
    if (fronts.has(front)) return [Math.min(front, size), hasTrailer ? size - back : size]
  }
  return null
}
