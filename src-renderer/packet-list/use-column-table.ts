// The table library's part: order, width, visibility of columns and the sort, all controlled from preferences and the view.
// Rows do not go through it; the list shows only a window of them.
import { useMemo, useState } from 'react'
import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type SortingState,
  type Updater,
  type columnResizingState,
} from '@tanstack/react-table'
import type { Row } from '../../src-shared/view/row.ts'
import type { Sort } from '../store/capture-store.ts'
import { changeColumns, usePreferences } from '../store/preferences-store.ts'
import { clampWidth, columnsOf, leastWidth, mostWidth, type Column } from './columns.ts'

const features = tableFeatures({
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
})

const definitionOf = ({ id }: Column): ColumnDef<typeof features, Row> => ({
  id,
  accessorFn: (row) => row.number,
  header: id,
  minSize: leastWidth,
  maxSize: mostWidth,
})

const noRows: Row[] = []
const notResizing: columnResizingState = {
  columnSizingStart: [],
  deltaOffset: null,
  deltaPercentage: null,
  isResizingColumn: false,
  startOffset: null,
  startSize: null,
}

function updated<Value>(updater: Updater<Value>, before: Value): Value {
  return typeof updater === 'function' ? (updater as (before: Value) => Value)(before) : updater
}

/** Columns in their order with all that can be done to them; `columns`: hidden ones included. */
export function useColumnTable(sort: Sort | null) {
  const kept = usePreferences((preferences) => preferences.columns)
  const columns = useMemo(() => columnsOf(kept), [kept])
  const [resizing, setResizing] = useState(notResizing)
  const state = useMemo(
    () => ({
      columnOrder: columns.map(({ id }) => id),
      columnVisibility: Object.fromEntries(columns.map(({ id, isShown }) => [id, isShown])),
      columnSizing: Object.fromEntries(columns.map(({ id, width }) => [id, width])),
      sorting: (sort ? [{ id: sort.column, desc: sort.isDescending }] : []) as SortingState,
      columnResizing: resizing,
    }),
    [columns, sort, resizing],
  )
  const ids = columns.map(({ id }) => id).join('\n')
  // oxlint-disable-next-line exhaustive-deps -- the table's columns are their ids; widths come with the state
  const definitions = useMemo(() => columns.map(definitionOf), [ids])
  const table = useTable({
    features,
    columns: definitions,
    data: noRows,
    state,
    manualSorting: true,
    enableMultiSort: false,
    columnResizeMode: 'onChange',
    onColumnSizingChange: (updater) => {
      const sizes = updated(updater, state.columnSizing)
      const widths = columns.map((column) => ({ ...column, width: clampWidth(sizes[column.id] ?? column.width) }))
      usePreferences.setState({ columns: widths })
    },
    onColumnResizingChange: (updater) => {
      const next = updated(updater, resizing)
      if (resizing.isResizingColumn !== false && next.isResizingColumn === false)
        changeColumns(usePreferences.getState().columns)
      setResizing(next)
    },
  })
  return { table, columns }
}

export type ColumnTable = ReturnType<typeof useColumnTable>['table']
export type ColumnHeader = ReturnType<ColumnTable['getFlatHeaders']>[number]

/** The shown columns with their widths. */
export function shownColumns(columns: readonly Column[]): Column[] {
  return columns.filter(({ isShown }) => isShown)
}
