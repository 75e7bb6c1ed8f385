// Frames of whole charges, with right lengths and checksums: for generated captures whose sessions and bills are known.
// Layouts are those of the YKC protocol, version 1.5. Next: bench/generator/charging-day.ts.

/** Prices in 0.00001 of the currency: of sharp, peak, flat and valley, energy and service together. */
export interface PriceModel {
  energy: readonly [number, number, number, number]
  service: readonly [number, number, number, number]
  /** 0–3 for each half hour. */
  slots: readonly number[]
}

export interface BillFigures {
  start: number
  end: number
  /** 0.00001 of the currency. */
  prices: readonly number[]
  /** 0.0001 kWh. */
  energies: readonly number[]
  /** 0.0001 of the currency. */
  amounts: readonly number[]
  meterStart: number
  meterEnd: number
  totalEnergy: number
  totalAmount: number
}

export type Bytes = Uint8Array<ArrayBuffer>

/** The frame of a type and body. */
export function chargingFrame(type: number, sequence: number, body: readonly number[]): Bytes {
  const bytes = Uint8Array.from([
    0x68,
    body.length + 4,
    sequence & 0xff,
    (sequence >> 8) & 0xff,
    0,
    type,
    ...body,
    0,
    0,
  ])
  const crc = crcModbus(bytes, 2, bytes.length - 2)
  bytes[bytes.length - 2] = crc & 0xff
  bytes[bytes.length - 1] = crc >> 8
  return bytes
}

/** CRC-16/MODBUS of bytes [start, end), bit by bit: apart from the analyzer's own. */
function crcModbus(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0xffff
  for (let at = start; at < end; at++) {
    crc ^= bytes[at]!
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1
  }
  return crc
}

export function little(value: number, size: number): number[] {
  return Array.from({ length: size }, (_all, at) => Math.floor(value / 256 ** at) % 256)
}

/** Digits packed, two a byte. */
export function digits(text: string): number[] {
  return Array.from({ length: text.length / 2 }, (_all, at) => Number.parseInt(text.slice(at * 2, at * 2 + 2), 16))
}

/** CP56Time2a of seconds of local time since 1970. */
export function clock(seconds: number): number[] {
  const date = new Date(seconds * 1000)
  return [
    ...little(date.getUTCSeconds() * 1000 + date.getUTCMilliseconds(), 2),
    date.getUTCMinutes(),
    date.getUTCHours(),
    date.getUTCDate(),
    date.getUTCMonth() + 1,
    date.getUTCFullYear() - 2000,
  ]
}

const zeros = (count: number) => Array<number>(count).fill(0)

export const bodies = {
  login: (pile: string) => [...digits(pile), 1, 2, 15, ...zeros(8), 0, ...zeros(10), 4],
  loginReply: (pile: string) => [...digits(pile), 0],
  heartbeat: (pile: string, gun: number) => [...digits(pile), gun, 0],
  modelRequest: (pile: string) => digits(pile),
  model: (pile: string, { energy, service, slots }: PriceModel) => [
    ...digits(pile),
    ...digits('0100'),
    ...energy.flatMap((price, at) => [...little(price, 4), ...little(service[at]!, 4)]),
    0,
    ...slots,
  ],
  start: (transaction: string, pile: string, gun: number) => [
    ...digits(transaction),
    ...digits(pile),
    gun,
    ...zeros(16),
    ...little(10_000, 4),
  ],
  startReply: (transaction: string, pile: string, gun: number) => [...digits(transaction), ...digits(pile), gun, 1, 0],
  stop: (pile: string, gun: number) => [...digits(pile), gun],
  stopReply: (pile: string, gun: number) => [...digits(pile), gun, 1, 0],
  /** `energy` in 0.0001 kWh. */
  sample: (transaction: string, pile: string, gun: number, minutes: number, energy: number, amount: number) => [
    ...digits(transaction),
    ...digits(pile),
    gun,
    3,
    0,
    1,
    ...little(3800, 2),
    ...little(600, 2),
    80,
    ...zeros(8),
    Math.min(100, 20 + minutes),
    75,
    ...little(minutes, 2),
    ...little(60, 2),
    ...little(energy, 4),
    ...little(energy, 4),
    ...little(amount, 4),
    0,
    0,
  ],
  bill: (transaction: string, pile: string, gun: number, bill: BillFigures) => [
    ...digits(transaction),
    ...digits(pile),
    gun,
    ...clock(bill.start),
    ...clock(bill.end),
    ...bill.prices.flatMap((price, at) => [
      ...little(price, 4),
      ...little(bill.energies[at]!, 4),
      ...little(bill.energies[at]!, 4),
      ...little(bill.amounts[at]!, 4),
    ]),
    ...little(bill.meterStart, 5),
    ...little(bill.meterEnd, 5),
    ...little(bill.totalEnergy, 4),
    ...little(bill.totalEnergy, 4),
    ...little(bill.totalAmount, 4),
    ...zeros(17),
    1,
    ...clock(bill.end),
    0x40,
    ...zeros(8),
  ],
  confirm: (transaction: string) => [...digits(transaction), 0],
}
