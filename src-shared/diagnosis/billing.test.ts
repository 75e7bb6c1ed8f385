// Bills computed again: G4 of the samples exactly, other layouts of bills, and what rounding allows.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bodies, chargingFrame, type BillFigures } from './testing/charging-frames.ts'
import { protocols } from '../protocol/testing/bundled.ts'
import { diagnoseFrames, diagnoseText } from './testing/diagnose.ts'

const pile = '32010600213533'
const transaction = `${pile}01250812001200`.padEnd(32, '1')

describe('G4: the bill of the simulated session', () => {
  const diagnosis = diagnoseText(readFileSync('samples/ykc/ykc-1.5-simulated.md', 'utf8'), protocols)
  const bill = diagnosis.bill(diagnosis.session(12))!

  test('what does not add up, in order and in both languages', () => {
    expect(bill.checks.map(({ code, message }) => [code, message.zh, message.en])).toEqual([
      [
        'bill_amount',
        '谷：0.1650 kWh × 0.90 = 0.1485，账单为 0.1400（−0.0085）。',
        'valley: 0.1650 kWh × 0.90 = 0.1485, billed 0.1400 (−0.0085).',
      ],
      [
        'bill_period',
        '17:04 属第 34 时段，计费模型（第 9 帧）为平，账单记为谷。',
        '17:04 is in half hour 34, which the price model (frame 9) calls flat; billed as valley.',
      ],
      [
        'bill_price',
        '谷单价 0.90 元/kWh，计费模型（第 9 帧）为 1.20。',
        'The valley price is 0.90 per kWh, the price model (frame 9) has 1.20.',
      ],
      [
        'bill_meter',
        '电表起止均为 0，与总电量 0.1650 kWh 不符。',
        'The meter stands at 0 at start and end, the total energy is 0.1650 kWh.',
      ],
    ])
  })

  test('every figure names its frame and field', () => {
    const [valley] = bill.lines.filter(({ id }) => id === 'valley')
    expect(valley).toMatchObject({
      energy: { frame: 13, field: 'ykc.valley_energy', value: 0.165, range: { start: 96, end: 100 } },
      price: { frame: 13, field: 'ykc.valley_price', value: 0.9 },
      amount: { frame: 13, field: 'ykc.valley_amount', value: 0.14 },
      due: 0.1485,
      difference: -0.0085,
      tariffPrice: 1.2,
      isInForce: false,
    })
    expect(bill.checks[2]!.figures.map(({ frame, field }) => `${frame} ${field}`)).toEqual([
      '13 ykc.valley_price',
      '9 ykc.valley_energy_price',
      '9 ykc.valley_service_price',
    ])
  })

  test('48 half hours, and which of them the charge touches', () => {
    const names = bill.tariff!.slots.map((period) => bill.tariff!.periods[period]!.label.zh).join('')
    expect(names).toBe('尖'.repeat(12) + '峰'.repeat(12) + '平'.repeat(12) + '谷'.repeat(12))
    expect(bill.usedSlots).toEqual([34])
    expect(bill.rounding.zh).toContain('0.0001 元')
  })
})

test('a bill of numbered periods is held against starts and prices of its tariff', () => {
  const diagnosis = diagnoseText(readFileSync('samples/ur-7572/7572-spec-appendix.txt', 'utf8'), protocols)
  const bill = diagnosis.bill(1)!
  expect(bill.tariff).toMatchObject({ frame: 17 })
  expect(bill.lines).toHaveLength(10)
  expect(bill.checks.map(({ code }) => code)).toEqual([
    'bill_amount',
    'bill_period',
    'bill_total',
    'bill_total',
    'bill_duration',
  ])
})

test('a bill of half hours without a tariff is checked by its meter alone', () => {
  const diagnosis = diagnoseText(readFileSync('samples/aaf5/lvneng-dc-3.4-simulated.md', 'utf8'), protocols)
  const bill = diagnosis.bill(1)!
  expect(bill.meter).not.toBeNull()
  expect(bill.checks.map(({ code }) => code)).not.toContain('bill_amount')
  expect(bill.tariff).toBeNull()
})

describe('rounding', () => {
  const start = Date.UTC(2025, 7, 12, 8, 5) / 1000
  const right: BillFigures = {
    start,
    end: start + 600,
    prices: [150_000, 123_457, 110_000, 90_000],
    energies: [0, 33_333, 0, 0],
    amounts: [0, 41_152, 0, 0],
    meterStart: 100,
    meterEnd: 33_433,
    totalEnergy: 33_333,
    totalAmount: 41_152,
  }
  const codes = (bill: BillFigures) => {
    const bytes = chargingFrame(0x3b, 1, bodies.bill(transaction, pile, 1, bill))
    return diagnoseFrames([{ bytes, seconds: start, isUp: true }], protocols)
      .bill(1)!
      .checks.map(({ code }) => code)
  }

  // 3.3333 × 1.23457 = 4.11519…
  test.each([
    ['rounded', 41_152, []],
    ['cut off', 41_151, []],
    ['one more', 41_154, ['bill_amount']],
  ])('%s', (_how, amount, expected) => {
    expect(codes({ ...right, amounts: [0, amount, 0, 0], totalAmount: amount })).toEqual(expected)
  })

  test.each<[string, Partial<BillFigures>, string[]]>([
    ['a total that is not the sum', { totalAmount: 41_252 }, ['bill_total']],
    ['a meter that says less', { meterEnd: 30_000 }, ['bill_meter']],
    ['a meter that stands at 0', { meterStart: 0, meterEnd: 0 }, ['bill_meter']],
    ['an end before the start', { end: start - 60 }, ['bill_duration']],
  ])('%s', (_what, change, expected) => {
    expect(codes({ ...right, ...change })).toEqual(expected)
  })
})
