// What is found in right frames of one message: the kinds of the findings only, for counting and filtering over a million
// frames. What can be found at all is worked out once for the message; where its fields stand in fixed places nothing is
// decoded. Agrees with frameFindings and plainFindings, which say the same in words.
import type { Environment } from '../expression/evaluate.ts'
import { remarks } from './body-remarks.ts'
import type { Decoded } from './decode.ts'
import { readingOf } from './environment.ts'
import type { FindingKind } from './expert.ts'
import { fixedPlaces } from './fixed-place.ts'
import { possibleChecks } from './message-names.ts'
import { canBeOdd, oddities, uncertainReading, usualTest, type OddTest } from './odd-values.ts'
import * as operation from './operations.ts'
import { placedValues, type PlacedValues } from './placed-values.ts'
import type { CheckPlan, FieldPlan, MessagePlan, Program, Protocol } from './plan.ts'
import { readValue } from './value.ts'

/** A field of fixed size whose values can be odd, at its place. */
interface OddPlace {
  start: number
  end: number
  test: OddTest
}

/** What can be found in frames of a message whose fields all stand in fixed places. */
interface FixedLayout {
  size: number
  odd: readonly OddPlace[]
  isUncertain: boolean
  environment: PlacedValues
}

/** Facts about right frames of one message: whole, length, marks and checksum right (its bytes perhaps swapped), not encrypted. */
export class UsualFindings {
  private readonly protocol: Protocol
  private readonly message: MessagePlan
  /** Found in every such frame. */
  private readonly always: readonly FindingKind[]
  /** What may hold of some; names that the message has not make most checks of a protocol impossible. */
  private readonly checks: readonly CheckPlan[]
  private readonly fixed: FixedLayout | null

  constructor(protocol: Protocol, message: MessagePlan) {
    this.protocol = protocol
    this.message = message
    const { finding } = protocol.frames[0]!
    const layout = message.uncertain ? [remarks.uncertainLayout(null)] : []
    this.always = [finding, message.finding, ...layout].filter((one) => one !== null && one !== undefined)
    this.checks = possibleChecks(protocol, message)
    this.fixed = this.fixedLayout()
  }

  /**
   * Facts about such a frame but for that of its checksum, in the order of plainFindings; null: it is to be looked at as a
   * whole.
   */
  ofBytes(bytes: Uint8Array, checksum: 'good' | 'swapped'): readonly FindingKind[] | null {
    const { fixed } = this
    if (!fixed || bytes.length !== fixed.size) return null
    fixed.environment.bytes = bytes
    fixed.environment.checksum = checksum
    const facts = this.fromExpressions(fixed.environment)
    if (!facts) return null
    for (const { start, end, test } of fixed.odd) for (const one of test(bytes, start, end)) facts.push(one)
    if (fixed.isUncertain) facts.push(uncertainReading)
    return facts
  }

  /** The same of a frame that was decoded as one of the message. */
  ofDecoded(decoded: Decoded): readonly FindingKind[] | null {
    const { slots, protocol, bytes, missing, problems, extra } = decoded
    if (missing.length > 0 || problems.length > 0 || extra) return null
    const facts = this.fromExpressions(decoded.environment)
    if (!facts) return null
    let isUncertain = false
    for (let slot = 0; slot < slots.count; slot++) {
      const field = protocol.plans[slots.field[slot]!]!
      const variant = slots.variant[slot]!
      for (const one of this.oddities(field, variant, bytes, slots.start[slot]!, slots.end[slot]!)) facts.push(one)
      isUncertain ||= isUncertainField(field, variant)
    }
    if (isUncertain) facts.push(uncertainReading)
    return facts
  }

  private oddities(
    field: FieldPlan,
    variant: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): readonly FindingKind[] {
    if (variant === 0) return usualTest(this.protocol, field)?.(bytes, start, end) ?? nothing
    const reading = field.kind === 'value' ? readingOf(field, variant) : null
    if (!reading || !canBeOdd(reading) || field.valueFrom) return nothing
    return oddities(reading, readValue(reading, bytes, start, end), bytes, start, end)
  }

  /** What every frame has and the checks that hold; null: what holds is an error, or explains the frame. */
  private fromExpressions(environment: Environment): FindingKind[] | null {
    for (const { slot, values } of this.message.expect) {
      const found = environment.values(slot)[0]
      if (typeof found === 'number' && !values.includes(found)) return null
    }
    const facts = [...this.always]
    for (const check of this.checks) if (check.when.matches(environment)) facts.push(check)
    // Errors stand in another order.
    return facts.some((one) => one.severity === 'error') ? null : facts
  }

  private fixedLayout(): FixedLayout | null {
    const { protocol, message } = this
    const frame = protocol.frames[0]!
    const places = fixedPlaces(protocol)
    const { fixedSize } = message.program
    if (!places || fixedSize < 0) return null
    const bodyEnd = frame.headerSize + fixedSize
    const fields = [
      placedFields(protocol, frame.header, 0),
      placedFields(protocol, message.program, frame.headerSize),
      placedFields(protocol, frame.trailer, bodyEnd),
    ].flat()
    const names = [...message.expect.map(({ slot }) => slot), ...this.checks.flatMap(({ when }) => when.slots)]
    const environment = placedValues(places, protocol, message, names)
    if (!environment || fields.includes(null)) return null
    const size = bodyEnd + frame.trailerSize
    const known = fields.filter((one) => one !== null)
    const odd = known.flatMap(({ field, start, end }) => {
      const test = usualTest(protocol, field)
      return test ? [{ start, end, test }] : []
    })
    return { size, odd, isUncertain: known.some(({ field }) => isUncertainField(field, 0)), environment }
  }
}

const nothing: readonly FindingKind[] = []

function isUncertainField(field: FieldPlan, variant: number): boolean {
  if (field.uncertain) return true
  const isRead = field.kind === 'value' || field.kind === 'bits'
  return isRead && Boolean(readingOf(field, variant)?.uncertain)
}

/** The fields of a program of single fields that begins at `start`; with null where it holds something else. */
function placedFields(
  protocol: Protocol,
  { ops }: Program,
  start: number,
): ({ field: FieldPlan; start: number; end: number } | null)[] {
  const found: ({ field: FieldPlan; start: number; end: number } | null)[] = []
  let at = start
  for (let pc = 0; pc < ops.length; pc += 4) {
    const end = at + ops[pc + 2]!
    found.push(ops[pc]! > operation.opFixed ? null : { field: protocol.plans[ops[pc + 1]!]!, start: at, end })
    at = end
  }
  return found
}

const made = new WeakMap<MessagePlan, UsualFindings>()

/** What is found in right frames of a message. */
export function usualFindings(protocol: Protocol, message: MessagePlan): UsualFindings {
  let findings = made.get(message)
  if (!findings) made.set(message, (findings = new UsualFindings(protocol, message)))
  return findings
}
