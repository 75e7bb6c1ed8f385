// Times in expressions: literals such as "2023-05-01 12:00:00", and how instants and local clock texts compare.
// A time is bigint nanoseconds since 1970 UTC when its zone is known, else the text YYYY-MM-DDTHH:mm:ss[.fraction].

import type { Order, Value } from './value.ts'

/** Where the clock stands that literals without a zone, and times without one, are read by. */
export type Zone = 'local' | 'utc'

/** One time in both forms, so that it compares with either without conversion. `clock` has nine decimals. */
export interface TimeLiteral {
  instant: bigint
  clock: string
}

const timePattern =
  /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?\s*$/i

/** Reads a date with or without time and zone; null for what is no time or does not exist. */
export function readTime(text: string, zone: Zone): TimeLiteral | null {
  const found = timePattern.exec(text)
  if (found === null) return null
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0))
  const nanos = BigInt((found[7] ?? '').padEnd(9, '0'))
  const asUtc = new Date(Date.UTC(year!, month! - 1, day, hour, minute, second))
  if (asUtc.getUTCMonth() !== month! - 1 || asUtc.getUTCDate() !== day) return null
  if (hour! > 23 || minute! > 59 || second! > 59) return null
  if (found[8] === undefined) {
    const clock = formatClock(asUtc, 'utc', nanos)
    const millis = zone === 'utc' ? asUtc.getTime() : localMillis(asUtc)
    return { instant: toNanos(millis, nanos), clock }
  }
  const millis = asUtc.getTime() - offsetMinutes(found[8]) * 60_000
  return { instant: toNanos(millis, nanos), clock: formatClock(new Date(millis), zone, nanos) }
}

/** The instant at which the local clock shows what a UTC clock shows at `clock`. */
function localMillis(clock: Date): number {
  return new Date(
    clock.getUTCFullYear(),
    clock.getUTCMonth(),
    clock.getUTCDate(),
    clock.getUTCHours(),
    clock.getUTCMinutes(),
    clock.getUTCSeconds(),
  ).getTime()
}

function offsetMinutes(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0
  const sign = zone.startsWith('-') ? -1 : 1
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)))
}

function toNanos(millis: number, nanos: bigint): bigint {
  return BigInt(millis) * 1_000_000n + nanos
}

function formatClock(date: Date, zone: Zone, nanos: bigint): string {
  const shifted =
    zone === 'utc'
      ? date
      : new Date(
          Date.UTC(
            date.getFullYear(),
            date.getMonth(),
            date.getDate(),
            date.getHours(),
            date.getMinutes(),
            date.getSeconds(),
          ),
        )
  return `${shifted.toISOString().slice(0, 19)}.${String(nanos).padStart(9, '0')}`
}

/** Orders times of both forms; clock texts compare with clock texts as they stand, with instants by `zone`. */
export function timeOrder(zone: Zone): Order {
  return (a, b) => {
    if (typeof a === 'string' && typeof b === 'string') return orderClocks(a, b)
    const x = instantOf(a, zone)
    const y = instantOf(b, zone)
    return x === null || y === null ? NaN : x < y ? -1 : x > y ? 1 : 0
  }
}

/** Orders a field's time against a literal, with no conversion. */
export function orderWithLiteral(value: Value, literal: TimeLiteral): number {
  if (typeof value === 'string') return orderClocks(value, literal.clock)
  if (typeof value !== 'bigint') return NaN
  return value < literal.instant ? -1 : value > literal.instant ? 1 : 0
}

/** Whether a text has the form of a time without zone. */
export function isClock(text: string): boolean {
  return text.length >= 19 && text[4] === '-' && text[10] === 'T' && text[13] === ':'
}

/** Missing decimals count as zeros. */
function orderClocks(a: string, b: string): number {
  if (!isClock(a) || !isClock(b)) return NaN
  const length = Math.max(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const difference = clockUnit(a, i) - clockUnit(b, i)
    if (difference !== 0) return difference
  }
  return 0
}

function clockUnit(clock: string, position: number): number {
  if (position < clock.length) return clock.charCodeAt(position)
  return position === 19 ? 0x2e : 0x30
}

function instantOf(value: Value, zone: Zone): bigint | null {
  if (typeof value === 'bigint') return value
  return typeof value === 'string' ? (readTime(value, zone)?.instant ?? null) : null
}

/** a - b in seconds; null when one is no time. */
export function secondsBetween(a: Value, b: Value, zone: Zone): number | null {
  // Two clocks of the same place: no zone is needed, and a change to summer time between them is not seen.
  const x = instantOf(a, typeof b === 'string' ? 'utc' : zone)
  const y = instantOf(b, typeof a === 'string' ? 'utc' : zone)
  if (x === null || y === null) return null
  const nanos = x - y
  return Number(nanos / 1_000_000_000n) + Number(nanos % 1_000_000_000n) / 1e9
}

/** A time moved by seconds (fractions allowed), as an instant; null when `time` is none. */
export function addSeconds(time: Value, seconds: number, zone: Zone): bigint | null {
  const instant = instantOf(time, zone)
  const whole = Math.floor(seconds)
  if (instant === null || !Number.isSafeInteger(whole)) return null
  return instant + BigInt(whole) * 1_000_000_000n + BigInt(Math.round((seconds - whole) * 1e9))
}
