// One line of the list. Rows that did not change are not drawn again while the list scrolls.
import { memo } from 'react'
import { fieldOfColumn, type ColumnId } from '../../src-shared/view/columns.ts'
import type { Row } from '../../src-shared/view/row.ts'
import type { Text } from '../i18n/use-text.ts'
import { checksumWords, directionWords, listWords, severityWords } from '../i18n/words-list.ts'
import { noteWords } from '../i18n/words-filter.ts'
import type { Relation } from './frame-link.ts'
import { RowIcon } from './RowIcon.tsx'

export interface PacketRowProps {
  /** Absent while it is being read. */
  row: Row | undefined
  /** Place in the view, from 0. */
  index: number
  /** Place among all lines, from 0: those of events count too. */
  line: number
  /** Pixels in the scrolled element. */
  top: number
  time: string
  columns: readonly string[]
  tracks: string
  isSelected: boolean
  /** How it stands to the selected frame, where the two are a pair. */
  relation: Relation | undefined
  protocolName: string
  text: Text
}

export const PacketRow = memo(function PacketRow(props: PacketRowProps) {
  const { row, index, line, top, columns, tracks, isSelected, text } = props
  const { note, colour } = row ?? {}
  const tone = colour
    ? `coloured colour-${colour.colour}`
    : row?.severity === 'error'
      ? 'bad'
      : row?.severity === 'warn'
        ? 'warn'
        : ''
  return (
    <div
      id={`row-${index}`}
      className={`packet-row ${tone} ${isSelected ? 'selected' : ''} ${line % 2 ? 'odd' : ''} ${note?.isMarked ? 'marked' : ''} ${note?.isIgnored ? 'ignored' : ''}`}
      role="row"
      aria-rowindex={line + 2}
      aria-selected={isSelected}
      data-row={index}
      data-frame={row?.number}
      data-severity={row?.severity ?? undefined}
      data-colour={colour?.colour}
      data-marked={note?.isMarked || undefined}
      data-ignored={note?.isIgnored || undefined}
      style={{ gridTemplateColumns: tracks, top }}
    >
      {columns.map((id, place) => (
        <div
          key={id}
          className={`packet-cell ${fieldOfColumn(id) === null ? id : 'field'}`}
          data-column={id}
          role="gridcell"
          title={row ? plainText(id, row, props) : undefined}
        >
          {place === 0 && props.relation && <RelationMark relation={props.relation} text={text} />}
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

/** At the edge of the row: → a request, ← its reply. */
function RelationMark({ relation, text }: { relation: Relation; text: Text }) {
  const isRequest = relation === 'request'
  const words = text(isRequest ? listWords.isRequest : listWords.isResponse)
  return (
    <span className="relation-mark" data-relation={relation} title={words}>
      <RowIcon shape={isRequest ? 'request' : 'response'} />
      <span className="visually-hidden">{words} </span>
    </span>
  )
}

/** Text of a column that may be cut; it is told in full when pointed at. */
function plainText(id: string, row: Row, { time, protocolName, text }: PacketRowProps): string | undefined {
  if (id === 'time') return row.time === null ? text(listWords.noTime) : time
  if (id === 'protocol') return protocolName
  if (id === 'message') return text.both(row.message ?? listWords.unknownMessage, ' / ')
  const field = fieldOfColumn(id)
  if (field !== null) return row.values?.[field] && text.both(row.values[field], ' / ')
  return id === 'pile' || id === 'type' ? (row[id] ?? undefined) : undefined
}

function Cell({ id, row, time, protocolName, text }: PacketRowProps & { id: string; row: Row }) {
  const field = fieldOfColumn(id)
  if (field !== null) return row.values?.[field] ? text(row.values[field]) : null
  switch (id as ColumnId) {
    case 'number':
      return <NumberCell row={row} text={text} />
    case 'time':
      return row.time === null ? '–' : time
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
      return row.pile
    case 'gun':
      return row.gun
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

function NumberCell({ row: { number, note }, text }: CellProps) {
  if (!note?.isMarked) return number
  return (
    <>
      <span className="mark-flag" title={text(noteWords.marked)}>
        <RowIcon shape="marked" />
        <span className="visually-hidden">{text(noteWords.marked)} </span>
      </span>
      {number}
    </>
  )
}

/** What a person noted, and the rule that gave the row its colour: in words, never by colour alone. */
function RowNotes({ row: { note, colour }, text }: CellProps) {
  return (
    <>
      {note?.isReference && <span className="row-tag">{text(noteWords.reference)}</span>}
      {note?.isIgnored && <span className="row-tag">{text(noteWords.ignored)}</span>}
      {note && note.comment !== null && (
        <span className="row-comment" title={note.comment}>
          <RowIcon shape="comment" />
          <span className="visually-hidden">
            {text(noteWords.comment)} {note.comment}
          </span>
        </span>
      )}
      {colour && <span className={`row-tag colour-tag colour-${colour.colour}`}>{text(colour.name)}</span>}
    </>
  )
}

function InfoCell({ row, text }: CellProps) {
  const { severity, info } = row
  const words = text(info)
  if (severity !== 'warn' && severity !== 'error')
    return (
      <span title={words}>
        <RowNotes row={row} text={text} />
        {words}
      </span>
    )
  return (
    <span title={words}>
      <RowNotes row={row} text={text} />
      <RowIcon shape={severity} className={`severity-${severity} info-icon`} />
      <span className="visually-hidden">{text(severityWords[severity])} </span>
      {words}
    </span>
  )
}
