// How well bytes read as a body of their message, in bits: what chance alone would hardly give counts for them, what no
// sender writes counts against them. Compares readings of one frame; by itself the number says little.
import { isBcd, readUnsigned } from '../bytes/number.ts'
import { readCp56Time } from '../bytes/time.ts'
import type { Decoded } from '../protocol/decode.ts'
import { readingOf } from '../protocol/environment.ts'
import type { CheckPlan, ReadingPlan } from '../protocol/plan.ts'
import { isFilled, readValue } from '../protocol/value.ts'

/** What a value that cannot be costs: few senders write one. */
const impossible = -6

/** What is said for a reading, and how many of its values no sender writes. */
export interface Plausibility {
  bits: number
  impossible: number
}

/** Judges the fields of a decoded frame. */
export function plausibility(decoded: Decoded): Plausibility {
  const { slots, protocol, bytes, message, missing, problems, extra, encrypted } = decoded
  if (!message) return { bits: -8, impossible: 1 }
  let odd = 0
  let bits = missing.length > 0 ? impossible : 0
  bits -= Math.min(12, problems.length * 4)
  if (extra) bits -= protocol.extra.report ? 4 : 1
  // Nothing of the body can be judged, which is no merit.
  if (encrypted) return { bits: bits - 4, impossible: 1 }
  for (let slot = 0; slot < slots.count; slot++) {
    const field = protocol.plans[slots.field[slot]!]!
    if (field.kind !== 'value') continue
    const reading = readingOf(field, slots.variant[slot]!)
    if (!reading) continue
    const value = valueBits(reading, bytes, slots.start[slot]!, slots.end[slot]!)
    if (value < 0) odd++
    bits += value
  }
  bits += checkBits(decoded, message.checks) + checkBits(decoded, protocol.checks)
  return { bits, impossible: odd }
}

/** What the definition's own checks say against it. */
function checkBits({ environment }: Decoded, checks: readonly CheckPlan[]): number {
  return checks.reduce((bits, check) => {
    const weight = check.severity === 'error' ? 6 : check.severity === 'warn' ? 3 : 0
    return weight > 0 && check.when.matches(environment) ? bits - weight : bits
  }, 0)
}

function valueBits(reading: ReadingPlan, bytes: Uint8Array, start: number, end: number): number {
  if (
    (!reading.enum && isFilled(bytes, start, end, 0)) ||
    (reading.none !== null && isFilled(bytes, start, end, reading.none))
  )
    return 0
  switch (reading.read) {
    case 'bytes':
      return 0
    case 'bcd':
    case 'bcd_reversed':
    case 'bcd_number':
    case 'bcd_number_reversed':
      return isBcd(bytes, start, end) ? Math.min(8, (end - start) * 1.36) : impossible
    case 'cp56time2a':
      return timeBits(bytes, start, end)
    case 'bcd_time':
      return /^\d{4}-/.test(String(readValue(reading, bytes, start, end))) ? 10 : impossible
    case 'clock':
      return String(readValue(reading, bytes, start, end)).includes(':') ? 6 : impossible
    case 'text':
      return textBits(bytes, start, end)
    default:
      return numberBits(reading, bytes, start, end)
  }
}

function timeBits(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== 7) return 0
  const { time, since1900 } = readCp56Time(bytes, start)
  if (time === null) return impossible
  const year = bytes[start + 6]! & 0x7f
  return (year >= 15 && year <= 40) || since1900 ? 12 : -3
}

/** Printable text, then maybe filler; bytes from 0x80 on may be Chinese. */
function textBits(bytes: Uint8Array, start: number, end: number): number {
  let bits = 0
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!
    if (byte === 0) continue
    if (byte < 0x20 || byte === 0x7f) return impossible
    if (byte < 0x7f) bits += 1.4
  }
  return Math.min(10, bits)
}

function numberBits(reading: ReadingPlan, bytes: Uint8Array, start: number, end: number): number {
  const size = end - start
  if (size === 0 || size > 6) return 0
  if (reading.enum) {
    const known = reading.enum.texts.has(readUnsigned(bytes, start, end, reading.order))
    if (known) return Math.max(0, Math.min(5, size * 8 - Math.log2(reading.enum.texts.size)))
    return reading.enum.otherwise ? 0 : -4
  }
  if (!reading.range) return 0
  const value = readValue(reading, bytes, start, end)
  if (typeof value !== 'number') return 0
  return value >= reading.range[0] && value <= reading.range[1] ? 2 : impossible
}
