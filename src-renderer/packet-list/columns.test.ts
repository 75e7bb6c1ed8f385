import { describe, expect, test } from 'vitest'
import {
  changeColumn,
  columnsOf,
  gridTracks,
  leastWidth,
  moveColumn,
  placeColumn,
  usualColumns,
  withRoomForNumbers,
} from './columns.ts'

const ids = (columns: readonly { id: string }[]) => columns.map(({ id }) => id)

describe('columns', () => {
  test('nothing kept: the usual ones', () => {
    expect(columnsOf([])).toEqual(usualColumns)
  })

  test('kept order, widths and choices hold; a column that is new to the app stands where it usually does', () => {
    const kept = usualColumns.filter(({ id }) => id !== 'pile').map((column) => ({ ...column, width: 99 }))
    const columns = columnsOf(kept)
    expect(ids(columns)).toEqual(ids(usualColumns))
    expect(columns[0]!.width).toBe(99)
    expect(columns[2]!.width).not.toBe(99)
  })

  test('unknown and doubled columns are dropped, widths are kept within bounds', () => {
    const columns = columnsOf([
      { id: 'info', width: 1, isShown: true },
      { id: 'nonsense', width: 50, isShown: true },
      { id: 'info', width: 300, isShown: false },
    ])
    expect(columns.filter(({ id }) => id === 'info')).toEqual([{ id: 'info', width: leastWidth, isShown: true }])
    expect(columns).toHaveLength(usualColumns.length)
  })

  test('a list without any column shows all', () => {
    const columns = columnsOf(usualColumns.map((column) => ({ ...column, isShown: false })))
    expect(columns.every(({ isShown }) => isShown)).toBe(true)
  })

  test('moving passes hidden columns and stops at the ends', () => {
    expect(ids(moveColumn(usualColumns, 'direction', -1)).slice(1, 5)).toEqual(['time', 'direction', 'pile', 'gun'])
    expect(ids(moveColumn(usualColumns, 'number', -1))).toEqual(ids(usualColumns))
    expect(ids(moveColumn(usualColumns, 'info', 1))).toEqual(ids(usualColumns))
  })

  test('a dropped column takes the place of the one under it', () => {
    expect(ids(placeColumn(usualColumns, 'info', 'time')).slice(0, 3)).toEqual(['number', 'info', 'time'])
    expect(ids(placeColumn(usualColumns, 'number', 'pile')).slice(0, 3)).toEqual(['time', 'pile', 'number'])
  })

  test('the info column stretches, without it the last one', () => {
    expect(gridTracks([usualColumns[0]!, usualColumns.at(-1)!])).toBe('64px minmax(360px, 1fr)')
    expect(gridTracks([usualColumns[0]!, usualColumns[1]!])).toBe('64px minmax(130px, 1fr)')
    expect(changeColumn(usualColumns, 'number', { width: 80 })[0]!.width).toBe(80)
  })

  test('the number column grows with the capture, and never shrinks', () => {
    const width = (digits: number) => withRoomForNumbers(usualColumns, digits)[0]!.width
    expect(width(3)).toBe(64)
    expect(width(8)).toBeGreaterThan(8 * 7)
    expect(width(8)).toBeGreaterThan(width(7))
  })
})
