// What a bill says twice: energy and meter readings, duration and times of start and end.
import { isNear, isNumber, rounded, unitOf, type BillCheck, type BillContext, type NumberFigure } from './billing.ts'
import { check, show } from './bill-check-words.ts'
import { parseSeconds } from './frame-times.ts'

/** The total energy against the meter. */
export function meterChecks({ sheet }: BillContext): BillCheck[] {
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

/** The duration against start and end, and these against each other. */
export function durationChecks({ sheet }: BillContext): BillCheck[] {
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
