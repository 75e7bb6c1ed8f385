import { expect, test } from 'vitest'
import type { PlotCurve } from '../../src-shared/diagnosis/plot-series.ts'
import { alignCurves, nearestPoint, scalesOf } from './curve-data.ts'

const curve = (role: string, unit: string | null, points: [number, number, number][]): PlotCurve => ({
  role,
  label: { zh: role, en: role },
  unit,
  points: points.map(([x, y, frame]) => ({ x, y, frame })),
  count: points.length,
})
const voltage = curve('voltage', 'V', [
  [10, 380, 1],
  [20, 390, 3],
])
const demand = curve('demand_voltage', 'V', [[15, 400, 2]])
const soc = curve('soc', '%', [
  [10, 40, 1],
  [15, 41, 2],
])

test('curves share one axis and have gaps where they have no value', () => {
  expect(alignCurves([voltage, demand])).toEqual([
    [10, 15, 20],
    [380, null, 390],
    [null, 400, null],
  ])
  expect(alignCurves([])).toEqual([[]])
})

test('the nearest point of a place, at the ends and in between', () => {
  expect([0, 14, 15, 16, 99].map((x) => nearestPoint(voltage.points, x)?.frame)).toEqual([1, 1, 1, 3, 3])
  expect(nearestPoint([], 5)).toBeNull()
})

test('demand and output of one unit share a scale', () => {
  expect(scalesOf([voltage, demand, soc])).toEqual(['V', '%'])
})
