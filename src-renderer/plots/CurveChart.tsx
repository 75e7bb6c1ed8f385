// The curves themselves: zoomed by dragging, told under the pointer, a click selects the nearest frame. Arrow keys move
// from frame to frame.
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react'
import type uPlot from 'uplot'
import type { PlotCurve, PlotPoint, PlotSeries } from '../../src-shared/diagnosis/plot-series.ts'
import { useText } from '../i18n/use-text.ts'
import { plotWords } from '../i18n/words-plots.ts'
import { sessionWords } from '../i18n/words-sessions.ts'
import type { Clock } from '../../src-shared/view/wall-clock.ts'
import { placeText } from './chart-axes.ts'
import { colourToken, nearestPoint } from './curve-data.ts'
import { curveOptions } from './curve-options.ts'
import { useThemeName } from './theme-colours.ts'
import { useChart } from './use-chart.ts'

interface CurveChartProps {
  series: PlotSeries
  shown: readonly PlotCurve[]
  clock: Clock
  selectedFrame: number | null
  onPick: (frame: number) => void
  onZoom: (range: { from: number; to: number } | null) => void
  /** Is given the chart that shows, for pictures of it. */
  chart: RefObject<uPlot | null>
}

interface Told {
  left: number
  isRight: boolean
  points: { curve: PlotCurve; point: PlotPoint }[]
}

export function CurveChart({ series, shown, clock, selectedFrame, onPick, onZoom, chart }: CurveChartProps) {
  const text = useText()
  const theme = useThemeName()
  const place = useRef<HTMLDivElement>(null)
  const [told, setTold] = useState<Told | null>(null)
  const selectedX = useRef<number | null>(null)
  const pressedAt = useRef(0)
  const makeAnew = useCallback(() => {
    void theme
    return curveOptions({
      series,
      shown,
      clock,
      selectedX: () => selectedX.current,
      onSelect: (from, to) => onZoom({ from, to }),
      onCursor: (made) => setTold(toldAt(made, shown)),
    })
  }, [series, shown, clock, onZoom, theme])
  const made = useChart(place, makeAnew)
  const x = useMemo(() => xOfFrame(shown, selectedFrame), [shown, selectedFrame])
  useEffect(() => {
    chart.current = made.current
    selectedX.current = x
    made.current?.redraw(false)
  })
  const click = (event: MouseEvent) => {
    if (Math.abs(event.clientX - pressedAt.current) > 4) return
    const frame = nearestFrame(made.current, told)
    if (frame !== null) onPick(frame)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onZoom(null)
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    const frames = [...new Set(shown.flatMap(({ points }) => points.map(({ frame }) => frame)))].toSorted(
      (a, b) => a - b,
    )
    const here = selectedFrame === null ? -1 : frames.findLastIndex((frame) => frame <= selectedFrame)
    const next = frames[Math.min(Math.max(here + step, 0), frames.length - 1)]
    if (next === undefined) return
    event.preventDefault()
    onPick(next)
  }
  return (
    <div
      ref={place}
      className="curve-chart"
      role="group"
      tabIndex={0}
      aria-label={`${text(plotWords.curves)}: ${shown.map(({ label }) => text(label)).join(', ')}`}
      data-testid="curve-chart"
      data-from={series.from}
      data-to={series.to}
      onPointerDown={(event) => (pressedAt.current = event.clientX)}
      onPointerLeave={() => setTold(null)}
      onClick={click}
      onDoubleClick={() => onZoom(null)}
      onKeyDown={press}
    >
      {told && told.points.length > 0 && (
        <div className={`chart-tip ${told.isRight ? 'right' : ''}`} style={{ left: told.left }} data-testid="chart-tip">
          <strong>
            {series.axis === 'time' && `${placeText(told.points[0]!.point.x, 'time', clock, 1)} · `}
            {text(sessionWords.frame(told.points[0]!.point.frame))}
          </strong>
          {told.points.map(({ curve, point }) => (
            <div key={curve.role}>
              <span className="swatch" style={{ background: `var(${colourToken(curve)})` }} />
              {text(curve.label)}
              <span className="mono">
                {point.y} {curve.unit}
              </span>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

/** What is told at the pointer: each curve's nearest point. */
function toldAt(chart: uPlot, shown: readonly PlotCurve[]): Told | null {
  const { left } = chart.cursor
  if (left === undefined || left < 0) return null
  const x = chart.posToVal(left, 'x')
  const points = shown.flatMap((curve) => {
    const point = nearestPoint(curve.points, x)
    return point ? [{ curve, point }] : []
  })
  const { width } = chart.over.getBoundingClientRect()
  return { left: left + chart.over.offsetLeft, isRight: left > width / 2, points }
}

/** The frame of the point that is nearest to the pointer on the screen. */
function nearestFrame(chart: uPlot | null, told: Told | null): number | null {
  if (!chart || !told) return null
  const { left = 0, top = 0 } = chart.cursor
  const far = ({ curve, point }: Told['points'][number]) =>
    Math.hypot(chart.valToPos(point.x, 'x') - left, chart.valToPos(point.y, curve.unit ?? curve.role) - top)
  return told.points.toSorted((a, b) => far(a) - far(b))[0]?.point.frame ?? null
}

function xOfFrame(shown: readonly PlotCurve[], frame: number | null): number | null {
  if (frame === null) return null
  for (const { points } of shown) {
    const point = points.find((one) => one.frame === frame)
    if (point) return point.x
  }
  return null
}
