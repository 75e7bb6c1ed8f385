// Frames per second over the whole capture, bad ones marked: a stretch chosen by dragging filters the list, a click selects
// the first frame there.
import { useCallback, useRef, useState, type MouseEvent } from 'react'
import { Filter } from 'lucide-react'
import uPlot from 'uplot'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { RateSeries } from '../../src-shared/diagnosis/statistics.ts'
import { showFiltered } from '../app/show-filtered.ts'
import { useAnswer, useSame } from '../app/use-answer.ts'
import { formatCount } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { plotWords } from '../i18n/words-plots.ts'
import { selectNumber } from '../packet-list/navigate.ts'
import { useMayCall } from '../store/permission.ts'
import { revisionOf } from '../sessions/capture-revision.ts'
import type { Clock } from '../../src-shared/view/wall-clock.ts'
import { axisFont, placeText, wholeSteps, xAxis, xOptions } from './chart-axes.ts'
import { stretchFilter } from './stretch-filter.ts'
import { tokenValue, useThemeName } from './theme-colours.ts'
import { useChart, type ChartSource } from './use-chart.ts'

const buckets = 240
const badLane = 4

interface Stretch {
  from: number
  to: number
}

export function RateChart({ capture, clock }: { capture: CaptureState; clock: Clock }) {
  const text = useText()
  const theme = useThemeName()
  const mayFilter = useMayCall('view.set')
  const { captureId } = capture
  const place = useRef<HTMLDivElement>(null)
  const pressedAt = useRef(0)
  const [stretch, setStretch] = useState<Stretch | null>(null)
  const [at, setAt] = useState<number | null>(null)
  const reply = useAnswer('statistics.rate', { captureId, buckets, from: null, to: null }, revisionOf(capture))
  const series = useSame(reply?.series ?? null)
  const make = useCallback(() => {
    void theme
    return rateOptions(series!, clock, setStretch, (chart) => setAt(bucketAt(chart, series!)))
  }, [series, clock, theme])
  const chart = useChart(place, series ? make : null)
  const clear = () => {
    setStretch(null)
    chart.current?.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
  }
  const click = (event: MouseEvent) => {
    if (Math.abs(event.clientX - pressedAt.current) > 4) return
    clear()
    const frame = at === null ? 0 : (series?.first[at] ?? 0)
    if (frame > 0) void selectNumber(captureId, frame, { isQuiet: true })
  }
  const badCount = series?.bad.reduce((sum, count) => sum + count, 0) ?? 0
  return (
    <section className="rate" aria-label={text(plotWords.rate)} data-testid="rate">
      <header className="pane-head">
        <h2>{text(series?.axis === 'frame' ? plotWords.ratePlain : plotWords.rate)}</h2>
        <span className={badCount > 0 ? 'badge bad' : 'badge'}>{text(plotWords.badCount(badCount))}</span>
        <span className="pane-facts cut dim">{series && at !== null && bucketText(series, at, clock, text)}</span>
        {series && stretch ? (
          <span className="pane-tools">
            <span className="dim">
              {placeText(stretch.from, series.axis, clock)} – {placeText(stretch.to, series.axis, clock)} ·{' '}
              {text(plotWords.framesIn(framesIn(series, stretch)))}
            </span>
            {mayFilter && (
              <button
                type="button"
                className="button small"
                data-testid="filter-stretch"
                onClick={() => void showFiltered(captureId, stretchFilter(stretch, series.axis, clock, series))}
              >
                <Filter size={13} aria-hidden />
                {text(plotWords.filterStretch)}
              </button>
            )}
            <button type="button" className="button small" onClick={clear}>
              {text(plotWords.clearStretch)}
            </button>
          </span>
        ) : (
          mayFilter && <span className="pane-tools dim plot-hint">{text(plotWords.brush)}</span>
        )}
      </header>
      <div
        ref={place}
        className="rate-chart"
        role="img"
        aria-label={`${text(plotWords.rate)}, ${text(plotWords.badCount(badCount))}`}
        data-testid="rate-chart"
        onPointerDown={(event) => (pressedAt.current = event.clientX)}
        onPointerLeave={() => setAt(null)}
        onClick={click}
      />
    </section>
  )
}

const perSecond = ({ axis, width }: RateSeries, count: number) => (axis === 'time' ? count / width : count)

function rateOptions(
  series: RateSeries,
  clock: Clock,
  onSelect: (stretch: Stretch | null) => void,
  onCursor: (chart: uPlot) => void,
): ChartSource {
  const { from, width, frames, bad, axis } = series
  const xs = frames.map((_count, bucket) => from + width * (bucket + 0.5))
  const bars = uPlot.paths.bars!({ size: [0.9, 12], align: 0 })
  const x = xOptions(axis, clock)
  const end = from + width * frames.length
  const colour = tokenValue('--curve-heartbeat')
  return {
    data: [xs, frames.map((count) => perSecond(series, count)), bad.map((count) => perSecond(series, count))],
    options: {
      ...x,
      padding: [8, 12, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: true, y: false, setScale: false, dist: 5 }, points: { show: false }, y: false },
      scales: {
        x: { ...x.scales?.['x'], range: () => [from, end] },
        y: { range: (_chart, _min, max) => [0, (max || 1) * 1.08] },
      },
      axes: [
        xAxis(axis, clock),
        {
          font: axisFont(),
          stroke: tokenValue('--dim'),
          grid: { stroke: tokenValue('--line'), width: 1 },
          ticks: { show: false },
          size: 50,
          gap: 4,
          space: 26,
          ...(axis === 'frame' ? { incrs: [...wholeSteps] } : {}),
        },
      ],
      series: [
        {},
        { stroke: colour, fill: colour, width: 0, paths: bars, points: { show: false } },
        { stroke: tokenValue('--bad'), fill: tokenValue('--bad'), width: 0, paths: bars, points: { show: false } },
      ],
      hooks: {
        setSelect: [
          ({ select, posToVal }) =>
            select.width >= 5 &&
            onSelect({ from: posToVal(select.left, 'x'), to: posToVal(select.left + select.width, 'x') }),
        ],
        setCursor: [onCursor],
        draw: [(chart) => drawBad(chart, xs, bad)],
      },
    },
  }
}

/** A few bad frames among many would have no height: they are marked below too. */
function drawBad(chart: uPlot, xs: readonly number[], bad: readonly number[]): void {
  const { ctx, bbox } = chart
  const scale = uPlot.pxRatio
  ctx.save()
  ctx.fillStyle = tokenValue('--bad')
  bad.forEach((count, bucket) => {
    if (count === 0) return
    const left = Math.round(chart.valToPos(xs[bucket]!, 'x', true) - scale)
    ctx.fillRect(left, bbox.top + bbox.height - badLane * scale, 3 * scale, badLane * scale)
  })
  ctx.restore()
}

function bucketAt(chart: uPlot, series: RateSeries): number | null {
  const { left } = chart.cursor
  if (left === undefined || left < 0) return null
  const bucket = Math.floor((chart.posToVal(left, 'x') - series.from) / series.width)
  return bucket >= 0 && bucket < series.frames.length ? bucket : null
}

function bucketText(series: RateSeries, bucket: number, clock: Clock, text: ReturnType<typeof useText>): string {
  const count = series.frames[bucket]!
  const rate = `${Number(perSecond(series, count).toPrecision(3))} ${text(
    series.axis === 'time' ? plotWords.rateUnit : plotWords.perBucket,
  )}`
  const bad = series.bad[bucket]! > 0 ? ` · ${text(plotWords.badCount(series.bad[bucket]!))}` : ''
  return `${placeText(series.from + bucket * series.width, series.axis, clock)} · ${rate}${bad}`
}

function framesIn({ from, width, frames }: RateSeries, stretch: Stretch): number | string {
  const first = Math.max(0, Math.floor((stretch.from - from) / width))
  const last = Math.min(frames.length - 1, Math.floor((stretch.to - from) / width))
  return `≈ ${formatCount(frames.slice(first, last + 1).reduce((sum, count) => sum + count, 0))}`
}
