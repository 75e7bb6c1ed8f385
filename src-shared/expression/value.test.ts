import { describe, expect, test } from 'vitest'
import { orderAny, orderBytes, orderDigits, orderNumbers, orderTexts } from './value.ts'
import type { Order, Value } from './value.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)

describe('each order sorts its values', () => {
  test.each<[string, Order, Value[]]>([
    [
      'numbers',
      orderNumbers,
      [-1, 0, 0.5, 9007199254740991, 9007199254740992n, 9007199254740993n, 18446744073709551615n],
    ],
    ['texts', orderTexts, ['', '10', '9', 'a', 'ab', '桩']],
    ['bytes', orderBytes, [bytes(), bytes(0), bytes(0, 1), bytes(1), bytes(255)]],
    ['digits', orderDigits, ['0', '01', '2', '009', '10', '0a1', '100', '10319042800003']],
    ['any', orderAny, [0, '1', 2, '010', 11n]],
  ])('%s', (_, order, values) => {
    for (const [i, a] of values.entries()) {
      for (const [j, b] of values.entries()) expect([a, b, Math.sign(order(a, b))]).toEqual([a, b, Math.sign(i - j)])
    }
  })
})

test('values that cannot be compared have no order', () => {
  const pairs: [Order, Value, Value][] = [
    [orderNumbers, NaN, 1],
    [orderNumbers, '1', 1],
    [orderTexts, 'a', 1],
    [orderBytes, 'a', bytes(1)],
    [orderDigits, '', '0'],
    [orderAny, 'a', 1],
    [orderAny, '1', 'a'],
    [orderAny, bytes(1), 1],
    [orderAny, true, 1],
  ]
  expect(pairs.map(([order, a, b]) => order(a, b))).toEqual(pairs.map(() => NaN))
})

test('digits compare by value in either case of hex', () => {
  expect(orderDigits('00D14B', 'd14b')).toBe(0)
  expect(orderDigits('000', '0')).toBe(0)
})
