// Curves as a table for a spreadsheet: a line for each frame, a column for each curve.
import type { PlotSeries } from '../diagnosis/plot-series.ts'
import { csvText } from './csv.ts'
import type { Clock } from './wall-clock.ts'

const heads = { time: { zh: '时间', en: 'time' }, frame: { zh: '帧', en: 'frame' } } as const

/** All points of the series; times as the clock tells them, to the millisecond; empty where there are none. */
export function curveCsv({ curves, axis }: PlotSeries, language: 'zh' | 'en', clock: Clock): string {
  const lines = new Map<number, { x: number; values: string[] }>()
  curves.forEach(({ points }, column) => {
    for (const { x, y, frame } of points) {
      let line = lines.get(frame)
      if (!line) lines.set(frame, (line = { x, values: curves.map(() => '') }))
      line.values[column] = String(y)
    }
  })
  const timeOf = (x: number) => (axis === 'time' ? `${clock.date(x)} ${clock.time(x, 3)}${clock.zone(x)}`.trim() : '')
  const rows = [...lines]
    .toSorted(([a], [b]) => a - b)
    .map(([frame, { x, values }]) => [timeOf(x), String(frame), ...values])
  const names = curves.map(({ label, unit }) => `${label[language]}${unit ? ` ${unit}` : ''}`)
  return csvText([[heads.time[language], heads.frame[language], ...names], ...rows])
}
