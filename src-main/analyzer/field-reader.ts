// One family-wide field of any frame (pile_no, gun_no) as text, without building the frame's tree: for sorting by it.
import { FilterNames } from '../../src-shared/capture/filter-names.ts'
import type { Capture } from '../../src-shared/capture/capture.ts'
import { decodeFrame } from '../../src-shared/protocol/decode.ts'
import { Slots } from '../../src-shared/protocol/slots.ts'

/** Reads the field that a name means in each protocol; the first value, null where a frame has none. */
export function fieldReader(capture: Capture, name: string): (row: number) => string | null {
  const names = new FilterNames(capture.protocols)
  const info = names.resolve(name)
  if (!info) return () => null
  const { slots: slotsByProtocol } = names.target(info.slot).target
  const slots = new Slots()
  return (row) => {
    const protocol = capture.protocolOf(row)
    const wanted = protocol && slotsByProtocol.get(capture.frames.protocol[row]!)
    if (!protocol || !wanted) return null
    const { dialect } = capture.conversations[capture.frames.conversation[row]!]!
    const { environment } = decodeFrame(protocol, capture.bytes(row), dialect, slots)
    for (const slot of wanted) {
      const value = environment.values(slot)[0]
      if (value !== undefined) return String(value)
    }
    return null
  }
}
