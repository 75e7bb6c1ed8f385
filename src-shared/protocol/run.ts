// Runs a layout over bytes: operations in, slots out. The counterpart of compile-layout.ts. It never fails: where bytes
// are missing it stops and says which fields are missing; what it did not read stays with the caller.
import { readUnsigned } from '../bytes/number.ts'
import type { CompiledExpression } from '../expression/evaluate.ts'
import type { FrameEnvironment } from './environment.ts'
import * as plan from './plan.ts'
import type { FieldPlan, Program, Protocol, RepeatPlan, TlvPlan } from './plan.ts'
import type { Slots } from './slots.ts'

/** Nodes that one frame may have, so that a hostile count cannot fill the memory. */
export const nodeLimit = 90_000

export type RunProblem =
  /** `count` field says `said`, `found` items are there. */
  | { kind: 'count'; slot: number; field: FieldPlan; said: number; found: number }
  /** A list ends inside an item. */
  | { kind: 'item_cut'; slot: number; field: FieldPlan; at: number }
  /** A size makes no sense, or asks for more than there is. */
  | { kind: 'size'; field: FieldPlan; size: number | null; left: number; at: number }
  /** A unit runs past the end. */
  | { kind: 'overflow'; field: FieldPlan; at: number; size: number; left: number }
  /** A unit's value has another length than documented; raw: it could not be read. */
  | { kind: 'unit_size'; slot: number; field: FieldPlan; documented: number; found: number; raw: boolean }
  | { kind: 'unknown_tag'; slot: number; tag: number }
  | { kind: 'limit'; at: number }

/** Reads one stretch of bytes of a frame, header, body or trailer, into slots. */
export class Run {
  at: number
  readonly missing: FieldPlan[] = []
  readonly problems: RunProblem[] = []
  private readonly end: number
  private readonly protocol: Protocol
  private readonly bytes: Uint8Array
  private readonly slots: Slots
  private readonly environment: FrameEnvironment
  private parent = -1
  private nodes = 0

  /** Reads bytes [at, end). */
  constructor(
    protocol: Protocol,
    bytes: Uint8Array,
    at: number,
    end: number,
    slots: Slots,
    environment: FrameEnvironment,
  ) {
    this.protocol = protocol
    this.bytes = bytes
    this.at = at
    this.end = end
    this.slots = slots
    this.environment = environment
  }

  /** True when every field of the program was there. */
  execute(program: Program): boolean {
    const { ops } = program
    const { bytes, end, slots } = this
    const { fields } = this.protocol
    let at = this.at
    for (let pc = 0; pc < ops.length; pc += 4) {
      const code = ops[pc]!
      let number = 0
      let size = 1
      if (code <= plan.opFixed) {
        size = ops[pc + 2]!
        if (at + size > end) {
          this.at = at
          return this.stop(program, pc)
        }
        if (code === plan.opU8) number = bytes[at]!
        else if (code === plan.opU16) number = bytes[at]! | (bytes[at + 1]! << 8)
        else if (code === plan.opU32)
          number = (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0
        else if (code === plan.opU16be) number = (bytes[at]! << 8) | bytes[at + 1]!
        else if (code === plan.opU24) number = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16)
        else if (code === plan.opU32be)
          number = ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
        const index = ops[pc + 1]!
        const slot = slots.add(index, at, at + size, number, 0, this.parent, this.environment.n)
        at += size
        const field = fields[index]!
        if (field.watched) this.environment.note(field, slot)
        continue
      }
      this.at = at
      if (!this.complex(program, pc)) return false
      if (code === plan.opIf && !this.holds(program.expressions[ops[pc + 2]!]!)) pc += ops[pc + 3]! * 4
      at = this.at
    }
    this.at = at
    return true
  }

  private holds(when: CompiledExpression): boolean {
    this.environment.at = this.at
    return when.matches(this.environment)
  }

  /** Operations that are not a plain fixed field. False: stopped. */
  private complex(program: Program, pc: number): boolean {
    const { ops } = program
    const a = ops[pc + 2]!
    const field = this.protocol.fields[ops[pc + 1]!]
    switch (ops[pc]) {
      case plan.opSized:
        return this.sized(field!, program.expressions[a]!, 0) || this.stop(program, pc)
      case plan.opRest:
        this.leaf(field!, this.end, 0)
        return true
      case plan.opCases:
        return this.cases(field!, program, ops[pc + 3]!) || this.stop(program, pc)
      case plan.opGroup:
        return this.group(field!, program.programs[a]!) || this.stop(program, pc + 4)
      case plan.opRepeat:
        return this.repeat(program.repeats[a]!) || this.stop(program, pc + 4)
      case plan.opTlv:
        return this.units(program.tlvs[a]!) || this.stop(program, pc + 4)
      default:
        return true
    }
  }

  /** Adds a leaf up to `end`. */
  private leaf(field: FieldPlan, end: number, variant: number): number {
    const size = end - this.at
    const number = size > 0 && size <= 6 ? readUnsigned(this.bytes, this.at, end, field.reading.order) : 0
    const slot = this.slots.add(field.index, this.at, end, number, variant, this.parent, this.environment.n)
    if (field.watched) this.environment.note(field, slot)
    this.at = end
    return slot
  }

  private sized(field: FieldPlan, expression: CompiledExpression, variant: number): boolean {
    this.environment.at = this.at
    const value = expression.value(this.environment)
    const size = typeof value === 'bigint' ? Number(value) : value
    const left = this.end - this.at
    if (typeof size !== 'number' || !Number.isInteger(size) || size < 0 || size > left) {
      this.problems.push({ kind: 'size', field, size: typeof size === 'number' ? size : null, left, at: this.at })
      return false
    }
    this.leaf(field, this.at + size, variant)
    return true
  }

  /** Reads by the first case that holds, else as the field says. */
  private cases(field: FieldPlan, program: Program, sizeExpression: number): boolean {
    const chosen = field.cases.findIndex((one) => this.holds(one.when)) + 1
    const reading = chosen === 0 ? field.reading : field.cases[chosen - 1]!.reading
    const size = reading.size ?? field.reading.size
    if (size === null && sizeExpression >= 0) return this.sized(field, program.expressions[sizeExpression]!, chosen)
    const end = size === null ? this.end : this.at + size
    if (end > this.end) return false
    this.leaf(field, end, chosen)
    return true
  }

  private group(field: FieldPlan, program: Program): boolean {
    const slot = this.open(field, this.environment.n)
    const complete = this.execute(program)
    this.close(slot)
    return complete
  }

  /** Begins a node that holds others; everything until close() is inside. */
  private open(field: FieldPlan, item: number): number {
    const slot = this.slots.add(field.index, this.at, this.at, 0, 0, this.parent, item)
    this.parent = slot
    return slot
  }

  private close(slot: number): void {
    this.slots.end[slot] = this.at
    this.parent = this.slots.parent[slot]!
  }

  /** Takes back what was read since `count` slots. */
  private rollBack(count: number, at: number, parent: number): void {
    this.slots.count = count
    this.at = at
    this.parent = parent
  }

  private number(of: number | CompiledExpression): number {
    if (typeof of === 'number') return of
    this.environment.at = this.at
    const value = of.value(this.environment)
    const number = typeof value === 'bigint' ? Number(value) : value
    return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : 0
  }

  private repeat(repeat: RepeatPlan): boolean {
    const { environment } = this
    const count = repeat.count === 'rest' ? Infinity : this.number(repeat.count)
    const outerN = environment.n
    const first = this.number(repeat.from)
    const list = this.open(repeat.field, outerN)
    let found = 0
    let whole = true
    while (found < count && (this.at < this.end || count !== Infinity)) {
      const before = this.slots.count
      const at = this.at
      environment.n = first + found
      const item = repeat.item ? this.open(repeat.item, environment.n) : -1
      const missing = this.missing.length
      if (!this.execute(repeat.program) || (this.at === at && count === Infinity) || this.isTooLarge(before)) {
        this.missing.length = missing
        this.rollBack(before, at, list)
        whole = false
        break
      }
      if (item >= 0) this.close(item)
      found++
    }
    environment.n = outerN
    this.close(list)
    const said = repeat.expect ? this.number(repeat.expect) : count
    if (said !== found && said !== Infinity)
      this.problems.push({ kind: 'count', slot: list, field: repeat.field, said, found })
    else if (!whole) this.problems.push({ kind: 'item_cut', slot: list, field: repeat.field, at: this.at })
    return whole
  }

  /** Counts the nodes, bit fields included, that slots from `first` on will make. */
  private isTooLarge(first: number): boolean {
    for (let slot = first; slot < this.slots.count; slot++)
      this.nodes += 1 + this.protocol.fields[this.slots.field[slot]!]!.bits.length
    if (this.nodes <= nodeLimit) return false
    if (!this.problems.some((problem) => problem.kind === 'limit')) this.problems.push({ kind: 'limit', at: this.at })
    return true
  }

  private units(tlv: TlvPlan): boolean {
    const { environment } = this
    const outerN = environment.n
    const list = this.open(tlv.field, outerN)
    let found = 0
    let whole = true
    while (this.at < this.end && whole) {
      const before = this.slots.count
      const at = this.at
      whole = this.unit(tlv)
      if (whole && !this.isTooLarge(before)) found++
      else {
        whole = false
        this.rollBack(before, at, list)
      }
    }
    environment.n = outerN
    this.close(list)
    if (tlv.count >= 0) {
      const said = environment.values(tlv.count)[0]
      if (typeof said === 'number' && said !== found)
        this.problems.push({ kind: 'count', slot: list, field: tlv.field, said, found })
    }
    return whole
  }

  /** One unit: tag, length, value. False: it runs past the end. */
  private unit(tlv: TlvPlan): boolean {
    const tagSize = tlv.tag.reading.size!
    const lengthSize = tlv.length.reading.size!
    const at = this.at
    const left = this.end - at
    if (left < tagSize + lengthSize) {
      this.problems.push({ kind: 'overflow', field: tlv.field, at, size: tagSize + lengthSize, left })
      return false
    }
    const tag = readUnsigned(this.bytes, at, at + tagSize, tlv.tag.reading.order)
    const size = readUnsigned(this.bytes, at + tagSize, at + tagSize + lengthSize, tlv.length.reading.order)
    if (size > left - tagSize - lengthSize) {
      this.problems.push({ kind: 'overflow', field: tlv.field, at, size: tagSize + lengthSize + size, left })
      return false
    }
    this.environment.n = tag
    const unit = this.open(tlv.unit, tag)
    this.leaf(tlv.tag, at + tagSize, 0)
    this.leaf(tlv.length, at + tagSize + lengthSize, 0)
    this.unitValue(tlv, tag, size)
    this.close(unit)
    return true
  }

  private unitValue(tlv: TlvPlan, tag: number, size: number): void {
    const range = tlv.ranges.find((one) => tag >= one.first && tag <= one.last)
    const program = tlv.entries.get(tag) ?? range?.program
    const end = this.at + size
    const field = program && this.protocol.fields[program.ops[1]!]
    if (!program || !field) {
      const slot = this.leaf(tlv.unknown, end, -1)
      this.problems.push({ kind: 'unknown_tag', slot, tag })
      return
    }
    this.environment.n = range ? tag - range.first + 1 : tag
    const documented = field.exactSize
    const fits = documented === null || documented === size
    const elastic = tlv.sizes === 'numbers' && isNumber(field) && size >= 1 && size <= 8
    if (fits) {
      const whole = new Run(this.protocol, this.bytes, this.at, end, this.slots, this.environment)
      whole.parent = this.parent
      whole.execute(program)
      this.problems.push(...whole.problems)
      this.at = end
      return
    }
    const variant = elastic ? field.cases.findIndex((one) => this.holds(one.when)) + 1 : -1
    const slot = this.leaf(field, end, variant)
    this.problems.push({ kind: 'unit_size', slot, field, documented, found: size, raw: !elastic })
  }

  /** Notes the fields that are missing from operation `pc` on; always false. */
  private stop(program: Program, pc: number): false {
    const { ops } = program
    for (let at = pc; at < ops.length; at += 4) {
      if (ops[at] === plan.opIf) {
        if (!this.holds(program.expressions[ops[at + 2]!]!)) at += ops[at + 3]! * 4
        continue
      }
      const field = this.protocol.fields[ops[at + 1]!]!
      const cut = at === pc && this.at < this.end
      if (!field.optional || cut) this.missing.push(field)
    }
    return false
  }
}

/** A plain number, which can be read at any length up to 8 bytes. */
function isNumber(field: FieldPlan): boolean {
  return field.kind === 'value' && /^[ui](\d|nt)/.test(field.reading.read)
}
