// Amounts of a bill that are not energy × price.
import { isNear, isNumber, unitOf, type BillCheck, type BillContext, type BillLine } from './billing.ts'
import { check, joinedCheck, money, show } from './bill-check-words.ts'
import type { Figure } from './frame-reader.ts'

/** Energy × price of each period against its amount; of a bill with one amount only, against that. */
export function amountChecks({ sheet }: BillContext): BillCheck[] {
  const wrong = sheet.lines.filter((line) => !line.isAmountRight)
  const parts = wrong.map((line) => {
    const each = line.price && isNumber(line.price) ? line.price.value : line.tariffPrice!
    const [energy, amount] = [billedEnergy(line), line.amount!]
    const due = line.due!.toFixed(amount.decimals)
    const off = signed(line.difference!, amount.decimals)
    const text = {
      zh: `${line.label.zh}：${show(energy)} kWh × ${money(each)} = ${due}，账单为 ${show(amount)}（${off}）`,
      en: `${line.label.en}: ${show(energy)} kWh × ${money(each)} = ${due}, billed ${show(amount)} (${off})`,
    }
    return { text, figures: [energy, line.price, amount] }
  })
  return parts.length > 0 ? joinedCheck('bill_amount', parts) : unitemized(sheet)
}

/** Bills that give energy by period and only one amount. */
function unitemized(sheet: BillContext['sheet']): BillCheck[] {
  const { amount, due } = sheet.total
  if (!amount || !isNumber(amount) || due === null || sheet.lines.some((line) => line.amount)) return []
  const tolerance = unitOf(amount) * (sheet.lines.length + 1)
  const byHours = dueByHours(sheet)
  if ([due, byHours].some((one) => one !== null && isNear(one, amount.value, tolerance))) return []
  const expected = (byHours ?? due).toFixed(amount.decimals)
  return [
    check(
      'bill_amount',
      `各时段电量 × 计费模型单价合计 ${expected}，账单为 ${show(amount)}。`,
      `Energy × price of the model makes ${expected} in all, billed ${show(amount)}.`,
      [...sheet.lines.map((line) => line.energy), amount],
    ),
  ]
}

/** Lines read as half hours, each at the price of its own; null when a price is not known. */
function dueByHours({ lines, tariff }: BillContext['sheet']): number | null {
  let sum = 0
  for (const { id, energy } of lines) {
    const price = tariff?.periods[tariff.slots[Number(id) - 1] ?? -1]?.price
    if (price === undefined || price === null || !energy || !isNumber(energy)) return null
    sum += energy.value * price
  }
  return sum
}

function billedEnergy(line: BillLine): Figure {
  const { energyLoss, energy } = line
  return energyLoss && isNumber(energyLoss) && energyLoss.value > 0 ? energyLoss : energy!
}

function signed(value: number, decimals: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(decimals)}`
}
