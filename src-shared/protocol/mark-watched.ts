// Marks the fields whose values expressions look at while a frame is being read, so that run.ts need remember no others.
// The last step of compile.ts.
import type { CompiledExpression } from '../expression/evaluate.ts'
import { rawOffset } from './names.ts'
import { opFixed, type Program, type Protocol } from './plan.ts'

/** Gives watched names their places, and marks fields and operations that have such names. */
export function markWatched(protocol: Protocol): void {
  const programs = allPrograms(protocol)
  const slots = watchedSlots(protocol, programs)
  protocol.watchPlaces = new Int16Array(protocol.names.length).fill(-1)
  for (const slot of slots) protocol.watchPlaces[slot] = protocol.watchCount++
  for (const field of protocol.fields)
    field.watched = slots.has(field.slot) || field.bits.some((bit) => slots.has(bit.slot))
  for (const { ops } of programs)
    for (let i = 0; i < ops.length; i += 4)
      if (ops[i]! <= opFixed && protocol.fields[ops[i + 1]!]!.watched) ops[i + 3] = 1
}

function allPrograms(protocol: Protocol): Set<Program> {
  const found = new Set<Program>()
  const visit = (program: Program): void => {
    if (found.has(program)) return
    found.add(program)
    program.programs.forEach(visit)
    for (const repeat of program.repeats) visit(repeat.program)
    for (const tlv of program.tlvs) {
      for (const entry of tlv.entries.values()) visit(entry)
      for (const range of tlv.ranges) visit(range.program)
    }
  }
  for (const message of protocol.messages) visit(message.program)
  for (const frame of protocol.frames) [frame.header, frame.trailer].forEach(visit)
  if (protocol.encrypted) visit(protocol.encrypted.program)
  return found
}

function watchedSlots(protocol: Protocol, programs: Iterable<Program>): Set<number> {
  const slots = new Set<number>()
  const add = (expression: CompiledExpression | null | number | 'rest') => {
    if (typeof expression !== 'object') return
    for (const slot of expression?.slots ?? []) slots.add(slot % rawOffset)
  }
  for (const { expressions, repeats, tlvs } of programs) {
    expressions.forEach(add)
    for (const { count, from, expect } of repeats) [count, from, expect].forEach(add)
    for (const tlv of tlvs) if (tlv.count >= 0) slots.add(tlv.count)
  }
  for (const message of protocol.messages) add(message.when)
  for (const field of protocol.fields) for (const one of field.cases) add(one.when)
  add(protocol.encrypted?.when ?? null)
  return slots
}
