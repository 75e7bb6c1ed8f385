// What happened beside the frames, as JSON objects of the CLI contract: skipped bytes, gaps, holes, connection events.
import { formatHex } from '../bytes/hex.ts'
import type { CaptureEvent } from '../capture/capture.ts'
import { formatTime, type TimeZone } from './time-text.ts'

const kinds: Record<CaptureEvent['kind'], string> = {
  skipped: 'skipped',
  preamble: 'skipped',
  unknown_protocol: 'skipped',
  gap: 'gap',
  hole: 'hole',
  conflict: 'event',
  note: 'event',
  connect: 'event',
  close: 'event',
  reset: 'event',
  proxy: 'event',
}

/** The event with where, how much and why. */
export function eventToJson(event: CaptureEvent, zone: TimeZone): Record<string, unknown> {
  const kind = kinds[event.kind]
  return {
    kind,
    ...(kind === event.kind ? {} : { event: event.code ?? event.kind }),
    after: event.after,
    time: formatTime(event.seconds, event.nanos, zone),
    conversation: event.conversation,
    ...(event.offset >= 0 ? { offset: event.offset } : {}),
    ...(event.length > 0 ? { length: event.length } : {}),
    ...(event.bytes ? { hex: formatHex(event.bytes) } : {}),
    message: event.message,
  }
}
