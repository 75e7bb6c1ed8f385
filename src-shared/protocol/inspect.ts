// What is odd about single values: digits that are none, dates that do not exist, numbers outside what makes sense.
import { isBcd, reversed } from '../bytes/number.ts'
import type { Label } from '../bytes/range.ts'
import { readCp56Time } from '../bytes/time.ts'
import type { ExpertInfo } from './expert.ts'
import { canBeCode, formatReading, type FormatStyle } from './format.ts'
import type { FieldPlan, ReadingPlan } from './plan.ts'
import { isClock, readRaw, readValue, type FieldValue } from './value.ts'

type Odd = Omit<ExpertInfo, 'range'>

function semantic(code: string, severity: 'note' | 'warn', zh: string, en: string, remedy?: Label): Odd {
  return { code, severity, group: 'semantic', message: { zh, en }, ...(remedy ? { remedy } : {}) }
}

/** inspectValue has something to look at in values of this reading. */
export function canBeOdd({ read, enum: texts, range }: ReadingPlan): boolean {
  return range !== null || texts !== null || read.startsWith('bcd') || read === 'cp56time2a' || read === 'clock'
}

/** What is odd about the value of bytes [start, end). */
export function inspectValue(
  field: FieldPlan,
  reading: ReadingPlan,
  value: FieldValue,
  bytes: Uint8Array,
  start: number,
  end: number,
  style: FormatStyle,
): Odd[] {
  if (value === null || value === '') return []
  const { zh, en } = field.label
  if (reading.read.startsWith('bcd') && reading.read !== 'bcd_time') {
    if (isBcd(bytes, start, end)) return inspectRange(field, reading, value, bytes, start, end, style)
    return [
      semantic(
        'bcd_invalid',
        'note',
        `${zh} ${String(value)} 不是 BCD 数字（有半字节大于 9），原样显示。`,
        `${en} ${String(value)} is not BCD (a nibble is above 9); shown as sent.`,
      ),
    ]
  }
  if (reading.read === 'cp56time2a' || reading.read === 'bcd_time' || reading.read === 'clock')
    return inspectTime(field, reading, String(value), bytes, start, end)
  if (reading.enum && canBeCode(reading.read)) {
    const raw = readRaw(reading, bytes, start, end)
    if (reading.enum.texts.has(Number(raw)) || reading.enum.otherwise) return []
    const code = style.unknownHex ? `0x${raw.toString(16).padStart(2, '0')}` : String(raw)
    return [
      semantic(
        'unknown_code',
        'note',
        `${zh}的值 ${code} 不在规范的列表里。`,
        `${en}: ${code} is not in the specification's list.`,
      ),
    ]
  }
  return inspectRange(field, reading, value, bytes, start, end, style)
}

function inspectTime(
  field: FieldPlan,
  reading: ReadingPlan,
  value: string,
  bytes: Uint8Array,
  start: number,
  end: number,
): Odd[] {
  const { zh, en } = field.label
  const isValid = reading.read === 'clock' ? isClock(bytes, start, end) : /^\d{4}-/.test(value)
  if (!isValid) {
    const allZero = timeBytes(reading, bytes, start, end).every((byte) => byte === 0)
    return [
      allZero
        ? semantic('time_invalid', 'note', `${zh}全为 0：未设置。`, `${en} is all zero: not set.`)
        : semantic('time_invalid', 'warn', `${zh} ${value} 不是有效的时间。`, `${en} ${value} is no valid time.`),
    ]
  }
  if (reading.read !== 'cp56time2a') return []
  const { invalidFlag, since1900 } = readCp56Time(bytes, start)
  const odd: Odd[] = []
  if (since1900) {
    const year = bytes[start + 6]! & 0x7f
    odd.push(
      semantic(
        'year_1900',
        'note',
        `${zh}的年份字节是 ${year}（C 语言 tm_year，自 1900 年计），规范应为 ${year - 100}；已按 ${1900 + year} 年显示。`,
        `${en}: the year byte is ${year} (C's tm_year, years since 1900); the specification wants ${year - 100}. Shown as ${1900 + year}.`,
        {
          zh: '发送方直接使用了 C 语言的 tm_year，应减去 100。',
          en: "The sender used C's tm_year as it is; it should subtract 100.",
        },
      ),
    )
  }
  if (invalidFlag)
    odd.push(
      semantic(
        'time_doubtful',
        'note',
        `${zh}带有 IV（无效）标志：发送方自己不确定这个时间。`,
        `${en} carries the IV flag: its sender doubts it.`,
      ),
    )
  return odd
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

function inspectRange(
  field: FieldPlan,
  reading: ReadingPlan,
  value: FieldValue,
  bytes: Uint8Array,
  start: number,
  end: number,
  style: FormatStyle,
): Odd[] {
  const { range } = reading
  if (!range || (typeof value !== 'number' && typeof value !== 'bigint')) return []
  const [low, high] = range
  if (value >= low && value <= high) return []
  const { zh, en } = field.label
  const text = formatReading({ ...reading, second: null }, value, bytes, start, end, style)
  const unit = reading.unit ? ` ${reading.unit}` : ''
  if (reading.rangeSwapped) {
    const other = reversed(bytes, start, end)
    const swapped = readValue(reading, other, 0, other.length)
    if (typeof swapped === 'number' && swapped >= low && swapped <= high) {
      const otherText = formatReading({ ...reading, second: null }, swapped, other, 0, other.length, style)
      return [
        semantic(
          'byte_order',
          'warn',
          `${zh} ${text.zh} 不合理；若高字节在前则为 ${otherText.zh}。`,
          `${en} ${text.en} makes no sense; high byte first it would be ${otherText.en}.`,
          {
            zh: '请发送方按规范低字节在前发送。',
            en: 'Ask the sender to send the low byte first, as the specification says.',
          },
        ),
      ]
    }
  }
  return [
    semantic(
      'value_range',
      'warn',
      `${zh} ${text.zh} 超出合理范围 ${low}…${high}${unit}。`,
      `${en} ${text.en} is outside ${low}…${high}${unit}.`,
    ),
  ]
}
