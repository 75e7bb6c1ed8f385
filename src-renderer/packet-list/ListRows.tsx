// The lines that are in sight: rows of frames, and what happened between them.
import { useText } from '../i18n/use-text.ts'
import { usePreferences } from '../store/preferences-store.ts'
import { EventRow } from './EventRow.tsx'
import type { ShownEvent } from '../connections/shown-event.ts'
import type { EventLine, ListLines } from './list-lines.ts'
import { PacketRow } from './PacketRow.tsx'
import type { Relation } from './frame-link.ts'
import { useProtocolNamer } from './protocol-name.ts'
import type { RowCache } from './row-cache.ts'
import { firstTimeOf } from './row-source.ts'
import type { RowSpan } from './scroll-window.ts'
import { formatRowTime, parseTime } from './time-column.ts'

interface ListRowsProps {
  captureId: number
  rows: RowCache
  lines: ListLines
  /** Lines in sight. */
  span: RowSpan
  /** What was clicked between frames. */
  picked: EventLine | null
  rowHeight: number
  /** Pixels that rows stand higher in the scrolled element than in the list. */
  base: number
  columns: readonly string[]
  tracks: string
  selectedFrame: number | null
  /** By frame number. */
  relations: ReadonlyMap<number, Relation>
}

export function ListRows(props: ListRowsProps) {
  const { captureId, rows, lines: all, span, picked, rowHeight, base } = props
  const { columns, tracks, selectedFrame, relations } = props
  const text = useText()
  const format = usePreferences((preferences) => preferences.timeFormat)
  const protocolName = useProtocolNamer()
  // Seconds since the first frame begin anew at a time reference.
  const firstOf = (index: number) => parseTime(rows.get(index)?.reference ?? null) ?? firstTimeOf(captureId)
  const timeOf = (index: number): string => {
    const time = parseTime(rows.get(index)?.time ?? null)
    const previous = format === 'since-previous' ? parseTime(rows.get(index - 1)?.time ?? null) : null
    return formatRowTime(time, format, format === 'since-first' ? firstOf(index) : null, previous)
  }
  const eventTimeOf = (event: ShownEvent | undefined, before: number): string => {
    const previous = format === 'since-previous' ? parseTime(rows.get(before - 1)?.time ?? null) : null
    const first = format === 'since-first' ? firstOf(Math.max(before - 1, 0)) : null
    return formatRowTime(parseTime(event?.time ?? null), format, first, previous)
  }
  // A row that comes into sight takes the elements of one that went: making new ones takes longer than any change.
  const slots = 2 ** Math.ceil(Math.log2(span.end - span.first + 1))
  const lines = []
  for (let place = span.first; place < span.end; place++) {
    const line = all.places.at(place)
    const top = place * rowHeight - base
    if (line.kind !== 'frame') {
      const event = line.kind === 'event' ? all.events.get(line.event) : undefined
      const time = eventTimeOf(event, line.row)
      const isPicked = picked?.event === line.event && picked.kind === line.kind
      const key = `event ${place % slots}`
      lines.push(<EventRow key={key} {...{ line, event, place, top, time, columns, tracks, isPicked, text }} />)
      continue
    }
    const index = line.row
    const row = rows.get(index)
    lines.push(
      <PacketRow
        key={place % slots}
        row={row}
        index={index}
        line={place}
        top={top}
        time={row ? timeOf(index) : ''}
        columns={columns}
        tracks={tracks}
        isSelected={row !== undefined && row.number === selectedFrame}
        relation={row && relations.get(row.number)}
        protocolName={row ? protocolName(row) : ''}
        text={text}
      />,
    )
  }
  return <div role="rowgroup">{lines}</div>
}
