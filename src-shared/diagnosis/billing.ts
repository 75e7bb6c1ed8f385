// A bill computed again: energy × price of each period, sums, meter, duration, last sample, and the price model that was in
// force. Every figure names its frame and field. What is said of it is in bill-checks.ts.
import type { Label } from '../bytes/range.ts'
import type { ChargingSession } from './charging-sessions.ts'
import type { Figure, FrameReader, RoleReader } from './frame-reader.ts'
import { parseSeconds, type FrameSource } from './frame-times.ts'
import type { Pairing } from './pairing.ts'
import { lastSample, type LastSample } from './sample-energy.ts'
import { periodLabel, readTariff, slotsBetween, type Tariff } from './tariff.ts'

/** One period of a bill. */
export interface BillLine {
  id: string
  label: Label
  energy: Figure | null
  energyLoss: Figure | null
  price: Figure | null
  amount: Figure | null
  /** Energy × price, rounded as the amount is; null: price or energy is not known. */
  due: number | null
  /** Billed − due. */
  difference: number | null
  /** Where the price of `due` is from. */
  pricedBy: 'bill' | 'tariff' | null
  /** The tariff's price of this period, when it is known. */
  tariffPrice: number | null
  isAmountRight: boolean
  isPriceRight: boolean
  /** The charge touches a half hour of this period; null: no tariff. */
  isInForce: boolean | null
}

export type BillCode = 'bill_amount' | 'bill_period' | 'bill_price' | 'bill_total' | 'bill_meter' | 'bill_duration'

/** One thing that does not add up. */
export interface BillCheck {
  code: BillCode
  severity: 'note' | 'warn'
  message: Label
  remedy: Label
  /** What it was computed from. */
  figures: Figure[]
}

export interface BillSheet {
  /** Frame of the bill. */
  frame: number
  lines: BillLine[]
  total: {
    energy: Figure | null
    energyLoss: Figure | null
    amount: Figure | null
    /** Sums of the lines; null without lines. */
    sumEnergy: number | null
    sumAmount: number | null
    due: number | null
    difference: number | null
  }
  meter: { start: Figure; end: Figure; difference: number } | null
  start: Figure | null
  end: Figure | null
  duration: Figure | null
  lastSample: LastSample | null
  /** In force when the charge began; null: not captured. */
  tariff: Tariff | null
  /** Half hours that the charge touches, 0–47. */
  usedSlots: number[]
  /** How amounts are compared. */
  rounding: Label
  /** In the order of BillCode. */
  checks: BillCheck[]
}

/** What a bill is computed from. */
export interface BillSource {
  source: FrameSource
  pairing: Pairing
  reader: FrameReader
}

/** What bill-checks.ts looks at beside the sheet. */
export interface BillContext {
  sheet: Omit<BillSheet, 'checks'>
  /** Models that came while the charge went on: their prices are right as well. */
  laterTariffs: Tariff[]
  /** The charge and its capture; null for a bill by itself. */
  charge: { session: ChargingSession; source: FrameSource } | null
}

/** Everything of the session's bill but the checks; null when it has none. */
export function computeBill(session: ChargingSession, from: BillSource): BillContext | null {
  const { source, reader } = from
  const row = session.bills.first
  if (row < 0) return null
  const { tariff, laterTariffs } = tariffsOf(session, row, from)
  const sample = lastSample(session, source, reader)
  reader.read(row)
  return { sheet: readSheet(reader, tariff, sample), laterTariffs, charge: { session, source } }
}

/** The bill in the frame that `reader` has read, held against what is known beside it. */
export function readSheet(
  reader: RoleReader,
  tariff: Tariff | null = null,
  sample: LastSample | null = null,
): BillContext['sheet'] {
  const [start, end] = [reader.figure('start_time'), reader.figure('end_time')]
  const usedSlots = slotsOf(start, end)
  const inForce = tariff && usedSlots.length > 0 ? new Set(usedSlots.map((slot) => tariff.slots[slot]!)) : null
  const lines = billLines(reader).map((line) => price(line, tariff, inForce))
  const [meterStart, meterEnd] = [reader.figure('meter_start'), reader.figure('meter_end')]
  const isMeterKnown = meterStart && meterEnd && isNumber(meterStart) && isNumber(meterEnd)
  return {
    frame: reader.row + 1,
    lines,
    total: totalOf(lines, reader),
    meter: isMeterKnown
      ? { start: meterStart, end: meterEnd, difference: rounded(meterEnd.value - meterStart.value, 6) }
      : null,
    start,
    end,
    duration: reader.figure('duration_s') ?? reader.figure('duration_min'),
    lastSample: sample,
    tariff,
    usedSlots,
    rounding: roundingOf(lines, reader.figure('total_amount')),
  }
}

/** The model in force at the start; the bill's own connection may have seen it only later. */
function tariffsOf(
  session: ChargingSession,
  billRow: number,
  { source, reader, pairing }: BillSource,
): { tariff: Tariff | null; laterTariffs: Tariff[] } {
  const read = (row: number) => {
    reader.read(row)
    return readTariff(reader)
  }
  // A setting that was not answered may not have been taken over.
  const all = [...session.pile.prices.values()].filter((row) => row < billRow)
  const accepted = all.filter(
    (row) => source.capture.messageOf(row)?.role === 'price_model' || pairing.responseIn(row) >= 0,
  )
  const rows = accepted.length > 0 ? accepted : all
  const before = rows.filter((row) => row <= session.firstRow)
  const later = rows.filter((row) => row > session.firstRow).flatMap((row) => read(row) ?? [])
  for (const row of before.toReversed()) {
    const tariff = read(row)
    if (tariff) return { tariff, laterTariffs: later }
  }
  return { tariff: later[0] ?? null, laterTariffs: later.slice(1) }
}

const lineRole = /^(price|energy_loss|energy|amount)_([a-z]+|\d+)$/

/** Lines by roles energy_X …, by the items of a list of rates, or by the energy of numbered periods. */
function billLines(reader: RoleReader): BillLine[] {
  const ids = new Set(
    reader.roleList.flatMap((role) => {
      const [, word, id] = lineRole.exec(role) ?? []
      return word === 'energy' && id !== undefined && id !== 'loss' ? [id] : []
    }),
  )
  const named = [...ids].map((id) =>
    line(
      id,
      reader.figure(`energy_${id}`),
      reader.figure(`energy_loss_${id}`),
      reader.figure(`price_${id}`),
      reader.figure(`amount_${id}`),
    ),
  )
  if (named.length > 0) return named
  const byItem = (role: string) => new Map(reader.figures(role).map(({ figure, item }) => [item, figure]))
  const [losses, prices, amounts] = [byItem('rate_energy_loss'), byItem('rate_price'), byItem('rate_amount')]
  const listed = reader
    .figures('rate_energy')
    .map(({ figure, item }) =>
      line(String(item), figure, losses.get(item) ?? null, prices.get(item) ?? null, amounts.get(item) ?? null),
    )
  if (listed.length > 0) return listed
  return reader
    .figures('period_energy')
    .filter(({ figure }) => figure.value !== 0)
    .map(({ figure, item }) => line(String(item), figure, null, null, null))
}

function line(
  id: string,
  energy: Figure | null,
  energyLoss: Figure | null,
  own: Figure | null,
  amount: Figure | null,
): BillLine {
  return {
    id,
    label: periodLabel(id),
    energy,
    energyLoss,
    price: own,
    amount,
    due: null,
    difference: null,
    pricedBy: null,
    tariffPrice: null,
    isAmountRight: true,
    isPriceRight: true,
    isInForce: null,
  }
}

/** Fills in what follows from price and tariff. Where a loss is billed, the amount is of the energy with it. */
function price(bill: BillLine, tariff: Tariff | null, inForce: ReadonlySet<number> | null): BillLine {
  const place = tariff ? tariff.periods.findIndex(({ id }) => id === bill.id) : -1
  const tariffPrice = place < 0 ? null : tariff!.periods[place]!.price
  const own = bill.price && isNumber(bill.price) ? bill.price.value : null
  const each = own ?? tariffPrice
  const priced = { ...bill, tariffPrice, isInForce: inForce && place >= 0 ? inForce.has(place) : null }
  if (own !== null && tariffPrice !== null && bill.price)
    priced.isPriceRight = Math.abs(own - tariffPrice) <= unitOf(bill.price) * 0.51
  if (each === null || !bill.energy || !isNumber(bill.energy)) return priced
  priced.pricedBy = own === null ? 'tariff' : 'bill'
  const decimals = bill.amount?.decimals ?? 4
  const { withService = null } = own === null ? tariff!.periods[place]! : {}
  const prices = withService === null ? [each] : [each, withService]
  const dues = [bill.energyLoss, bill.energy].flatMap((energy) =>
    energy && isNumber(energy) && (energy.value > 0 || energy === bill.energy)
      ? prices.map((one) => rounded(energy.value * one, decimals))
      : [],
  )
  const { amount } = bill
  if (!amount || !isNumber(amount)) return { ...priced, due: dues[0]! }
  const due = dues.find((one) => isNear(one, amount.value, unitOf(amount))) ?? dues[0]!
  return {
    ...priced,
    due,
    difference: rounded(amount.value - due, decimals),
    isAmountRight: isNear(due, amount.value, unitOf(amount)),
  }
}

function totalOf(lines: readonly BillLine[], reader: RoleReader): BillSheet['total'] {
  const amount = reader.figure('total_amount')
  const sum = (values: (number | null)[]) =>
    values.length === 0 || values.includes(null)
      ? null
      : rounded(
          (values as number[]).reduce((a, b) => a + b, 0),
          6,
        )
  const dues = sum(lines.map((one) => one.due))
  const due = dues === null ? null : rounded(dues, amount?.decimals ?? 4)
  return {
    energy: reader.figure('total_energy'),
    energyLoss: reader.figure('total_energy_loss'),
    amount,
    sumEnergy: sum(lines.map(({ energy }) => (energy && isNumber(energy) ? energy.value : null))),
    sumAmount: sum(lines.map((one) => (one.amount && isNumber(one.amount) ? one.amount.value : null))),
    due,
    difference: due !== null && amount && isNumber(amount) ? rounded(amount.value - due, amount.decimals) : null,
  }
}

function slotsOf(start: Figure | null, end: Figure | null): number[] {
  const [from, to] = [parseSeconds(String(start?.value)), parseSeconds(String(end?.value))]
  return Number.isNaN(from) || Number.isNaN(to) || to < from ? [] : slotsBetween(from, to)
}

function roundingOf(lines: readonly BillLine[], total: Figure | null): Label {
  const amount = lines.find((one) => one.amount)?.amount ?? total
  if (!amount) return { zh: '账单没有金额字段。', en: 'The bill has no amounts.' }
  const unit = unitOf(amount).toFixed(amount.decimals)
  return {
    zh: `每个时段的电量 × 单价四舍五入到 ${unit} ${amount.unit ?? ''}，相差不超过 1 个末位（四舍五入或截去尾数都算对）。`,
    en: `Energy × price of each period is rounded to ${unit} ${amount.unit ?? ''}; one unit of the last digit is allowed (rounding or cutting off are both right).`,
  }
}

export type NumberFigure = Figure & { value: number }

export function isNumber(figure: Figure): figure is NumberFigure {
  return typeof figure.value === 'number'
}

/** The smallest step that a figure can show. */
export function unitOf(figure: Figure): number {
  return 10 ** -figure.decimals
}

export function isNear(a: number, b: number, tolerance: number): boolean {
  return Math.abs(a - b) <= tolerance + 1e-9
}

/** Half up, free of binary remainders. */
export function rounded(value: number, decimals: number): number {
  const power = 10 ** decimals
  return Math.sign(value) * (Math.floor(Math.abs(value) * power + 0.5 + 1e-7) / power) || 0
}
