// Times in bytes: CP56Time2a, packed decimal date-times in any order of parts, Unix seconds. All are local time of the
// place they come from (no zone is in the bytes), so they are kept as text and never converted.
import { isBcd } from './number.ts'

/** Parts of a date and time as read; month 1–12. */
interface TimeParts {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  /** Absent when the format has none. */
  millisecond?: number
}

const pad = (value: number, digits: number) => String(value).padStart(digits, '0')

/** True when the date exists and the time is within a day (24:00 is not). */
function exists(parts: TimeParts): boolean {
  const { year, month, day, hour, minute, second } = parts
  if (year < 1 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!
  return day <= days
}

/** `YYYY-MM-DDTHH:mm:ss`, with milliseconds when the parts have them; null for a date that does not exist. */
function formatTime(parts: TimeParts): string | null {
  if (!exists(parts)) return null
  const { year, month, day, hour, minute, second, millisecond } = parts
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}`
  return millisecond === undefined ? text : `${text}.${pad(millisecond, 3)}`
}

/**
 * CP56Time2a, 7 bytes (IEC 60870-5-4, 6.8). Years below 100 are 20yy; from 100 they count from 1900, as senders of C's
 * tm_year do. The weekday is not looked at. `invalidFlag`: the sender itself doubts the time (IV).
 */
export function readCp56Time(
  bytes: Uint8Array,
  start: number,
): { time: string | null; invalidFlag: boolean; since1900: boolean } {
  const milliseconds = bytes[start]! | (bytes[start + 1]! << 8)
  const year = bytes[start + 6]! & 0x7f
  const time =
    milliseconds > 59_999
      ? null
      : formatTime({
          year: year < 100 ? 2000 + year : 1900 + year,
          month: bytes[start + 5]! & 0x0f,
          day: bytes[start + 4]! & 0x1f,
          hour: bytes[start + 3]! & 0x1f,
          minute: bytes[start + 2]! & 0x3f,
          second: Math.floor(milliseconds / 1000),
          millisecond: milliseconds % 1000,
        })
  return { time, invalidFlag: (bytes[start + 2]! & 0x80) !== 0, since1900: year >= 100 }
}

/** One part of a packed date-time: its name and how many bytes it takes. */
export interface TimePart {
  name: 'YYYY' | 'YYYY<' | 'YY' | 'yy' | 'MM' | 'MM&1f' | 'DD' | 'hh' | 'mm' | 'ss' | '--'
  size: number
}

const partNames = new Set(['YYYY', 'YYYY<', 'YY', 'yy', 'MM', 'MM&1f', 'DD', 'hh', 'mm', 'ss', '--'])

/** The parts of a layout such as `YYYY MM DD hh mm ss --`, or null when a part is unknown. */
export function parseTimeLayout(layout: string): TimePart[] | null {
  const names = layout.trim().split(/\s+/)
  if (!names.every((name) => partNames.has(name))) return null
  return names.map((name) => ({ name: name as TimePart['name'], size: name.startsWith('YYYY') ? 2 : 1 }))
}

/** A packed decimal date-time by `layout`; null when a digit is above 9 or the date does not exist. */
export function readBcdTime(bytes: Uint8Array, start: number, layout: readonly TimePart[]): string | null {
  const parts: TimeParts = { year: 2000, month: 1, day: 1, hour: 0, minute: 0, second: 0 }
  let at = start
  let century = 20
  for (const part of layout) {
    const byte = bytes[at]!
    const masked = part.name === 'MM&1f' && !(isBcd(bytes, at, at + 1) && byte <= 0x12) ? byte & 0x1f : byte
    if (part.name !== '--' && (masked >> 4 > 9 || (masked & 15) > 9 || !isBcd(bytes, at + 1, at + part.size)))
      return null
    const value = (masked >> 4) * 10 + (masked & 15)
    const next = part.size === 2 ? (bytes[at + 1]! >> 4) * 10 + (bytes[at + 1]! & 15) : 0
    if (part.name === 'YYYY') parts.year = value * 100 + next
    else if (part.name === 'YYYY<') parts.year = next * 100 + value
    else if (part.name === 'YY') century = value
    else if (part.name === 'yy') parts.year = century * 100 + value
    else if (part.name === 'MM' || part.name === 'MM&1f') parts.month = value
    else if (part.name === 'DD') parts.day = value
    else if (part.name === 'hh') parts.hour = value
    else if (part.name === 'mm') parts.minute = value
    else if (part.name === 'ss') parts.second = value
    at += part.size
  }
  return formatTime(parts)
}

/** Seconds since 1970 as UTC, `YYYY-MM-DDTHH:mm:ssZ`; null past the year 9999. */
export function formatUnixTime(seconds: number): string | null {
  return seconds < 253_402_300_800 ? new Date(seconds * 1000).toISOString().replace('.000Z', 'Z') : null
}
