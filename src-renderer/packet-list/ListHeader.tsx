// Headers of the list: click sorts, the edge resizes, dragging moves, a right click opens the column's menu.
import { useCallback, useState, type DragEvent, type KeyboardEvent } from 'react'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { viewOnlyReason } from '../../src-shared/bridge/view-only.ts'
import { fieldOfColumn, isSortable } from '../../src-shared/view/columns.ts'
import { turnSort } from '../app/actions.ts'
import { Menu, type MenuGroups } from '../app/Menu.tsx'
import { useText } from '../i18n/use-text.ts'
import { listWords } from '../i18n/words-list.ts'
import { useMayCall } from '../store/permission.ts'
import { changeColumns } from '../store/preferences-store.ts'
import { useColumnMenu } from './column-menu.ts'
import { changeColumn, clampWidth, columnLabel, moveColumn, placeColumn, usualWidth, type Column } from './columns.ts'
import type { ColumnHeader, ColumnTable } from './use-column-table.ts'

interface ListHeaderProps {
  captureId: number
  table: ColumnTable
  columns: readonly Column[]
  tracks: string
}

const dragType = 'application/x-pilescope-column'
const widthStep = 16

export function ListHeader({ captureId, table, columns, tracks }: ListHeaderProps) {
  const text = useText()
  const [menu, setMenu] = useState<{ id: string; at: { x: number; y: number } } | null>(null)
  const groups: MenuGroups = useColumnMenu(captureId, columns, menu?.id ?? null)
  const close = useCallback(() => setMenu(null), [])
  return (
    <div className="list-header" role="rowgroup">
      <div className="list-header-row" role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks }}>
        {table.getFlatHeaders().map((header) => (
          <HeaderCell
            key={header.id}
            header={header}
            columns={columns}
            onSort={() => void turnSort(captureId, header.column.id)}
            onMenu={(id, at) => setMenu({ id, at })}
          />
        ))}
      </div>
      {menu && <Menu label={text(listWords.columns)} groups={groups} at={menu.at} onClose={close} />}
    </div>
  )
}

interface HeaderCellProps {
  header: ColumnHeader
  columns: readonly Column[]
  onSort: () => void
  onMenu: (id: string, at: { x: number; y: number }) => void
}

function HeaderCell({ header, columns, onSort, onMenu }: HeaderCellProps) {
  const text = useText()
  const { id } = header.column
  const field = fieldOfColumn(id)
  const own = columns.find((column) => column.id === id)
  const maySort = useMayCall('view.set')
  const sorted = header.column.getIsSorted()
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const box = event.currentTarget.getBoundingClientRect()
      onMenu(id, { x: box.left, y: box.bottom })
    } else if (step !== 0 && event.shiftKey) {
      changeColumns(changeColumn(columns, id, { width: clampWidth(header.getSize() + step * widthStep) }))
    } else if (step !== 0 && (event.ctrlKey || event.metaKey)) {
      changeColumns(moveColumn(columns, id, step))
    } else if (step !== 0) focusNeighbour(event.currentTarget, step)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      className={`list-head ${field === null ? id : 'field'}`}
      role="columnheader"
      aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
      data-testid={`column-${id}`}
      {...dragging(id, columns)}
      onContextMenu={(event) => {
        event.preventDefault()
        onMenu(id, { x: event.clientX, y: event.clientY })
      }}
    >
      <button
        type="button"
        className="list-head-name"
        aria-disabled={!maySort || undefined}
        title={maySort ? undefined : text.both(viewOnlyReason, ' / ')}
        onClick={() => maySort && onSort()}
        onKeyDown={press}
      >
        <span className="cut" title={field ?? undefined}>
          {text(columnLabel(own ?? { id }))}
        </span>
        {sorted === 'asc' && <ArrowUp size={12} aria-hidden />}
        {sorted === 'desc' && <ArrowDown size={12} aria-hidden />}
      </button>
      <span
        className={`list-head-edge ${header.column.getIsResizing() ? 'active' : ''}`}
        onMouseDown={(event) => {
          // Else the browser begins to drag the header.
          event.preventDefault()
          header.getResizeHandler()(event)
        }}
        onTouchStart={header.getResizeHandler()}
        onDoubleClick={() => changeColumns(changeColumn(columns, id, { width: usualWidth(id) }))}
      />
    </div>
  )
}

function focusNeighbour(button: HTMLElement, step: number): void {
  const buttons = [...button.closest('[role="row"]')!.querySelectorAll<HTMLElement>('.list-head-name')]
  buttons[buttons.indexOf(button) + step]?.focus()
}

function dragging(id: string, columns: readonly Column[]) {
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(dragType, id)
      event.dataTransfer.effectAllowed = 'move'
    },
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (!event.dataTransfer.types.includes(dragType)) return
      event.preventDefault()
      event.currentTarget.classList.add('drop')
    },
    onDragLeave: (event: DragEvent<HTMLElement>) => event.currentTarget.classList.remove('drop'),
    onDrop: (event: DragEvent<HTMLElement>) => {
      event.currentTarget.classList.remove('drop')
      const moved = event.dataTransfer.getData(dragType)
      if (!isSortable(moved)) return
      event.preventDefault()
      changeColumns(placeColumn(columns, moved, id))
    },
  }
}
