// A price model as 48 half hours and the price of each period, read by roles from the message that carries it: period
// numbers of 48 half hours, entries from–to, or starts of numbered periods. Counterpart: billing.ts.
import type { Label } from '../bytes/range.ts'
import type { Figure, FrameReader } from './frame-reader.ts'

export interface TariffPeriod {
  /** `sharp`, `3`: what stands behind the role's word, or the number of the entry. */
  id: string
  label: Label
  /** Price of a kWh, all in; null: not known. */
  price: number | null
  /** The price with a service price for all periods, which a bill may count or not; null: there is none. */
  withService: number | null
  /** What the price is made of. */
  figures: Figure[]
}

export interface Tariff {
  /** Frame that carries it. */
  frame: number
  periods: TariffPeriod[]
  /** Place in `periods` of each of 48 half hours from 00:00; −1: none. */
  slots: number[]
}

const namedPeriods: Readonly<Record<string, Label>> = {
  sharp: { zh: '尖', en: 'sharp' },
  peak: { zh: '峰', en: 'peak' },
  flat: { zh: '平', en: 'flat' },
  valley: { zh: '谷', en: 'valley' },
}

/** What a period is called in tables and messages. */
export function periodLabel(id: string): Label {
  return namedPeriods[id] ?? { zh: `时段 ${id}`, en: `period ${id}` }
}

/** The model in the frame that `reader` has read; null when there is none. */
export function readTariff(reader: FrameReader): Tariff | null {
  const periods = [...namedPrices(reader), ...listedPrices(reader)]
  if (periods.length === 0) return null
  const slots = numberedSlots(reader, periods) ?? entrySlots(reader, periods) ?? startSlots(reader, periods)
  return { frame: reader.row + 1, periods, slots: slots ?? Array<number>(48).fill(-1) }
}

const priceRole = /^(price|energy_price|service_price)_([a-z]+|\d+)$/

/** Roles price_X, or energy_price_X with service_price_X. */
function namedPrices(reader: FrameReader): TariffPeriod[] {
  const ids = new Set(reader.roleList.flatMap((role) => priceRole.exec(role)?.[2] ?? []))
  const service = reader.figure('service_price')
  return [...ids].flatMap((id) => {
    const figures = ['price', 'energy_price', 'service_price'].flatMap((word) => reader.figure(`${word}_${id}`) ?? [])
    if (figures.length === 0) return []
    const withService = service ? sumOf([...figures, service]) : null
    return [{ id, label: periodLabel(id), price: sumOf(figures), withService, figures }]
  })
}

/** Roles energy_rate and service_rate in the items of a list. */
function listedPrices(reader: FrameReader): TariffPeriod[] {
  const services = reader.figures('service_rate')
  return reader.figures('energy_rate').map(({ figure, item }) => {
    const service = services.find((one) => one.item === item)
    const figures = service ? [figure, service.figure] : [figure]
    return { id: String(item), label: periodLabel(String(item)), price: sumOf(figures), withService: null, figures }
  })
}

/** Prices have five decimals at most: sums of two of them too. */
function sumOf(figures: readonly Figure[]): number | null {
  let sum = 0
  for (const { value } of figures) {
    if (typeof value !== 'number') return null
    sum += value
  }
  return Math.round(sum * 1e6) / 1e6
}

/** 48 period numbers: of a list from its first item on, of named periods from 0 on. */
function numberedSlots(reader: FrameReader, periods: readonly TariffPeriod[]): number[] | null {
  const items = reader.items('period_rates')
  if (items.length !== 48) return null
  return items.map(({ value }) => {
    const byId = periods.findIndex(({ id }) => id === String(value))
    if (byId >= 0) return byId
    const isNamed = periods.every(({ id }) => namedPeriods[id])
    return isNamed && typeof value === 'number' && value < periods.length ? value : -1
  })
}

/** Entries with a start and an end. */
function entrySlots(reader: FrameReader, periods: readonly TariffPeriod[]): number[] | null {
  const [from, to] = [reader.figures('rate_from'), reader.figures('rate_to')]
  if (from.length === 0 || from.length !== to.length) return null
  const bounds = from.map(({ figure, item }, at) => ({
    period: periods.findIndex(({ id }) => id === String(item)),
    from: minutesOf(figure.value),
    to: minutesOf(to[at]!.figure.value),
  }))
  return halfHours((minute) => bounds.find((one) => one.from <= minute && minute < one.to)?.period ?? -1)
}

/** Numbered periods with a start each; a period without price, or that starts where the next does, is not used. */
function startSlots(reader: FrameReader, periods: readonly TariffPeriod[]): number[] | null {
  const starts = periods
    .map(({ id }, period) => ({ period, from: minutesOf(reader.value(`period_start_${id}`)) }))
    .filter(({ from }) => !Number.isNaN(from))
    .toSorted((a, b) => a.from - b.from)
  if (starts.length === 0) return null
  return halfHours((minute) => (starts.findLast(({ from }) => from <= minute) ?? starts.at(-1)!).period)
}

function halfHours(periodAt: (minute: number) => number): number[] {
  return Array.from({ length: 48 }, (_all, slot) => periodAt(slot * 30))
}

function minutesOf(value: unknown): number {
  const parts = /^(\d\d):(\d\d)$/.exec(String(value))
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : NaN
}

/** The half hours [start, end) of a charge touches, in order; times as seconds of local time. */
export function slotsBetween(start: number, end: number): number[] {
  const first = Math.floor(start / 1800)
  const last = Math.max(first, Math.ceil(end / 1800) - 1)
  const count = Math.min(last - first + 1, 48)
  return Array.from({ length: count }, (_all, at) => (((first + at) % 48) + 48) % 48)
}
