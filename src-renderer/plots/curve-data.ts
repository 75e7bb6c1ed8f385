// Curves as uPlot draws them: one common x axis, gaps where a curve has no value; and the nearest point of a place. Pure.
import type { PlotCurve, PlotPoint } from '../../src-shared/diagnosis/plot-series.ts'

/** First all x, ascending, then the values of each curve at them; null where it has none. */
export function alignCurves(curves: readonly PlotCurve[]): (number | null)[][] {
  const all = [...new Set(curves.flatMap(({ points }) => points.map(({ x }) => x)))].toSorted((a, b) => a - b)
  const place = new Map(all.map((x, index) => [x, index]))
  const columns = curves.map(({ points }) => {
    const column = Array<number | null>(all.length).fill(null)
    for (const { x, y } of points) column[place.get(x)!] = y
    return column
  })
  return [all, ...columns]
}

/** The point whose x is nearest; null without points. They ascend in x. */
export function nearestPoint(points: readonly PlotPoint[], x: number): PlotPoint | null {
  let [low, high] = [0, points.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (points[middle]!.x < x) low = middle + 1
    else high = middle
  }
  const [before, after] = [points[low - 1], points[low]]
  if (!before || !after) return before ?? after ?? null
  return x - before.x <= after.x - x ? before : after
}

/** Units of the curves in the order of the curves: each has a scale of its own, which curves of one unit share. */
export function scalesOf(curves: readonly PlotCurve[]): string[] {
  return [...new Set(curves.map(scaleOf))]
}

export const scaleOf = ({ unit, role }: PlotCurve): string => unit ?? role

/** What a new person sees; the rest waits in the legend. */
const usualRoles = new Set(['voltage', 'current', 'soc', 'energy', 'demand_voltage', 'demand_current'])

export const isUsual = ({ role }: Pick<PlotCurve, 'role'>): boolean => usualRoles.has(role)

/** What the pile is asked for is drawn dashed, in the colour of what it gives. */
export const isDemand = ({ role }: Pick<PlotCurve, 'role'>): boolean => role.startsWith('demand_')

/** The token of a curve's colour (style/tokens.css). */
export const colourToken = ({ role }: Pick<PlotCurve, 'role'>): string => `--curve-${role.replace('demand_', '')}`
