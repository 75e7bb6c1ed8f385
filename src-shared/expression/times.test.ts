import { expect, test } from 'vitest'
import { addSeconds, orderWithLiteral, readTime, secondsBetween, timeOrder } from './times.ts'

const noon = 1682942400000000000n // 2023-05-01T12:00:00Z

test.each<[text: string, instant: bigint]>([
  ['2023-05-01 12:00:00', noon],
  ['2023-05-01T12:00:00', noon],
  [' 2023-5-1  12:00 ', noon],
  ['2023-05-01', noon - 43200000000000n],
  ['2023-05-01 12:00:00.5', noon + 500000000n],
  ['2023-05-01 12:00:00.123456789', noon + 123456789n],
  ['2023-05-01 12:00:00Z', noon],
  ['2023-05-01 12:00:00 +08:00', noon - 28800000000000n],
  ['2023-05-01 12:00:00-0130', noon + 5400000000000n],
  ['1969-12-31 23:59:59.25', -750000000n],
  ['2024-02-29', 1709164800000000000n],
])('%s is read', (text, instant) => {
  expect(readTime(text, 'utc')?.instant).toBe(instant)
})

test.each([
  '',
  'now',
  '12:00',
  '2023',
  '2023-02-29',
  '2023-13-01',
  '2023-05-32',
  '2023-05-01 24:00',
  '2023-05-01 12:60',
  '2023-05-01 12:00:60',
  '2023-05-01 12:00:00.1234567890',
  '2023-05-01 12:00:00 PST',
  '2023-05-01 x',
])('%s is no time', (text) => {
  expect(readTime(text, 'utc')).toBe(null)
})

test('a literal compares with instants and with clock texts', () => {
  const literal = readTime('2023-05-01 20:00:00+08:00', 'utc')!
  expect(literal.clock).toBe('2023-05-01T12:00:00.000000000')
  expect([noon - 1n, noon, noon + 1n].map((time) => orderWithLiteral(time, literal))).toEqual([-1, 0, 1])
  const clocks = ['2023-05-01T11:59:59.9', '2023-05-01T12:00:00', '2023-05-01T12:00:00.000', '2023-05-01T12:00:00.001']
  expect(clocks.map((time) => Math.sign(orderWithLiteral(time, literal)))).toEqual([-1, 0, 0, 1])
  expect(orderWithLiteral('not set', literal)).toBe(NaN)
})

test('times of both kinds order, subtract and move', () => {
  const order = timeOrder('utc')
  expect(order('2023-05-01T12:00:00', noon)).toBe(0)
  expect(order(noon, '2023-05-01T12:00:00.1')).toBe(-1)
  expect(order(noon, 'not set')).toBe(NaN)
  expect(secondsBetween('2023-05-01T12:00:01.5', '2023-05-01T12:00:00', 'local')).toBe(1.5)
  expect(secondsBetween(noon, '2023-05-01T12:00:10', 'utc')).toBe(-10)
  expect(secondsBetween(noon, 5, 'utc')).toBe(null)
  expect(addSeconds(noon, -0.25, 'utc')).toBe(noon - 250000000n)
  expect(addSeconds(noon, 1e300, 'utc')).toBe(null)
})
