// Curves of a charge or a pile with their legend: which are drawn, zoom, and the ways out (PNG, CSV).
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Download, Image, ZoomOut } from 'lucide-react'
import type uPlot from 'uplot'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import type { PlotCurve } from '../../src-shared/diagnosis/plot-series.ts'
import { saveDocument, savePicture } from '../app/export-file.ts'
import { useAnswer, useSame } from '../app/use-answer.ts'
import { useText } from '../i18n/use-text.ts'
import { plotWords } from '../i18n/words-plots.ts'
import { selectNumber } from '../packet-list/navigate.ts'
import { revisionOf } from '../sessions/capture-revision.ts'
import type { Clock } from '../../src-shared/view/wall-clock.ts'
import { say } from '../store/screen-store.ts'
import { useSelection } from '../store/selection-store.ts'
import { placeText } from './chart-axes.ts'
import { CurveChart } from './CurveChart.tsx'
import { colourToken, isDemand, isUsual } from './curve-data.ts'
import { chartPicture } from './chart-picture.ts'
import './plots.css'

interface SubjectPlotProps {
  capture: CaptureState
  subject: { kind: 'session' | 'pile'; id: number }
  /** For files. */
  name: string
  /** For pictures. */
  title: Label
  clock: Clock
}

/** As many stretches as a screen has columns. */
const screenBuckets = 1200

export function SubjectPlot({ capture, subject, name, title, clock }: SubjectPlotProps) {
  const text = useText()
  const { captureId } = capture
  const { kind, id } = subject
  const [zoom, setZoom] = useState<{ from: number; to: number } | null>(null)
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => setZoom(null), [kind, id])
  const chart = useRef<uPlot | null>(null)
  const selected = useSelection((store) => store.frames[captureId]?.frame ?? null)
  const range = { from: zoom?.from ?? null, to: zoom?.to ?? null }
  const question = { captureId, subject: { kind, id }, buckets: screenBuckets, ...range }
  const series = useSame(useAnswer('plots.series', question, revisionOf(capture))?.series ?? null)
  const kept = useRef(series)
  // While a zoom is on its way, the curves before it stay.
  if (series) kept.current = series
  const drawn = series ?? kept.current
  const shown = useMemo(
    () => (drawn?.curves ?? []).filter((curve) => isUsual(curve) !== toggled.has(curve.role)),
    [drawn, toggled],
  )
  const pick = useCallback((frame: number) => void selectNumber(captureId, frame, { isQuiet: true }), [captureId])
  const toggle = (role: string) => {
    const next = new Set(toggled)
    if (!next.delete(role)) next.add(role)
    setToggled(next)
  }
  const nameOf = (curve: PlotCurve) => `${text(curve.label)}${curve.unit ? ` ${curve.unit}` : ''}`
  const saveTable = () =>
    saveDocument(captureId, name, { kind: 'curves', format: 'csv', subject: { kind, id }, ...range }, text.language)
  const savePng = async () => {
    const places = drawn ? [drawn.from, drawn.to] : []
    const span = places.map((x) => `${drawn?.axis === 'time' ? clock.date(x) : ''} ${placeText(x, drawn!.axis, clock)}`)
    const words = { title: text(title), span: span.map((part) => part.trim()).join(' – '), nameOf }
    const picture = chart.current && (await chartPicture(chart.current, shown, words))
    if (picture) await savePicture(name, picture)
    else say('failed', plotWords.noPicture)
  }
  const hasCurves = (drawn?.curves.length ?? 0) > 0
  return (
    <section className="plot" aria-label={text(plotWords.curves)} data-testid="plot">
      <header className="pane-head">
        <h2>{text(plotWords.curves)}</h2>
        <span className="plot-legend">
          {drawn?.curves.map((curve) => (
            <button
              key={curve.role}
              type="button"
              aria-pressed={shown.includes(curve)}
              data-curve={curve.role}
              title={nameOf(curve)}
              onClick={() => toggle(curve.role)}
            >
              <span
                className={`swatch ${isDemand(curve) ? 'dashed' : ''}`}
                style={{ color: `var(${colourToken(curve)})` }}
                aria-hidden
              />
              <span className="cut">{text(curve.label)}</span>
              {curve.unit && <span className="curve-unit">{curve.unit}</span>}
            </button>
          ))}
          {(drawn?.heartbeats.length ?? 0) > 0 && (
            <span className="plot-lane">
              <span className="swatch lane" aria-hidden />
              {text(plotWords.heartbeats)}
            </span>
          )}
        </span>
        {hasCurves && !zoom && (
          <span className="dim plot-hint cut" title={text(plotWords.hint)}>
            {text(plotWords.hint)}
          </span>
        )}
        {hasCurves && (
          <span className="pane-tools">
            {zoom && (
              <button type="button" className="button small" onClick={() => setZoom(null)}>
                <ZoomOut size={13} aria-hidden />
                {text(plotWords.reset)}
              </button>
            )}
            <Tool label={text(plotWords.exportPng)} icon={Image} run={savePng} id="plot-png" />
            <Tool label={text(plotWords.exportCsv)} icon={Download} run={saveTable} id="plot-csv" />
          </span>
        )}
      </header>
      {drawn && hasCurves ? (
        <CurveChart
          series={drawn}
          shown={shown}
          clock={clock}
          selectedFrame={selected}
          onPick={pick}
          onZoom={setZoom}
          chart={chart}
        />
      ) : (
        drawn && (
          <div className="empty">
            <strong>{text(plotWords.noSamples)}</strong>
            <p>{text(plotWords.noSamplesHint)}</p>
          </div>
        )
      )}
    </section>
  )
}

interface ToolProps {
  label: string
  icon: typeof Image
  run: () => Promise<void>
  id: string
}

function Tool({ label, icon: Icon, run, id }: ToolProps) {
  return (
    <button
      type="button"
      className="icon-button small"
      aria-label={label}
      title={label}
      data-testid={id}
      onClick={() => void run()}
    >
      <Icon size={14} aria-hidden />
    </button>
  )
}
