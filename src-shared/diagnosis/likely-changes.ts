// How many changes of one bit or byte would leave a frame that reads well: so many chances for an accident to look like the
// cause. Digits, enums and times bear few changes, plain numbers bear all.
import type { Decoded } from '../protocol/decode.ts'
import { readingOf } from '../protocol/environment.ts'
import type { ReadingPlan } from '../protocol/plan.ts'

/** Changes that a byte bears: of all 255 values, and of its 8 bits. */
interface Borne {
  values: number
  bits: number
}

const any: Borne = { values: 255, bits: 8 }
/** Two decimal digits; of their bits, those that leave digits. */
const digits: Borne = { values: 99, bits: 5.5 }
/** Parts of a time: no more than sixty of each. */
const timePart: Borne = { values: 60, bits: 5.5 }

/** Changes of covered bytes [from, stop) that keep length and values in order. */
export function likelyChanges(decoded: Decoded, from: number, stop: number): Borne {
  const total = { values: 0, bits: 0 }
  const inFields = bornePerByte(decoded)
  for (let at = from; at < stop; at++) {
    const { values, bits } = inFields.get(at) ?? any
    total.values += values
    total.bits += bits
  }
  return { values: Math.max(total.values, 1), bits: Math.max(total.bits, 1) }
}

function bornePerByte(decoded: Decoded): Map<number, Borne> {
  const { slots, protocol, frame } = decoded
  const found = new Map<number, Borne>()
  const note = (start: number, end: number, borne: Borne) => {
    for (let at = start; at < end; at++) found.set(at, borne)
  }
  for (let slot = 0; slot < slots.count; slot++) {
    const field = protocol.plans[slots.field[slot]!]!
    const reading = field.kind === 'value' ? readingOf(field, slots.variant[slot]!) : null
    if (reading) note(slots.start[slot]!, slots.end[slot]!, borneBy(reading, slots.end[slot]! - slots.start[slot]!))
  }
  for (const at of frame.length.at) note(at, at + frame.length.size, { values: 0, bits: 0 })
  for (const { start, size } of frame.keys)
    note(start, start + size, { values: protocol.byKey.size / size, bits: Math.min(8, protocol.byKey.size / 32) })
  return found
}

function borneBy(reading: ReadingPlan, size: number): Borne {
  if (/^bcd(?!_time)/.test(reading.read)) return digits
  if (/time|clock/.test(reading.read)) return timePart
  if (reading.enum && !reading.enum.otherwise && size === 1) {
    const values = reading.enum.texts.size
    return { values, bits: Math.min(8, Math.log2(values + 1)) }
  }
  return any
}
