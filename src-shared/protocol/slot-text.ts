// The text of one slot of a decoded frame, in both languages: for the tree, for summaries and for messages of findings.
import type { Label } from '../bytes/range.ts'
import type { Decoded } from './decode.ts'
import { readBits, readingOf, slotValue } from './environment.ts'
import { formatActive, formatBit, formatReading, type FormatStyle } from './format.ts'

/** Fills {n}, {n:02} and {tag:04x} of a name or label. */
export function fillNumber(text: string, item: number): string {
  return text.replace(/\{[a-z]+(?::0?(\d+)([xX]?))?\}/g, (_all, width: string | undefined, hex: string | undefined) => {
    const digits = hex ? item.toString(16) : String(item)
    return (hex === 'X' ? digits.toUpperCase() : digits).padStart(Number(width ?? 0), '0')
  })
}

/** Text of a slot with unit, enum meaning and second reading. */
export function slotText(decoded: Decoded, slot: number): Label {
  const { bytes, slots, protocol, environment } = decoded
  const field = protocol.plans[slots.field[slot]!]!
  const style: FormatStyle = { unknownHex: protocol.unknownHex }
  const start = slots.start[slot]!
  const end = slots.end[slot]!
  const value = slotValue(protocol, slots, slot, bytes)
  if (field.activeNone) return formatActive(field, bytes, start, end)
  if (field.valueFrom && slots.variant[slot]! >= 0)
    return formatBit(field.valueFrom.reading, readBits(field.valueFrom, bytes, start, end), style)
  const reading = readingOf(field, slots.variant[slot]!)
  if (!reading) return { zh: String(value), en: String(value) }
  const shown =
    reading.second?.when && !reading.second.when.matches(environment) ? { ...reading, second: null } : reading
  return formatReading(shown, value, bytes, start, end, style)
}

/** Text of the occurrence `index` of a name (slot number of names, bit fields included); null when it is not there. */
export function nameText(decoded: Decoded, name: number, index: number): Label | null {
  const { slots, protocol, bytes } = decoded
  let seen = 0
  for (let slot = 0; slot < slots.count; slot++) {
    const field = protocol.plans[slots.field[slot]!]!
    if (field.kind !== 'value' && field.kind !== 'bits') continue
    const bit = field.bits.find((one) => one.slot === name)
    if (field.slot !== name && !bit) continue
    if (seen++ < index) continue
    if (!bit) return slotText(decoded, slot)
    return formatBit(bit.reading, readBits(bit, bytes, slots.start[slot]!, slots.end[slot]!), {
      unknownHex: protocol.unknownHex,
    })
  }
  return null
}
