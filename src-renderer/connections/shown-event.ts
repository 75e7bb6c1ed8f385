// What happened beside the frames, as lists show it: its name, how bad it is, its time and reason.
import type { Label } from '../../src-shared/bytes/range.ts'
import { connectionsWords, eventWords } from '../i18n/words-connections.ts'

export interface ShownEvent {
  code: string
  time: string | null
  stream: number | null
  /** Frames that stand before it. */
  after: number
  message: Label
  /** Its place among all events, where that was told. */
  index: number | null
}

const bad = new Set([
  'refused',
  'timeout',
  'unreachable',
  'name_not_found',
  'target_is_self',
  'gap',
  'hole',
  'disk_full',
])
const doubtful = new Set([
  'reset',
  'cap',
  'idle',
  'pile_left',
  'disk_low',
  'write_failed',
  'sync_failed',
  'entries_lost',
])

export const toneOf = (code: string | undefined): '' | 'bad' | 'warn' =>
  code === undefined ? '' : bad.has(code) ? 'bad' : doubtful.has(code) ? 'warn' : ''

/** The event's name; its code where no name is known. */
export const eventName = (code: string): Label =>
  Object.hasOwn(eventWords, code) ? eventWords[code]! : { zh: code, en: code }

/** Files that were written from frames without times have this one. */
const isNoTime = /^1970-01-01T00:00:00(\.0+)?Z$/

/** Keys of the CLI's JSON lines (view/event-json.ts). */
export function shownEvent(event: Record<string, unknown>): ShownEvent {
  const { event: code, kind, time, conversation, after, message, index, offset, length } = event
  const reason = message as Label
  return {
    code: String(code ?? kind),
    time: typeof time === 'string' && !isNoTime.test(time) ? time : null,
    stream: typeof conversation === 'number' ? conversation : null,
    after: Number(after),
    // What cannot be read is in the file: where, and how much.
    message: kind === 'hole' ? withPlace(reason, Number(offset), Number(length ?? 0)) : reason,
    index: typeof index === 'number' ? index : null,
  }
}

const withPlace = ({ zh, en }: Label, offset: number, length: number): Label => {
  const what = connectionsWords.placeInFile(offset, length)
  return { zh: `${zh}：${what.zh}`, en: `${en}: ${what.en}` }
}
