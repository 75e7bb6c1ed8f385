// Numbers of bills as the bill writes them: with all decimals of their field. Pure.
import type { Figure } from '../diagnosis/frame-reader.ts'

/** `0.1650`, or with its unit `0.1650 kWh`; texts and times as they are, times with a space. */
export function formatFigure({ value, decimals, unit }: Figure, hasUnit = false): string {
  if (typeof value === 'string') return value.replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ')
  return `${value.toFixed(decimals)}${hasUnit && unit ? ` ${unit}` : ''}`
}

/** A computed number with as many decimals as `figure` has. */
export function formatLike(value: number | null, figure: Pick<Figure, 'decimals'> | null): string {
  return value === null ? '–' : value.toFixed(figure?.decimals ?? 4)
}

/** `+0.0085`, `−0.0085`. */
export function formatDifference(value: number, figure: Pick<Figure, 'decimals'> | null): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(figure?.decimals ?? 4)}`
}
