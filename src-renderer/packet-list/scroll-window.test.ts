import { describe, expect, test } from 'vitest'
import {
  clampTop,
  lastTop,
  scrollHeight,
  scrollOf,
  tallest,
  topOf,
  topShowing,
  visibleRows,
  wheelTop,
  type ScrollSize,
} from './scroll-window.ts'

const small: ScrollSize = { rows: 1000, rowHeight: 24, viewport: 480 }
const huge: ScrollSize = { rows: 10_000_000, rowHeight: 24, viewport: 480 }
const empty: ScrollSize = { rows: 0, rowHeight: 24, viewport: 480 }

describe('scroll positions', () => {
  test('a list that fits scrolls pixel by pixel', () => {
    expect(scrollHeight(small)).toBe(24_000)
    expect(scrollOf(small, 777)).toBe(777)
    expect(topOf(small, 777)).toBe(777)
  })

  test('a list of ten million rows stays below the browser limit and reaches its last row', () => {
    expect(scrollHeight(huge)).toBe(tallest)
    const end = topOf(huge, tallest - huge.viewport)
    expect(end).toBe(lastTop(huge))
    expect(visibleRows(huge, end).end).toBe(10_000_000)
    expect(topOf(huge, scrollOf(huge, 123_456_789))).toBeCloseTo(123_456_789, 3)
  })

  test('an empty list has nowhere to go', () => {
    expect(lastTop(empty)).toBe(0)
    expect(visibleRows(empty, 0)).toEqual({ first: 0, end: 0 })
    expect(wheelTop(empty, 0, { deltaY: 120, deltaMode: 0 })).toBe(0)
  })

  test('scrolling past either end stops there', () => {
    expect(clampTop(small, -5)).toBe(0)
    expect(clampTop(small, 1e9)).toBe(24_000 - 480)
  })
})

describe('wheel', () => {
  test.each([
    ['Chromium on Linux', 120, 0],
    ['Chromium on Windows', 100, 0],
    ['Firefox', 3, 1],
  ])('one notch moves three rows: %s', (_name, deltaY, deltaMode) => {
    for (const size of [small, huge]) expect(wheelTop(size, 240, { deltaY, deltaMode })).toBe(240 + 72)
    expect(wheelTop(small, 240, { deltaY: -deltaY, deltaMode })).toBe(240 - 72)
  })

  test('a touch pad moves pixels', () => {
    expect(wheelTop(huge, 240, { deltaY: 7, deltaMode: 0 })).toBe(247)
  })
})

describe('visible rows', () => {
  test('partly visible rows count on both edges', () => {
    expect(visibleRows(small, 12)).toEqual({ first: 0, end: 21 })
    expect(visibleRows(small, 24)).toEqual({ first: 1, end: 21 })
  })
})

describe('showing a row', () => {
  test('nothing moves when it is visible', () => {
    expect(topShowing(small, 240, 15)).toBe(240)
  })

  test('the next row below comes in at the bottom edge, the next above at the top', () => {
    expect(topShowing(small, 0, 20)).toBe(24)
    expect(topShowing(small, 240, 9)).toBe(216)
  })

  test('a far row comes to the middle', () => {
    expect(topShowing(small, 0, 500)).toBe(500 * 24 - 228)
    expect(topShowing(small, 0, 999)).toBe(lastTop(small))
  })
})
