// Whether one field of a definition makes sense by itself: one kind, a size, bits that do not overlap. Part of
// compile-layout.ts, which compiles only what passes here.
import { parseHex } from '../bytes/hex.ts'
import type { CompileContext } from './compile-context.ts'
import { mistakes } from './compile-mistakes.ts'
import { ownSize } from './compile-reading.ts'
import type { FieldDefinition } from './definition-field.ts'
import { canBeCode } from './format.ts'
import type { Mistake } from './mistake.ts'

const fieldKinds = ['read', 'bits', 'fields', 'repeat', 'tlv', 'use'] as const

/** Bytes of a quoted hex constant; the schema has checked its form. */
export function hexConstant(text: string): Uint8Array {
  const parsed = parseHex(text)
  return 'bytes' in parsed ? parsed.bytes : new Uint8Array(0)
}

/** True when the field can be compiled; else its mistakes are noted. */
export function checkField(context: CompileContext, field: FieldDefinition): boolean {
  return (
    hasOneKind(context, field) &&
    hasName(context, field) &&
    hasSize(context, field) &&
    bitsFit(context, field) &&
    repeatFits(context, field) &&
    detailsFit(context, field)
  )
}

function hasOneKind(context: CompileContext, field: FieldDefinition): boolean {
  const kinds = fieldKinds.filter((key) => field[key] !== undefined && !(key === 'read' && field.bits))
  if (kinds.length === 1) return true
  context.problem(field, 'id', mistakes.kinds(fieldKinds, kinds))
  return false
}

function hasName(context: CompileContext, field: FieldDefinition): boolean {
  if (field.use !== undefined || (field.id && field.label)) return true
  context.problem(field, 'id', mistakes.noIdOrLabel())
  return false
}

function hasSize(context: CompileContext, field: FieldDefinition): boolean {
  const { read, size, until } = field
  if (until !== undefined) {
    if ((read === 'text' || read === 'bytes') && size === undefined) return true
    context.problem(field, 'until', mistakes.untilWhat())
    return false
  }
  if (read === undefined || (field.bits && size !== undefined)) return true
  const own = ownSize(field)
  if (read === 'version' && own === 0) context.problem(field, 'read', mistakes.noParts())
  else if (own === null && size === undefined && read !== 'ip') context.problem(field, 'read', mistakes.noSize(read))
  else if (own !== null && size !== undefined && size !== own)
    context.problem(field, 'size', mistakes.ownSize(read, own))
  else if ((read === 'uint' || read === 'int') && size === 0) context.problem(field, 'size', mistakes.numberSize(read))
  else return true
  return false
}

/** Bits of a number or a fixed field, or null when its size is not known before a frame is read. */
function widthOf(field: FieldDefinition): number | null {
  const size = typeof field.size === 'number' ? field.size : field.size === undefined ? (ownSize(field) ?? 1) : null
  return size === null ? null : size * 8
}

function bitsFit(context: CompileContext, field: FieldDefinition): boolean {
  const width = widthOf(field) ?? Infinity
  const taken = new Map<number, string>()
  let fits = true
  for (const bit of field.bits ?? []) {
    for (let at = bit.from; at < bit.from + bit.count; at++) {
      const by = taken.get(at)
      if (at < width && by === undefined) {
        taken.set(at, bit.id)
        continue
      }
      context.problem(bit, 'from', at >= width ? mistakes.bitOutside(at, width) : mistakes.bitTaken(at, by!))
      fits = false
      break
    }
  }
  if (field.value_from === undefined || field.bits?.some((bit) => bit.id === field.value_from)) return fits
  context.unknownName(field, 'value_from', field.value_from, field.bits?.map((bit) => bit.id) ?? [])
  return false
}

function repeatFits(context: CompileContext, { repeat }: FieldDefinition): boolean {
  if (!repeat || (repeat.item === undefined) !== (repeat.fields === undefined)) return true
  context.problem(repeat, null, mistakes.repeatContents())
  return false
}

/** Constants, codes and flags against the way the field is read. */
function detailsFit(context: CompileContext, field: FieldDefinition): boolean {
  const { read, bits } = field
  const width = widthOf(field)
  const constant = field.const === undefined ? null : hexConstant(field.const).length
  let fits = true
  const problem = (key: string, what: Mistake) => {
    context.problem(field, key, what)
    fits = false
  }
  if (constant !== null && width !== null && constant * 8 !== width)
    problem('const', mistakes.constantSize(constant, width / 8))
  if (field.enum !== undefined && read && !bits && !canBeCode(read)) problem('enum', mistakes.codesOf('enum', read))
  if (typeof field.flags === 'object' && width !== null) {
    const outside = Object.keys(field.flags).find((bit) => Number(bit) >= width)
    if (outside !== undefined) problem('flags', mistakes.flagOutside(outside, width))
  }
  return fits
}
