// A stretch of the x axis as a display filter on the frames in it. Pure.
import type { Clock } from '../../src-shared/view/wall-clock.ts'
import type { AxisKind } from './chart-axes.ts'

/** By time with milliseconds; where only frame numbers or times of day are known, by number. */
export function stretchFilter(
  { from, to }: { from: number; to: number },
  kind: AxisKind,
  clock: Clock,
  { first, from: start, width }: { first: readonly number[]; from: number; width: number },
): string {
  if (kind === 'time' && clock.date(from) !== '') {
    const told = (seconds: number) => `"${clock.date(seconds)} ${clock.time(seconds, 3)}${clock.zone(seconds)}"`
    return `frame.time >= ${told(from)} && frame.time <= ${told(to)}`
  }
  if (kind === 'frame') return `frame.number >= ${Math.ceil(from)} && frame.number <= ${Math.floor(to)}`
  const inside = first.filter((frame, bucket) => {
    const at = start + bucket * width
    return frame > 0 && at + width > from && at <= to
  })
  const next = first.find((frame, bucket) => frame > 0 && start + bucket * width > to)
  const begin = inside[0] ?? next ?? 1
  return next === undefined
    ? `frame.number >= ${begin}`
    : `frame.number >= ${begin} && frame.number < ${Math.max(next, begin)}`
}
