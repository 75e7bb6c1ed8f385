// What happened beside the frames: connections made, closed, reset, refused with the reason, the cap, gaps; newest first. On
// the data path: bridge captures.events → here.
import { useState, type ReactNode } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { bridge } from '../connect.ts'
import { useText } from '../i18n/use-text.ts'
import { connectionsWords as words, eventWords } from '../i18n/words-connections.ts'
import { openFrame } from '../packet-list/navigate.ts'
import { LineTable, type LineColumn } from './LineTable.tsx'
import { useClock } from './use-clock.ts'
import { useAnswer } from './use-answer.ts'

const columns: readonly LineColumn[] = [
  { id: 'time', label: words.time, track: '104px' },
  { id: 'event', label: words.event, track: '104px' },
  { id: 'stream', label: words.stream, track: '64px', isNumber: true },
  { id: 'what', label: words.what, track: 'minmax(300px, 1fr)' },
]

const around = 100
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

export function EventList({ capture }: { capture: CaptureState }) {
  const text = useText()
  const clock = useClock()
  const { captureId } = capture
  const [first, setFirst] = useState(0)
  const answer = useAnswer(capture, `${captureId} ${first}`, () => newestEvents(captureId, first))
  const total = answer?.total ?? 0
  const eventAt = (line: number) => answer?.events[line - answer.first]
  const cellsOf = (line: number): ReactNode[] | null => {
    const event = eventAt(line)
    if (!event) return null
    const { code, after, stream, message } = event
    const to = text(words.toFrame(after + 1))
    const name = Object.hasOwn(eventWords, code) ? text(eventWords[code]!) : code
    const isFollowed = after < capture.frames
    return [
      clock(event.time),
      isFollowed ? (
        <button
          key="event"
          type="button"
          className="line-button"
          title={to}
          aria-label={`${name} · ${to}`}
          onClick={() => void openFrame(captureId, after + 1)}
        >
          {name}
        </button>
      ) : (
        name
      ),
      stream === null ? '' : String(stream),
      <span key="what" title={text.both(message, ' / ')}>
        {text(message)}
      </span>,
    ]
  }
  return (
    <section className="connections events" aria-labelledby="events-title">
      <header className="pane-head">
        <h2 id="events-title">{text(words.events)}</h2>
        <span className="dim">{text(words.eventCount(total))}</span>
        <span className="dim cut pane-facts">{text(words.eventsWhat)}</span>
      </header>
      <LineTable
        name={text(words.events)}
        columns={columns}
        count={total}
        testId="event-list"
        cellsOf={cellsOf}
        toneOf={(line) => toneOf(eventAt(line)?.code)}
        onSight={(from, end) => {
          const isHere = from >= first && end <= first + 2 * around
          if (!isHere) setFirst(Math.max(from - around / 2, 0))
        }}
      />
      {answer && total === 0 && <p className="line-table-empty dim">{text(words.noEvents)}</p>}
    </section>
  )
}

const toneOf = (code: string | undefined): string =>
  code === undefined ? '' : bad.has(code) ? 'bad' : doubtful.has(code) ? 'warn' : ''

interface ShownEvent {
  code: string
  time: string | null
  stream: number | null
  after: number
  message: Label
}

/** Events counted from the newest: [first, first + 2 × around) of them. */
async function newestEvents(captureId: number, first: number) {
  const { total } = await bridge.call('captures.events', { captureId, first: 0, count: 0 })
  const end = Math.max(total - first, 0)
  const start = Math.max(end - 2 * around, 0)
  const { events } = await bridge.call('captures.events', { captureId, first: start, count: end - start })
  return { first, total, events: events.map(shownEvent).toReversed() }
}

/** Keys of the CLI's JSON lines (view/event-json.ts). */
function shownEvent(event: Record<string, unknown>): ShownEvent {
  const { event: code, kind, time, conversation, after, message } = event
  return {
    code: String(code ?? kind),
    time: typeof time === 'string' ? time : null,
    stream: typeof conversation === 'number' ? conversation : null,
    after: Number(after),
    message: message as Label,
  }
}
