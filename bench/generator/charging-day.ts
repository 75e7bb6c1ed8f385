// A capture of many piles with whole charges, some with a planted fault, and the list of what is wrong: for measuring what
// diagnosis finds and what it invents. Same seed, same bytes.
import { createRandom, type Random } from '../../src-shared/capture/testing/random.ts'
import { CaptureFile, type FileTaker } from './capture-file.ts'
import {
  bodies,
  chargingFrame,
  type BillFigures,
  type Bytes,
  type PriceModel,
} from '../../src-shared/diagnosis/testing/charging-frames.ts'
import { PacketBuilder } from './packets.ts'

export const plantedFaults = [
  'lost_start_reply',
  'lost_confirm',
  'late_confirm',
  'late_bill',
  'no_bill',
  'wrong_price',
  'wrong_amount',
  'swapped_period',
  'wrong_total',
  'meter_jump',
  'duplicate_bill',
  'end_before_start',
  'bill_below_samples',
  'sample_gap',
] as const
export type PlantedFault = (typeof plantedFaults)[number]

export interface PlantedSession {
  pile: string
  gun: number
  transaction: string
  fault: PlantedFault | null
}

export interface PlantedPile {
  pile: string
  fault: 'heartbeat_gap' | 'duplicate_login' | null
}

export interface ChargingDay {
  sessions: PlantedSession[]
  piles: PlantedPile[]
  frames: number
}

export interface ChargingDayOptions {
  seed: number
  piles: number
  sessionsPerPile: number
  /** Share of sessions with a fault. */
  faults: number
}

interface Sent {
  at: number
  order: number
  pile: number
  isUp: boolean
  bytes: Bytes
}

/** 2025-08-12 00:05:00 UTC. */
const begin = Date.UTC(2025, 7, 12, 0, 5) / 1000
const zone = 8 * 3600
const sampleSeconds = 15
const heartbeatSeconds = 30

/** Writes the capture to `take` and returns what was planted. */
export function generateChargingDay(options: ChargingDayOptions, take: FileTaker): ChargingDay {
  return new Day(options).write(take)
}

class Day {
  private readonly random: Random
  private readonly sent: Sent[] = []
  private readonly day: ChargingDay = { sessions: [], piles: [], frames: 0 }
  private readonly options: ChargingDayOptions
  private sequence = 1

  constructor(options: ChargingDayOptions) {
    this.options = options
    this.random = createRandom(options.seed)
    for (let pile = 0; pile < options.piles; pile++) this.pile(pile)
  }

  private send(
    pile: number,
    at: number,
    isUp: boolean,
    type: number,
    body: readonly number[],
    sequence?: number,
  ): number {
    const own = sequence ?? this.sequence++ & 0xffff
    this.sent.push({ at, order: this.sent.length, pile, isUp, bytes: chargingFrame(type, own, body) })
    return own
  }

  private exchange(
    pile: number,
    at: number,
    isUp: boolean,
    types: [number, number],
    a: number[],
    b: number[] | null,
  ): void {
    const sequence = this.send(pile, at, isUp, types[0], a)
    if (b) this.send(pile, at + 0.005 + this.random.below(80) / 1000, !isUp, types[1], b, sequence)
  }

  private pile(index: number): void {
    const { random, options } = this
    const number = `3201${String(index).padStart(10, '0')}`
    const model = this.model()
    const dice = random.below(10)
    const fault = dice === 0 ? 'heartbeat_gap' : dice === 1 ? 'duplicate_login' : null
    this.day.piles.push({ pile: number, fault })
    let at = begin + random.below(600) / 10
    const first = at
    this.exchange(index, at, true, [1, 2], bodies.login(number), bodies.loginReply(number))
    if (fault === 'duplicate_login')
      this.exchange(index, at + 100, true, [1, 2], bodies.login(number), bodies.loginReply(number))
    this.exchange(index, at + 1, true, [9, 10], bodies.modelRequest(number), bodies.model(number, model))
    let meter = random.below(5_000_000)
    for (let session = 0; session < options.sessionsPerPile; session++) {
      at += 120 + random.below(300)
      ;[at, meter] = this.session(index, number, at, meter, model, session)
    }
    const gapAt = fault === 'heartbeat_gap' ? Math.floor((at - first) / heartbeatSeconds / 2) : -10
    for (let beat = 0; first + 2 + beat * heartbeatSeconds < at + 60; beat++) {
      if (beat >= gapAt && beat < gapAt + 3) continue
      const body = bodies.heartbeat(number, 1)
      this.exchange(index, first + 2 + beat * heartbeatSeconds + random.below(400) / 1000, true, [3, 4], body, body)
    }
  }

  private model(): PriceModel {
    const { random } = this
    const price = (least: number) => least + random.below(20) * 1000
    const cuts = [0, 1, 2, 3].map(() => random.below(4))
    return {
      energy: [price(90_000), price(70_000), price(50_000), price(30_000)],
      service: [45_000, 40_000, 35_000, 30_000],
      slots: Array.from({ length: 48 }, (_all, slot) => (cuts[slot % 4]! + Math.floor(slot / 2)) % 4),
    }
  }

  /** One charge; returns when it was over, and the meter. */
  private session(
    pile: number,
    number: string,
    at: number,
    meter: number,
    model: PriceModel,
    count: number,
  ): [number, number] {
    const { random, options } = this
    const gun = 1
    const transaction = `${number}01${String(250_812_000_000 + count * 1000 + pile)}0${count}00`
      .slice(0, 32)
      .padEnd(32, '1')
    const fault = random.chance(options.faults) ? plantedFaults[random.below(plantedFaults.length)]! : null
    this.day.sessions.push({ pile: number, gun, transaction, fault })
    const reply = fault === 'lost_start_reply' ? null : bodies.startReply(transaction, number, gun)
    this.exchange(pile, at, false, [0x34, 0x33], bodies.start(transaction, number, gun), reply)
    const start = at + 4
    const length = 360 + random.below(1200)
    const end = start + length
    /** 0.0001 kWh a second. */
    const speed = 60 + random.below(60)
    const energyAt = (time: number) => Math.round((time - start) * speed)
    const gap = fault === 'sample_gap' ? 4 + random.below(10) : -10
    for (let sample = 1; sample * sampleSeconds < length; sample++) {
      if (sample >= gap && sample < gap + 3) continue
      const time = start + sample * sampleSeconds
      const energy = energyAt(time)
      this.send(
        pile,
        time,
        true,
        0x13,
        bodies.sample(transaction, number, gun, Math.floor((sample * sampleSeconds) / 60), energy, energy),
      )
    }
    this.exchange(pile, end, false, [0x36, 0x35], bodies.stop(number, gun), bodies.stopReply(number, gun))
    const bill = this.spoil(this.bill(start, end, energyAt, meter, model), fault, model)
    const billAt = end + (fault === 'late_bill' ? 50 + random.below(60) : 2 + random.below(15))
    if (fault === 'no_bill') return [end + 40, meter]
    const body = bodies.bill(transaction, number, gun, bill)
    const sequence = this.send(pile, billAt, true, 0x3b, body)
    const delay = fault === 'late_confirm' ? 35 + random.below(20) : 0.05
    if (fault !== 'lost_confirm') this.send(pile, billAt + delay, false, 0x40, bodies.confirm(transaction), sequence)
    if (fault === 'duplicate_bill') {
      const again = this.send(pile, billAt + 31, true, 0x3b, body)
      this.send(pile, billAt + 31.05, false, 0x40, bodies.confirm(transaction), again)
    }
    return [billAt + 70, meter + energyAt(end)]
  }

  private bill(
    start: number,
    end: number,
    energyAt: (time: number) => number,
    meter: number,
    model: PriceModel,
  ): BillFigures {
    const energies = [0, 0, 0, 0]
    for (let at = start; at < end;) {
      const next = Math.min(end, (Math.floor((at + zone) / 1800) + 1) * 1800 - zone)
      energies[model.slots[Math.floor((at + zone) / 1800) % 48]!]! += energyAt(next) - energyAt(at)
      at = next
    }
    const prices = model.energy.map((price, at) => price + model.service[at]!)
    return {
      start: start + zone,
      end: end + zone,
      meterStart: meter,
      meterEnd: meter + energyAt(end),
      ...priced(prices, energies),
    }
  }

  private spoil(bill: BillFigures, fault: PlantedFault | null, model: PriceModel): BillFigures {
    const used = bill.energies.findIndex((energy) => energy === Math.max(...bill.energies))
    const change = (values: readonly number[], at: number, value: number) =>
      values.map((one, place) => (place === at ? value : one))
    switch (fault) {
      case 'wrong_price':
        return { ...bill, ...priced(change(bill.prices, used, bill.prices[used]! + 10_000), bill.energies) }
      case 'wrong_amount': {
        const amounts = change(bill.amounts, used, bill.amounts[used]! + 150)
        return { ...bill, amounts, totalAmount: bill.totalAmount + 150 }
      }
      case 'swapped_period': {
        const other = (used + 1 + this.random.below(3)) % 4
        const energies = change(change(bill.energies, used, bill.energies[other]!), other, bill.energies[used]!)
        return {
          ...bill,
          ...priced(
            model.energy.map((price, at) => price + model.service[at]!),
            energies,
          ),
        }
      }
      case 'wrong_total':
        return { ...bill, totalAmount: bill.totalAmount + 1000 }
      case 'meter_jump':
        return { ...bill, meterEnd: bill.meterEnd + 120_000 }
      case 'end_before_start':
        return { ...bill, end: bill.start - 600 }
      case 'bill_below_samples': {
        const energies = bill.energies.map((energy) => Math.floor(energy * 0.6))
        const less = priced(bill.prices, energies)
        return { ...bill, ...less, meterEnd: bill.meterStart + less.totalEnergy }
      }
      default:
        return bill
    }
  }

  write(take: FileTaker): ChargingDay {
    const file = new CaptureFile('pcap', true, [1], take)
    const builder = new PacketBuilder()
    const next = new Map<string, number>()
    const started = new Set<number>()
    const packet = (pile: number, at: number, isUp: boolean, flags: number, payload: Uint8Array) => {
      const [own, other] = [`${pile} ${isUp}`, `${pile} ${!isUp}`]
      const ends = [Uint8Array.from([10, 1, pile >> 8, pile & 0xff]), Uint8Array.from([198, 51, 100, 7])]
      const ports = [40_000 + pile, 8767]
      const [from, to] = isUp ? [0, 1] : [1, 0]
      const sequence = next.get(own) ?? 1000
      builder.tcp(
        {
          link: 'ethernet',
          source: ends[from]!,
          destination: ends[to]!,
          sourcePort: ports[from]!,
          destinationPort: ports[to]!,
          sequence,
          acknowledgment: next.get(other) ?? 1000,
          flags,
          payload,
        },
        (bytes) => file.packet(Math.floor(at), Math.round((at % 1) * 1e6) * 1000, 0, bytes),
      )
      next.set(own, sequence + payload.length + (flags & 2 ? 1 : 0))
    }
    for (const { pile, at, isUp, bytes } of this.sent.toSorted((a, b) => a.at - b.at || a.order - b.order)) {
      if (!started.has(pile)) {
        started.add(pile)
        packet(pile, at - 0.2, true, 0x02, new Uint8Array(0))
        packet(pile, at - 0.15, false, 0x12, new Uint8Array(0))
        packet(pile, at - 0.1, true, 0x10, new Uint8Array(0))
      }
      packet(pile, at, isUp, 0x18, bytes)
    }
    file.end()
    return { ...this.day, frames: this.sent.length }
  }
}

function priced(
  prices: readonly number[],
  energies: readonly number[],
): Pick<BillFigures, 'prices' | 'energies' | 'amounts' | 'totalEnergy' | 'totalAmount'> {
  const amounts = energies.map((energy, at) => Math.round((energy * prices[at]!) / 100_000))
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  return { prices, energies, amounts, totalEnergy: sum(energies), totalAmount: sum(amounts) }
}
