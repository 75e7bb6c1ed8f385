// Words about one frame that several causes need: its length in numbers, the field at a place, bytes in hex.
import { formatHex } from '../bytes/hex.ts'
import type { ByteRange, Label } from '../bytes/range.ts'
import type { Decoded } from '../protocol/decode.ts'
import { hexNumber } from '../protocol/remark.ts'
import { lengthFor } from '../protocol/place.ts'
import { slotText } from '../protocol/slot-text.ts'

/** `af da`: bytes [start, end) for reading. */
export function spacedHex(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return formatHex(bytes, start, end).replace(/../g, '$& ').trimEnd()
}

/** The innermost slot over byte `at`, or −1. */
function slotAt({ slots }: Decoded, at: number): number {
  let found = -1
  for (let slot = 0; slot < slots.count; slot++) if (slots.start[slot]! <= at && at < slots.end[slot]!) found = slot
  return found
}

/** The field over byte `at` as the frame is read. */
export function fieldAt(decoded: Decoded, at: number): Label | null {
  const slot = slotAt(decoded, at)
  return slot < 0 ? null : decoded.protocol.plans[decoded.slots.field[slot]!]!.label
}

/** Range and text of the field over byte `at`. */
export function fieldTextAt(decoded: Decoded, at: number): { label: Label; range: ByteRange; text: Label } | null {
  const slot = slotAt(decoded, at)
  if (slot < 0) return null
  const { slots, protocol } = decoded
  const field = protocol.plans[slots.field[slot]!]!
  if (field.kind !== 'value' && field.kind !== 'bits') return null
  return {
    label: field.label,
    range: { start: slots.start[slot]!, end: slots.end[slot]! },
    text: slotText(decoded, slot),
  }
}

/** What the length says, and what it would say of the bytes that are here: `0x98（152）`. */
export function lengthTexts({ placement, frame, bytes }: Decoded): { said: string; right: string; size: number } {
  const value = placement.lengthValue ?? 0
  const right = Math.max(0, lengthFor(frame, bytes.length, value))
  const write = (number: number) => `${hexNumber(number, frame.length.size)} (${number})`
  return { said: write(value), right: write(right), size: placement.declaredSize ?? bytes.length }
}

/** Bytes of the first length field. */
export function lengthField({ frame, bytes }: Decoded): ByteRange {
  const start = Math.min(frame.length.at[0]!, bytes.length)
  return { start, end: Math.min(start + frame.length.size, bytes.length) }
}

/** `bytes 4–7` for people: first and last, inclusive. */
export function placeText(start: number, end: number): Label {
  return end - start <= 1
    ? { zh: `第 ${start} 字节`, en: `byte ${start}` }
    : { zh: `第 ${start}–${end - 1} 字节`, en: `bytes ${start}–${end - 1}` }
}

/** The bytes of the pile's number in hex, or null. */
export function pileNumber({ slots, protocol, bytes }: Decoded): string | null {
  for (let slot = 0; slot < slots.count; slot++)
    if (protocol.plans[slots.field[slot]!]!.role === 'pile_no')
      return formatHex(bytes, slots.start[slot]!, slots.end[slot]!)
  return null
}
