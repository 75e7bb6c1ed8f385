// Totals of a bill that are not the sum of its periods, or not what the samples of the charge came to.
import { isNear, isNumber, unitOf, type BillCheck, type BillContext } from './billing.ts'
import { check, show } from './bill-check-words.ts'
import type { Figure } from './frame-reader.ts'

/** Totals of a bill against the sums of its periods and the last sample of the charge. */
export function totalChecks({ sheet }: BillContext): BillCheck[] {
  const { lines, total } = sheet
  const checks: BillCheck[] = []
  const compare = (zh: string, en: string, sum: number | null, own: Figure | null, parts: (Figure | null)[]) => {
    if (sum === null || !own || !isNumber(own)) return
    // Each part may have been rounded by itself.
    const used = parts.filter((part) => part && part.value !== 0).length
    if (isNear(sum, own.value, unitOf(own) * Math.floor(used / 2))) return
    const text = sum.toFixed(own.decimals)
    checks.push(
      check(
        'bill_total',
        `各时段${zh}之和 ${text}，合计为 ${show(own)}。`,
        `The periods' ${en} make ${text}, the total is ${show(own)}.`,
        [own, ...parts.filter((part) => part && part.value !== 0)],
      ),
    )
  }
  compare(
    '电量',
    'energies',
    total.sumEnergy,
    total.energy,
    lines.map((line) => line.energy),
  )
  compare(
    '金额',
    'amounts',
    total.sumAmount,
    total.amount,
    lines.map((line) => line.amount),
  )
  return [...checks, ...lastSampleChecks(sheet)]
}

/** A bill may be above the last sample by what can flow until the end, never below it. */
export function lastSampleChecks({ total, lastSample }: BillContext['sheet']): BillCheck[] {
  if (!lastSample || !total.energy || !isNumber(total.energy) || !isNumber(lastSample.energy)) return []
  const { energy, samples, fastest, before } = lastSample
  const off = total.energy.value - energy.value
  const unit = Math.max(unitOf(energy), unitOf(total.energy))
  // The pile's reports are some seconds old when they are sent.
  const allowed = samples >= 3 && before >= 0 ? Math.max(fastest, 0) * (before + 60) * 1.5 + unit : Infinity
  if (off >= -unit - 1e-9 && off <= allowed) return []
  return [
    check(
      'bill_total',
      `总电量 ${show(total.energy)} kWh，最后一条实时数据（第 ${energy.frame} 帧）为 ${show(energy)} kWh。`,
      `The total is ${show(total.energy)} kWh, the last sample (frame ${energy.frame}) says ${show(energy)} kWh.`,
      [total.energy, energy],
    ),
  ]
}
