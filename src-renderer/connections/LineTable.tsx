// A table whose lines are made only where they are in sight: head that stays, lines of the list's height, a grid of columns.
import { useEffect, useRef, type ReactNode } from 'react'
import type { Label } from '../../src-shared/bytes/range.ts'
import { rowHeightOf, useLineWindow } from '../app/use-line-window.ts'
import { useText } from '../i18n/use-text.ts'
import { usePreferences } from '../store/preferences-store.ts'

export interface LineColumn {
  id: string
  label: Label
  /** A track of CSS grid. */
  track: string
  isNumber?: boolean
}

interface LineTableProps {
  name: string
  columns: readonly LineColumn[]
  /** Lines there are. */
  count: number
  testId: string
  /** Cells of a line, one for each column; null while they are not here. */
  cellsOf: (line: number) => readonly ReactNode[] | null
  toneOf: (line: number) => string
  /** Lines [first, end) are in sight; called after each drawing. */
  onSight: (first: number, end: number) => void
  /** Comes into sight, when it becomes another. */
  wanted?: number | null
  /** Looks chosen. */
  chosen?: number | null
}

export const tableHeadHeight = 25

export function LineTable({ name, columns, count, testId, cellsOf, toneOf, onSight, ...choice }: LineTableProps) {
  const text = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeight = rowHeightOf(usePreferences((preferences) => preferences.density))
  const { wanted = null, chosen = null } = choice
  const { first, end, onScroll, show } = useLineWindow(scroller, count, rowHeight, tableHeadHeight)
  useEffect(() => onSight(first, end))
  useEffect(() => {
    if (wanted !== null) show(wanted)
  }, [wanted, show])
  const gridTemplateColumns = columns.map(({ track }) => track).join(' ')
  const kindOf = ({ isNumber }: LineColumn) => `line-cell ${isNumber ? 'is-number' : ''}`
  const lines = []
  for (let line = first; line < end; line++) {
    const cells = cellsOf(line)
    lines.push(
      <div
        key={line}
        role="row"
        className={`line-row ${toneOf(line)} ${line % 2 ? 'odd' : ''} ${line === chosen ? 'chosen' : ''}`}
        aria-current={line === chosen || undefined}
        aria-rowindex={line + 2}
        style={{ gridTemplateColumns, top: line * rowHeight }}
      >
        {columns.map((column, place) => (
          <div key={column.id} role="cell" className={`${kindOf(column)} ${column.id}`}>
            {cells?.[place]}
          </div>
        ))}
      </div>,
    )
  }
  return (
    <div
      ref={scroller}
      className="line-table"
      role="table"
      aria-label={name}
      aria-rowcount={count + 1}
      tabIndex={0}
      data-testid={testId}
      data-total={count}
      onScroll={onScroll}
    >
      <div className="line-table-inside">
        <div role="rowgroup" className="line-head">
          <div role="row" style={{ gridTemplateColumns }}>
            {columns.map((column) => (
              <div key={column.id} role="columnheader" className={kindOf(column)}>
                {text(column.label)}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="line-rows" style={{ height: count * rowHeight }}>
          {lines}
        </div>
      </div>
    </div>
  )
}
