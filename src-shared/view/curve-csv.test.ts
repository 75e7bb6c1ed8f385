import { expect, test } from 'vitest'
import type { PlotCurve, PlotSeries } from '../diagnosis/plot-series.ts'
import { curveCsv } from './curve-csv.ts'
import { clockOf } from './wall-clock.ts'

const curve = (role: string, unit: string | null, points: [number, number, number][]): PlotCurve => ({
  role,
  label: { zh: `${role}，量`, en: `${role}, value` },
  unit,
  points: points.map(([x, y, frame]) => ({ x, y, frame })),
  count: points.length,
})
const at = Date.parse('2025-08-12T00:12:04.25Z') / 1000
const curves = [
  curve('voltage', 'V', [
    [at, 380, 1],
    [at + 10, 390, 3],
  ]),
  curve('soc', '%', [
    [at, 40, 1],
    [at + 5, 41, 2],
  ]),
]
const series = (axis: PlotSeries['axis']): PlotSeries => ({ axis, from: 0, to: 1, curves, heartbeats: [] })
const east = clockOf({ kind: 'capture' }, () => 480)

test('a line for each frame, empty cells where a curve has no value, quoted names', () => {
  expect(curveCsv(series('time'), 'en', east)).toBe(
    '\uFEFF' +
      [
        'time,frame,"voltage, value V","soc, value %"',
        '2025-08-12 08:12:04.250+08:00,1,380,40',
        '2025-08-12 08:12:09.250+08:00,2,,41',
        '2025-08-12 08:12:14.250+08:00,3,390,',
        '',
      ].join('\r\n'),
  )
})

test('without times only frames are told', () => {
  expect(curveCsv(series('frame'), 'zh', east)).toContain('时间,帧,voltage，量 V,soc，量 %\r\n,1,380,40\r\n')
})
