// Curves as a table for a spreadsheet: a line for each frame, a column for each curve. Pure.
import type { PlotCurve } from '../../src-shared/diagnosis/plot-series.ts'

/** Ends with a newline. `head`: names of the columns time and frame; `timeOf`: x as text, '' without times. */
export function curveCsv(
  curves: readonly PlotCurve[],
  nameOf: (curve: PlotCurve) => string,
  head: readonly [time: string, frame: string],
  timeOf: (x: number) => string,
): string {
  const lines = new Map<number, { x: number; values: string[] }>()
  curves.forEach(({ points }, column) => {
    for (const { x, y, frame } of points) {
      let line = lines.get(frame)
      if (!line) lines.set(frame, (line = { x, values: curves.map(() => '') }))
      line.values[column] = String(y)
    }
  })
  const rows = [...lines]
    .toSorted(([a], [b]) => a - b)
    .map(([frame, { x, values }]) => [timeOf(x), String(frame), ...values].join(','))
  const names = [...head, ...curves.map(nameOf)].map(quoted)
  return `${[names.join(','), ...rows].join('\n')}\n`
}

const quoted = (name: string): string => (/[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)
