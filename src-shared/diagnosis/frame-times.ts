// Times of frames as numbers, from the store or from what a text says. The base of deadlines, sessions and plots.
import type { Capture } from '../capture/capture.ts'
import type { FrameNotes } from '../capture/frame-notes.ts'
import type { TextOrigin } from '../capture/import-text.ts'

/** A capture and what its text says of the frames, as the view has them. */
export interface FrameSource {
  capture: Capture
  /** By row, for frames out of text. */
  origins: readonly (TextOrigin | undefined)[] | null
  /** Frames that a person left out count for nothing. */
  readonly notes?: Pick<FrameNotes, 'ignored'> | null
}

/** The frame counts for nothing: a person left it out. */
export function isLeftOut({ notes }: FrameSource, row: number): boolean {
  return notes !== undefined && notes !== null && notes.ignored.size > 0 && notes.ignored.has(row)
}

/**
 * Seconds of a frame since 1970, NaN when it has no time. Times that a text gives without a zone are taken as UTC, those
 * without a date as of 1970-01-01: only differences count.
 */
export function frameSeconds({ capture, origins }: FrameSource, row: number): number {
  const origin = origins?.[row]
  if (origin) return origin.time === null ? NaN : parseSeconds(origin.time)
  return capture.frames.seconds[row]! + capture.frames.nanos[row]! / 1e9
}

/** Seconds between two frames: exact to the nanosecond where the store has times. */
export function secondsBetween(source: FrameSource, from: number, to: number): number {
  if (source.origins?.[from]) return Math.round((frameSeconds(source, to) - frameSeconds(source, from)) * 1e6) / 1e6
  const { seconds, nanos } = source.capture.frames
  return Math.round((seconds[to]! - seconds[from]!) * 1e9 + nanos[to]! - nanos[from]!) / 1e9
}

const timeShape = /^(?:(\d{4}-\d\d-\d\d)[T ])?(\d\d):(\d\d):(\d\d(?:\.\d+)?)(Z)?$/

/** `2023-05-01T12:00:00.123`, with Z or without, or the time of day alone, in seconds; NaN for anything else. */
export function parseSeconds(text: string): number {
  const parts = timeShape.exec(text)
  if (!parts) return Date.parse(text) / 1000
  const day = parts[1] === undefined ? 0 : Date.parse(`${parts[1]}T00:00:00Z`) / 1000
  return day + Number(parts[2]) * 3600 + Number(parts[3]) * 60 + Number(parts[4])
}

/** Which way a frame went, as capture or text tells, else its message. */
export function frameIsUp({ capture, origins }: FrameSource, row: number): boolean | null {
  const origin = origins?.[row]
  const direction = origin ? origin.direction : capture.directionOf(row)
  const known = direction === 'unknown' ? (capture.messageOf(row)?.direction ?? null) : direction
  return known === null ? null : known === 'up'
}
