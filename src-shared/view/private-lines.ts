// Lines of an export that show nothing of people: as frame-format.ts writes them, with the fields that their definition
// calls sensitive as dots, in bytes, values and the sentences about the frame.
import { Slots } from '../protocol/slots.ts'
import { captureFrame, type CaptureView } from './capture-frame.ts'
import type { DecodedFrame } from './decoded-frame.ts'
import type { FrameFormatter } from './frame-format.ts'
import { frameToJson } from './frame-json.ts'
import { hideHex, type Privacy } from './privacy.ts'
import { RowValues } from './row-values.ts'

/**
 * Makes the line of a row, as CSV with the formatter's columns or as the JSON of the whole frame. Only what is decoded
 * is known to be personal: bytes that no definition describes are written as they are.
 */
export function privateLines(view: CaptureView, formatter: FrameFormatter, privacy: Privacy): (row: number) => string {
  const slots = new Slots()
  const { names } = formatter
  if (!names) return (row) => jsonLine(captureFrame(view, row, slots), privacy)
  const values = new RowValues(view, names)
  return (row) => {
    const frame = captureFrame(view, row, slots)
    const texts = values.of(row)
    const hidden = hasPersonal(frame) ? privacy.hiddenBytes(frame.fields) : null
    if (!hidden || hidden.size === 0) return formatter.line(row + 1, texts)
    privacy.isUsed = true
    const shown = texts.map((text, i) => (names[i] === 'frame' ? text.map((hex) => hideHex(hex, 0, hidden)) : text))
    return formatter.line(row + 1, shown)
  }
}

/** Whether a field of the frame is sensitive, told without its tree: most frames have none. */
function hasPersonal({ decoded }: DecodedFrame): boolean {
  if (!decoded) return false
  const { slots, protocol } = decoded
  for (let slot = 0; slot < slots.count; slot++) if (protocol.plans[slots.field[slot]!]!.sensitive) return true
  return false
}

function jsonLine(whole: DecodedFrame, privacy: Privacy): string {
  privacy.forget()
  privacy.note(whole.fields)
  const { frame, hidden } = privacy.shown(whole)
  const json = frameToJson(frame)
  if (hidden.size === 0) return JSON.stringify(json)
  return JSON.stringify({ ...json, hex: hideHex(String(json.hex), 0, hidden), ...cleanTexts(json, privacy) })
}

/** What is said in words, without the frame's personal values. */
function cleanTexts({ label, expert }: Record<string, unknown>, privacy: Privacy): Record<string, unknown> {
  const cleaned = (value: unknown): unknown => {
    if (typeof value === 'string') return privacy.clean(value)
    if (Array.isArray(value)) return value.map(cleaned)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cleaned(one)]))
  }
  return { ...(label === undefined ? {} : { label: cleaned(label) }), expert: cleaned(expert) }
}
