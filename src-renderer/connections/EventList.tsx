// What happened beside the frames: connections made, closed, reset, refused with the reason, the cap, gaps; newest first. On
// the data path: bridge captures.events → here.
import { useEffect, useState, type ReactNode } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { bridge } from '../connect.ts'
import { useText } from '../i18n/use-text.ts'
import { connectionsWords as words } from '../i18n/words-connections.ts'
import { openFrame } from '../packet-list/navigate.ts'
import { LineTable, type LineColumn } from './LineTable.tsx'
import { eventName, shownEvent, toneOf } from './shown-event.ts'
import { useWantedEvent } from './wanted-event.ts'
import { useClock } from './use-clock.ts'
import { useAnswer } from './use-answer.ts'

const columns: readonly LineColumn[] = [
  { id: 'time', label: words.time, track: '104px' },
  { id: 'event', label: words.event, track: '104px' },
  { id: 'stream', label: words.stream, track: '64px', isNumber: true },
  { id: 'what', label: words.what, track: 'minmax(300px, 1fr)' },
]

const around = 100
export function EventList({ capture }: { capture: CaptureState }) {
  const text = useText()
  const clock = useClock()
  const { captureId } = capture
  const [first, setFirst] = useState(0)
  const answer = useAnswer(capture, `${captureId} ${first}`, () => newestEvents(captureId, first))
  const total = answer?.total ?? 0
  const [chosen, setChosen] = useState<number | null>(null)
  const wanted = useWantedEvent((store) => store.wanted)
  const isWanted = answer !== null && wanted?.captureId === captureId && wanted.index < total
  useEffect(() => {
    if (!isWanted) return
    setChosen(wanted.index)
    return () => useWantedEvent.setState({ wanted: null })
  }, [isWanted, wanted])
  const eventAt = (line: number) => answer?.events[line - answer.first]
  const cellsOf = (line: number): ReactNode[] | null => {
    const event = eventAt(line)
    if (!event) return null
    const { code, after, stream, message } = event
    const to = text(words.toFrame(after + 1))
    const name = text(eventName(code))
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
        wanted={isWanted ? total - 1 - wanted.index : null}
        chosen={chosen === null ? null : total - 1 - chosen}
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

/** Events counted from the newest: [first, first + 2 × around) of them. */
async function newestEvents(captureId: number, first: number) {
  const { total } = await bridge.call('captures.events', { captureId, first: 0, count: 0 })
  const end = Math.max(total - first, 0)
  const start = Math.max(end - 2 * around, 0)
  const { events } = await bridge.call('captures.events', { captureId, first: start, count: end - start })
  return { first, total, events: events.map(shownEvent).toReversed() }
}
