// Bytes of one field → its value, by a reading plan. format.ts makes texts of values; inspect.ts finds what is odd.
import { formatHex } from '../bytes/hex.ts'
import { isBcd, readBigUnsigned, readUnsigned, reversed, toSigned } from '../bytes/number.ts'
import { formatUnixTime, readBcdTime, readCp56Time } from '../bytes/time.ts'
import type { ReadingPlan } from './plan.ts'

/** null: not supported, or no such value; bigint: whole numbers above 2^53. */
export type FieldValue = number | bigint | string | null

/** True when all bytes of a non-empty range are `byte`. */
export function isFilled(bytes: Uint8Array, start: number, end: number, byte: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] !== byte) return false
  return end > start
}

/** Where the value of a field ends that an end mark closes. */
function valueEnd({ until }: ReadingPlan, bytes: Uint8Array, start: number, end: number): number {
  if (until === null || end - until.length < start) return end
  return until.every((byte, index) => bytes[end - until.length + index] === byte) ? end - until.length : end
}

/** The value of bytes [start, end). Digits and times that make no sense stay as they were sent (digits, or hex). */
export function readValue(reading: ReadingPlan, bytes: Uint8Array, start: number, end: number): FieldValue {
  if (reading.none !== null && isFilled(bytes, start, end, reading.none)) return null
  for (const byte of reading.blank) if (isFilled(bytes, start, end, byte)) return ''
  const { read } = reading
  switch (read) {
    case 'bytes':
      return formatHex(bytes, start, valueEnd(reading, bytes, start, end))
    case 'text':
      return readText(reading, bytes, start, valueEnd(reading, bytes, start, end))
    case 'bcd':
      return formatHex(bytes, start, end)
    case 'bcd_reversed':
      return formatHex(reversed(bytes, start, end))
    case 'bcd_number':
    case 'bcd_number_reversed':
      return readBcdNumber(reading, read === 'bcd_number' ? bytes.subarray(start, end) : reversed(bytes, start, end))
    case 'cp56time2a':
      return (end - start === 7 ? readCp56Time(bytes, start).time : null) ?? formatHex(bytes, start, end)
    case 'bcd_time':
      return readBcdTime(bytes, start, reading.layout) ?? formatHex(bytes, start, end)
    case 'unix_time':
      return formatUnixTime(readUnsigned(bytes, start, end, reading.order)) ?? formatHex(bytes, start, end)
    case 'clock':
      return readClock(bytes, start, end)
    case 'ip':
      return readAddress(reading, bytes, start, end)
    case 'version':
      return reading.before + readVersion(reading, bytes, start)
    default:
      return readNumber(reading, bytes, start, end)
  }
}

/** The unscaled number of bytes [start, end), signed when the reading is. */
export function readRaw(reading: ReadingPlan, bytes: Uint8Array, start: number, end: number): number | bigint {
  const size = end - start
  const signed = reading.read.startsWith('i')
  if (size <= 6) {
    const unsigned = readUnsigned(bytes, start, end, reading.order)
    return signed && size > 0 ? toSigned(unsigned, size) : unsigned
  }
  const unsigned = readBigUnsigned(bytes, start, end, reading.order)
  const value = signed ? BigInt.asIntN(size * 8, unsigned) : unsigned
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value
}

function readNumber(reading: ReadingPlan, bytes: Uint8Array, start: number, end: number): FieldValue {
  const raw = readRaw(reading, bytes, start, end)
  if (reading.as === 'hex') return formatHexNumber(raw, end - start)
  if (reading.as === 'digits') return String(raw).padStart(reading.digits, '0')
  if (reading.as === 'text') return reading.before + formatScaled(reading, raw)
  return scaled(reading, raw)
}

function formatHexNumber(raw: number | bigint, size: number): string {
  return raw.toString(16).padStart(size * 2, '0')
}

/** Raw × scale + offset, rounded to the decimals of the reading so that 2211 × 0.1 is 221.1. */
export function scaled(reading: ReadingPlan, raw: number | bigint): FieldValue {
  const { scale, offset, decimals } = reading
  if (scale === 1 && offset === 0) return raw
  if (typeof raw === 'bigint') return formatScaled(reading, raw)
  const power = 10 ** decimals
  return Math.round((raw * scale + offset) * power) / power
}

/** Raw × scale + offset in plain decimals, exact for whole numbers of any size. */
export function formatScaled(reading: ReadingPlan, raw: number | bigint): string {
  const { scale, offset, decimals } = reading
  if (typeof raw === 'number') return (raw * scale + offset).toFixed(decimals)
  const power = 10n ** BigInt(decimals)
  const units = raw * BigInt(Math.round(scale * 10 ** decimals)) + BigInt(Math.round(offset * 10 ** decimals))
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return (units < 0n ? '-' : '') + (power > 1n ? `${whole}.${digits.slice(-decimals)}` : whole)
}

/** Scaled when all digits are decimal, else the digits as text, unscaled. */
function readBcdNumber(reading: ReadingPlan, digits: Uint8Array): FieldValue {
  const text = formatHex(digits)
  if (!isBcd(digits, 0, digits.length)) return text
  const raw = text.length > 15 ? BigInt(text) : Number(text)
  return scaled(reading, typeof raw === 'bigint' && raw <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(raw) : raw)
}

/** Where the text of a fixed field ends. */
export function textEnd(reading: ReadingPlan, bytes: Uint8Array, start: number, end: number): number {
  if (reading.ends === 'first_nul') {
    const nul = bytes.subarray(start, end).indexOf(0)
    return nul < 0 ? end : start + nul
  }
  let at = end
  if (reading.ends === 'trailing_nul') while (at > start && bytes[at - 1] === 0) at--
  return at
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>()

/** Text up to its end; bytes that are no text of the encoding are shown as `\x..`. */
function readText(reading: ReadingPlan, bytes: Uint8Array, start: number, end: number): string {
  const stop = textEnd(reading, bytes, start, end)
  if (reading.encoding !== 'ascii') {
    let decoder = decoders.get(reading.encoding)
    if (!decoder)
      decoders.set(
        reading.encoding,
        (decoder = new TextDecoder(reading.encoding === 'gbk' ? 'gb18030' : 'utf-8', { fatal: true, ignoreBOM: true })),
      )
    try {
      const text = decoder.decode(bytes.subarray(start, stop))
      if (!hasControls(text)) return text
    } catch {
      // Not text of that encoding: fall through to the byte-wise form, which loses nothing.
    }
  }
  let text = ''
  for (let i = start; i < stop; i++) {
    const byte = bytes[i]!
    text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${formatHex(bytes, i, i + 1)}`
  }
  return text
}

function hasControls(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return true
  }
  return false
}

/** True when two binary bytes are an hour and a minute; 24:00 is the end of the day. */
export function isClock(bytes: Uint8Array, start: number, end: number): boolean {
  const hour = bytes[start]!
  const minute = bytes[start + 1]!
  return end - start === 2 && hour <= 24 && minute <= 59 && (hour < 24 || minute === 0)
}

/** `HH:MM` of two binary bytes, whatever they are. */
function readClock(bytes: Uint8Array, start: number, end: number): string {
  const hour = bytes[start]!
  const minute = bytes[start + 1]!
  if (end - start !== 2) return formatHex(bytes, start, end)
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** Four bytes in order with dots, padded with zeros or not; anything else is an address written as text. */
function readAddress(reading: ReadingPlan, bytes: Uint8Array, start: number, end: number): string {
  if (end - start < 4) return formatHex(bytes, start, end)
  for (let i = start + 4; i < end; i++) if (bytes[i] !== 0) return readText(reading, bytes, start, end)
  return Array.from(bytes.subarray(start, start + 4)).join('.')
}

function readVersion(reading: ReadingPlan, bytes: Uint8Array, start: number): string {
  let at = start
  return reading.parts
    .map((part) => {
      const size = part === 'u8' ? 1 : 2
      at += size
      return readUnsigned(bytes, at - size, at, part === 'u16be' ? 'big' : 'little')
    })
    .join('.')
}
