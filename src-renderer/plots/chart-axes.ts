// What the charts have in common: the x axis told by the clock or by frame numbers, faces and colours of axes.
import uPlot from 'uplot'
import type { Clock } from '../../src-shared/view/wall-clock.ts'
import { tokenValue } from './theme-colours.ts'

export type AxisKind = 'time' | 'frame'

const secondsOfDay = 86_400

/** A place on the x axis in words: a time with `decimals`, or a frame number. */
export function placeText(x: number, kind: AxisKind, clock: Clock, decimals = 0): string {
  return kind === 'time' ? clock.time(x, decimals) : `#${Math.round(x)}`
}

/** Steps between the marks of an axis that counts: frames are whole. */
export const wholeSteps: readonly number[] = Array.from({ length: 10 }, (_, zeros) => 10 ** zeros).flatMap((step) => [
  step,
  2 * step,
  5 * step,
])

export const axisFont = (): string => `11px ${tokenValue('--font')}`

/** Options of the x scale: times are divided by the clock that shows. */
export function xOptions(kind: AxisKind, clock: Clock): Pick<uPlot.Options, 'ms' | 'tzDate' | 'scales'> {
  return {
    ms: 1e-3,
    ...(clock.isUtc ? { tzDate: (seconds: number) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC') } : {}),
    scales: { x: { time: kind === 'time' } },
  }
}

export function xAxis(kind: AxisKind, clock: Clock): uPlot.Axis {
  const told = (x: number, step: number) => {
    if (kind === 'frame') return String(x)
    if (step >= secondsOfDay) return clock.date(x).slice(5)
    return step >= 60 ? clock.time(x).slice(0, 5) : clock.time(x, step < 1 ? 1 : 0)
  }
  return {
    font: axisFont(),
    stroke: tokenValue('--dim'),
    grid: { stroke: tokenValue('--line'), width: 1 },
    ticks: { stroke: tokenValue('--line'), width: 1, size: 4 },
    size: 26,
    gap: 3,
    space: 72,
    ...(kind === 'frame' ? { incrs: [...wholeSteps] } : {}),
    values: (_chart, splits, _axis, _space, step) => splits.map((x) => told(x, step)),
  }
}
