import { expect, test } from 'vitest'
import { bytesThatFit, rowWidth } from './use-bytes-per-row.ts'

test('16 bytes where they fit, else 8, else 4', () => {
  expect(bytesThatFit(rowWidth(16))).toBe(16)
  expect(bytesThatFit(rowWidth(16) - 1)).toBe(8)
  expect(bytesThatFit(rowWidth(8) - 1)).toBe(4)
  expect(bytesThatFit(0)).toBe(4)
})
