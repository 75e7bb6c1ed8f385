// Where a field stands in every frame of one message, when that is the same place in all of them: filters then read those
// bytes of a million frames and decode none. Says also that a message has no such field at all.
import type { CompiledExpression, Environment } from '../expression/evaluate.ts'
import type { Value } from '../expression/value.ts'
import { plainValue, readBits, usualValue } from './environment.ts'
import { bitValue } from './format.ts'
import { formatChecks, rightFrame } from './format-check.ts'
import { KnownValues } from './known-values.ts'
import * as operation from './operations.ts'
import type { BitPlan, FieldPlan, FramePlan, MessagePlan, Program, Protocol, RepeatPlan, TlvPlan } from './plan.ts'
import type { FieldValue } from './value.ts'

/** One field of fixed size: bytes [start, start + size) of the frame, or from its end when `start` is negative. */
export interface FixedPlace {
  field: FieldPlan
  /** The bit field that is meant; null: the whole. */
  bit: BitPlan | null
  start: number
  size: number
  /** For values that take long to make: those that were made, each as the one of a list; none where there is no value. */
  known: KnownValues<readonly FieldValue[]> | null
}

/** What is wanted of a field: its own value (null), bit fields in it; 'unclear': a frame must be decoded to know. */
export type Wanted = readonly (BitPlan | null)[] | 'unclear'

const ofField: Wanted = [null]
const nothingOfField: Wanted = []
const nothing: readonly never[] = []

const isAny = (wanted: Wanted): boolean => wanted === 'unclear' || wanted.length > 0

/** Places of fields in right frames of a protocol's usual format. */
export class FixedPlaces {
  private readonly protocol: Protocol
  private readonly frame: FramePlan
  /** By name slot and message index. */
  private readonly known: (readonly FixedPlace[] | null | undefined)[][] = []
  /** Values that were made, by size and reading: most messages of a protocol have the same pile number. */
  private readonly values = new Map<string, KnownValues<readonly FieldValue[]>>()
  private readonly header = new HeaderValues()
  /** Where the one byte stands that tells encrypted bodies, and what its values say; −1: it is not one byte. */
  private readonly flagAt: number
  private readonly byFlag: boolean[] = []

  constructor(protocol: Protocol) {
    this.protocol = protocol
    this.frame = protocol.frames[0]!
    for (const name of protocol.encrypted?.when.slots ?? []) {
      const found: ('varies' | FixedPlace)[] = []
      this.search(this.frame.header, 0, wantedByName(name), found)
      this.header.places.set(name, found.length === 1 ? found[0]! : 'varies')
    }
    const [flag, ...more] = this.header.places.values()
    this.flagAt = typeof flag === 'object' && more.length === 0 && flag.size === 1 ? flag.start : -1
  }

  /** Whether there are such places at all: the header is of one size, and tells by itself whether the body is encrypted. */
  get isUsable(): boolean {
    const { frame, header } = this
    const isFixed = frame.header.fixedSize === frame.headerSize && ![...header.places.values()].includes('varies')
    return frame.messages && !frame.proven && isFixed && !frame.ending?.escape
  }

  /** True when bytes are a whole and right frame of the usual format, which is what places hold for. */
  isUsual(bytes: Uint8Array): boolean {
    const usual = formatChecks(this.protocol)[0]!
    return usual.look(bytes, 0, bytes.length, null) === rightFrame && usual.size === bytes.length
  }

  /** True when the body of a usual frame that begins at `start` is not the message's, by what the header says. */
  isEncrypted(bytes: Uint8Array, start = 0): boolean {
    const { encrypted } = this.protocol
    if (!encrypted) return false
    if (this.flagAt < 0) return this.readsEncrypted(encrypted.when, bytes, start)
    const flag = bytes[start + this.flagAt]!
    return (this.byFlag[flag] ??= this.readsEncrypted(encrypted.when, bytes, start))
  }

  private readsEncrypted(when: CompiledExpression, bytes: Uint8Array, start: number): boolean {
    const { header } = this
    header.bytes = bytes
    header.start = start
    return when.matches(header)
  }

  /** Places of the name with slot `name` in a message: none when it has no such field; null when it must be decoded. */
  placesOf(message: MessagePlan, name: number): readonly FixedPlace[] | null {
    const byMessage = (this.known[name] ??= [])
    const known = byMessage[message.index]
    return known === undefined ? (byMessage[message.index] = this.find(message, wantedByName(name))) : known
  }

  /** The same for all that is wanted, in the order of the bytes. Not remembered. */
  find(message: MessagePlan, wanted: (field: FieldPlan) => Wanted): readonly FixedPlace[] | null {
    const { protocol, frame } = this
    const leftovers = [protocol.extra.field, protocol.undecoded, protocol.data]
    if (leftovers.some((field) => isAny(wanted(field)))) return null
    if (protocol.encrypted && this.isInside(protocol.encrypted.program, wanted)) return null
    const found: ('varies' | FixedPlace)[] = []
    this.search(frame.header, 0, wanted, found)
    this.search(message.program, frame.headerSize, wanted, found)
    this.search(frame.trailer, -frame.trailerSize, wanted, found)
    const places = found.filter((one) => one !== 'varies')
    return places.length === found.length ? places : null
  }

  /** What expressions read at a place of a right frame; null when the frame ends before it, or has no value there. */
  read(bytes: Uint8Array, place: FixedPlace): Value | null {
    return this.readValues(bytes, place, 0, bytes.length)[0] ?? null
  }

  /** The same for the frame in bytes [start, end), as a list of one or none. */
  readValues(bytes: Uint8Array, place: FixedPlace, start: number, end: number): readonly Value[] {
    const from = this.startOf(place, start, end)
    if (from < 0) return nothing
    const { field, bit, size } = place
    const known = this.remembered(place)
    if (known) return known.at(bytes, from) as readonly Value[]
    const value = plainValue(field, bit, bytes, from, from + size)
    return value === null ? nothing : [value]
  }

  /** Where the field begins in the frame in bytes [start, end); -1: the frame ends before it. */
  startOf(place: FixedPlace, start: number, end: number): number {
    if (this.isBehind(place, end - start)) return -1
    return (place.start < 0 ? end : start) + place.start
  }

  /** The values that expressions read at a place, when they are remembered. */
  remembered({ known, field }: FixedPlace): KnownValues<readonly FieldValue[]> | null {
    return field.reading.read === 'bytes' ? null : known
  }

  /** What results show at a place of a right frame; null as `read`. */
  readShown(bytes: Uint8Array, place: FixedPlace): FieldValue {
    const { field, bit, start, size, known } = place
    const from = start < 0 ? bytes.length + start : start
    if (this.isBehind(place, bytes.length)) return null
    if (known) return known.at(bytes, from)[0] ?? null
    return bit
      ? bitValue(bit.reading, readBits(bit, bytes, from, from + size))
      : usualValue(field, bytes, from, from + size)
  }

  /** A frame of `length` bytes is too short for the layout: it ends before this place. */
  private isBehind({ start, size }: FixedPlace, length: number): boolean {
    return start >= 0 && start + size > length - this.frame.trailerSize
  }

  /** Adds every place that is wanted in a program that begins at `start`; NaN: it begins anywhere. */
  private search(
    program: Program,
    start: number,
    wanted: (field: FieldPlan) => Wanted,
    found: ('varies' | FixedPlace)[],
  ): void {
    const { ops } = program
    let at = start
    for (let pc = 0; pc < ops.length; pc += 4) {
      const code = ops[pc]!
      if (code > operation.opFixed) {
        // What a condition guards follows it; from here on nothing stands in a fixed place.
        at = NaN
        if (code !== operation.opIf && this.holdsWanted(program, pc, wanted)) found.push('varies')
        continue
      }
      const size = ops[pc + 2]!
      const field = this.protocol.plans[ops[pc + 1]!]!
      const parts = wanted(field)
      if (parts === 'unclear' || (isAny(parts) && Number.isNaN(at))) found.push('varies')
      else for (const bit of parts) found.push(this.place(field, bit, at, size))
      at += size
    }
  }

  private place(field: FieldPlan, bit: BitPlan | null, start: number, size: number): FixedPlace {
    const takesLong = bit === null && !field.plain && field.valueFrom === null && size > 1 && size <= longestKnown
    return { field, bit, start, size, known: takesLong ? this.valuesOf(field, size) : null }
  }

  /** Of readings that are the same in everything; what maps and functions in them say makes no value. */
  private valuesOf(field: FieldPlan, size: number): KnownValues<readonly FieldValue[]> {
    const key = `${size} ${JSON.stringify(field.reading)}`
    const values = this.values.get(key) ?? new KnownValues(size, usualValues(field))
    this.values.set(key, values)
    return values
  }

  /** Whether an operation of another kind can make a slot that is wanted. */
  private holdsWanted(program: Program, pc: number, wanted: (field: FieldPlan) => Wanted): boolean {
    const { ops } = program
    const code = ops[pc]!
    if (isAny(wanted(this.protocol.plans[ops[pc + 1]!]!))) return true
    const a = ops[pc + 2]!
    if (code === operation.opGroup) return this.isInside(program.programs[a]!, wanted)
    if (code === operation.opRepeat) return this.isRepeated(program.repeats[a]!, wanted)
    return code === operation.opTlv && this.isUnit(program.tlvs[a]!, wanted)
  }

  private isRepeated({ item, program }: RepeatPlan, wanted: (field: FieldPlan) => Wanted): boolean {
    return (item !== null && isAny(wanted(item))) || this.isInside(program, wanted)
  }

  /** Whether units of a dictionary may hold what is wanted. */
  private isUnit(tlv: TlvPlan, wanted: (field: FieldPlan) => Wanted): boolean {
    const own = [tlv.unit, tlv.tag, tlv.length, tlv.unknown]
    const values = [...tlv.entries.values(), ...tlv.ranges.map((range) => range.program)]
    return own.some((field) => isAny(wanted(field))) || values.some((program) => this.isInside(program, wanted))
  }

  private isInside(program: Program, wanted: (field: FieldPlan) => Wanted): boolean {
    const found: ('varies' | FixedPlace)[] = []
    this.search(program, NaN, wanted, found)
    return found.length > 0
  }
}

/** What has the name with slot `name` in a field. */
function wantedByName(name: number): (field: FieldPlan) => Wanted {
  return (field) => {
    if (field.slot === name) return field.kind === 'value' || field.kind === 'bits' ? ofField : 'unclear'
    const bit = field.bits.find((one) => one.slot === name)
    return bit ? [bit] : nothingOfField
  }
}

/** Longer values are seldom the same twice. */
const longestKnown = 32

function usualValues(field: FieldPlan): (bytes: Uint8Array, start: number, end: number) => readonly FieldValue[] {
  return (bytes, start, end) => {
    const value = usualValue(field, bytes, start, end)
    return value === null ? nothing : [value]
  }
}

/** Header fields in their places, for the condition that tells encrypted bodies. */
class HeaderValues implements Environment {
  bytes: Uint8Array = new Uint8Array(0)
  /** Where the frame begins in them. */
  start = 0
  readonly places = new Map<number, FixedPlace | 'varies'>()

  values(name: number): readonly Value[] {
    const place = this.places.get(name)
    if (typeof place !== 'object') return []
    const from = this.start + place.start
    const value = plainValue(place.field, place.bit, this.bytes, from, from + place.size)
    return value === null ? [] : [value]
  }
}

const made = new WeakMap<Protocol, FixedPlaces | 'unusable'>()

/** The places of a protocol; null: its frames must be decoded. */
export function fixedPlaces(protocol: Protocol): FixedPlaces | null {
  let places = made.get(protocol)
  if (!places) {
    const fresh = new FixedPlaces(protocol)
    made.set(protocol, (places = fresh.isUsable ? fresh : 'unusable'))
  }
  return places === 'unusable' ? null : places
}
