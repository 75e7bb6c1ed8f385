// Runs a layout over bytes: operations in, slots out. The counterpart of compile-layout.ts. It never fails: where bytes
// are missing it stops and says which fields are missing; what it did not read stays with the caller.
import { readUnsigned } from '../bytes/number.ts'
import type { CompiledExpression } from '../expression/evaluate.ts'
import { nodeBudget } from './definition-limits.ts'
import type { FrameEnvironment } from './environment.ts'
import * as operation from './operations.ts'
import { findMark } from './place.ts'
import type { FieldPlan, Program, Protocol, RepeatPlan, TlvPlan } from './plan.ts'
import { readItems } from './run-items.ts'
import type { RunProblem } from './run-problem.ts'
import { readUnits } from './run-units.ts'
import type { Slots } from './slots.ts'

const none: readonly never[] = []

/** Reads stretches of bytes of a frame, header, body or trailer, into slots. One object serves any number of frames. */
export class Run {
  /** Next unread byte. */
  at = 0
  /** End of what may be read. */
  end = 0
  /** Fields of the layout that are not there. */
  missing: readonly FieldPlan[] = none
  bytes: Uint8Array = new Uint8Array(0)
  readonly protocol: Protocol
  readonly slots: Slots
  readonly environment: FrameEnvironment
  /** Slot that holds what is read now, or −1. */
  private parent = -1
  /** Nodes that repeats and units may still make, and the first slot that is not counted yet. */
  private budget = nodeBudget
  private uncounted = 0
  /** Made for the first problem: most frames have none. */
  private found: RunProblem[] | null = null

  constructor(protocol: Protocol, slots: Slots, environment: FrameEnvironment) {
    this.protocol = protocol
    this.slots = slots
    this.environment = environment
  }

  /** Sets out to read bytes [at, end) of a frame; forgets what was before. */
  begin(bytes: Uint8Array, at: number, end: number): this {
    this.bytes = bytes
    this.at = at
    this.end = end
    this.missing = none
    this.found = null
    this.parent = -1
    this.budget = nodeBudget
    this.uncounted = this.slots.count
    return this
  }

  /** What is wrong beside missing fields. */
  get problems(): readonly RunProblem[] {
    return this.found ?? none
  }

  /** True when every field of the program was there. */
  execute(program: Program): boolean {
    const { ops } = program
    let pc = 0
    for (;;) {
      pc = this.plainFields(ops, pc)
      if (pc >= ops.length) return true
      const code = ops[pc]!
      if (code <= operation.opFixed) return this.stop(program, pc)
      if (code === operation.opIf) pc += this.holds(program.expressions[ops[pc + 2]!]!) ? 4 : 4 + ops[pc + 3]! * 4
      else if (this.complex(program, pc)) pc += 4
      else return false
    }
  }

  /**
   * Reads fields of fixed size from operation `pc` on; returns the first operation that is none, or whose bytes are
   * not all there. The hottest loop of the analyzer: no allocation, everything in locals, few branches.
   */
  private plainFields(ops: Int32Array, pc: number): number {
    const { bytes, end, slots, parent } = this
    const item = this.environment.n
    slots.reserve((ops.length - pc) >> 2)
    const { field: fields, start: starts, end: ends, number: numbers } = slots
    const isFlat = slots.isFlat && parent === -1 && item === 0
    const first = slots.count
    let slot = first
    let at = this.at
    while (pc < ops.length) {
      const code = ops[pc]!
      const next = at + ops[pc + 2]!
      if (code > operation.opFixed || next > end) break
      fields[slot] = ops[pc + 1]!
      starts[slot] = at
      ends[slot] = next
      if (code < operation.opFixed) numbers[slot] = readPlain(code, bytes, at)
      if (ops[pc + 3] === 1) this.environment.note(this.protocol.plans[ops[pc + 1]!]!, slot)
      slot++
      at = next
      pc += 4
    }
    slots.count = slot
    this.at = at
    if (!isFlat && slot > first) this.place(first, slot)
    return pc
  }

  /** Says of slots [first, end) where they belong. */
  private place(first: number, end: number): void {
    const { slots } = this
    slots.variant.fill(0, first, end)
    slots.parent.fill(this.parent, first, end)
    slots.item.fill(this.environment.n, first, end)
    slots.touch(end)
  }

  holds(when: CompiledExpression): boolean {
    this.environment.at = this.at
    return when.matches(this.environment)
  }

  /** Operations that are neither a field of fixed size nor a condition. False: stopped. */
  private complex(program: Program, pc: number): boolean {
    const { ops } = program
    const field = this.protocol.plans[ops[pc + 1]!]!
    const a = ops[pc + 2]!
    switch (ops[pc]) {
      case operation.opSized:
        return this.sized(field, program.expressions[a]!, 0) || this.stop(program, pc)
      case operation.opRest:
        this.leaf(field, this.end, 0)
        return true
      case operation.opUntil:
        return this.until(field) || this.stop(program, pc)
      case operation.opCases:
        return this.cases(field, program, ops[pc + 3]!) || this.stop(program, pc)
      case operation.opGroup:
        return this.group(field, program.programs[a]!) || this.stop(program, pc + 4)
      case operation.opRepeat:
        return this.items(program, program.repeats[a]!, pc)
      default:
        return this.units(program.tlvs[a]!) || this.stop(program, pc + 4)
    }
  }

  /** Adds a leaf up to `end` and returns its slot. */
  leaf(field: FieldPlan, end: number, variant: number): number {
    const number = field.plain ? readUnsigned(this.bytes, this.at, end, field.reading.order) : 0
    const slot = this.slots.add(field.index, this.at, end, number, variant, this.parent, this.environment.n)
    if (field.watched) this.environment.note(field, slot)
    this.at = end
    return slot
  }

  /** Begins a node that holds others; everything until close() is inside. */
  open(field: FieldPlan, item: number): number {
    const slot = this.slots.add(field.index, this.at, this.at, 0, 0, this.parent, item)
    this.parent = slot
    return slot
  }

  /** Goes on inside a node that was closed. */
  reopen(slot: number): void {
    this.parent = slot
  }

  close(slot: number): void {
    this.slots.end[slot] = this.at
    this.parent = this.slots.parent[slot]!
  }

  note(problem: RunProblem): void {
    if (this.found) this.found.push(problem)
    else this.found = [problem]
  }

  private sized(field: FieldPlan, expression: CompiledExpression, variant: number): boolean {
    const size = this.wholeNumber(expression)
    const left = this.end - this.at
    if (size !== null && size <= left) {
      this.leaf(field, this.at + size, variant)
      return true
    }
    this.note({ kind: 'size', field, size, left, at: this.at })
    return false
  }

  /** A field up to its end mark; without one it is not there. */
  private until(field: FieldPlan): boolean {
    const mark = field.reading.until!
    const at = findMark(mark, this.bytes, this.at, this.end)
    if (at < 0) return false
    this.leaf(field, at + mark.length, 0)
    return true
  }

  /** Value of a size or a count; null when it is no whole number from 0 on. */
  private wholeNumber(of: CompiledExpression): number | null {
    this.environment.at = this.at
    const value = of.value(this.environment)
    const number = typeof value === 'bigint' ? Number(value) : value
    return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : null
  }

  /** A count: a number, or the value of an expression; 0 when that makes no sense. */
  count(of: number | CompiledExpression): number {
    return typeof of === 'number' ? of : (this.wholeNumber(of) ?? 0)
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

  /** A list of fixed length is one field: cut short, it is missing as a whole, unless its items are fields themselves. */
  private items(program: Program, repeat: RepeatPlan, pc: number): boolean {
    const { count } = this.slots
    return readItems(this, repeat) || this.stop(program, repeat.isOne && this.slots.count === count ? pc : pc + 4)
  }

  /** Takes back what was read since there were `count` slots. */
  takeBack(count: number, at: number, parent: number): void {
    this.slots.count = count
    this.uncounted = Math.min(this.uncounted, count)
    this.at = at
    this.parent = parent
    if (this.found) this.found = this.found.filter((problem) => !('slot' in problem) || problem.slot < count)
  }

  /** Pays for the nodes that slots from `first` on will make, bits and all; false when the frame makes too many. */
  fits(first: number): boolean {
    // An item costs something even without bytes, so that counts of empty items end too.
    this.budget--
    for (let slot = Math.max(first, this.uncounted); slot < this.slots.count; slot++) {
      const field = this.protocol.plans[this.slots.field[slot]!]!
      this.budget -= 1 + field.bits.length + (field.derived ? 1 : 0)
    }
    this.uncounted = Math.max(this.uncounted, this.slots.count)
    if (this.budget >= 0) return true
    if (!this.problems.some((problem) => problem.kind === 'limit')) this.note({ kind: 'limit', at: this.at })
    return false
  }

  private units(tlv: TlvPlan): boolean {
    const { environment } = this
    const outer = environment.n
    const list = this.open(tlv.field, outer)
    const { found, whole } = readUnits(this, tlv, list)
    environment.n = outer
    this.close(list)
    const said = tlv.count < 0 ? undefined : environment.values(tlv.count)[0]
    if (typeof said === 'number' && said !== found)
      this.note({ kind: 'count', slot: list, field: tlv.field, said, found, fixed: false })
    return whole
  }

  /** Notes the fields that are missing from operation `pc` on; always false. */
  private stop(program: Program, pc: number): false {
    const { ops } = program
    const missing: FieldPlan[] = []
    for (let at = pc; at < ops.length; at += 4) {
      if (ops[at] === operation.opIf) {
        if (!this.holds(program.expressions[ops[at + 2]!]!)) at += ops[at + 3]! * 4
        continue
      }
      const field = this.protocol.plans[ops[at + 1]!]!
      const isCut = at === pc && this.at < this.end
      if (!field.optional || isCut) missing.push(field)
    }
    this.missing = [...this.missing, ...missing]
    return false
  }
}

/** The number that operation `code` reads. 32-bit ones may come out negative; their column is unsigned. */
function readPlain(code: number, bytes: Uint8Array, at: number): number {
  if (code === operation.opU8) return bytes[at]!
  if (code === operation.opU16) return bytes[at]! | (bytes[at + 1]! << 8)
  if (code === operation.opU32)
    return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
  if (code === operation.opU16be) return (bytes[at]! << 8) | bytes[at + 1]!
  if (code === operation.opU24) return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16)
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
}
