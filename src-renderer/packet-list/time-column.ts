// The time column's four formats. Times with a zone (captures) are shown in this machine's zone; times without one (logs)
// as they were written. Pure but for the zone, which can be given.
import type { TimeFormat } from '../../src-shared/bridge/bridge.ts'
import { localZone, type ZoneOffset } from '../../src-shared/view/wall-clock.ts'

/** A time as a row gives it, taken apart. */
export interface ParsedTime {
  /** `YYYY-MM-DD`; null when the text had only a time of day. */
  date: string | null
  /** `HH:mm:ss`. */
  clock: string
  /** Digits behind the point, as recorded; may be empty. */
  fraction: string
  /** Whole seconds, for differences: since 1970, or since midnight where there is no date. */
  seconds: number
  nanos: number
}

const form = /^(?:(\d{4}-\d{2}-\d{2})T)?(\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})?$/

/** Takes a row's time apart; null when there is none or it is not one. */
export function parseTime(text: string | null, zone: ZoneOffset = localZone): ParsedTime | null {
  const match = text === null ? null : form.exec(text)
  if (!match) return null
  const [, date, given, fraction = '', offset] = match
  const clock = given!.length === 5 ? `${given}:00` : given!
  const nanos = Number(fraction.padEnd(9, '0'))
  if (date === undefined)
    return { date: null, clock, fraction, nanos, seconds: Date.parse(`1970-01-01T${clock}Z`) / 1000 }
  if (offset === undefined) return { date, clock, fraction, nanos, seconds: Date.parse(`${date}T${clock}Z`) / 1000 }
  const millis = Date.parse(`${date}T${clock}${offset}`)
  if (Number.isNaN(millis)) return null
  const shown = new Date(millis + zone(millis) * 60_000).toISOString()
  return { date: shown.slice(0, 10), clock: shown.slice(11, 19), fraction, nanos, seconds: millis / 1000 }
}

/** What the time column shows; '' where the row has no time or nothing to compare with. */
export function formatRowTime(
  time: ParsedTime | null,
  format: TimeFormat,
  first: ParsedTime | null,
  previous: ParsedTime | null,
): string {
  if (!time) return ''
  if (format === 'since-first') return formatDifference(time, first)
  if (format === 'since-previous') return formatDifference(time, previous)
  const clock = time.fraction === '' ? time.clock : `${time.clock}.${time.fraction}`
  return format === 'date' && time.date !== null ? `${time.date} ${clock}` : clock
}

/** Seconds between two times with the digits that the later one has; '' when they cannot be compared. */
function formatDifference(time: ParsedTime, from: ParsedTime | null): string {
  if (!from || (from.date === null) !== (time.date === null)) return ''
  let seconds = time.seconds - from.seconds
  let nanos = time.nanos - from.nanos
  const isNegative = seconds < 0 || (seconds === 0 && nanos < 0)
  if (isNegative) [seconds, nanos] = [-seconds, -nanos]
  if (nanos < 0) [seconds, nanos] = [seconds - 1, nanos + 1_000_000_000]
  const digits = Math.max(time.fraction.length, from.fraction.length)
  const fraction = digits === 0 ? '' : `.${String(nanos).padStart(9, '0').slice(0, digits)}`
  return `${isNegative ? '−' : ''}${seconds}${fraction}`
}
