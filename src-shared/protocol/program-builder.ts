// Collects the operations of one layout. Jumps are relative and tables move when pieces are put together, so a piece can
// be built on its own. Used by compile-layout.ts; run.ts executes what comes out.
import type { CompiledExpression } from '../expression/evaluate.ts'
import * as plan from './plan.ts'
import type { FieldPlan, Program, RepeatPlan, TlvPlan } from './plan.ts'

export class ProgramBuilder {
  private readonly ops: number[] = []
  private readonly expressions: CompiledExpression[] = []
  private readonly programs: Program[] = []
  private readonly repeats: RepeatPlan[] = []
  private readonly tlvs: TlvPlan[] = []
  /** Bytes so far, or −1 when they vary. */
  private size = 0

  /** A field of fixed size. */
  fixed(field: FieldPlan): void {
    const size = field.reading.size ?? 1
    this.ops.push(fixedOperation(field, size), field.index, size, 0)
    // A layout that may end before this field has no fixed size.
    this.grow(field.optional ? -1 : size)
  }

  /** A field whose size an expression says; null: the expression was wrong. */
  sized(field: FieldPlan, size: CompiledExpression | null): void {
    this.ops.push(plan.opSized, field.index, size ? this.expression(size) : -1, 0)
    this.grow(-1)
  }

  /** A field that takes all that is left. */
  rest(field: FieldPlan): void {
    this.ops.push(plan.opRest, field.index, 0, 0)
    this.grow(-1)
  }

  /** A field that its cases decide; `size`: for the cases without a size of their own. */
  cases(field: FieldPlan, size: CompiledExpression | null): void {
    this.ops.push(plan.opCases, field.index, 0, size ? this.expression(size) : -1)
    this.grow(-1)
  }

  group(field: FieldPlan, program: Program): void {
    this.ops.push(plan.opGroup, field.index, this.programs.push(program) - 1, 0)
    this.grow(program.fixedSize)
  }

  repeat(field: FieldPlan, repeat: RepeatPlan): void {
    this.ops.push(plan.opRepeat, field.index, this.repeats.push(repeat) - 1, 0)
    const { count, program } = repeat
    this.grow(typeof count === 'number' && program.fixedSize >= 0 ? count * program.fixedSize : -1)
  }

  tlv(field: FieldPlan, tlv: TlvPlan): void {
    this.ops.push(plan.opTlv, field.index, this.tlvs.push(tlv) - 1, 0)
    this.grow(-1)
  }

  /** Takes over the operations of another builder, whose tables move behind this one's. */
  append(other: ProgramBuilder): void {
    const expressions = this.expressions.length
    const programs = this.programs.length
    const repeats = this.repeats.length
    const tlvs = this.tlvs.length
    this.expressions.push(...other.expressions)
    this.programs.push(...other.programs)
    this.repeats.push(...other.repeats)
    this.tlvs.push(...other.tlvs)
    for (let i = 0; i < other.ops.length; i += 4) {
      const code = other.ops[i]!
      let a = other.ops[i + 2]!
      let b = other.ops[i + 3]!
      if (code === plan.opSized || code === plan.opIf) a += expressions
      else if (code === plan.opCases && b >= 0) b += expressions
      else if (code === plan.opGroup) a += programs
      else if (code === plan.opRepeat) a += repeats
      else if (code === plan.opTlv) a += tlvs
      this.ops.push(code, other.ops[i + 1]!, a, b)
    }
    this.grow(other.size)
  }

  /** As append(), passed over when `when` does not hold. */
  appendConditional(other: ProgramBuilder, when: CompiledExpression): void {
    this.ops.push(plan.opIf, -1, this.expression(when), other.ops.length / 4)
    this.append(other)
    this.grow(-1)
  }

  finish(): Program {
    return {
      ops: new Int32Array(this.ops),
      expressions: this.expressions,
      programs: this.programs,
      repeats: this.repeats,
      tlvs: this.tlvs,
      fixedSize: this.size,
    }
  }

  private expression(expression: CompiledExpression): number {
    return this.expressions.push(expression) - 1
  }

  private grow(size: number): void {
    this.size = this.size >= 0 && size >= 0 ? this.size + size : -1
  }
}

/** The operation that reads a field of `size` bytes: numbers of usual widths have one of their own. */
function fixedOperation({ kind, reading }: FieldPlan, size: number): number {
  if (kind !== 'bits' && !/^[ui]\d/.test(reading.read)) return plan.opFixed
  const isBig = reading.order === 'big'
  if (size === 1) return plan.opU8
  if (size === 2) return isBig ? plan.opU16be : plan.opU16
  if (size === 3 && !isBig) return plan.opU24
  if (size === 4) return isBig ? plan.opU32be : plan.opU32
  return plan.opFixed
}
