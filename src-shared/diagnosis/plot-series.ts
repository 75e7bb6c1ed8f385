// Curves of a charging session or a pile against time, thinned to what a screen can show: least and greatest value of each
// stretch, with their frames. Read when they are asked for.
import type { Label } from '../bytes/range.ts'
import type { CaptureDiagnosis } from './capture-diagnosis.ts'
import { frameSeconds } from './frame-times.ts'

export interface PlotPoint {
  /** Seconds since 1970, or the frame number where the capture has no times. */
  x: number
  y: number
  frame: number
}

export interface PlotCurve {
  role: string
  /** Label and unit of the field that it was first seen in. */
  label: Label
  unit: string | null
  /** Ascending in x; at most two for each stretch. */
  points: PlotPoint[]
  /** Before thinning. */
  count: number
}

export interface PlotSeries {
  axis: 'time' | 'frame'
  from: number
  to: number
  curves: PlotCurve[]
  /** Heartbeats of the pile in the same stretch, thinned. */
  heartbeats: { x: number; frame: number }[]
}

export type PlotSubject = { kind: 'session'; id: number } | { kind: 'pile'; id: number }

const plottedRoles = [
  'voltage',
  'current',
  'power',
  'soc',
  'energy',
  'amount',
  'temperature',
  'demand_voltage',
  'demand_current',
] as const

interface Curve {
  label: Label
  unit: string | null
  x: number[]
  y: number[]
  frames: number[]
}

/** Curves of the subject between `from` and `to` (inclusive; null: all), null when there is no such subject. */
export function plotSeries(
  diagnosis: CaptureDiagnosis,
  subject: PlotSubject,
  buckets: number,
  from: number | null,
  to: number | null,
): PlotSeries | null {
  const rows = rowsOf(diagnosis, subject)
  if (!rows) return null
  const { source, reader } = diagnosis
  const hasTimes = rows.samples.length > 0 && !Number.isNaN(frameSeconds(source, rows.samples[0]!))
  const at = (row: number) => (hasTimes ? frameSeconds(source, row) : row + 1)
  const isWanted = (x: number) => !Number.isNaN(x) && (from === null || x >= from) && (to === null || x <= to)
  const curves = new Map<string, Curve>()
  for (const row of rows.samples) {
    const x = at(row)
    if (!isWanted(x) || source.capture.frames.checksum[row] === 2 || !reader.read(row)) continue
    for (const role of plottedRoles) {
      const figure = reader.figure(role)
      if (typeof figure?.value !== 'number') continue
      let curve = curves.get(role)
      if (!curve) curves.set(role, (curve = { label: figure.label, unit: figure.unit, x: [], y: [], frames: [] }))
      curve.x.push(x)
      curve.y.push(figure.value)
      curve.frames.push(row + 1)
    }
  }
  const bounds = boundsOf(rows.samples.map(at).filter(isWanted))
  const span = { from: from ?? bounds.from, to: to ?? bounds.to }
  const heartbeats = rows.heartbeats.map((row) => ({ x: at(row), frame: row + 1 }))
  const inSpan = heartbeats.filter(({ x }) => x >= span.from && x <= span.to)
  const step = Math.max(1, Math.ceil(inSpan.length / (buckets * 2)))
  return {
    axis: hasTimes ? 'time' : 'frame',
    ...span,
    curves: plottedRoles.flatMap((role) => {
      const curve = curves.get(role)
      if (!curve) return []
      const { label, unit } = curve
      return [{ role, label, unit, points: thinned(curve, span, buckets), count: curve.x.length }]
    }),
    heartbeats: inSpan.filter((_one, place) => place % step === 0),
  }
}

function boundsOf(values: readonly number[]): { from: number; to: number } {
  let [from, to] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < from) from = value
    if (value > to) to = value
  }
  return from > to ? { from: 0, to: 0 } : { from, to }
}

function rowsOf(
  { sessions, piles }: CaptureDiagnosis,
  subject: PlotSubject,
): { samples: number[]; heartbeats: number[] } | null {
  const session = subject.kind === 'session' ? sessions.get(subject.id) : null
  const pile = subject.kind === 'pile' ? piles.list[subject.id - 1] : session?.pile
  if (!pile) return null
  const own = session ? [session] : pile.sessions.flatMap((id) => sessions.get(id) ?? [])
  const samples = own.flatMap((one) => [...one.samples.values(), ...one.batterySamples.values()])
  const others = session ? [] : pile.idleSamples.values()
  const heartbeats = [...pile.heartbeats.values()].flatMap((list) => [...list.values()])
  const ascending = (rows: number[]) => rows.toSorted((a, b) => a - b)
  return { samples: ascending([...samples, ...others]), heartbeats: ascending(heartbeats) }
}

/** Least and greatest value of each stretch, in the order in which they came. */
function thinned({ x, y, frames }: Curve, span: { from: number; to: number }, buckets: number): PlotPoint[] {
  const point = (at: number): PlotPoint => ({ x: x[at]!, y: y[at]!, frame: frames[at]! })
  if (x.length <= buckets * 2) return x.map((_x, at) => point(at))
  const width = Math.max((span.to - span.from) / buckets, Number.MIN_VALUE)
  const points: PlotPoint[] = []
  let [bucket, least, greatest] = [-1, -1, -1]
  const flush = () => {
    if (least < 0) return
    const [first, second] = least < greatest ? [least, greatest] : [greatest, least]
    points.push(point(first))
    if (second !== first) points.push(point(second))
  }
  for (let at = 0; at < x.length; at++) {
    const own = Math.min(buckets - 1, Math.floor((x[at]! - span.from) / width))
    if (own !== bucket) {
      flush()
      ;[bucket, least, greatest] = [own, at, at]
    }
    if (y[at]! < y[least]!) least = at
    if (y[at]! > y[greatest]!) greatest = at
  }
  flush()
  return points
}
