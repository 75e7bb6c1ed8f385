// The usual interval of regular reports, and what counts as a gap.
import { expect, test } from 'vitest'
import { gapsOf } from './intervals.ts'

const every = (seconds: number, count: number, missing: readonly number[] = []) =>
  Array.from({ length: count }, (_all, at) => at * seconds).filter((_time, at) => !missing.includes(at))

test('the median is the usual interval, gaps say how many are missing after which', () => {
  expect(gapsOf(every(10, 20, [7, 8, 9]))).toEqual({ typical: 10, gaps: [{ after: 6, seconds: 40, missed: 3 }] })
})

test('a little late is not missing', () => {
  expect(gapsOf([0, 10, 20, 36, 40, 50]).gaps).toEqual([])
})

test('reports that come when something happens have no gaps', () => {
  expect(gapsOf([0, 1, 9, 11, 40, 41, 90, 92]).gaps).toEqual([])
})

test('what the specification says holds for reports that keep to it, not for slower ones', () => {
  expect(gapsOf(every(16, 10), 15).typical).toBe(15)
  expect(gapsOf(every(60, 10), 15).typical).toBe(60)
})

test('too few reports, or reports without times, have none', () => {
  expect(gapsOf([0, 10, 20]).typical).toBeNaN()
  expect(gapsOf([NaN, NaN, NaN, NaN, NaN]).gaps).toEqual([])
})
