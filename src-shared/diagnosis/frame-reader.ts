// A decoded frame by the roles that its fields play: values and figures, each traceable to its field. FrameReader goes from
// frame to frame of a capture, decoding each once for all that diagnosis asks. Next: pairing.ts, charging-sessions.ts,
// piles.ts, billing.ts.
import type { ByteRange, Label } from '../bytes/range.ts'
import { decodeFrame, type Decoded } from '../protocol/decode.ts'
import { readBits, slotValue } from '../protocol/environment.ts'
import type { BitPlan } from '../protocol/plan.ts'
import { fillNumber, slotText } from '../protocol/slot-text.ts'
import { Slots } from '../protocol/slots.ts'
import { scaled, type FieldValue } from '../protocol/value.ts'
import type { FrameSource } from './frame-times.ts'

/** A figure with its source: which field of which frame. */
export interface Figure {
  /** Frame number, from 1. */
  frame: number
  /** Full field name, as filters know it. */
  field: string
  label: Label
  value: number | string
  unit: string | null
  /** Decimals that the field can show. */
  decimals: number
  /** Its bytes in the frame, half-open. */
  range: ByteRange
}

/** One frame. */
export class RoleReader {
  /** Of the capture; 0 for a frame by itself. */
  row = 0
  decoded: Decoded | null = null
  private slots = new Slots()
  /** Slots that have a role, and the bit field in them that has it. */
  private roles: string[] = []
  private places: number[] = []
  private bits: (BitPlan | null)[] = []

  /** Reads from `decoded` now; null: there is nothing to read. */
  take(decoded: Decoded | null): void {
    this.roles.length = this.places.length = this.bits.length = 0
    this.decoded = decoded
    if (!decoded) return
    this.slots = decoded.slots
    this.findRoles()
  }

  private findRoles(): void {
    const { plans } = this.decoded!.protocol
    const { field, count } = this.slots
    for (let slot = 0; slot < count; slot++) {
      const plan = plans[field[slot]!]!
      if (plan.role !== null) this.note(plan.role, slot, null)
      for (const bit of plan.bits) if (bit.field.role !== null) this.note(bit.field.role, slot, bit)
    }
  }

  private note(role: string, slot: number, bit: BitPlan | null): void {
    this.roles.push(role)
    this.places.push(slot)
    this.bits.push(bit)
  }

  /** Roles of the frame's fields, in the order of the bytes; repeated ones repeat. */
  get roleList(): readonly string[] {
    return this.roles
  }

  has(role: string): boolean {
    return this.roles.includes(role)
  }

  /** The value of the first field that plays `role`; null when there is none, or it has no value. */
  value(role: string): FieldValue {
    const at = this.roles.indexOf(role)
    return at < 0 ? null : this.valueAt(at)
  }

  /** The same as a number; NaN when it is none. */
  number(role: string): number {
    const value = this.value(role)
    return typeof value === 'number' ? value : NaN
  }

  /** The same as text; null when it is empty. */
  text(role: string): string | null {
    const value = this.value(role)
    return value === null || value === '' ? null : String(value)
  }

  /** The first field that plays `role` with its source; null when there is none, or it has no value. */
  figure(role: string): Figure | null {
    const at = this.roles.indexOf(role)
    return at < 0 ? null : this.figureAt(at)
  }

  /** All fields that play `role`; `item` is the number of the repeated item that each stands in. */
  figures(role: string): { figure: Figure; item: number }[] {
    return this.roles.flatMap((one, at) => {
      const figure = one === role ? this.figureAt(at) : null
      return figure ? [{ figure, item: this.slots.item[this.places[at]!]! }] : []
    })
  }

  /** Values of the items of a repeat that plays `role`: what its children hold, in order. */
  items(role: string): { value: FieldValue; item: number; text: Label }[] {
    const at = this.roles.indexOf(role)
    if (at < 0) return []
    const list = this.places[at]!
    const { protocol, bytes } = this.decoded!
    const found: { value: FieldValue; item: number; text: Label }[] = []
    for (let slot = list + 1; slot < this.slots.count; slot++) {
      if (this.slots.parent[slot] !== list) continue
      const value = slotValue(protocol, this.slots, slot, bytes)
      found.push({ value, item: this.slots.item[slot]!, text: slotText(this.decoded!, slot) })
    }
    return found
  }

  /** The meaning of the first field that plays `role`, in words. */
  words(role: string): Label | null {
    const at = this.roles.indexOf(role)
    return at < 0 ? null : slotText(this.decoded!, this.places[at]!)
  }

  /** The first value of a name of the protocol, by its slot, as text; null when the frame lacks it. */
  named(slot: number): string | null {
    const value = this.decoded!.environment.values(slot)[0]
    if (value === undefined) return null
    return value instanceof Uint8Array ? value.join(',') : String(value)
  }

  /** The bytes of the first field of a name; null when the frame lacks it. */
  raw(nameSlot: number): Uint8Array | null {
    const { protocol, bytes } = this.decoded!
    for (let slot = 0; slot < this.slots.count; slot++)
      if (protocol.plans[this.slots.field[slot]!]!.slot === nameSlot)
        return bytes.subarray(this.slots.start[slot]!, this.slots.end[slot]!)
    return null
  }

  private valueAt(at: number): FieldValue {
    const { protocol, bytes } = this.decoded!
    const slot = this.places[at]!
    const bit = this.bits[at]
    if (bit) return scaled(bit.reading, readBits(bit, bytes, this.slots.start[slot]!, this.slots.end[slot]!))
    return slotValue(protocol, this.slots, slot, bytes)
  }

  private figureAt(at: number): Figure | null {
    const value = this.valueAt(at)
    if (value === null) return null
    const slot = this.places[at]!
    const bit = this.bits[at]
    const plan = this.decoded!.protocol.plans[this.slots.field[slot]!]!
    const item = this.slots.item[slot]!
    const { name, label } = bit ?? plan
    const reading = bit ? bit.reading : plan.reading
    return {
      frame: this.row + 1,
      field: plan.templated ? fillNumber(name, item) : name,
      label: plan.templated ? { zh: fillNumber(label.zh, item), en: fillNumber(label.en, item) } : label,
      value: typeof value === 'bigint' ? String(value) : value,
      unit: reading.unit,
      decimals: reading.decimals,
      range: { start: this.slots.start[slot]!, end: this.slots.end[slot]! },
    }
  }
}

/** The frames of a capture, one after the other. */
export class FrameReader extends RoleReader {
  override row = -1
  private readonly source: FrameSource
  private readonly own = new Slots()

  constructor(source: FrameSource) {
    super()
    this.source = source
  }

  /** Decodes frame `row`; null when it is of no known protocol. What was read before is gone. */
  read(row: number): Decoded | null {
    if (row === this.row) return this.decoded
    const { capture } = this.source
    this.row = row
    const protocol = capture.protocolOf(row)
    const { dialect } = capture.conversations[capture.frames.conversation[row]!]!
    this.take(protocol && decodeFrame(protocol, capture.bytes(row), dialect, this.own))
    return this.decoded
  }
}
