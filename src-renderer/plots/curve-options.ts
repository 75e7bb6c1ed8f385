// Curves as options of uPlot: a scale and an axis for each unit, demand dashed, heartbeats in a lane at the bottom, the
// selected frame as an upright line.
import uPlot from 'uplot'
import type { PlotCurve, PlotSeries } from '../../src-shared/diagnosis/plot-series.ts'
import type { Clock } from '../../src-shared/view/wall-clock.ts'
import { axisFont, xAxis, xOptions } from './chart-axes.ts'
import { alignCurves, colourToken, isDemand, scaleOf, scalesOf } from './curve-data.ts'
import { tokenValue } from './theme-colours.ts'
import type { ChartSource } from './use-chart.ts'

/** Units with an axis; curves of others are told by the pointer. */
const mostAxes = 4
const laneHeight = 9
const left = 3
const right = 1

interface CurveChart {
  series: PlotSeries
  shown: readonly PlotCurve[]
  clock: Clock
  /** Place of the selected frame, or null. */
  selectedX: () => number | null
  onSelect: (from: number, to: number) => void
  onCursor: (chart: uPlot) => void
}

export function curveOptions({ series, shown, clock, selectedX, onSelect, onCursor }: CurveChart): ChartSource {
  const units = scalesOf(shown)
  const colourOf = (curve: PlotCurve) => tokenValue(colourToken(curve))
  const x = xOptions(series.axis, clock)
  const scales: uPlot.Scales = {
    ...x.scales,
    x: {
      ...x.scales?.['x'],
      range: () => (series.to > series.from ? [series.from, series.to] : [series.from - 1, series.to + 1]),
    },
    ...Object.fromEntries(units.map((unit) => [unit, { range: withRoom }])),
  }
  return {
    data: alignCurves(shown) as uPlot.AlignedData,
    options: {
      ...x,
      padding: [10, 10, 0, 0],
      legend: { show: false },
      cursor: {
        drag: { x: true, y: false, setScale: false, dist: 5 },
        y: false,
        points: { size: 7 },
        dataIdx: (chart, curve, index, value) => nearestIndex(chart.data[curve]!, chart.data[0], index, value),
      },
      scales,
      axes: [
        xAxis(series.axis, clock),
        ...units.slice(0, mostAxes).map((unit, place): uPlot.Axis => {
          const stroke = colourOf(shown.find((curve) => scaleOf(curve) === unit)!)
          return {
            scale: unit,
            side: place % 2 === 0 ? left : right,
            stroke,
            font: axisFont(),
            grid: { show: place === 0, stroke: tokenValue('--line'), width: 1 },
            ticks: { show: false },
            size: 50,
            gap: 4,
            space: 34,
            values: (_chart, splits) => splits.map((value) => `${Number(value.toPrecision(6))}`),
            label: unit,
            labelFont: axisFont(),
            labelSize: 16,
            labelGap: 0,
          }
        }),
      ],
      series: [
        {},
        ...shown.map((curve): uPlot.Series => ({
          scale: scaleOf(curve),
          stroke: colourOf(curve),
          width: 1.6,
          spanGaps: true,
          ...(isDemand(curve) ? { dash: [6, 4] } : {}),
          points: { show: curve.points.length < 40, size: 5 },
        })),
      ],
      hooks: {
        setSelect: [
          (chart) => {
            const { left: from, width } = chart.select
            if (width < 5) return
            onSelect(chart.posToVal(from, 'x'), chart.posToVal(from + width, 'x'))
            chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
          },
        ],
        setCursor: [onCursor],
        draw: [(chart) => drawLane(chart, series), (chart) => drawSelected(chart, selectedX())],
      },
    },
  }
}

/** A tenth of room above, a little more below, where the heartbeats are. */
function withRoom(_chart: uPlot, min: number | null, max: number | null): uPlot.Range.MinMax {
  if (min === null || max === null) return [0, 1]
  const span = max - min || Math.abs(max) || 1
  return [min - span * 0.12, max + span * 0.08]
}

/** The nearest place that has a value. */
function nearestIndex(
  values: ArrayLike<number | null | undefined> | undefined,
  xs: ArrayLike<number>,
  index: number,
  value: number,
): number {
  if (!values || values[index] !== null) return index
  let [before, after] = [index, index]
  while (before >= 0 && values[before] === null) before--
  while (after < values.length && values[after] === null) after++
  if (before < 0) return Math.min(after, values.length - 1)
  if (after >= values.length) return before
  return value - xs[before]! <= xs[after]! - value ? before : after
}

function drawLane(chart: uPlot, { heartbeats }: PlotSeries): void {
  const { ctx, bbox } = chart
  const scale = uPlot.pxRatio
  const top = bbox.top + bbox.height - laneHeight * scale
  ctx.save()
  ctx.fillStyle = tokenValue('--curve-heartbeat')
  for (const { x } of heartbeats) {
    const at = chart.valToPos(x, 'x', true)
    if (at >= bbox.left && at <= bbox.left + bbox.width) ctx.fillRect(Math.round(at), top, scale, laneHeight * scale)
  }
  ctx.restore()
}

function drawSelected(chart: uPlot, x: number | null): void {
  if (x === null) return
  const { ctx, bbox } = chart
  const at = Math.round(chart.valToPos(x, 'x', true))
  if (at < bbox.left || at > bbox.left + bbox.width) return
  ctx.save()
  ctx.strokeStyle = tokenValue('--accent')
  ctx.lineWidth = 1.5 * uPlot.pxRatio
  ctx.setLineDash([3 * uPlot.pxRatio, 3 * uPlot.pxRatio])
  ctx.beginPath()
  ctx.moveTo(at, bbox.top)
  ctx.lineTo(at, bbox.top + bbox.height)
  ctx.stroke()
  ctx.restore()
}
