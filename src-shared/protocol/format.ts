// Values → the texts that people read, in both languages. The counterpart of value.ts.
import { isBcd } from '../bytes/number.ts'
import type { Label } from '../bytes/range.ts'
import type { ReadName } from './definition-field.ts'
import { readBits } from './environment.ts'
import type { EnumPlan, FieldPlan, ReadingPlan } from './plan.ts'
import { formatScaled, readRaw, readValue, scaled, type FieldValue } from './value.ts'

/** How unknown codes are written. */
export interface FormatStyle {
  unknownHex: boolean
}

/** True for readings whose values can be codes: whole numbers. */
export function canBeCode(read: ReadName): boolean {
  return /^(?:[ui]\d|u?int$)/.test(read)
}

const same = (text: string): Label => ({ zh: text, en: text })

/** 未知(9), or 未知(0x09) in protocols that count their codes so. */
export function unknownCode(raw: number | bigint, style: FormatStyle): Label {
  const code = style.unknownHex ? `0x${raw.toString(16).padStart(2, '0')}` : String(raw)
  return { zh: `未知(${code})`, en: `unknown(${code})` }
}

function enumText(plan: EnumPlan, raw: number | bigint, style: FormatStyle): Label {
  return plan.texts.get(Number(raw)) ?? plan.otherwise ?? unknownCode(raw, style)
}

/** The labels of the set bits; bit 0 is the lowest of the first byte. */
function flagsText(flags: ReadonlyMap<number, Label>, bytes: Uint8Array, start: number, end: number): Label {
  const zh: string[] = []
  const en: string[] = []
  for (let bit = 0; bit < (end - start) * 8; bit++) {
    if (((bytes[start + (bit >> 3)]! >> (bit & 7)) & 1) === 0) continue
    const label = flags.get(bit) ?? { zh: `未定义位${bit}`, en: `undefined bit ${bit}` }
    zh.push(label.zh)
    en.push(label.en)
  }
  return zh.length === 0 ? { zh: '无', en: 'none' } : { zh: zh.join('、'), en: en.join(', ') }
}

/** `2023-05-01T12:00:00.123` → `2023-05-01 12:00:00.123`. */
function timeText(value: string): Label {
  if (value === '') return { zh: '未给出', en: 'not given' }
  return /^\d{4}-/.test(value) ? same(value.replace('T', ' ')) : { zh: `无效:${value}`, en: `invalid:${value}` }
}

/** A number with its decimals and unit. */
function numberText(reading: ReadingPlan, value: number | bigint | string): Label {
  const digits =
    typeof value === 'number' && (reading.scale !== 1 || reading.decimals > 0)
      ? value.toFixed(reading.decimals)
      : String(value)
  return withUnit(reading, `${reading.before}${digits}`)
}

function withUnit({ unitText }: ReadingPlan, digits: string): Label {
  return unitText ? { zh: `${digits} ${unitText.zh}`, en: `${digits} ${unitText.en}` } : same(digits)
}

/** The text of a field read by `reading` from bytes [start, end). */
export function formatReading(
  reading: ReadingPlan,
  value: FieldValue,
  bytes: Uint8Array,
  start: number,
  end: number,
  style: FormatStyle,
): Label {
  if (value === null) return reading.noneText ?? { zh: '不支持', en: 'not supported' }
  if (reading.enum && canBeCode(reading.read)) return enumText(reading.enum, readRaw(reading, bytes, start, end), style)
  if (reading.flags) return flagsText(reading.flags, bytes, start, end)
  if (/time/.test(reading.read)) return timeText(String(value))
  const text = typeof value === 'string' ? same(value) : numberText(reading, value)
  return reading.second ? withSecond(reading.second, text, bytes, start, end, style) : text
}

function withSecond(
  second: NonNullable<ReadingPlan['second']>,
  text: Label,
  bytes: Uint8Array,
  start: number,
  end: number,
  style: FormatStyle,
): Label {
  if (second.reading.read.startsWith('bcd') && !isBcd(bytes, start, end)) return text
  const value = readValue(second.reading, bytes, start, end)
  const other = formatReading(second.reading, value, bytes, start, end, style)
  return { zh: `${text.zh} [${second.label.zh} ${other.zh}]`, en: `${text.en} [${second.label.en} ${other.en}]` }
}

/** The text of a bit field whose raw number is `raw`. */
export function formatBit(reading: ReadingPlan, raw: number, style: FormatStyle): Label {
  if (reading.enum) return enumText(reading.enum, raw, style)
  return reading.scale === 1 && reading.offset === 0
    ? numberText(reading, raw)
    : withUnit(reading, formatScaled(reading, raw))
}

/** The parts of a bit container that are not zero, each with its label: `甲：故障、乙：不可信`, `A: fault, B: untrusted`. */
export function formatActive(field: FieldPlan, bytes: Uint8Array, start: number, end: number): Label {
  const parts = field.bits.flatMap((bit) => {
    const raw = readBits(bit, bytes, start, end)
    if (raw === 0) return []
    const text = formatBit(bit.reading, raw, { unknownHex: false })
    return [{ zh: `${bit.label.zh}：${text.zh}`, en: `${bit.label.en}: ${text.en}` }]
  })
  if (parts.length === 0) return field.activeNone ?? { zh: '无', en: 'none' }
  return { zh: parts.map((part) => part.zh).join('、'), en: parts.map((part) => part.en).join(', ') }
}

/** The value of a bit field. */
export function bitValue(reading: ReadingPlan, raw: number): FieldValue {
  return scaled(reading, raw)
}
