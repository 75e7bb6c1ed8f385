// A right frame as expressions see it, without decoding: the values of names that stand in fixed places. For the checks of a
// message that are asked of a million frames; FrameEnvironment gives the same of decoded ones.
import type { Environment } from '../expression/evaluate.ts'
import type { Value } from '../expression/value.ts'
import type { FixedPlace, FixedPlaces } from './fixed-place.ts'
import { isFieldName } from './names.ts'
import { builtins, type MessagePlan, type Protocol } from './plan.ts'

const nothing: readonly Value[] = []

/** The values of frames of one message and one size; `bytes` is the frame that is looked at. */
export class PlacedValues implements Environment {
  bytes: Uint8Array = new Uint8Array(0)
  checksum: 'good' | 'swapped' = 'good'
  private readonly places: FixedPlaces
  private readonly message: MessagePlan
  private readonly body: { start: number; end: number }
  /** By name slot. */
  private readonly known: ReadonlyMap<number, readonly FixedPlace[]>

  constructor(
    places: FixedPlaces,
    message: MessagePlan,
    body: { start: number; end: number },
    known: ReadonlyMap<number, readonly FixedPlace[]>,
  ) {
    this.places = places
    this.message = message
    this.body = body
    this.known = known
  }

  values(slot: number): readonly Value[] {
    if (slot < builtins.length) return [this.builtin(builtins[slot]!)]
    const found = this.known.get(slot)
    if (!found || found.length === 0) return nothing
    const { bytes, places } = this
    if (found.length > 1) return found.map((place) => places.read(bytes, place)).filter((value) => value !== null)
    const value = places.read(bytes, found[0]!)
    return value === null ? nothing : [value]
  }

  private builtin(name: (typeof builtins)[number]): Value {
    const { bytes, body } = this
    switch (name) {
      case 'body':
        return bytes.subarray(body.start, body.end)
      case 'frame':
        return bytes
      case 'body.len':
        return body.end - body.start
      case 'frame.len':
        return bytes.length
      case 'message.id':
        return this.message.id
      case 'checksum.status':
        return this.checksum
      default:
        return 'good'
    }
  }
}

/** What hangs on the way a frame was read, or on other frames. */
const unknown = new Set<string>(['left', 'n', 'dialect'])

/** Values for expressions over `names` (slots); null: some of them must be decoded. */
export function placedValues(
  places: FixedPlaces,
  protocol: Protocol,
  message: MessagePlan,
  names: readonly number[],
): PlacedValues | null {
  const known = new Map<number, readonly FixedPlace[]>()
  for (const name of names) {
    if (!isFieldName(name)) {
      const builtin = builtins[name]
      if (!builtin || unknown.has(builtin)) return null
      continue
    }
    const found = places.placesOf(message, name)
    if (!found) return null
    known.set(name, found)
  }
  const { headerSize } = protocol.frames[0]!
  const body = { start: headerSize, end: headerSize + message.program.fixedSize }
  return new PlacedValues(places, message, body, known)
}
