// What is odd about single values, in words. odd-values.ts tells what it is.
import { reversed } from '../bytes/number.ts'
import type { Label } from '../bytes/range.ts'
import type { ExpertInfo, FindingKind } from './expert.ts'
import { formatReading, type FormatStyle } from './format.ts'
import { odd, oddities, swappedValue } from './odd-values.ts'
import type { FieldPlan, ReadingPlan } from './plan.ts'
import { readRaw, type FieldValue } from './value.ts'

type Odd = Omit<ExpertInfo, 'range'>

/** One value and where it lies. */
interface Inspected {
  field: FieldPlan
  reading: ReadingPlan
  value: FieldValue
  bytes: Uint8Array
  start: number
  end: number
  style: FormatStyle
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
  const kinds = oddities(reading, value, bytes, start, end)
  return kinds.map((kind) => describe(kind, { field, reading, value, bytes, start, end, style }))
}

function describe(kind: FindingKind, inspected: Inspected): Odd {
  const { field, reading, value, bytes, start, end, style } = inspected
  const { zh, en } = field.label
  const said = (ofZh: string, ofEn: string, remedy?: Label): Odd => {
    const { code, severity, group } = kind
    return { code, severity, group, message: { zh: ofZh, en: ofEn }, ...(remedy ? { remedy } : {}) }
  }
  switch (kind) {
    case odd.bcdInvalid:
      return said(
        `${zh} ${String(value)} 不是 BCD 数字（有半字节大于 9），原样显示。`,
        `${en} ${String(value)} is not BCD (a nibble is above 9); shown as sent.`,
      )
    case odd.timeUnset:
      return said(`${zh}全为 0：未设置。`, `${en} is all zero: not set.`)
    case odd.timeInvalid:
      return said(`${zh} ${String(value)} 不是有效的时间。`, `${en} ${String(value)} is no valid time.`)
    case odd.year1900: {
      const year = bytes[start + 6]! & 0x7f
      return said(
        `${zh}的年份字节是 ${year}（C 语言 tm_year，自 1900 年计），规范应为 ${year - 100}；已按 ${1900 + year} 年显示。`,
        `${en}: the year byte is ${year} (C's tm_year, years since 1900); the specification wants ${year - 100}. Shown as ${1900 + year}.`,
        {
          zh: '发送方直接使用了 C 语言的 tm_year，应减去 100。',
          en: "The sender used C's tm_year as it is; it should subtract 100.",
        },
      )
    }
    case odd.timeDoubtful:
      return said(
        `${zh}带有 IV（无效）标志：发送方自己不确定这个时间。`,
        `${en} carries the IV flag: its sender doubts it.`,
      )
    case odd.unknownCode: {
      const raw = readRaw(reading, bytes, start, end)
      const code = style.unknownHex ? `0x${raw.toString(16).padStart(2, '0')}` : String(raw)
      return said(`${zh}的值 ${code} 不在规范的列表里。`, `${en}: ${code} is not in the specification's list.`)
    }
    case odd.byteOrder:
      return said(...byteOrderWords(inspected), {
        zh: '请发送方按规范低字节在前发送。',
        en: 'Ask the sender to send the low byte first, as the specification says.',
      })
    default: {
      const [low, high] = reading.range!
      const text = valueText(inspected, value, bytes, start, end)
      const unit = (language: 'zh' | 'en') => (reading.unitText ? ` ${reading.unitText[language]}` : '')
      return said(
        `${zh} ${text.zh} 超出合理范围 ${low}…${high}${unit('zh')}。`,
        `${en} ${text.en} is outside ${low}…${high}${unit('en')}.`,
      )
    }
  }
}

function byteOrderWords(inspected: Inspected): [string, string] {
  const { field, reading, value, bytes, start, end } = inspected
  const { zh, en } = field.label
  const text = valueText(inspected, value, bytes, start, end)
  const other = reversed(bytes, start, end)
  const swapped = swappedValue(reading, bytes, start, end)
  const otherText = valueText(inspected, swapped, other, 0, other.length)
  return [
    `${zh} ${text.zh} 不合理；若高字节在前则为 ${otherText.zh}。`,
    `${en} ${text.en} makes no sense; high byte first it would be ${otherText.en}.`,
  ]
}

/** The text of a number, without the second reading that some have beside it. */
function valueText(
  { reading, style }: Inspected,
  value: FieldValue,
  bytes: Uint8Array,
  start: number,
  end: number,
): Label {
  return formatReading({ ...reading, second: null }, value, bytes, start, end, style)
}
