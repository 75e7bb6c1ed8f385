// The list's columns: usual widths and order, and what the person made of them. Pure.
import { columnIds, fieldOfColumn, isColumnId, isSortable, type ColumnId } from '../../src-shared/view/columns.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { columnWords } from '../i18n/words-list.ts'
import type { ColumnPreference } from '../../src-shared/bridge/bridge.ts'

export interface Column {
  /** ColumnId, or a field's own column. */
  id: string
  /** Of a field's own column. */
  title?: string | undefined
  /** Pixels. The last shown column that can stretch takes what is left. */
  width: number
  isShown: boolean
}

export const leastWidth = 28
export const mostWidth = 1200

const usualWidths: Record<ColumnId, number> = {
  number: 64,
  time: 130,
  pile: 136,
  gun: 44,
  direction: 70,
  protocol: 92,
  type: 64,
  message: 188,
  length: 54,
  checksum: 90,
  info: 360,
}

/** Room for the number of a pile, which is what most columns of fields hold at the longest. */
const fieldWidth = 136

export const usualWidth = (id: string): number => (isColumnId(id) ? usualWidths[id] : fieldWidth)

/** What a column is called: a field's own one as the person called it, else by the field's name. */
export function columnLabel({ id, title }: Pick<Column, 'id' | 'title'>): Label {
  if (isColumnId(id)) return columnWords[id]
  const own = title ?? fieldOfColumn(id) ?? id
  return { zh: own, en: own }
}

/** What a new person sees. */
export const usualColumns: readonly Column[] = columnIds.map((id) => ({
  id,
  width: usualWidths[id],
  isShown: id !== 'gun',
}))

/** Kept columns, known ones only, each once; columns that were not kept stand where they usually do. */
export function columnsOf(kept: readonly ColumnPreference[]): Column[] {
  const columns: Column[] = []
  for (const { id, width, isShown, title } of kept) {
    if (isSortable(id) && !columns.some((column) => column.id === id))
      columns.push({ id, width: clampWidth(width), isShown, ...(title === undefined ? {} : { title }) })
  }
  usualColumns.forEach((column, place) => {
    if (!columns.some(({ id }) => id === column.id)) columns.splice(Math.min(place, columns.length), 0, column)
  })
  return columns.some((column) => column.isShown) ? columns : columns.map((column) => ({ ...column, isShown: true }))
}

export const clampWidth = (width: number): number => Math.round(Math.min(Math.max(width, leastWidth), mostWidth))

/** Moves a column in front of (−1) or behind (1) its shown neighbour. */
export function moveColumn(columns: readonly Column[], id: string, step: 1 | -1): Column[] {
  const from = columns.findIndex((column) => column.id === id)
  let to = from + step
  while (columns[to] && !columns[to]!.isShown) to += step
  return columns[to] && from >= 0 ? moveTo(columns, from, to) : [...columns]
}

/** Puts the column where another one stands; that one makes room. */
export function placeColumn(columns: readonly Column[], id: string, at: string): Column[] {
  const index = (wanted: string) => columns.findIndex((column) => column.id === wanted)
  return moveTo(columns, index(id), index(at))
}

function moveTo(columns: readonly Column[], from: number, to: number): Column[] {
  const others = columns.filter((_column, index) => index !== from)
  const moved = columns[from]
  return moved ? [...others.slice(0, to), moved, ...others.slice(to)] : others
}

export function changeColumn(columns: readonly Column[], id: string, change: Partial<Column>): Column[] {
  return columns.map((column) => (column.id === id ? { ...column, ...change } : column))
}

/** Adds a field's own column in front of the info column; null when it is there already. */
export function addFieldColumn(columns: readonly Column[], id: string, title: string): Column[] | null {
  const known = columns.find((column) => column.id === id)
  if (known?.isShown) return null
  const others = columns.filter((column) => column !== known)
  const info = others.findIndex((column) => column.id === 'info')
  const at = info < 0 ? others.length : info
  return [...others.slice(0, at), { id, title, width: fieldWidth, isShown: true }, ...others.slice(at)]
}

/** Pixels of a digit in the list's face, and of a cell's edges. */
const digitWidth = 7.4
const cellEdges = 16

/** Shown columns; the number column has room for as many digits as the capture needs. */
export function withRoomForNumbers<Some extends Pick<Column, 'id' | 'width'>>(
  columns: readonly Some[],
  digits: number,
): Some[] {
  const needed = Math.ceil(digits * digitWidth) + cellEdges
  return columns.map((column) =>
    column.id === 'number' ? { ...column, width: Math.max(column.width, needed) } : column,
  )
}

/** CSS grid tracks of the shown columns: the info column, or else the last, takes what is left. */
export function gridTracks(columns: readonly Pick<Column, 'id' | 'width'>[]): string {
  const stretched = columns.some(({ id }) => id === 'info') ? 'info' : columns.at(-1)?.id
  return columns.map(({ id, width }) => (id === stretched ? `minmax(${width}px, 1fr)` : `${width}px`)).join(' ')
}

/** Pixels that the shown columns need at least. */
export const totalWidth = (columns: readonly Pick<Column, 'width'>[]): number =>
  columns.reduce((sum, { width }) => sum + width, 0)
