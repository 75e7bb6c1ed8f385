// The rows that are in sight.
import { useText } from '../i18n/use-text.ts'
import { usePreferences } from '../store/preferences-store.ts'
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
  span: RowSpan
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
  const { captureId, rows, span, rowHeight, base, columns, tracks, selectedFrame, relations } = props
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
  const lines = []
  for (let index = span.first; index < span.end; index++) {
    const row = rows.get(index)
    lines.push(
      <PacketRow
        key={index}
        row={row}
        index={index}
        top={index * rowHeight - base}
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
