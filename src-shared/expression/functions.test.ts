import { expect, test } from 'vitest'
import { compile } from './testing/compile.ts'
import { testNames } from './testing/fields.ts'

test.each([
  ['day_periods(ykc.periods, 4)', [0, 0, 12, 30, 12, 30, 24, 0], true],
  ['day_periods(ykc.periods, 4)', [0, 0, 12, 30, 12, 30, 0, 0], true],
  ['day_periods(ykc.periods, 4)', [0, 0, 12, 30, 12, 31, 24, 0], false],
  ['day_periods(ykc.periods, 4)', [0, 1, 24, 0], false],
  ['day_periods(ykc.periods, 4)', [0, 0, 23, 0], false],
  ['day_periods(ykc.periods, 4)', [0, 0, 0, 0], false],
  ['day_periods(ykc.periods, 4)', [], false],
  ['day_periods(ykc.periods, 4)', [0, 0, 24, 0, 0, 0, 0, 0], true],
  ['day_periods(ykc.periods, 4)', [0, 0, 24, 0, 9], true],
  ['day_periods(ykc.periods, 4)', [0, 0, 24], false],
  ['day_periods(ykc.periods, 5)', [0, 0, 24, 0, 9, 0, 0, 0, 0, 9], false],
  ['printable(ykc.periods)', [0x41, 0x20, 0x7e], true],
  ['printable(ykc.periods)', [0x41, 0, 0], true],
  ['printable(ykc.periods)', [0, 0], false],
  ['printable(ykc.periods)', [], false],
  ['printable(ykc.periods)', [0x41, 0, 0x41], false],
  ['printable(ykc.periods)', [0x41, 0x7f], false],
  ['bcd(ykc.periods)', [0x99, 0x00], true],
  ['bcd(ykc.periods)', [0x9a], false],
  ['bcd(ykc.periods)', [0xa9], false],
])('%s of %j is %s', (text, bytes, expected) => {
  expect(compile(text).matches(testNames.frame({ 'ykc.periods': [Uint8Array.from(bytes)] }))).toBe(expected)
})

test('characters outside the basic plane count once in len() and slices', () => {
  const frame = testNames.frame({ 'ykc.vin': ['a😀b'] })
  expect(compile('len(ykc.vin) == 3 and ykc.vin[1] == "😀" and ykc.vin[-1] == "b"').matches(frame)).toBe(true)
})

test.each([
  ['12', 10, 12],
  ['0012', 10, 12],
  ['ff', 16, 255],
  ['FF', 16, 255],
  ['zz', 36, 1295],
  ['102', 2, null],
  ['1a', 10, null],
  ['-1', 10, null],
  [' 1', 10, null],
  ['', 10, null],
  ['１', 10, null],
  ['ffffffffffffffff', 16, 18446744073709551615n],
])('int(%j, %i) is %s', (text, base, expected) => {
  const frame = testNames.frame({ 'ykc.vin': [text] })
  expect(compile(`int(ykc.vin, ${base})`, {}).value(frame)).toBe(expected)
})

test('a function works on every occurrence, and leaves out those that give nothing', () => {
  const frame = testNames.frame({ 'ykc.vin': ['1', 'x', '30'], 'ykc.price': [-0.5, 2], 'ykc.gun_no': ['01', '09'] })
  const value = (text: string) => compile(text, {}).value(frame)
  expect(value('count(int(ykc.vin))')).toBe(2)
  expect(value('sum(int(ykc.vin))')).toBe(31)
  expect(value('max(len(ykc.vin))')).toBe(2)
  expect(value('sum(abs(ykc.price))')).toBe(2.5)
  expect(value('min(ykc.price, ykc.gun_no, 5)')).toBe(-0.5)
  expect(value('max(ykc.gun_no)')).toBe(9)
})
