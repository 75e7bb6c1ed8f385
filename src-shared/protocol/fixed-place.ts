// Where a field stands in every frame of one message, when that is the same place in all of them: filters then read those
// bytes of a million frames and decode none. Says also that a message has no such field at all.
import type { Environment } from '../expression/evaluate.ts'
import type { Value } from '../expression/value.ts'
import { plainValue } from './environment.ts'
import { formatChecks, rightFrame } from './format-check.ts'
import * as operation from './operations.ts'
import type { BitPlan, FieldPlan, FramePlan, MessagePlan, Program, Protocol } from './plan.ts'

/** One field of fixed size: bytes [start, start + size) of the frame, or from its end when `start` is negative. */
export interface FixedPlace {
  field: FieldPlan
  /** The bit field that is meant; null: the whole. */
  bit: BitPlan | null
  start: number
  size: number
}

/** 'absent': no frame of the message has it; 'varies': a frame must be decoded to know. */
export type FieldPlace = FixedPlace | 'absent' | 'varies'

/** Places of fields in right frames of a protocol's usual format. */
export class FixedPlaces {
  private readonly protocol: Protocol
  private readonly frame: FramePlan
  /** By name slot and message index. */
  private readonly known: (FieldPlace | undefined)[][] = []
  private readonly header = new HeaderValues()

  constructor(protocol: Protocol) {
    this.protocol = protocol
    this.frame = protocol.frames[0]!
    for (const name of protocol.encrypted?.when.slots ?? []) {
      const found: ('varies' | FixedPlace)[] = []
      this.search(this.frame.header, 0, name, found)
      this.header.places.set(name, found.length === 1 ? found[0]! : 'varies')
    }
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

  /** True when the body of a usual frame is not to be read as the message's, by what the header says. */
  isEncrypted(bytes: Uint8Array): boolean {
    const { encrypted } = this.protocol
    if (!encrypted) return false
    this.header.bytes = bytes
    return encrypted.when.matches(this.header)
  }

  /** Place of the name with slot `name`. */
  placeOf(message: MessagePlan, name: number): FieldPlace {
    const byMessage = (this.known[name] ??= [])
    return (byMessage[message.index] ??= this.find(message, name))
  }

  /** The value at a place of a right frame; null when the frame ends before it, or has no value there. */
  read(bytes: Uint8Array, { field, bit, start, size }: FixedPlace): Value | null {
    const from = start < 0 ? bytes.length + start : start
    const end = from + size
    if (start >= 0 && end > bytes.length - this.frame.trailerSize) return null
    return plainValue(field, bit, bytes, from, end)
  }

  private find(message: MessagePlan, name: number): FieldPlace {
    const { protocol, frame } = this
    const leftovers = [protocol.extra.field, protocol.undecoded, protocol.data]
    if (leftovers.some((field) => field.slot === name)) return 'varies'
    if (protocol.encrypted && this.isInside(protocol.encrypted.program, name)) return 'varies'
    const found: ('varies' | FixedPlace)[] = []
    this.search(frame.header, 0, name, found)
    this.search(message.program, frame.headerSize, name, found)
    this.search(frame.trailer, -frame.trailerSize, name, found)
    return found.length === 0 ? 'absent' : found.length === 1 ? found[0]! : 'varies'
  }

  /** Adds every place of the name in a program that begins at `start`; NaN: it begins anywhere. */
  private search(program: Program, start: number, name: number, found: ('varies' | FixedPlace)[]): void {
    const { ops } = program
    let at = start
    for (let pc = 0; pc < ops.length; pc += 4) {
      const code = ops[pc]!
      if (code > operation.opFixed) {
        // What a condition guards follows it; from here on nothing stands in a fixed place.
        at = NaN
        if (code !== operation.opIf && this.holdsName(program, pc, name)) found.push('varies')
        continue
      }
      const size = ops[pc + 2]!
      const field = this.protocol.plans[ops[pc + 1]!]!
      const bit = field.slot === name ? null : field.bits.find((one) => one.slot === name)
      if (bit !== undefined) found.push(Number.isNaN(at) ? 'varies' : { field, bit, start: at, size })
      at += size
    }
  }

  /** Whether an operation of another kind can make a slot of this name. */
  private holdsName(program: Program, pc: number, name: number): boolean {
    const { ops } = program
    const code = ops[pc]!
    const field = this.protocol.plans[ops[pc + 1]!]!
    if (field.slot === name || field.bits.some((bit) => bit.slot === name)) return true
    const a = ops[pc + 2]!
    if (code === operation.opGroup) return this.isInside(program.programs[a]!, name)
    if (code === operation.opRepeat) return this.isInside(program.repeats[a]!.program, name)
    // A dictionary may hold anything.
    return code === operation.opTlv
  }

  private isInside(program: Program, name: number): boolean {
    const found: ('varies' | FixedPlace)[] = []
    this.search(program, NaN, name, found)
    return found.length > 0
  }
}

/** Header fields in their places, for the condition that tells encrypted bodies. */
class HeaderValues implements Environment {
  bytes: Uint8Array = new Uint8Array(0)
  readonly places = new Map<number, FieldPlace>()

  values(name: number): readonly Value[] {
    const place = this.places.get(name)
    if (typeof place !== 'object') return []
    const value = plainValue(place.field, place.bit, this.bytes, place.start, place.start + place.size)
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
