// Units of tag, length and value, read by a dictionary. Part of run.ts.
import { readUnsigned } from '../bytes/number.ts'
import type { FieldPlan, Program, TlvPlan } from './plan.ts'
import type { Run } from './run.ts'

/** Reads units to the end, as children of slot `list`; stops before the first that runs past it. */
export function readUnits(run: Run, tlv: TlvPlan, list: number): { found: number; whole: boolean } {
  let found = 0
  while (run.at < run.end) {
    const before = run.slots.count
    const { at } = run
    if (!readUnit(run, tlv) || !run.fits(before)) {
      run.takeBack(before, at, list)
      return { found, whole: false }
    }
    found++
  }
  return { found, whole: true }
}

/** One unit. False: it runs past the end. */
function readUnit(run: Run, tlv: TlvPlan): boolean {
  const { at, bytes } = run
  const lengthAt = at + tlv.tag.reading.size!
  const valueAt = lengthAt + tlv.length.reading.size!
  const left = run.end - at
  if (valueAt > run.end) {
    run.note({ kind: 'overflow', field: tlv.field, at, size: valueAt - at, left })
    return false
  }
  const tag = readUnsigned(bytes, at, lengthAt, tlv.tag.reading.order)
  const size = readUnsigned(bytes, lengthAt, valueAt, tlv.length.reading.order)
  if (valueAt + size > run.end) {
    run.note({ kind: 'overflow', field: tlv.field, at, size: valueAt - at + size, left })
    return false
  }
  run.environment.n = tag
  const unit = run.open(tlv.unit, tag)
  run.leaf(tlv.tag, lengthAt, 0)
  run.leaf(tlv.length, valueAt, 0)
  readUnitValue(run, tlv, tag, size)
  run.close(unit)
  return true
}

function readUnitValue(run: Run, tlv: TlvPlan, tag: number, size: number): void {
  const range = tlv.ranges.find((one) => tag >= one.first && tag <= one.last)
  const program = tlv.entries.get(tag) ?? range?.program
  const field = program && run.protocol.plans[program.ops[1] ?? -1]
  if (!program || !field) {
    run.note({ kind: 'unknown_tag', slot: run.leaf(tlv.unknown, run.at + size, -1), tag })
    return
  }
  run.environment.n = range ? tag - range.first + 1 : tag
  const documented = field.exactSize
  if (documented === null || documented === size) {
    readKnownValue(run, program, field, run.at + size)
    return
  }
  const isElastic = tlv.sizes === 'numbers' && isNumber(field) && size >= 1 && size <= 8
  const variant = isElastic ? field.cases.findIndex((one) => run.holds(one.when)) + 1 : -1
  const slot = run.leaf(field, run.at + size, variant)
  run.note({ kind: 'unit_size', slot, field, documented, found: size, raw: !isElastic })
}

/** A value up to `end` by its layout; what the layout leaves is raw. */
function readKnownValue(run: Run, program: Program, field: FieldPlan, end: number): void {
  const outer = { end: run.end, missing: run.missing }
  const first = run.slots.count
  run.end = end
  run.execute(program)
  const missing = run.missing.slice(outer.missing.length)
  run.end = outer.end
  run.missing = outer.missing
  const rest = run.at < end ? run.leaf(run.protocol.undecoded, end, 0) : -1
  if (rest < 0 && missing.length === 0) return
  run.note({ kind: 'unit_rest', slot: rest < 0 ? Math.min(first, run.slots.count - 1) : rest, field, missing })
}

/** A plain number, which can be read at any length up to 8 bytes. */
function isNumber(field: FieldPlan): boolean {
  return field.kind === 'value' && /^[ui](\d|nt)/.test(field.reading.read)
}
