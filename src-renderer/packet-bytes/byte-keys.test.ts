import { expect, test } from 'vitest'
import { caretAfter, spanBetween } from './byte-keys.ts'

const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, shiftKey: false })

test.each([
  ['ArrowRight', 5, 6],
  ['ArrowLeft', 0, 0],
  ['ArrowDown', 5, 21],
  ['ArrowDown', 30, 30],
  ['ArrowUp', 3, 3],
  ['Home', 21, 16],
  ['End', 16, 31],
  ['End', 33, 39],
  ['PageDown', 0, 32],
])('%s from byte %i leads to %i', (key, from, to) => {
  expect(caretAfter(from, press(key), 40, 16, 2)).toBe(to)
})

test('Ctrl+Home and Ctrl+End reach the ends of the frame', () => {
  expect(caretAfter(20, press('Home', true), 40, 16, 2)).toBe(0)
  expect(caretAfter(20, press('End', true), 40, 16, 2)).toBe(39)
})

test('other keys are left alone, and an empty frame takes none', () => {
  expect(caretAfter(5, press('a'), 40, 16, 2)).toBeNull()
  expect(caretAfter(0, press('ArrowRight'), 0, 16, 2)).toBeNull()
})

test('the selection includes both ends, whichever comes first', () => {
  expect(spanBetween(7, 3)).toEqual({ start: 3, end: 8 })
  expect(spanBetween(3, 3)).toEqual({ start: 3, end: 4 })
})
