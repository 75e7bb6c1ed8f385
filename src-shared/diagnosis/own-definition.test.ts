// A protocol of somebody's own, with its own names: pairs, sessions, bill and curves come of its roles alone.
import { expect, test } from 'vitest'
import { protocolOf, smallFrame, smallHead } from '../protocol/testing/small-family.ts'
import { plotSeries } from './plot-series.ts'
import { sessionDetails } from './session-summary.ts'
import { coverage } from './statistics.ts'
import { diagnoseFrames, type TimedFrame } from './testing/diagnose.ts'

const head = (more: string) =>
  `[ { id: station, label: { zh: 站, en: Station }, read: u8, role: pile_no }, { id: outlet, label: { zh: 口, en: Outlet }, read: u8, role: gun_no }, { id: ticket, label: { zh: 单, en: Ticket }, read: u16, role: transaction }${more} ]`
const field = (id: string, read: string, role: string, more = '') =>
  `, { id: ${id}, label: { zh: ${id}, en: ${id} }, read: ${read}, role: ${role}${more} }`

const definition = `${smallHead}session: { bill_within: 20 }
matching: { window: 30 }
messages:
  - { id: go, type: 1, name: { zh: 开, en: go }, direction: down, role: start_command, fields: ${head('')} }
  - { id: going, type: 2, name: { zh: 已开, en: going }, direction: up, role: start_result, fields: ${head('')} }
  - { id: dose, type: 3, name: { zh: 量, en: dose }, direction: up, role: sample, fields: ${head(field('juice', 'u16', 'energy', ', scale: 0.01, unit: kWh') + field('push', 'u16', 'voltage', ', unit: V'))} }
  - { id: halt, type: 4, name: { zh: 停, en: halt }, direction: up, role: stop_by_charger, fields: ${head('')} }
  - { id: invoice, type: 5, name: { zh: 账, en: invoice }, direction: up, role: bill, fields: ${head(
    field('cheap_price', 'u16', 'price_cheap', ', scale: 0.01, unit: EUR/kWh') +
      field('cheap_juice', 'u16', 'energy_cheap', ', scale: 0.01, unit: kWh') +
      field('cheap_money', 'u16', 'amount_cheap', ', scale: 0.01, unit: EUR') +
      field('juice_sum', 'u16', 'total_energy', ', scale: 0.01, unit: kWh') +
      field('money_sum', 'u16', 'total_amount', ', scale: 0.01, unit: EUR'),
  )} }
  - { id: thanks, type: 6, name: { zh: 谢, en: thanks }, direction: down, role: bill_reply, fields: ${head('')} }
pairs:
  - { request: [go], reply: [going], keys: [ticket], deadline: 5 }
  - { request: [invoice], reply: [thanks], keys: [ticket], deadline: 5 }
`
const protocol = protocolOf(definition)
const low = (value: number) => [value & 0xff, value >> 8]
const frame = (type: number, ...more: number[]) => smallFrame(type, [7, 2, ...low(4711), ...more.flatMap(low)])

function charge(money: number, thanks: boolean, billAt = 100): TimedFrame[] {
  const up = (seconds: number, bytes: Uint8Array) => ({ seconds, bytes, isUp: true })
  const down = (seconds: number, bytes: Uint8Array) => ({ seconds, bytes, isUp: false })
  return [
    down(10, frame(1)),
    up(11, frame(2)),
    ...[1, 2, 3, 4, 5, 6].map((n) => up(11 + n * 10, frame(3, n * 100, 380 + n))),
    up(80, frame(4)),
    up(billAt, frame(5, 50, 610, money, 610, money)),
    ...(thanks ? [down(billAt + 0.2, frame(6))] : []),
    down(billAt + 60, smallFrame(1, [7, 2, ...low(4712)])),
  ]
}

test('a right charge: its timeline, its bill, its curves, its checklist', () => {
  const diagnosis = diagnoseFrames(charge(305, true), [protocol])
  const details = sessionDetails(diagnosis, 1)!
  expect(details.session).toMatchObject({ pileNumber: '7', gun: '2', transaction: '4711', bill: 'right', energy: 6.1 })
  expect(details.steps.map(({ kind, state, took }) => [kind, state, took])).toEqual([
    ['start', 'done', 1],
    ['samples', 'done', 50],
    ['stop', 'done', null],
    ['bill', 'done', 20],
    ['acknowledgement', 'done', 0.2],
  ])
  expect(details.bill?.lines).toMatchObject([{ label: { zh: '时段 cheap' }, due: 3.05, pricedBy: 'bill' }])
  const plot = plotSeries(diagnosis, { kind: 'session', id: 1 }, 10, null, null)!
  expect(plot.curves.map(({ role, label, points }) => [role, label.en, points.length])).toEqual([
    ['voltage', 'push', 6],
    ['energy', 'juice', 6],
  ])
  expect(plot.curves[0]!.points[2]).toEqual({ x: 41, y: 383, frame: 5 })
  const [table] = coverage(diagnosis, 1)
  expect(table!.rows.map(({ id, verdict }) => [id, verdict])).toContainEqual(['invoice', 'good'])
})

test('a wrong amount, no thanks, a late invoice: each is a row and a finding', () => {
  const wrong = diagnoseFrames(charge(300, false, 130), [protocol])
  const details = sessionDetails(wrong, 1)!
  expect(details.bill?.checks.map(({ code }) => code)).toEqual(['bill_amount'])
  expect(details.steps.slice(-2).map(({ kind, state, expected }) => [kind, state, expected?.rule.en])).toEqual([
    ['bill', 'late', 'due within 20 s of the end'],
    ['acknowledgement', 'missing', 'an answer is due within 5 s'],
  ])
  const row = details.session.lastFrame - 1
  expect(wrong.findings(row).map(({ code }) => code)).toEqual(['bill_amount', 'no_response'])
})
