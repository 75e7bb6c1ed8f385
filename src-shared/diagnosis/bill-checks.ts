// What does not add up in a bill, in words, with the figures it was computed from. After billing.ts, whose sheet it reads.
import type { Label } from '../bytes/range.ts'
import type { ExpertInfo } from '../protocol/expert.ts'
import {
  computeBill,
  isNear,
  isNumber,
  readSheet,
  rounded,
  unitOf,
  type BillCheck,
  type BillCode,
  type BillContext,
  type BillLine,
  type BillSheet,
  type BillSource,
  type NumberFigure,
} from './billing.ts'
import type { ChargingSession } from './charging-sessions.ts'
import type { Figure, RoleReader } from './frame-reader.ts'
import { parseSeconds } from './frame-times.ts'
import { splitByPeriod } from './period-split.ts'
import { periodLabel, type Tariff } from './tariff.ts'

/** The session's bill with all checks; null when it has no bill. */
export function checkBill(session: ChargingSession, from: BillSource): BillSheet | null {
  const context = computeBill(session, from)
  if (!context) return null
  const checks = [
    ...amountChecks(context),
    ...periodChecks(context),
    ...priceChecks(context),
    ...totalChecks(context),
    ...meterChecks(context),
    ...durationChecks(context),
  ]
  return { ...context.sheet, checks }
}

/**
 * Energy × price against the amounts of a bill by itself, which `reader` has read: a note, since what was agreed is not
 * known. The rest waits for the charge, or is among the checks of the definition.
 */
export function checkLoneBill(reader: RoleReader): BillCheck[] {
  const checks = amountChecks({ sheet: readSheet(reader), laterTariffs: [], charge: null })
  return checks.map((one) => ({ ...one, severity: 'note' }))
}

/** Checks as findings of the bill's frame (number from 1), each where its last figure is; else over `whole`. */
export function billFindings(checks: readonly BillCheck[], frame: number, whole: ExpertInfo['range']): ExpertInfo[] {
  return checks.map(({ code, severity, message, remedy, figures }) => ({
    code,
    severity,
    group: 'semantic' as const,
    range: figures.findLast((figure) => figure.frame === frame)?.range ?? whole,
    message,
    remedy,
  }))
}

const remedies: Record<BillCode, Label> = {
  bill_amount: { zh: '核对桩的计费：电量 × 单价。', en: 'Check how the pile computes: energy × price.' },
  bill_period: { zh: '核对桩的时钟和时段表。', en: "Check the pile's clock and its table of periods." },
  bill_price: { zh: '核对桩是否用了最新的计费模型。', en: 'Check whether the pile uses the latest price model.' },
  bill_total: { zh: '核对合计与各时段、与充电过程。', en: 'Check the totals against the periods and the charge.' },
  bill_meter: { zh: '核对电表读数的采集。', en: 'Check how the meter is read.' },
  bill_duration: { zh: '核对桩的时钟。', en: "Check the pile's clock." },
}

function check(code: BillCode, zh: string, en: string, figures: (Figure | null)[]): BillCheck {
  const known = figures.filter((one) => one !== null)
  return { code, severity: 'warn', message: { zh, en }, remedy: remedies[code], figures: known }
}

const mostNamed = 3

/** One check of several lines of a bill: the first of them by name, the rest counted. */
function joinedCheck(code: BillCode, parts: readonly { text: Label; figures: (Figure | null)[] }[]): BillCheck[] {
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
function show(figure: Figure): string {
  return isNumber(figure) ? figure.value.toFixed(figure.decimals) : String(figure.value)
}

/** At least two decimals, without zeros behind them. */
function money(value: number): string {
  return value.toFixed(5).replace(/(\.\d\d\d*?)0+$/, '$1')
}

function amountChecks({ sheet }: BillContext): BillCheck[] {
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

function hasEnergy({ energy }: BillLine): boolean {
  return energy !== null && isNumber(energy) && energy.value > 0
}

function periodChecks(context: BillContext): BillCheck[] {
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

function priceChecks({ sheet, laterTariffs }: BillContext): BillCheck[] {
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

function totalChecks({ sheet }: BillContext): BillCheck[] {
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
function lastSampleChecks({ total, lastSample }: BillContext['sheet']): BillCheck[] {
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

function meterChecks({ sheet }: BillContext): BillCheck[] {
  const { meter, total } = sheet
  if (!meter || !total.energy || !isNumber(total.energy)) return []
  const unit = Math.max(unitOf(meter.end), unitOf(total.energy))
  const right = [total.energy, total.energyLoss].some(
    (one) => one !== null && isNumber(one) && isNear(one.value, meter.difference, unit),
  )
  if (right) return []
  const figures = [meter.start, meter.end, total.energy]
  if (meter.start.value === 0 && meter.end.value === 0)
    return [
      check(
        'bill_meter',
        `电表起止均为 0，与总电量 ${show(total.energy)} kWh 不符。`,
        `The meter stands at 0 at start and end, the total energy is ${show(total.energy)} kWh.`,
        figures,
      ),
    ]
  const difference = meter.difference.toFixed(meter.end.decimals)
  return [
    check(
      'bill_meter',
      `电表止值 ${show(meter.end)} − 起值 ${show(meter.start)} = ${difference} kWh，总电量为 ${show(total.energy)} kWh。`,
      `Meter end ${show(meter.end)} − start ${show(meter.start)} = ${difference} kWh, the total energy is ${show(total.energy)} kWh.`,
      figures,
    ),
  ]
}

function durationChecks({ sheet }: BillContext): BillCheck[] {
  const { start, end, duration } = sheet
  const seconds = parseSeconds(String(end?.value)) - parseSeconds(String(start?.value))
  if (Number.isNaN(seconds)) return []
  if (seconds < 0)
    return [
      check(
        'bill_duration',
        `结束时间 ${String(end!.value)} 早于开始时间 ${String(start!.value)}。`,
        `The end ${String(end!.value)} is before the start ${String(start!.value)}.`,
        [start, end],
      ),
    ]
  if (!duration || !isNumber(duration)) return []
  const isMinutes = duration.unit === 'min'
  const said = duration.value * (isMinutes ? 60 : 1)
  if (isNear(said, seconds, isMinutes ? 60 : 1)) return []
  return [
    check(
      'bill_duration',
      `开始到结束 ${rounded(seconds, 0)} s，充电时长字段为 ${rounded(said, 0)} s。`,
      `From start to end ${rounded(seconds, 0)} s, the duration field says ${rounded(said, 0)} s.`,
      [start, end, duration as NumberFigure],
    ),
  ]
}
