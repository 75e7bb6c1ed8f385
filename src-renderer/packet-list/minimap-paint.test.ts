import { expect, test } from 'vitest'
import { mapHeight, markAt, thumbOf } from './minimap-paint.ts'

const size = { rows: 1000, rowHeight: 24, viewport: 480, tallest: 8_000_000 }

test('the thumb reaches both ends of the bar and is never too small to grab', () => {
  expect(thumbOf(size, 0, 480)).toEqual({ top: 0, height: 24 })
  expect(thumbOf(size, 24_000 - 480, 480)).toEqual({ top: 456, height: 24 })
  expect(thumbOf({ ...size, rows: 40 }, 0, 480).height).toBe(240)
})

test('a list that fits has no thumb to move', () => {
  expect(thumbOf({ ...size, rows: 5 }, 0, 480)).toEqual({ top: 0, height: 480 })
})

test('a click on or beside a mark finds its first bad row, the nearest one', () => {
  const minimap = { buckets: [0, 0, 3, 0, 0, 0, 0, 0, 3, 0], firstBad: [-1, -1, 27, -1, -1, -1, -1, -1, 85, -1] }
  expect(markAt(minimap, 25, 100)).toBe(27)
  expect(markAt(minimap, 35, 100)).toBe(27)
  expect(markAt(minimap, 55, 100)).toBeNull()
  expect(markAt(minimap, 95, 100)).toBe(85)
  expect(markAt({ buckets: [], firstBad: [] }, 5, 100)).toBeNull()
})

test('marks stand where their rows are among the lines: a click goes by that', () => {
  const minimap = { buckets: [0, 3, 0, 0], firstBad: [-1, 30, -1, -1] }
  // As many lines of events as frames, all in front of the last frame.
  const placed = (share: number) => (share < 1 ? share / 2 : 1)
  expect(markAt(minimap, 15, 100, placed)).toBe(30)
  expect(markAt(minimap, 45, 100, placed)).toBeNull()
})

test('the map of a list that fits reaches only as far as its rows', () => {
  expect(mapHeight({ ...size, rows: 5 })).toBe(120)
  expect(mapHeight(size)).toBe(480)
})
