// A frame as it was sent beside what it means: without the preamble in front of it, with its escaped bytes put back.
// Decoding works on the plain bytes, people see the sent ones; places go from the former to the latter.
import type { ByteRange } from '../bytes/range.ts'
import type { EscapePlan, FramePlan } from './plan.ts'

export class PlainBytes {
  /** As captured. */
  readonly sent: Uint8Array
  /** What the frame's format describes. */
  readonly bytes: Uint8Array
  /** Sent bytes in front of the frame. */
  readonly preamble: number
  /** Places in the sent bytes of escapes that mean nothing; they are left as they are. */
  readonly badEscapes: readonly number[]
  /** Place in the sent bytes of each plain one and of their end; null: all stand side by side. */
  private readonly places: Int32Array | null

  constructor(
    sent: Uint8Array,
    bytes: Uint8Array,
    preamble: number,
    places: Int32Array | null,
    badEscapes: readonly number[],
  ) {
    this.sent = sent
    this.bytes = bytes
    this.preamble = preamble
    this.places = places
    this.badEscapes = badEscapes
  }

  /** Place in the sent bytes of offset `offset` of the plain ones. */
  placeOf(offset: number): number {
    return this.places ? this.places[offset]! : this.preamble + offset
  }

  /** Offset in the plain bytes of place `place` of the sent ones, which no escape spans. */
  offsetAt(place: number): number {
    return this.places ? this.places.indexOf(place) : place - this.preamble
  }
}

/** The plain bytes of a frame of this format; null when they are the sent ones. */
export function plainBytes(frame: FramePlan, sent: Uint8Array): PlainBytes | null {
  const preamble = frame.preamble === null ? 0 : preambleSize(frame, sent)
  const escape = frame.ending?.escape ?? null
  if (escape === null || !sent.includes(escape.lead))
    return preamble === 0 ? null : new PlainBytes(sent, sent.subarray(preamble), preamble, null, [])
  return unescaped(escape, sent, preamble)
}

/** How many bytes of preamble stand in front of a start mark; 0 when it is none. */
function preambleSize({ preamble, start }: FramePlan, sent: Uint8Array): number {
  let size = 0
  while (size < sent.length && size < preamble!.most && sent[size] === preamble!.byte) size++
  return start.every((byte, index) => sent[size + index] === byte) ? size : 0
}

function unescaped(escape: EscapePlan, sent: Uint8Array, preamble: number): PlainBytes {
  const bytes = new Uint8Array(sent.length - preamble)
  const places = new Int32Array(bytes.length + 1)
  const bad: number[] = []
  let size = 0
  for (let at = preamble; at < sent.length; at++) {
    places[size] = at
    const byte = sent[at]!
    const meant = byte === escape.lead && at + 1 < sent.length ? escape.means[sent[at + 1]!]! : -1
    if (byte === escape.lead && meant < 0) bad.push(at)
    bytes[size++] = meant < 0 ? byte : meant
    if (meant >= 0) at++
  }
  places[size] = sent.length
  return new PlainBytes(sent, bytes.subarray(0, size), preamble, places.subarray(0, size + 1), bad)
}

/** A range of a frame's plain bytes as people see it, in the sent ones. */
export function sentRange(plain: PlainBytes | null, range: ByteRange): ByteRange {
  return plain ? { ...range, start: plain.placeOf(range.start), end: plain.placeOf(range.end) } : range
}
