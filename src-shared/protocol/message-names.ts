// Which names frames of a message can have at all: checks that ask for others need no look at the frame.
import type { CompiledExpression, Environment } from '../expression/evaluate.ts'
import * as operation from './operations.ts'
import { isFieldName } from './names.ts'
import type { CheckPlan, FieldPlan, MessagePlan, Program, Protocol } from './plan.ts'

/** Name slots of all fields, bit fields included, that frames of the usual format can have as a message, unless encrypted. */
function possibleNames(protocol: Protocol, message: MessagePlan): ReadonlySet<number> {
  const names = new Set<number>()
  const add = (field: FieldPlan): void => {
    names.add(field.slot)
    for (const bit of field.bits) names.add(bit.slot)
  }
  for (const field of [protocol.extra.field, protocol.undecoded, protocol.data]) add(field)
  const seen = new Set<Program>()
  const visit = (program: Program): void => {
    // Layouts share dictionaries.
    if (seen.has(program)) return
    seen.add(program)
    const { ops } = program
    for (let pc = 0; pc < ops.length; pc += 4) if (ops[pc] !== operation.opIf) add(protocol.plans[ops[pc + 1]!]!)
    program.programs.forEach(visit)
    for (const { item, program: items } of program.repeats) {
      if (item) add(item)
      visit(items)
    }
    for (const { unit, tag, length, unknown, entries, ranges } of program.tlvs) {
      for (const field of [unit, tag, length, unknown]) add(field)
      for (const entry of entries.values()) visit(entry)
      for (const range of ranges) visit(range.program)
    }
  }
  const { header, trailer } = protocol.frames[0]!
  for (const program of [header, message.program, trailer]) visit(program)
  return names
}

/** A condition may hold of frames that have none but `names`. */
function canHold(when: CompiledExpression, names: ReadonlySet<number>): boolean {
  return when.slots.some((slot) => !isFieldName(slot) || names.has(slot)) || when.matches(noValues)
}

const noValues: Environment = { values: () => [] }

const made = new WeakMap<MessagePlan, readonly CheckPlan[]>()

/**
 * The checks of a message and its protocol, in the order of findings, that can hold of frames of the usual format: most
 * checks of a protocol are about names that a message does not have. Of frames that are not encrypted.
 */
export function possibleChecks(protocol: Protocol, message: MessagePlan): readonly CheckPlan[] {
  let checks = made.get(message)
  if (!checks) {
    const names = possibleNames(protocol, message)
    checks = [...message.checks, ...protocol.checks].filter((check) => canHold(check.when, names))
    made.set(message, checks)
  }
  return checks
}
