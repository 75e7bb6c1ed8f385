// Collects the operations of one layout. Jumps are relative and tables move when pieces are put together, so a piece can
// be built on its own. Used by compile-layout.ts; run.ts executes what comes out.
import type { CompiledExpression } from '../expression/evaluate.ts'
import * as operation from './operations.ts'
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
    this.ops.push(fixedOperation(field, size), field.index, size, field.watched ? 1 : 0)
    // A layout that may end before this field has no fixed size.
    this.grow(field.optional ? -1 : size)
  }

  /** A field whose size an expression says; null: the expression was wrong. */
  sized(field: FieldPlan, size: CompiledExpression | null): void {
    this.ops.push(operation.opSized, field.index, size ? this.expression(size) : -1, 0)
    this.grow(-1)
  }

  /** A field that takes all that is left. */
  rest(field: FieldPlan): void {
    this.ops.push(operation.opRest, field.index, 0, 0)
    this.grow(-1)
  }

  /** A field that ends with certain bytes. */
  until(field: FieldPlan): void {
    this.ops.push(operation.opUntil, field.index, 0, 0)
    this.grow(-1)
  }

  /** A field that its cases decide; `size`: for the cases without a size of their own. */
  cases(field: FieldPlan, size: CompiledExpression | null): void {
    this.ops.push(operation.opCases, field.index, 0, size ? this.expression(size) : -1)
    this.grow(-1)
  }

  group(field: FieldPlan, program: Program): void {
    this.ops.push(operation.opGroup, field.index, this.programs.push(program) - 1, 0)
    this.grow(program.fixedSize)
  }

  repeat(field: FieldPlan, repeat: RepeatPlan): void {
    this.ops.push(operation.opRepeat, field.index, this.repeats.push(repeat) - 1, 0)
    const { count, program } = repeat
    this.grow(typeof count === 'number' && program.fixedSize >= 0 ? count * program.fixedSize : -1)
  }

  tlv(field: FieldPlan, tlv: TlvPlan): void {
    this.ops.push(operation.opTlv, field.index, this.tlvs.push(tlv) - 1, 0)
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
      if (code === operation.opSized || code === operation.opIf) a += expressions
      else if (code === operation.opCases && b >= 0) b += expressions
      else if (code === operation.opGroup) a += programs
      else if (code === operation.opRepeat) a += repeats
      else if (code === operation.opTlv) a += tlvs
      this.ops.push(code, other.ops[i + 1]!, a, b)
    }
    this.grow(other.size)
  }

  /** As append(), passed over when `when` does not hold. */
  appendConditional(other: ProgramBuilder, when: CompiledExpression): void {
    this.ops.push(operation.opIf, -1, this.expression(when), other.ops.length / 4)
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
  if (kind !== 'bits' && !/^[ui]\d/.test(reading.read)) return operation.opFixed
  const isBig = reading.order === 'big'
  if (size === 1) return operation.opU8
  if (size === 2) return isBig ? operation.opU16be : operation.opU16
  if (size === 3 && !isBig) return operation.opU24
  if (size === 4) return isBig ? operation.opU32be : operation.opU32
  return operation.opFixed
}
