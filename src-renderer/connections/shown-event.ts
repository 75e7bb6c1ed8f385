// What happened beside the frames, as lists show it: its name, how bad it is, its time and reason.
import type { Label } from '../../src-shared/bytes/range.ts'
import { eventWords } from '../i18n/words-connections.ts'

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

/** Keys of the CLI's JSON lines (view/event-json.ts). */
export function shownEvent(event: Record<string, unknown>): ShownEvent {
  const { event: code, kind, time, conversation, after, message, index } = event
  return {
    code: String(code ?? kind),
    time: typeof time === 'string' ? time : null,
    stream: typeof conversation === 'number' ? conversation : null,
    after: Number(after),
    message: message as Label,
    index: typeof index === 'number' ? index : null,
  }
}
