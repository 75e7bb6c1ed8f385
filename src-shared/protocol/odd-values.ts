// What is odd about single values: digits that are none, dates that do not exist, numbers outside what makes sense. Only
// what it is, for counting and filtering over a million frames; inspect.ts says it in words of one of them.
import { isBcd, readUnsigned, reversed } from '../bytes/number.ts'
import { readCp56Time } from '../bytes/time.ts'
import type { FindingKind } from './expert.ts'
import { usualValue } from './environment.ts'
import { canBeCode } from './format.ts'
import type { FieldPlan, Protocol, ReadingPlan } from './plan.ts'
import { isClock, readRaw, readValue, type FieldValue } from './value.ts'

const kind = (code: string, severity: 'note' | 'warn'): FindingKind => ({ code, severity, group: 'semantic' })

export const odd = {
  bcdInvalid: kind('bcd_invalid', 'note'),
  /** All zero. */
  timeUnset: kind('time_invalid', 'note'),
  timeInvalid: kind('time_invalid', 'warn'),
  year1900: kind('year_1900', 'note'),
  timeDoubtful: kind('time_doubtful', 'note'),
  unknownCode: kind('unknown_code', 'note'),
  byteOrder: kind('byte_order', 'warn'),
  valueRange: kind('value_range', 'warn'),
} as const

/** The specification leaves readings of the frame open. */
export const uncertainReading: FindingKind = { code: 'uncertain_reading', severity: 'chat', group: 'semantic' }

const nothing: readonly FindingKind[] = []
/** Lists of one, made once: they are given for millions of values. */
const only = new Map(Object.values(odd).map((one) => [one, [one] as readonly FindingKind[]]))

/** Values of this reading can be odd at all. */
export function canBeOdd({ read, enum: texts, range }: ReadingPlan): boolean {
  return range !== null || texts !== null || read.startsWith('bcd') || read === 'cp56time2a' || read === 'clock'
}

/** What is odd about `value`, which a reading makes of bytes [start, end). */
export function oddities(
  reading: ReadingPlan,
  value: FieldValue,
  bytes: Uint8Array,
  start: number,
  end: number,
): readonly FindingKind[] {
  if (value === null || value === '') return nothing
  const { read } = reading
  if (read.startsWith('bcd') && read !== 'bcd_time')
    return isBcd(bytes, start, end) ? ofRange(reading, value, bytes, start, end) : only.get(odd.bcdInvalid)!
  if (read === 'cp56time2a' || read === 'bcd_time' || read === 'clock')
    return ofTime(reading, String(value), bytes, start, end)
  if (reading.enum && canBeCode(read)) {
    const isKnown = reading.enum.otherwise || reading.enum.texts.has(Number(readRaw(reading, bytes, start, end)))
    return isKnown ? nothing : only.get(odd.unknownCode)!
  }
  return ofRange(reading, value, bytes, start, end)
}

function ofTime(
  reading: ReadingPlan,
  value: string,
  bytes: Uint8Array,
  start: number,
  end: number,
): readonly FindingKind[] {
  const isValid = reading.read === 'clock' ? isClock(bytes, start, end) : /^\d{4}-/.test(value)
  if (!isValid) {
    const isUnset = timeBytes(reading, bytes, start, end).every((byte) => byte === 0)
    return only.get(isUnset ? odd.timeUnset : odd.timeInvalid)!
  }
  if (reading.read !== 'cp56time2a') return nothing
  const { invalidFlag, since1900 } = readCp56Time(bytes, start)
  if (since1900) return invalidFlag ? [odd.year1900, odd.timeDoubtful] : only.get(odd.year1900)!
  return invalidFlag ? only.get(odd.timeDoubtful)! : nothing
}

/** The bytes of a time without those that its layout ignores. */
function timeBytes({ read, layout }: ReadingPlan, bytes: Uint8Array, start: number, end: number): Uint8Array {
  if (read !== 'bcd_time') return bytes.subarray(start, end)
  let at = start
  const kept: number[] = []
  for (const { name, size } of layout) {
    if (name !== '--') kept.push(...bytes.subarray(at, at + size))
    at += size
  }
  return Uint8Array.from(kept)
}

function ofRange(
  reading: ReadingPlan,
  value: FieldValue,
  bytes: Uint8Array,
  start: number,
  end: number,
): readonly FindingKind[] {
  const { range } = reading
  if (!range || (typeof value !== 'number' && typeof value !== 'bigint')) return nothing
  if (value >= range[0] && value <= range[1]) return nothing
  return only.get(swappedValue(reading, bytes, start, end) === null ? odd.valueRange : odd.byteOrder)!
}

/** The value of the bytes in the other order, where a sender may have mistaken it and the value then makes sense. */
export function swappedValue(reading: ReadingPlan, bytes: Uint8Array, start: number, end: number): number | null {
  const { range, rangeSwapped } = reading
  if (!range || !rangeSwapped) return null
  const other = reversed(bytes, start, end)
  const value = readValue(reading, other, 0, other.length)
  return typeof value === 'number' && value >= range[0] && value <= range[1] ? value : null
}

/** What is odd about the value in bytes [start, end). */
export type OddTest = (bytes: Uint8Array, start: number, end: number) => readonly FindingKind[]

/** The test of a field's values in its usual reading; null: they are never odd. */
function oddTest(field: FieldPlan): OddTest | null {
  const { kind: fieldKind, reading, plain, valueFrom } = field
  if (fieldKind !== 'value' || !canBeOdd(reading)) return null
  const whole: OddTest = (bytes, start, end) =>
    oddities(reading, usualValue(field, bytes, start, end), bytes, start, end)
  if (valueFrom) return whole
  const { read, range, enum: codes } = reading
  if (read.startsWith('bcd') && read !== 'bcd_time' && !range)
    return (bytes, start, end) => (isBcd(bytes, start, end) ? nothing : whole(bytes, start, end))
  if (!plain) return whole
  if (codes && canBeCode(read)) return codes.otherwise ? null : codeTest(codes.texts, reading)
  return range && rangeTest(range, reading, whole)
}

/** Tests by FieldPlan.index. */
const tests = new WeakMap<Protocol, (OddTest | null)[]>()

/** The test of a field's values in its usual reading, made once; null: they are never odd. */
export function usualTest(protocol: Protocol, field: FieldPlan): OddTest | null {
  let known = tests.get(protocol)
  if (!known) tests.set(protocol, (known = []))
  const test = known[field.index]
  return test === undefined ? (known[field.index] = oddTest(field)) : test
}

function codeTest(texts: ReadonlyMap<number, unknown>, { order }: ReadingPlan): OddTest {
  const unknown = only.get(odd.unknownCode)!
  return (bytes, start, end) => (texts.has(readUnsigned(bytes, start, end, order)) ? nothing : unknown)
}

/** Numbers well within the range are known by their raw value; the others are looked at as a whole. */
function rangeTest(
  [low, high]: readonly [number, number],
  { scale, offset, decimals, order }: ReadingPlan,
  whole: OddTest,
): OddTest {
  const ends = [(low - offset) / scale, (high - offset) / scale]
  // What rounding to the decimals can move, and one more for the arithmetic.
  const margin = Math.ceil(10 ** -decimals / Math.abs(scale)) + 1
  const from = Math.min(...ends) + margin
  const to = Math.max(...ends) - margin
  return (bytes, start, end) => {
    const raw = readUnsigned(bytes, start, end, order)
    return raw >= from && raw <= to ? nothing : whole(bytes, start, end)
  }
}
