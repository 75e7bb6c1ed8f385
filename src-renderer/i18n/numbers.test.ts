import { expect, test } from 'vitest'
import { formatBytes, formatCountSoFar, formatHexNumber, formatRange, spacedHex } from './numbers.ts'

test('sizes have three figures and a decimal unit', () => {
  expect([0, 999, 1000, 12_345, 123_456_789, 1.5e9].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1.00 kB',
    '12.3 kB',
    '123 MB',
    '1.50 GB',
  ])
})

test('ranges are shown first–last, inclusive', () => {
  expect(formatRange(6, 13)).toBe('6–12')
  expect(formatRange(6, 7)).toBe('6')
  expect(formatRange(9, 9)).toBe('9–')
})

test('hex for people', () => {
  expect(formatHexNumber(94, 1)).toBe('0x5E')
  expect(formatHexNumber(9, 2)).toBe('0x0009')
  expect(spacedHex('a38d01')).toBe('a3 8d 01')
})

test('a count that is not done says so', () => {
  expect(formatCountSoFar(1024, true)).toBe('1\u202f024')
  expect(formatCountSoFar(7, false)).toBe('7+')
})
