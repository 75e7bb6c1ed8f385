import { expect, test } from 'vitest'
import { slotTime, tariffRuns } from './tariff-runs.ts'

test('neighbours of one period are one stretch, the day is tiled', () => {
  const slots = [...Array<number>(12).fill(0), ...Array<number>(34).fill(2), 0, 0]
  expect(tariffRuns(slots)).toEqual([
    { period: 0, from: 0, to: 12 },
    { period: 2, from: 12, to: 46 },
    { period: 0, from: 46, to: 48 },
  ])
  expect(tariffRuns([])).toEqual([])
})

test('half hours are told by the clock', () => {
  expect([0, 35, 48].map(slotTime)).toEqual(['00:00', '17:30', '24:00'])
})
