// Regular reports: their usual interval and where some are missing. For heartbeats and samples.

export interface Gap {
  /** Place of the report before the gap. */
  after: number
  seconds: number
  /** Reports that should have come in between. */
  missed: number
}

/** Fewer reports have no usual interval. */
const fewest = 4
/** So many of the intervals must be near the usual one: reports that come when something happens have no gaps. */
const regularShare = 0.6
const near = 0.3
/** Reports may come late by half an interval and more before one counts as missing. */
const longest = 1.75

/**
 * The usual interval of `times` (seconds, ascending), their median, and its gaps. `stated`: what the specification says;
 * it holds where the reports themselves are not slower. NaN without enough times.
 */
export function gapsOf(times: readonly number[], stated: number | null = null): { typical: number; gaps: Gap[] } {
  const intervals = times.slice(1).map((time, at) => time - times[at]!)
  if (times.length < fewest || intervals.some(Number.isNaN)) return { typical: NaN, gaps: [] }
  const sorted = intervals.toSorted((a, b) => a - b)
  const median = sorted[Math.floor((sorted.length - 1) / 2)]!
  const typical = stated !== null && median < stated * 1.2 && median > stated * 0.8 ? stated : median
  const regular = intervals.filter((seconds) => Math.abs(seconds - median) <= median * near).length
  if (typical <= 0 || regular < intervals.length * regularShare) return { typical, gaps: [] }
  const gaps = intervals.flatMap((seconds, after) =>
    seconds > typical * longest ? [{ after, seconds, missed: Math.max(1, Math.round(seconds / typical) - 1) }] : [],
  )
  return { typical, gaps }
}
