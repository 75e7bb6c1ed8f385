import { expect, test } from 'vitest'
import { combined } from './combine-filters.ts'

test('alone, and beside the filter that is applied', () => {
  expect(combined('a', 'b == 1', 'selected')).toBe('b == 1')
  expect(combined('a', 'b == 1', 'notSelected')).toBe('not b == 1')
  expect(combined('a', 'b == 1', 'and')).toBe('a and b == 1')
  expect(combined('a', 'b == 1', 'or')).toBe('a or b == 1')
  expect(combined('a', 'b == 1', 'andNot')).toBe('a and not b == 1')
  expect(combined('', 'b == 1', 'orNot')).toBe('not b == 1')
})

test('what binds less than "and" is put in brackets, words inside texts are not taken for operators', () => {
  expect(combined('a or c', 'b', 'and')).toBe('(a or c) and b')
  expect(combined('a || c', 'b', 'andNot')).toBe('(a || c) and not b')
  expect(combined('a == "x or y"', 'b', 'and')).toBe('a == "x or y" and b')
  expect(combined('a or c', 'b', 'or')).toBe('a or c or b')
})

test('twice not is none', () => {
  expect(combined('', 'not frame.bad', 'notSelected')).toBe('frame.bad')
})
