// Periods and prices of a bill that are not those of the price model in force.
import type { Label } from '../bytes/range.ts'
import { isNear, isNumber, type BillCheck, type BillContext, type BillLine } from './billing.ts'
import { check, joinedCheck, money, show } from './bill-check-words.ts'
import { splitByPeriod } from './period-split.ts'
import { periodLabel, type Tariff } from './tariff.ts'
import { lastSampleChecks } from './total-checks.ts'

function hasEnergy({ energy }: BillLine): boolean {
  return energy !== null && isNumber(energy) && energy.value > 0
}

/** Energy in periods that were not in force, by the times of the charge and the price model. */
export function periodChecks(context: BillContext): BillCheck[] {
  const { sheet, laterTariffs } = context
  const { tariff, start, usedSlots } = sheet
  if (!tariff || usedSlots.length === 0 || !start || usedSlots.some((slot) => tariff.slots[slot]! < 0)) return []
  if (laterTariffs.some((later) => later.slots.some((period, slot) => period !== tariff.slots[slot]))) return []
  const wrong = sheet.lines.filter((line) => hasEnergy(line) && line.isInForce === false)
  const isByHours = sheet.lines.every((line) => !line.amount)
  if (isByHours && sheet.lines.every((line) => usedSlots.includes(Number(line.id) - 1))) return []
  if (wrong.length === 0) return isByHours ? [] : splitChecks(context)
  const [slot] = usedSlots as [number]
  const names = usedPeriods(tariff, usedSlots)
  const at = String(start.value).slice(11, 16)
  const billed = {
    zh: wrong.map(({ label }) => label.zh).join('、'),
    en: wrong.map(({ label }) => label.en).join(', '),
  }
  return [
    check(
      'bill_period',
      `${at} 属第 ${slot} 时段，计费模型（第 ${tariff.frame} 帧）为${names.zh}，账单记为${billed.zh}。`,
      `${at} is in half hour ${slot}, which the price model (frame ${tariff.frame}) calls ${names.en}; billed as ${billed.en}.`,
      [start, sheet.end, ...wrong.map((line) => line.energy)],
    ),
  ]
}

function usedPeriods(tariff: Tariff, slots: readonly number[]): Label {
  const ids = [...new Set(slots.map((slot) => tariff.periods[tariff.slots[slot]!]?.id))]
  const labels = ids.flatMap((id) => (id === undefined ? [] : [periodLabel(id)]))
  return { zh: labels.map(({ zh }) => zh).join('、'), en: labels.map(({ en }) => en).join(', ') }
}

/** Several periods were in force: how much went into each, by the samples. */
function splitChecks({ sheet, charge }: BillContext): BillCheck[] {
  if (!charge) return []
  const { session, source } = charge
  // A total that is off makes every period look off.
  if (lastSampleChecks(sheet).length > 0) return []
  const split = splitByPeriod(sheet, session, source)
  if (!split) return []
  const parts = sheet.lines.flatMap((line) => {
    const { energy } = line
    const expected = split.energy.get(line.id) ?? 0
    if (!energy || !isNumber(energy) || Math.abs(energy.value - expected) <= split.tolerance) return []
    const text = {
      zh: `${line.label.zh}：按实时数据约 ${expected.toFixed(2)} kWh，账单记 ${show(energy)} kWh`,
      en: `${line.label.en}: about ${expected.toFixed(2)} kWh by the samples, billed ${show(energy)} kWh`,
    }
    return [{ text, figures: [energy, sheet.start, sheet.end] }]
  })
  return joinedCheck('bill_period', parts)
}

/** Prices of a bill that are neither those of the price model nor of a later one. */
export function priceChecks({ sheet, laterTariffs }: BillContext): BillCheck[] {
  const { tariff } = sheet
  if (!tariff) return []
  const parts = sheet.lines.flatMap((line) => {
    if (line.isPriceRight || !line.price || !isNumber(line.price) || !hasEnergy(line)) return []
    const { value } = line.price
    const isLater = laterTariffs.some((later) =>
      later.periods.some(({ id, price }) => id === line.id && price !== null && isNear(price, value, 0.000005)),
    )
    if (isLater) return []
    const period = tariff.periods.find(({ id }) => id === line.id)!
    const text = {
      zh: `${line.label.zh}单价 ${money(value)} 元/kWh，计费模型（第 ${tariff.frame} 帧）为 ${money(line.tariffPrice!)}`,
      en: `The ${line.label.en} price is ${money(value)} per kWh, the price model (frame ${tariff.frame}) has ${money(line.tariffPrice!)}`,
    }
    return [{ text, figures: [line.price, ...period.figures] }]
  })
  return joinedCheck('bill_price', parts)
}
