// Times that diagnosis gives in seconds since 1970, as text. Captures are shown in the zone of who looks, logs as they were
// written; logs with a time of day only are on 1970-01-01. For the screen, tables and reports.

/** Minutes east of UTC at a moment (milliseconds since 1970). */
export type ZoneOffset = (millis: number) => number

/** This machine's zone. */
export const localZone: ZoneOffset = (millis) => -new Date(millis).getTimezoneOffset()

export const utcZone: ZoneOffset = () => 0

export interface Clock {
  /** `08:12:04.0`; `decimals` behind the point. */
  time(seconds: number, decimals?: number): string
  /** `2025-08-12`; '' where only the time of day is known. */
  date(seconds: number): string
  /** `+08:00`, so that a time means the same where the analyzer runs; '' for times that were written without a zone. */
  zone(seconds: number): string
  /** For axes: true when the numbers are to be read as UTC. */
  isUtc: boolean
}

const secondsOfDay = 86_400

/** `kind`: of the capture that the times are of. */
export function clockOf({ kind }: { kind: 'capture' | 'text' }, zone: ZoneOffset = localZone): Clock {
  const isUtc = kind === 'text'
  const shown = (seconds: number) => seconds + (isUtc ? 0 : zone(seconds * 1000) * 60)
  return {
    isUtc,
    zone: (seconds) => (isUtc ? '' : offsetText(zone(seconds * 1000))),
    time: (seconds, decimals = 0) => {
      const scale = 10 ** decimals
      // Cut off, as clocks do.
      const whole = Math.floor(shown(seconds) * scale + 1e-3) / scale
      return new Date(Math.floor(whole) * 1000).toISOString().slice(11, 19) + fractionOf(whole, decimals)
    },
    date: (seconds) => (seconds < secondsOfDay ? '' : new Date(shown(seconds) * 1000).toISOString().slice(0, 10)),
  }
}

/** The offset of an IANA zone (`Asia/Shanghai`); null when there is no such zone. Asked once for each hour. */
export function namedZone(name: string): ZoneOffset | null {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' })
  } catch {
    return null
  }
  const known = new Map<number, number>()
  return (millis) => {
    const hour = Math.floor(millis / millisOfHour)
    let minutes = known.get(hour)
    if (minutes === undefined) known.set(hour, (minutes = offsetOf(format, millis)))
    return minutes
  }
}

const millisOfHour = 3_600_000

/** From `GMT+08:00`; `GMT` alone is UTC. */
function offsetOf(format: Intl.DateTimeFormat, millis: number): number {
  const text = format.formatToParts(new Date(millis)).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

function offsetText(minutes: number): string {
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`
}

function fractionOf(seconds: number, decimals: number): string {
  if (decimals === 0) return ''
  const part = Math.round((seconds - Math.floor(seconds)) * 10 ** decimals)
  return `.${String(part).padStart(decimals, '0')}`
}

/** `13 ms`, `1.8 s`, `35 min 15 s`, `2 h 13 min`: two units at most. */
export function formatDuration(seconds: number): string {
  const [sign, span] = seconds < 0 ? ['−', -seconds] : ['', seconds]
  if (span < 0.9995) return `${sign}${Number((span * 1000).toPrecision(3))} ms`
  if (span < 59.95) return `${sign}${Number(span.toPrecision(3))} s`
  const whole = Math.round(span)
  if (whole < 3600) return `${sign}${Math.floor(whole / 60)} min${whole % 60 === 0 ? '' : ` ${whole % 60} s`}`
  const minutes = Math.round(whole / 60)
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return `${sign}${Math.floor(hours / 24)} d${hours % 24 === 0 ? '' : ` ${hours % 24} h`}`
  return `${sign}${hours} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`
}
