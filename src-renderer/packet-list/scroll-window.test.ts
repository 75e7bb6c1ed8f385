import { describe, expect, test } from 'vitest'
import {
  clampTop,
  lastTop,
  placeAt,
  placeOfScroll,
  scrollHeight,
  scrollOf,
  topShowing,
  visibleRows,
  wheelTop,
  type ScrollSize,
} from './scroll-window.ts'

const tallest = 8_000_000
const small: ScrollSize = { rows: 1000, rowHeight: 24, viewport: 480, tallest }
const huge: ScrollSize = { rows: 10_000_000, rowHeight: 24, viewport: 480, tallest }
const empty: ScrollSize = { rows: 0, rowHeight: 24, viewport: 480, tallest }
const start = { top: 0, base: 0 }
const lastScroll = tallest - huge.viewport

describe('scroll positions', () => {
  test('a list that fits scrolls pixel by pixel', () => {
    expect(scrollHeight(small)).toBe(24_000)
    expect(placeAt(small, start, 777)).toEqual({ top: 777, base: 0 })
    expect(placeOfScroll(small, start, 777)).toEqual({ top: 777, base: 0 })
  })

  test('a list of ten million rows stays below the limit, and a jump reaches any share of it', () => {
    expect(scrollHeight(huge)).toBe(tallest)
    const end = placeOfScroll(huge, start, lastScroll)
    expect(end.top).toBe(lastTop(huge))
    expect(visibleRows(huge, end.top).end).toBe(10_000_000)
    const middle = placeOfScroll(huge, start, lastScroll / 2)
    expect(middle.top).toBeCloseTo(lastTop(huge) / 2, 3)
    expect(scrollOf(middle)).toBeCloseTo(lastScroll / 2, 3)
  })

  test('pixel steps leave the rows at their places in the element', () => {
    const before = placeOfScroll(huge, start, 4_000_000)
    const after = placeAt(huge, before, before.top + 72)
    expect(after.base).toBe(before.base)
    expect(scrollOf(after) - scrollOf(before)).toBeCloseTo(72, 6)
    expect(placeOfScroll(huge, after, scrollOf(after) - 30)).toEqual({ top: after.top - 30, base: after.base })
  })

  test('stepping on and on, the element never runs out of room before the list does', () => {
    for (const [from, step] of [
      [0, 90_000],
      [lastTop(huge), -90_000],
    ] as const) {
      let place = placeAt(huge, start, from)
      for (let steps = 0; steps < 3000; steps++) {
        place = placeAt(huge, place, place.top + step)
        expect(scrollOf(place)).toBeGreaterThanOrEqual(0)
        expect(scrollOf(place)).toBeLessThanOrEqual(lastScroll + 1e-6)
      }
      expect(place.top).toBe(step > 0 ? lastTop(huge) : 0)
    }
  })

  test('at the ends of the list the element is at its ends too', () => {
    expect(scrollOf(placeAt(huge, start, lastTop(huge)))).toBeCloseTo(lastScroll, 6)
    const back = placeAt(huge, { top: 500, base: -900 }, 0)
    expect(back).toEqual({ top: 0, base: 0 })
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
