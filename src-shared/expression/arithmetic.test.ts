import { expect, test } from 'vitest'
import { calculate } from './arithmetic.ts'
import type { ArithmeticOperator } from './syntax.ts'

type Sum = [a: number | bigint, operator: ArithmeticOperator, b: number | bigint, result: number | bigint | null]

test.each<Sum>([
  [2, '+', 3, 5],
  [2, '-', 3, -1],
  [2, '*', 3, 6],
  [7, '%', 3, 1],
  [-7, '%', 3, -1],
  [-6, '%', 3, 0],
  [6, '&', 3, 2],
  [-1, '&', 255, 255],
  [2 ** 40 + 1, '&', 2 ** 40, 2 ** 40],
  [Number.MAX_SAFE_INTEGER, '+', 1, 9007199254740992n],
  [Number.MAX_SAFE_INTEGER, '*', 2, 18014398509481982n],
  [18446744073709551615n, '-', 18446744073709551614n, 1],
  [18446744073709551615n, '%', 10, 5],
  [0.1, '+', 0.2, 0.3],
  [0.3, '-', 0.1, 0.2],
  [1000.1, '-', 1000, 0.1],
  [1.1, '*', 3, 3.3],
  [221.1, '*', 10, 2211],
  [0.3, '%', 0.1, 0],
  [0.35, '%', 0.1, 0.05],
  [1e-20, '+', 2e-20, 3e-20],
  [1e300, '*', 1e300, null],
  [1, '/', 0, null],
  [1n, '%', 0n, null],
  [1, '/', 3, 0.333333333333333],
  [1.5, '&', 1, null],
  [1e16, '+', 0.5, 1e16],
])('%s %s %s is %s', (a, operator, b, result) => {
  expect(calculate(operator, a, b, false)).toBe(result)
})

test('between whole numbers division is cut toward zero, where the fields are whole', () => {
  expect([7, -7, 6].map((a) => calculate('/', a, 2, true))).toEqual([3, -3, 3])
  expect([7, -7, 6].map((a) => calculate('/', a, 2, false))).toEqual([3.5, -3.5, 3])
  expect(calculate('/', 18446744073709551615n, 5, true)).toBe(3689348814741910323n)
})
