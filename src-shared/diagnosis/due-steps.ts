// Steps of a timeline that are not there and should be, by what else is: samples, an abort message, the bill.
import type { Label } from '../bytes/range.ts'
import { secondsBetween } from './frame-times.ts'
import { billRule, type StepKind, type StepList } from './session-steps.ts'

/** Steps that must be there by what else is. */
export function addDue(list: StepList): void {
  const { session } = list
  const { roles } = session
  const isBilled = session.bills.count > 0
  const isOver = isBilled || (session.isSuperseded && list.secondsOf(session.lastRow) !== null)
  if (isBilled && session.samples.count === 0 && billHasEnergy(list))
    addAbsent(list, 'samples', ['sample'], session.bills.first - 0.5, {
      zh: '账单有电量，充电过程应有实时数据',
      en: 'the bill has energy: there should be samples',
    })
  const hasBattery = session.batterySamples.count > 0
  const stops = ['stop_command', 'stop_by_bms', 'stop_by_charger']
  if (isOver && hasBattery && !stops.some((role) => roles.has(role)))
    addAbsent(
      list,
      'stop',
      ['stop_by_bms', 'stop_by_charger'],
      (isBilled ? session.bills.first : session.lastRow) - 0.4,
      {
        zh: '有 BMS 报文的充电以中止报文结束',
        en: 'a charge with BMS frames ends with an abort message',
      },
    )
  if (!isBilled) addBillDue(list)
}

function addBillDue(list: StepList): void {
  const { session, protocol } = list
  const names = list.namesOf(['bill'])
  if (!names || (session.endRow < 0 && !session.isSuperseded)) return
  if (session.samples.count === 0 && session.batterySamples.count === 0) return
  const { billWithin } = protocol.session
  const from = session.endRow >= 0 ? session.endRow : session.lastRow
  const passed = secondsBetween(list.source, from, list.pairing.count - 1)
  const seconds = list.secondsOf(from)
  const isDue = session.isSuperseded || list.pairing.isComplete || (billWithin !== null && passed > billWithin)
  // Without times a record cannot be told from an excerpt.
  const isOverdue = isDue && !(billWithin !== null && passed <= billWithin)
  const state = seconds === null ? 'unseen' : isOverdue ? 'missing' : 'open'
  list.add(from + 0.6, {
    ...list.blank('bill', state, names),
    seconds: seconds === null ? null : seconds + (billWithin ?? 0),
    expected: { message: names, rule: billRule(billWithin), deadline: billWithin },
  })
}

function billHasEnergy({ reader, session }: StepList): boolean {
  reader.read(session.bills.first)
  return reader.number('total_energy') > 0
}

function addAbsent(list: StepList, kind: StepKind, roles: readonly string[], row: number, rule: Label): void {
  const names = list.namesOf(roles)
  if (!names) return
  list.add(row, {
    ...list.blank(kind, 'missing', names),
    seconds: list.secondsOf(Math.max(0, Math.floor(row))),
    expected: { message: names, rule, deadline: null },
  })
}
