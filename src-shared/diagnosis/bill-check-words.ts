// How a check of a bill is said: its figures as they are written, its remedy, several periods in one sentence.
import type { Label } from '../bytes/range.ts'
import { isNumber, type BillCheck, type BillCode } from './billing.ts'
import type { Figure } from './frame-reader.ts'

const remedies: Record<BillCode, Label> = {
  bill_amount: { zh: '核对桩的计费：电量 × 单价。', en: 'Check how the pile computes: energy × price.' },
  bill_period: { zh: '核对桩的时钟和时段表。', en: "Check the pile's clock and its table of periods." },
  bill_price: { zh: '核对桩是否用了最新的计费模型。', en: 'Check whether the pile uses the latest price model.' },
  bill_total: { zh: '核对合计与各时段、与充电过程。', en: 'Check the totals against the periods and the charge.' },
  bill_meter: { zh: '核对电表读数的采集。', en: 'Check how the meter is read.' },
  bill_duration: { zh: '核对桩的时钟。', en: "Check the pile's clock." },
}

/** One check with what it is about; figures that are not there are left out. */
export function check(code: BillCode, zh: string, en: string, figures: (Figure | null)[]): BillCheck {
  const known = figures.filter((one) => one !== null)
  return { code, severity: 'warn', message: { zh, en }, remedy: remedies[code], figures: known }
}

const mostNamed = 3

/** One check of several lines of a bill: the first of them by name, the rest counted. */
export function joinedCheck(
  code: BillCode,
  parts: readonly { text: Label; figures: (Figure | null)[] }[],
): BillCheck[] {
  if (parts.length === 0) return []
  const shown = parts.slice(0, mostNamed)
  const rest = parts.length - shown.length
  const zh = `${shown.map(({ text }) => text.zh).join('；')}${rest > 0 ? `；另有 ${rest} 个时段` : ''}。`
  const en = `${shown.map(({ text }) => text.en).join('; ')}${rest > 0 ? `; and ${rest} more ${rest === 1 ? 'period' : 'periods'}` : ''}.`
  return [
    check(
      code,
      zh,
      en,
      parts.flatMap(({ figures }) => figures),
    ),
  ]
}

/** A figure as it is written: with all its decimals. */
export function show(figure: Figure): string {
  return isNumber(figure) ? figure.value.toFixed(figure.decimals) : String(figure.value)
}

/** At least two decimals, without zeros behind them. */
export function money(value: number): string {
  return value.toFixed(5).replace(/(\.\d\d\d*?)0+$/, '$1')
}
