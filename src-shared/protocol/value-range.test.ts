import { expect, test } from 'vitest'
import { bitRange, joinRanges, valueRange } from './value-range.ts'

test.each([
  [{ read: 'u8' }, 0n, 255n],
  [{ read: 'u16be' }, 0n, 65_535n],
  [{ read: 'u64' }, 0n, 18_446_744_073_709_551_615n],
  [{ read: 'i8' }, -128n, 127n],
  [{ read: 'uint', size: 3 }, 0n, 16_777_215n],
  [{ read: 'u8', offset: -50 }, -50n, 205n],
] as const)('%o', (field, min, max) => {
  expect(valueRange(field)).toEqual({ min, max })
})

test.each([
  { read: 'u16', scale: 0.1 },
  { read: 'bcd', size: 7 },
  { read: 'uint', size: 'length' },
  { read: 'u32', as: 'digits' },
] as const)('%o is no whole number of fixed size', (field) => {
  expect(valueRange(field)).toBeNull()
})

test('two fields of one name take what either takes', () => {
  expect(joinRanges(bitRange(4), { min: -1n, max: 3n })).toEqual({ min: -1n, max: 15n })
  expect(joinRanges(bitRange(4), null)).toBeNull()
})
