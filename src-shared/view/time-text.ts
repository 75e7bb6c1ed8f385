// Times of frames as results write them: RFC 3339, in UTC or in the machine's zone.

export type TimeZone = 'utc' | 'local'

/** `2023-05-01T04:00:00.123456Z`: microseconds, or nanoseconds when there are any; null for no time (NaN). */
export function formatTime(seconds: number, nanos: number, zone: TimeZone): string | null {
  if (Number.isNaN(seconds)) return null
  if (seconds !== known.seconds || zone !== known.zone) known = secondText(seconds, zone)
  if (known.before === null) return null
  const fraction = nanos % 1000 === 0 ? String(nanos / 1000).padStart(6, '0') : String(nanos).padStart(9, '0')
  return `${known.before}.${fraction}${known.after}`
}

interface SecondText {
  seconds: number
  zone: TimeZone
  /** What stands before and behind the fraction; null: no time. */
  before: string | null
  after: string
}

/** Frames come by the hundred in one second: the latest is remembered. */
let known: SecondText = { seconds: NaN, zone: 'utc', before: null, after: '' }

function secondText(seconds: number, zone: TimeZone): SecondText {
  const date = new Date(seconds * 1000)
  if (Number.isNaN(date.getTime())) return { seconds, zone, before: null, after: '' }
  if (zone === 'utc') return { seconds, zone, before: date.toISOString().slice(0, -5), after: 'Z' }
  const minutes = -date.getTimezoneOffset()
  const local = new Date(seconds * 1000 + minutes * 60_000).toISOString().slice(0, -5)
  const two = (value: number) => String(value).padStart(2, '0')
  const after = `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
  return { seconds, zone, before: local, after }
}
