// What a line says about its frames beside the bytes: time, direction, addresses, a byte count. On the data path:
// line-shape.ts → here → context.ts.

import { findDirection, type DirectionFound } from './direction.ts'
import { relateEndpoints } from './endpoint.ts'
import type { TextEndpoints } from './text-result.ts'
import type { MetaSpan } from './tokens.ts'

export interface LineMeta {
  time: string | null
  direction: DirectionFound | null
  endpoints: TextEndpoints
  /** Bytes that the line says there are, or null. */
  count: number | null
  spans: MetaSpan[]
}

const byteCount = /(?:\bHEX\/(\d{1,5})\b|(\d{1,5}) ?(?:bytes?\b|B\b|字节))/i
const around = 300

/** What a line says that says nothing. */
export const noMeta: LineMeta = {
  time: null,
  direction: null,
  endpoints: { source: null, destination: null, peer: null },
  count: null,
  spans: [],
}
const marksOnly = /^[\s"'`|,;(){}[\]*]*$/

function isEmpty(text: string): boolean {
  return text.length < 64 && marksOnly.test(text)
}

/**
 * Reads the text outside of the bytes [start, end) of a normalised line; both at the line's end when it has none.
 * `annotated`: captions stand between the bytes, so that only what stands before them speaks of the frame.
 */
export function readMeta(text: string, spans: MetaSpan[], start: number, end: number, annotated: boolean): LineMeta {
  // Erlang's <<104,13,…>> are brackets.
  const isBinary = text.slice(start - 2, start) === '<<' && text.slice(end, end + 2) === '>>'
  const before = text.slice(0, isBinary ? start - 2 : start)
  const after = annotated || isBinary ? '' : text.slice(end, end + around)
  const direction = isEmpty(before) && isEmpty(after) ? null : findDirection(before, after)
  if (direction && direction.start >= start) {
    direction.start += end - start
    direction.end += end - start
  }
  const time =
    spans.find((span) => span.kind === 'time' && span.end <= start) ??
    (annotated ? undefined : spans.find((span) => span.kind === 'time' && span.start >= end))
  if (!direction && spans.length === 0 && isEmpty(before) && isEmpty(after)) return noMeta
  const places = spans.filter((span) => span.kind === 'endpoint' && (span.end <= start || !annotated))
  const count = byteCount.exec(`${before.slice(-around)} ${after}`)
  return {
    time: time?.text ?? null,
    direction,
    endpoints: relateEndpoints(text, places, direction?.observed ?? null),
    count: count ? Number(count[1] ?? count[2]) : null,
    spans: spans.filter((span) => span.end <= start || span.start >= end),
  }
}
