// What pilescope writes into the packet comments of pcapng files it saves, and reads back: lines `pilescope:key=value`.
// Other lines of a comment are people's notes and are left alone.
import type { Direction } from '../bytes/range.ts'

/** What a frame out of text keeps when it is saved as packets. */
export interface FrameComment {
  /** Bytes of the frame that begins with this packet. */
  frame: number
  /** Protocol id and dialect, `ykc/ykc-legacy`; empty: unknown protocol. */
  protocol: string
  direction: Direction
  /** As written in the text; null: none. */
  time: string | null
  line: number
  column: number
  label: string | null
  /** 0-based row of the frame that it repeats. */
  duplicateOf: number | null
  /** Codes of the text reader's remarks. */
  notes: string[]
  /** As the text gives them. */
  source: string | null
  destination: string | null
}

const mark = 'pilescope:'
const escape = (text: string) => text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\r/g, '\\r')
const unescape = (text: string) =>
  text.replace(/\\(.)/g, (_all, character: string) => (character === 'n' ? '\n' : character === 'r' ? '\r' : character))

/** The comment of a frame's first packet. */
export function formatComment(comment: FrameComment): string {
  const entries: [string, string][] = [
    ['frame', String(comment.frame)],
    ['protocol', comment.protocol],
    ['direction', comment.direction],
    ['time', comment.time ?? 'none'],
    ['line', String(comment.line)],
    ['column', String(comment.column)],
  ]
  if (comment.label !== null) entries.push(['label', comment.label])
  if (comment.duplicateOf !== null) entries.push(['duplicate_of', String(comment.duplicateOf + 1)])
  if (comment.notes.length > 0) entries.push(['notes', comment.notes.join(' ')])
  if (comment.source !== null) entries.push(['source', comment.source])
  if (comment.destination !== null) entries.push(['destination', comment.destination])
  return entries.map(([key, value]) => `${mark}${key}=${escape(value)}`).join('\n')
}

/** The frame that a comment describes, or null when it is somebody else's comment. */
export function parseComment(text: string): FrameComment | null {
  const values = new Map<string, string>()
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=')
    if (line.startsWith(mark) && equals > 0)
      values.set(line.slice(mark.length, equals), unescape(line.slice(equals + 1)))
  }
  const frame = Number(values.get('frame'))
  if (!Number.isInteger(frame) || frame <= 0 || frame > 0x100_0000) return null
  const direction = values.get('direction')
  const time = values.get('time') ?? 'none'
  const duplicate = Number(values.get('duplicate_of'))
  return {
    frame,
    protocol: values.get('protocol') ?? '',
    direction: direction === 'up' || direction === 'down' ? direction : 'unknown',
    time: time === 'none' ? null : time,
    line: Number(values.get('line')) || 0,
    column: Number(values.get('column')) || 0,
    label: values.get('label') ?? null,
    duplicateOf: Number.isInteger(duplicate) && duplicate > 0 ? duplicate - 1 : null,
    notes: values.get('notes')?.split(' ') ?? [],
    source: values.get('source') ?? null,
    destination: values.get('destination') ?? null,
  }
}
