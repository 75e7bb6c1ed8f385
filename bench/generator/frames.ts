// Makes frames of the charging protocols, with right lengths and checksums, for generated captures.
// Next: traffic.ts sends them over TCP. Sizes and checksum rules are those of the protocols' specifications.
import type { Random } from '../../src-shared/capture/testing/random.ts'
import { crcModbus, plainSum } from './checksums.ts'

/** How a frame stands in the capture. `lost`: its start is damaged, so nothing can find it. */
export type FrameState = 'good' | 'swapped' | 'bad' | 'length' | 'lost'

export interface MadeFrame {
  bytes: Uint8Array<ArrayBuffer>
  protocol: ProtocolName
  /** Prefix and message id, as `summary --json` counts them. */
  message: string
  fromPile: boolean
  state: FrameState
}

export type ProtocolName = 'ykc' | 'aaf5' | 'gw376-68' | 'ur-7572'

/** First bytes of any frame: what must not stand in bytes between frames. */
export const startBytes: readonly number[] = [0x68, 0xaa, 0x75]

/** One pile: what is the same in all its frames. */
export interface Pile {
  protocol: ProtocolName
  index: number
  /** Sends its checksums with the high byte first (ykc). */
  swaps: boolean
  sequence: number
}

/** The next frames of a pile and the platform's answers, in the order of sending. */
export function makeExchange(pile: Pile, random: Random): MadeFrame[] {
  switch (pile.protocol) {
    case 'ykc':
      return ykcExchange(pile, random)
    case 'aaf5':
      return aaf5Exchange(pile, random)
    case 'gw376-68':
      return gw376Exchange(pile, random)
    default:
      return urExchange(pile, random)
  }
}

// ---- YKC: 68, length, sequence (2), encryption, type, body, CRC

function ykcExchange(pile: Pile, random: Random): MadeFrame[] {
  const gun = random.between(1, 4)
  const kind = random.below(20)
  if (kind < 9) {
    const body = concat(ykcNumber(pile), [gun, 0])
    return [ykc(pile, 0x03, 'heartbeat', true, body), ykc(pile, 0x04, 'heartbeat_reply', false, body)]
  }
  const serial = concat(ykcNumber(pile), [gun, 0x25, 0x11, 0x20, 0x10, bcd(random.below(60)), 0, 0, bcd(gun)])
  if (kind < 18) {
    const frames = [ykc(pile, 0x13, 'realtime_data', true, ykcRealtime(pile, gun, serial, random))]
    if (random.chance(0.4))
      frames.push(ykc(pile, 0x23, 'bms_demand', true, filled(44, concat(serial, ykcNumber(pile), [gun]), random)))
    if (random.chance(0.4))
      frames.push(ykc(pile, 0x25, 'bms_info', true, filled(31, concat(serial, ykcNumber(pile), [gun]), random)))
    return frames
  }
  const bill = filled(158, concat(serial, ykcNumber(pile), [gun]), random)
  const confirm = concat(serial, [0])
  return [ykc(pile, 0x3b, 'transaction', true, bill), ykc(pile, 0x40, 'transaction_confirm', false, confirm)]
}

function ykcRealtime(pile: Pile, gun: number, serial: readonly number[], random: Random): number[] {
  const body = filled(60, concat(serial, ykcNumber(pile), [gun, 3, 0, 1]), random)
  body[40] = random.below(101)
  return body
}

function ykcNumber(pile: Pile): number[] {
  return [0x32, 0x01, 0x02, 0, bcd(Math.floor(pile.index / 10_000)), bcd(Math.floor(pile.index / 100)), bcd(pile.index)]
}

function ykc(pile: Pile, type: number, id: string, fromPile: boolean, body: readonly number[]): MadeFrame {
  const sequence = pile.sequence++ & 0xffff
  const bytes = Uint8Array.from([0x68, body.length + 4, sequence & 0xff, sequence >> 8, 0, type, ...body, 0, 0])
  const end = bytes.length - 2
  const crc = crcModbus(bytes, 2, end)
  const swapped = fromPile && pile.swaps && crc >> 8 !== (crc & 0xff)
  bytes[end] = swapped ? crc >> 8 : crc & 0xff
  bytes[end + 1] = swapped ? crc & 0xff : crc >> 8
  return { bytes, protocol: 'ykc', message: `ykc.${id}`, fromPile, state: swapped ? 'swapped' : 'good' }
}

// ---- AA F5: start (2), length (2), information, sequence, command (2), body, sum

function aaf5Exchange(pile: Pile, random: Random): MadeFrame[] {
  const name = [...`32010200${String(pile.index).padStart(8, '0')}`].map((letter) => letter.charCodeAt(0))
  const own = concat([0, 0, 0, 0], name, zeros(32 - name.length))
  if (random.chance(0.5)) {
    const counter = [pile.sequence & 0xff, (pile.sequence >> 8) & 0xff]
    return [
      aaf5(pile, 102, 'heartbeat', true, concat(own, counter, zeros(16))),
      aaf5(pile, 101, 'heartbeat_answer', false, concat([0, 0, 0, 0], counter)),
    ]
  }
  const gun = random.between(1, 2)
  const status = filled(240, concat(own, [2, gun, 1, 2, random.below(101)]), random)
  return [aaf5(pile, 104, 'status', true, status), aaf5(pile, 103, 'status_answer', false, [0, 0, 0, 0, gun, 0])]
}

function aaf5(pile: Pile, command: number, id: string, fromPile: boolean, body: readonly number[]): MadeFrame {
  const size = body.length + 9
  const head = [0xaa, 0xf5, size & 0xff, size >> 8, 0x10, pile.sequence++ & 0xff, command, 0]
  const bytes = Uint8Array.from([...head, ...body, 0])
  bytes[size - 1] = plainSum(bytes, 6, size - 1) & 0xff
  return { bytes, protocol: 'aaf5', message: `aaf5.${id}`, fromPile, state: 'good' }
}

// ---- 68 L L 68: control, address (5), function, sequence, pile number (8), function number, data, sum, 16

function gw376Exchange(pile: Pile, random: Random): MadeFrame[] {
  const time = [bcd(random.below(60)), bcd(random.below(60)), 0x10, 0x20, 0x11, 0x25]
  if (random.chance(0.5)) {
    return [
      gw376(pile, 0xc1, 2, 2, 'heartbeat_req', true, time),
      gw376(pile, 0x0b, 2, 2, 'heartbeat_resp', false, time),
    ]
  }
  return [gw376(pile, 0xc2, 0x0c, 1, 'charge_data_report', true, filled(25, [0x90, 0x22], random))]
}

function gw376(
  pile: Pile,
  control: number,
  afn: number,
  fn: number,
  id: string,
  fromPile: boolean,
  body: readonly number[],
): MadeFrame {
  const length = body.length + 17
  const number = [bcd(pile.index), bcd(Math.floor(pile.index / 100)), 0x20, 0x30, 0x03, 0, 0, 0]
  const address = [0x02, 0x33, pile.index & 0xff, (pile.index >> 8) & 0xff, 0]
  const head = [0x68, length & 0xff, length >> 8, length & 0xff, length >> 8, 0x68, control, ...address, afn, 0]
  const bytes = Uint8Array.from([...head, ...number, fn, ...body, 0, 0x16])
  bytes[bytes.length - 2] = plainSum(bytes, 6, bytes.length - 2) & 0xff
  return { bytes, protocol: 'gw376-68', message: `gw376.${id}`, fromPile, state: 'good' }
}

// ---- 75 72: length (2), terminal (4), command, source and gun, frame type, data, 68, sum (4)

function urExchange(pile: Pile, random: Random): MadeFrame[] {
  const gun = random.between(0, 2)
  if (random.chance(0.5)) {
    return [
      ur(pile, 0x01, 0x10 | gun, 2, 'heartbeat_req', true, concat([30], u32(pile.sequence * 30))),
      ur(pile, 0x01, gun, 1, 'heartbeat_resp', false, [1]),
    ]
  }
  const units = concat(
    [5, 0, 0x01, 0x0b, 1, 2, 0x04, 0x0b, 4],
    u32(random.between(3000, 7500)),
    [0x05, 0x0b, 4],
    u32(random.below(25_000)),
    [0x08, 0x0b, 4],
    u32(random.below(9000)),
    [0x0a, 0x0b, 1, random.below(101)],
  )
  return [
    ur(pile, 0x14, 0x10 | gun, 2, 'realtime_report', true, units),
    ur(pile, 0x14, gun, 1, 'realtime_report_resp', false, [5, 0, 1]),
  ]
}

function ur(
  pile: Pile,
  command: number,
  source: number,
  frameType: number,
  id: string,
  fromPile: boolean,
  body: readonly number[],
): MadeFrame {
  pile.sequence++
  const length = body.length + 14
  const head = [0x75, 0x72, length & 0xff, length >> 8, ...u32(80_000_000 + pile.index), command, source, frameType]
  const bytes = Uint8Array.from([...head, ...body, 0x68, 0, 0, 0, 0])
  const sum = plainSum(bytes, 0, bytes.length - 4)
  bytes.set(u32(sum), bytes.length - 4)
  return { bytes, protocol: 'ur-7572', message: `ur.${id}`, fromPile, state: 'good' }
}

// ---- bytes

function concat(...parts: readonly (readonly number[])[]): number[] {
  return ([] as number[]).concat(...parts)
}

/** A body of `size` bytes: `head`, then numbers as measured values are: mostly zero, else anything. */
function filled(size: number, head: readonly number[], random: Random): number[] {
  const body = [...head]
  while (body.length < size) body.push(random.chance(0.5) ? 0 : random.below(256))
  return body
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0)
}

function u32(value: number): number[] {
  return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >> 24) & 0xff]
}

/** Two packed decimal digits. */
function bcd(value: number): number {
  const number = value % 100
  return (Math.floor(number / 10) << 4) | (number % 10)
}
