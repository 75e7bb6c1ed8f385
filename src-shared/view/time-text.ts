// Times of frames as results write them: RFC 3339, in UTC or in the machine's zone.

export type TimeZone = 'utc' | 'local'

/** `2023-05-01T04:00:00.123456Z`: microseconds, or nanoseconds when there are any; null for no time (NaN). */
export function formatTime(seconds: number, nanos: number, zone: TimeZone): string | null {
  if (Number.isNaN(seconds)) return null
  const date = new Date(seconds * 1000)
  if (Number.isNaN(date.getTime())) return null
  const fraction = nanos % 1000 === 0 ? String(nanos / 1000).padStart(6, '0') : String(nanos).padStart(9, '0')
  if (zone === 'utc') return `${date.toISOString().slice(0, -5)}.${fraction}Z`
  const minutes = -date.getTimezoneOffset()
  const local = new Date(seconds * 1000 + minutes * 60_000).toISOString().slice(0, -5)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${local}.${fraction}${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
}
