// Fields of a capture's frames that stand in one place in all frames of a message, read where they lie: filters decode no
// frame for them. Used by frame-filter.ts.
import type { ListTest } from '../expression/evaluate.ts'
import type { Value } from '../expression/value.ts'
import { fixedPlaces, type FixedPlace, type FixedPlaces } from '../protocol/fixed-place.ts'
import { KnownVerdicts, type KnownValues } from '../protocol/known-values.ts'
import type { FieldValue } from '../protocol/value.ts'
import type { Capture } from './capture.ts'
import type { FilterNames } from './filter-names.ts'

type Known = KnownValues<readonly FieldValue[]>
type Verdicts = KnownVerdicts<readonly FieldValue[]>

const nothing: readonly never[] = []

/** All places of a name in frames of one message. */
interface PlacedName {
  places: FixedPlaces
  all: readonly FixedPlace[]
  /** The only place, when its values are remembered, and what was asked of them last. */
  only: FixedPlace | null
  test: ListTest | null
  verdicts: Verdicts | null
}

/** What a filter's names mean in frames whose fields stand in fixed places. Made for one filter. */
export class FixedFields {
  private readonly capture: Capture
  private readonly names: FilterNames
  /** Where the fields that a name means stand, by slot of the name (few of thousands), protocol and message that were met. */
  private readonly placed = new Map<number, (PlacedName | null)[][]>()
  /** Those of the name that was read last. */
  private placedHere: (PlacedName | null)[][] = []
  private placedSlot = -1
  private readonly verdicts = new Map<Known, Map<ListTest, Verdicts>>()

  constructor(capture: Capture, names: FilterNames) {
    this.capture = capture
    this.names = names
  }

  /**
   * Values of the name with slot `slot` in frame `row`; null: the frame must be decoded. Right frames only: of others it is
   * not certain what stands where.
   */
  values(row: number, slot: number): readonly Value[] | null {
    const placed = this.placedIn(row, slot)
    return placed && this.read(row, placed)
  }

  /** `test` of those values; a test is asked once for each of the values that are remembered, such as pile numbers. */
  passes(row: number, slot: number, test: ListTest): boolean | null {
    const placed = this.placedIn(row, slot)
    if (!placed) return null
    const { places, all, only } = placed
    const { capture } = this
    const { frames } = capture
    if (frames.isUsual[row] === 1) {
      if (all.length === 0) return test(nothing)
      const chunk = only && capture.chunk(row)
      if (chunk) {
        const start = capture.startInChunk(row)
        if (places.isEncrypted(chunk, start)) return null
        const from = places.startOf(only, start, start + frames.length[row]!)
        if (from < 0) return test(nothing)
        const verdicts = placed.test === test ? placed.verdicts! : this.verdictsOf(placed, test)
        return verdicts.passes(chunk, from, frames.conversation[row]!)
      }
    }
    const values = this.read(row, placed)
    return values && test(values)
  }

  private read(row: number, { places, all }: PlacedName): readonly Value[] | null {
    const { capture } = this
    const { frames } = capture
    const isUsual = frames.isUsual[row] === 1
    if (all.length === 0 && isUsual) return nothing
    // A million views of frames would take longer to make than what is read through them.
    const chunk = isUsual ? capture.chunk(row) : null
    const bytes = chunk ?? capture.bytes(row)
    const start = chunk ? capture.startInChunk(row) : 0
    const end = chunk ? start + frames.length[row]! : bytes.length
    if ((!isUsual && !places.isUsual(bytes)) || places.isEncrypted(bytes, start)) return null
    if (all.length === 1) return places.readValues(bytes, all[0]!, start, end)
    return all.flatMap((place) => places.readValues(bytes, place, start, end))
  }

  /** Where a name stands in a frame's message; null: the frame must be decoded to know. */
  private placedIn(row: number, slot: number): PlacedName | null {
    const { capture } = this
    const { frames } = capture
    const message = frames.message[row]!
    if (message < 0) return null
    if (slot !== this.placedSlot) this.takePlaces(slot)
    const found = this.placedHere[frames.protocol[row]!]?.[message]
    const placed = found === undefined ? this.findPlaces(row, slot, message) : found
    return placed && capture.isSettled(row) ? placed : null
  }

  private takePlaces(slot: number): void {
    this.placedSlot = slot
    this.placedHere = this.placed.get(slot) ?? []
    this.placed.set(slot, this.placedHere)
  }

  private findPlaces(row: number, slot: number, message: number): PlacedName | null {
    const byMessage = (this.placedHere[this.capture.frames.protocol[row]!] ??= [])
    return (byMessage[message] = this.placesOf(row, slot))
  }

  /** Where a name stands in frames of the row's message; null: that differs, or something else is meant. */
  private placesOf(row: number, slot: number): PlacedName | null {
    const { capture } = this
    const protocol = capture.protocolOf(row)
    const message = capture.messageOf(row)
    const places = protocol && fixedPlaces(protocol)
    const { target, raw } = this.names.target(slot)
    const names = target.slots.get(capture.frames.protocol[row]!)
    if (!places || !message || raw || !names || names.length === 0) return null
    const each = names.map((name) => places.placesOf(message, name))
    if (!each.every((one) => one !== null)) return null
    const all = each.flat()
    const only = all.length === 1 && places.remembered(all[0]!) ? all[0]! : null
    return { places, all, only, test: null, verdicts: null }
  }

  private verdictsOf(placed: PlacedName, test: ListTest): Verdicts {
    const known = placed.places.remembered(placed.only!)!
    const byTest = this.verdicts.get(known) ?? new Map<ListTest, Verdicts>()
    this.verdicts.set(known, byTest)
    const verdicts = byTest.get(test) ?? new KnownVerdicts(known, (values) => test(values as readonly Value[]))
    byTest.set(test, verdicts)
    placed.test = test
    return (placed.verdicts = verdicts)
  }
}
