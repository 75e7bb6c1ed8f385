// One line of the list. Rows that did not change are not drawn again while the list scrolls.
import { memo } from 'react'
import type { ColumnId } from '../../src-shared/view/columns.ts'
import type { Row } from '../../src-shared/view/row.ts'
import type { Text } from '../i18n/use-text.ts'
import { checksumWords, directionWords, listWords, severityWords } from '../i18n/words-list.ts'
import { RowIcon } from './RowIcon.tsx'

export interface PacketRowProps {
  /** Absent while it is being read. */
  row: Row | undefined
  /** Place in the view, from 0. */
  index: number
  /** Pixels in the scrolled element. */
  top: number
  time: string
  columns: readonly ColumnId[]
  tracks: string
  isSelected: boolean
  protocolName: string
  text: Text
}

export const PacketRow = memo(function PacketRow(props: PacketRowProps) {
  const { row, index, top, columns, tracks, isSelected, text } = props
  const tone = row?.severity === 'error' ? 'bad' : row?.severity === 'warn' ? 'warn' : ''
  return (
    <div
      id={`row-${index}`}
      className={`packet-row ${tone} ${isSelected ? 'selected' : ''} ${index % 2 ? 'odd' : ''}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-row={index}
      data-frame={row?.number}
      data-severity={row?.severity ?? undefined}
      style={{ gridTemplateColumns: tracks, top }}
    >
      {columns.map((id, place) => (
        <div
          key={id}
          className={`packet-cell ${id}`}
          role="gridcell"
          title={row && titled.has(id) ? plainText(id, row, props) : undefined}
        >
          {row ? (
            <Cell id={id} {...props} row={row} />
          ) : (
            place === 0 && <span className="visually-hidden">{text(listWords.loadingRows)}</span>
          )}
        </div>
      ))}
    </div>
  )
})

/** Columns whose text may be cut; it is told in full when pointed at. */
const titled: ReadonlySet<ColumnId> = new Set(['time', 'pile', 'protocol', 'type', 'message'])

function plainText(id: ColumnId, row: Row, { time, protocolName, text }: PacketRowProps): string | undefined {
  if (id === 'time') return time
  if (id === 'protocol') return protocolName
  if (id === 'message') return text.both(row.message ?? listWords.unknownMessage, ' / ')
  return id === 'pile' || id === 'type' ? (row[id] ?? undefined) : undefined
}

function Cell({ id, row, time, protocolName, text }: PacketRowProps & { id: ColumnId; row: Row }) {
  switch (id) {
    case 'number':
      return row.number
    case 'time':
      return time
    case 'direction':
      return <DirectionCell row={row} text={text} />
    case 'protocol':
      return protocolName
    case 'message':
      return text(row.message ?? listWords.unknownMessage)
    case 'length':
      return <LengthCell row={row} text={text} />
    case 'checksum':
      return <ChecksumCell row={row} text={text} />
    case 'info':
      return <InfoCell row={row} text={text} />
    case 'type':
      return shownType(row.type)
    case 'pile':
    case 'gun':
      return row[id]
  }
}

/** Protocols without type numbers have the message's id as its type; the message column says that in words. */
const shownType = (type: string | null): string => (type !== null && /^\d/.test(type) ? type : '')

interface CellProps {
  row: Row
  text: Text
}

function DirectionCell({ row: { direction }, text }: CellProps) {
  return (
    <span className={`mark direction-${direction}`} title={text(directionWords[direction])}>
      <RowIcon shape={direction === 'unknown' ? 'none' : direction} />
      {direction === 'unknown' ? (
        <span className="visually-hidden">{text(directionWords.unknown)}</span>
      ) : (
        text(directionWords[direction])
      )}
    </span>
  )
}

function LengthCell({ row: { length, lengthGood, protocol }, text }: CellProps) {
  if (lengthGood || protocol === null) return length
  return (
    <span className="severity-error" title={text(listWords.lengthWrong)}>
      {length}
      <span aria-hidden> ≠</span>
      <span className="visually-hidden"> {text(listWords.lengthWrong)}</span>
    </span>
  )
}

const checksumLooks = {
  good: { shape: 'good', severity: 'good' },
  swapped: { shape: 'swapped', severity: 'note' },
  bad: { shape: 'bad', severity: 'error' },
  absent: { shape: 'none', severity: 'none' },
} as const

function ChecksumCell({ row: { checksum }, text }: CellProps) {
  const { shape, severity } = checksumLooks[checksum]
  return (
    <span className={`mark severity-${severity}`}>
      <RowIcon shape={shape} />
      {text(checksumWords[checksum])}
    </span>
  )
}

function InfoCell({ row: { severity, info }, text }: CellProps) {
  const words = text(info)
  if (severity !== 'warn' && severity !== 'error') return <span title={words}>{words}</span>
  return (
    <span title={words}>
      <RowIcon shape={severity} className={`severity-${severity} info-icon`} />
      <span className="visually-hidden">{text(severityWords[severity])} </span>
      {words}
    </span>
  )
}
