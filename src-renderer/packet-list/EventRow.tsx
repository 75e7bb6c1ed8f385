// A line between frames: what happened there, with its time and reason in the columns' places; or how many more events there
// are.
import { memo } from 'react'
import { eventName, toneOf, type ShownEvent } from '../connections/shown-event.ts'
import type { Text } from '../i18n/use-text.ts'
import { eventRowWords as words, listWords } from '../i18n/words-list.ts'
import type { EventLine } from './list-lines.ts'
import { RowIcon } from './RowIcon.tsx'

interface EventRowProps {
  line: EventLine
  /** Absent while it is being read, and for the line that stands for many. */
  event: ShownEvent | undefined
  /** Place among all lines, from 0. */
  place: number
  /** Pixels in the scrolled element. */
  top: number
  time: string
  columns: readonly string[]
  tracks: string
  isPicked: boolean
  text: Text
}

const icons = { bad: 'error', warn: 'warn', '': 'event' } as const

export const EventRow = memo(function EventRow(props: EventRowProps) {
  const { line, event, place, top, time, columns, tracks, isPicked, text } = props
  const tone = toneOf(event?.code)
  const icon = line.kind === 'more' ? 'more' : icons[tone]
  // Number and time stand in their columns where those come first; the reason takes the rest.
  const other = columns.findIndex((id) => id !== 'number' && id !== 'time')
  const leading = columns.slice(0, other < 0 ? columns.length - 1 : other)
  const clock = event?.time === null ? '–' : time
  return (
    <div
      id={`event-${line.event}`}
      className={`event-row ${tone} ${isPicked ? 'selected' : ''}`}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={isPicked}
      data-line={place}
      data-before={line.row + 1}
      data-event={line.kind === 'event' ? (event?.code ?? '') : 'more'}
      data-index={event?.index ?? undefined}
      style={{ gridTemplateColumns: tracks, top }}
      title={titleOf(props)}
    >
      {leading.map((id) => (
        <div key={id} className={`packet-cell ${id}`} role="gridcell">
          {id === 'number' ? <RowIcon shape={icon} className="event-icon" /> : clock}
        </div>
      ))}
      <div
        className="packet-cell event-what"
        role="gridcell"
        aria-colspan={columns.length - leading.length}
        style={{ gridColumn: `${leading.length + 1} / -1` }}
      >
        {!leading.includes('number') && <RowIcon shape={icon} className="event-icon" />}
        <span className="visually-hidden">{text(words.event)} </span>
        {!leading.includes('time') && event && <span className="event-time mono">{clock} </span>}
        <What line={line} event={event} text={text} />
      </div>
    </div>
  )
})

function What({ line, event, text }: Pick<EventRowProps, 'line' | 'event' | 'text'>) {
  if (line.kind === 'more') return text(words.more(line.hidden))
  if (!event) return <span className="visually-hidden">{text(listWords.loadingRows)}</span>
  return (
    <>
      <strong className="event-name">{text(eventName(event.code))}</strong>
      {event.stream !== null && <span className="event-stream">{text(words.stream(event.stream))}</span>}
      {text(event.message)}
    </>
  )
}

function titleOf({ line, event, time, text }: EventRowProps): string | undefined {
  const open = text(words.open)
  if (line.kind === 'more') return `${text(words.more(line.hidden))}\n${open}`
  if (!event) return undefined
  const name = text.both(eventName(event.code), ' / ')
  const clock = event.time === null ? text(listWords.noTime) : time
  const stream = event.stream === null ? '' : ` · ${text(words.stream(event.stream))}`
  return `${name} · ${clock}${stream}\n${text.both(event.message, ' / ')}\n${open}`
}
