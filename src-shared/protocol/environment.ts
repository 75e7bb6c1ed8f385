// Where expressions of a definition get their values while a frame is read and after. Made once for each run.
import { readBigUnsigned, readUnsigned } from '../bytes/number.ts'
import type { Environment } from '../expression/evaluate.ts'
import type { Value } from '../expression/value.ts'
import { builtins, type BitPlan, type FieldPlan, type Protocol, type ReadingPlan } from './plan.ts'
import { rawOffset } from './names.ts'
import type { Slots } from './slots.ts'
import { readValue, scaled, type FieldValue } from './value.ts'

const nothing: readonly Value[] = []
const slotOf = Object.fromEntries(builtins.map((name, slot) => [name, slot])) as Record<
  (typeof builtins)[number],
  number
>

/** The reading that a slot's variant stands for; null: raw bytes. */
export function readingOf(field: FieldPlan, variant: number): ReadingPlan | null {
  return variant < 0 ? null : variant === 0 ? field.reading : field.cases[variant - 1]!.reading
}

/** The raw number of a bit field in its container's bytes [start, end). */
export function readBits(bit: BitPlan, bytes: Uint8Array, start: number, end: number): number {
  const { from, count, reading } = bit
  if (end - start <= 6 && from + count <= 48)
    return Math.floor(readUnsigned(bytes, start, end, reading.order) / 2 ** from) % 2 ** count
  return Number((readBigUnsigned(bytes, start, end, reading.order) >> BigInt(from)) & ((1n << BigInt(count)) - 1n))
}

/** The value of one slot, as results show it. */
export function slotValue(protocol: Protocol, slots: Slots, slot: number, bytes: Uint8Array): FieldValue {
  const field = protocol.plans[slots.field[slot]!]!
  const start = slots.start[slot]!
  const end = slots.end[slot]!
  if (field.valueFrom && slots.variant[slot]! >= 0)
    return scaled(field.valueFrom.reading, readBits(field.valueFrom, bytes, start, end))
  const reading = readingOf(field, slots.variant[slot]!)
  return readValue(reading ?? { ...field.reading, read: 'bytes', none: null, blank: [] }, bytes, start, end)
}

/** The value of a field that has its usual reading, as slotValue gives it. */
export function usualValue(
  { reading, valueFrom }: FieldPlan,
  bytes: Uint8Array,
  start: number,
  end: number,
): FieldValue {
  return valueFrom
    ? scaled(valueFrom.reading, readBits(valueFrom, bytes, start, end))
    : readValue(reading, bytes, start, end)
}

/**
 * What an expression reads of a field, or of a bit field in it, in bytes [start, end), where the field has its usual
 * reading; null when there is no value.
 */
export function plainValue(
  field: FieldPlan,
  bit: BitPlan | null,
  bytes: Uint8Array,
  start: number,
  end: number,
): Value | null {
  if (bit) return scaled(bit.reading, readBits(bit, bytes, start, end)) as Value
  if (field.kind !== 'value' && field.kind !== 'bits') return null
  const { reading } = field
  if (field.plain) return scaled(reading, readUnsigned(bytes, start, end, reading.order))
  return reading.read === 'bytes' ? bytes.subarray(start, end) : usualValue(field, bytes, start, end)
}

/** A frame as expressions see it. While it is being read, a name means its latest occurrence; afterwards all. */
export class FrameEnvironment implements Environment {
  bodyStart = 0
  bodyEnd = 0
  /** Next unread byte. */
  at = 0
  /** Number of the repeated item being read. */
  n = 0
  checksumStatus = 'absent'
  lengthStatus = 'good'
  messageId = 'unknown'
  dialect = ''
  /** Set when all slots are there. */
  complete = false
  /** Where the values are read from. */
  readonly slots: Slots
  private readonly protocol: Protocol
  private bytes: Uint8Array
  /** Values by name, once all slots are there. */
  private known: Map<number, readonly Value[]> | null = null
  private present: ReadonlySet<number> | null = null

  constructor(protocol: Protocol, slots: Slots, bytes: Uint8Array) {
    this.protocol = protocol
    this.slots = slots
    this.bytes = bytes
  }

  /** Turns to another frame; the slots are to be cleared too. */
  begin(bytes: Uint8Array): void {
    this.bytes = bytes
    this.at = 0
    this.n = 0
    this.complete = false
    this.known = null
    this.present = null
  }

  /** Remembers slot `slot` as the latest of its name and of its bits' names. */
  note(field: FieldPlan, slot: number): void {
    this.noteName(field.slot, slot)
    for (const bit of field.bits) this.noteName(bit.slot, slot)
  }

  private noteName(name: number, slot: number): void {
    const place = this.protocol.watchPlaces[name]!
    if (place >= 0) this.slots.note(place, this.protocol.watchCount, slot)
  }

  values(name: number): readonly Value[] {
    if (name >= rawOffset) return this.rawValues(name - rawOffset)
    if (name < builtins.length) return [this.builtin(name)]
    if (this.complete) return this.allValues(name)
    const slot = this.slots.latest[this.protocol.watchPlaces[name]!] ?? 0
    const value = slot < this.slots.count ? this.valueAt(slot, name) : null
    return value === null ? nothing : [value]
  }

  private builtin(name: number): Value {
    switch (name) {
      case slotOf.body:
        return this.bytes.subarray(this.bodyStart, this.bodyEnd)
      case slotOf.frame:
        return this.bytes
      case slotOf['body.len']:
        return this.bodyEnd - this.bodyStart
      case slotOf['frame.len']:
        return this.bytes.length
      case slotOf.left:
        return this.bodyEnd - this.at
      case slotOf.n:
        return this.n
      case slotOf['checksum.status']:
        return this.checksumStatus
      case slotOf['length.status']:
        return this.lengthStatus
      case slotOf['message.id']:
        return this.messageId
      default:
        return this.dialect
    }
  }

  /** Names that some slot has: most names of a protocol are in few frames. */
  private namesHere(): ReadonlySet<number> {
    const names = new Set<number>()
    for (let slot = 0; slot < this.slots.count; slot++) {
      const field = this.protocol.plans[this.slots.field[slot]!]!
      names.add(field.slot)
      for (const bit of field.bits) names.add(bit.slot)
    }
    return names
  }

  /** Every value of a name, in the order of the bytes. */
  private allValues(name: number): readonly Value[] {
    if (!(this.present ??= this.namesHere()).has(name)) return nothing
    const known = (this.known ??= new Map<number, readonly Value[]>()).get(name)
    if (known) return known
    const found: Value[] = []
    for (let slot = 0; slot < this.slots.count; slot++) {
      const value = this.valueAt(slot, name)
      if (value !== null) found.push(value)
    }
    this.known.set(name, found)
    return found
  }

  /** Value of a slot, or of the bit field in it, that has this name; null when it has another, or no value. */
  private valueAt(slot: number, name: number): Value | null {
    const { slots, bytes } = this
    const field = this.protocol.plans[slots.field[slot]!]!
    if (field.slot !== name) {
      const bit = field.bits.find((one) => one.slot === name)
      return bit ? (scaled(bit.reading, readBits(bit, bytes, slots.start[slot]!, slots.end[slot]!)) as Value) : null
    }
    if (field.kind !== 'value' && field.kind !== 'bits') return null
    if (field.plain && slots.variant[slot] === 0) return scaled(field.reading, slots.number[slot]!)
    const reading = readingOf(field, slots.variant[slot]!)
    if (reading === null || reading.read === 'bytes') return bytes.subarray(slots.start[slot]!, slots.end[slot]!)
    return slotValue(this.protocol, slots, slot, bytes)
  }

  /** Raw bytes of every occurrence of a name, for `@name`. */
  private rawValues(name: number): Uint8Array[] {
    const found: Uint8Array[] = []
    for (let slot = 0; slot < this.slots.count; slot++) {
      const field = this.protocol.plans[this.slots.field[slot]!]!
      if (field.slot === name) found.push(this.bytes.subarray(this.slots.start[slot]!, this.slots.end[slot]!))
    }
    return found
  }
}
