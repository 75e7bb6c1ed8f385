// From what a definition says of a field's bytes to a ReadingPlan. Part of compile.ts.
import type { Label } from '../bytes/range.ts'
import { parseTimeLayout, type TimePart } from '../bytes/time.ts'
import type { CompileContext } from './compile-context.ts'
import { mistakes } from './compile-mistakes.ts'
import type { FieldDefinition, ReadName } from './definition-field.ts'
import type { ReadingPlan } from './plan.ts'

/** What a field, a case and a second reading have in common. */
export type ReadingSource = Pick<
  FieldDefinition,
  | 'read'
  | 'size'
  | 'order'
  | 'layout'
  | 'parts'
  | 'ends'
  | 'encoding'
  | 'scale'
  | 'offset'
  | 'unit'
  | 'decimals'
  | 'as'
  | 'digits'
  | 'before'
  | 'enum'
  | 'flags'
  | 'none'
  | 'none_text'
  | 'blank'
  | 'second'
  | 'range'
  | 'range_swapped'
  | 'label'
  | 'uncertain'
>

const ownSizes: Partial<Record<ReadName, number>> = {
  u8: 1,
  u16: 2,
  u24: 3,
  u32: 4,
  u40: 5,
  u48: 6,
  u64: 8,
  u16be: 2,
  u24be: 3,
  u32be: 4,
  u64be: 8,
  i8: 1,
  i16: 2,
  i32: 4,
  i64: 8,
  i16be: 2,
  i32be: 4,
  cp56time2a: 7,
  unix_time: 4,
  clock: 2,
}

/** Bytes that a way of reading always takes; null when `size` says it. */
export function ownSize({ read, layout, parts }: ReadingSource): number | null {
  if (!read) return null
  if (read === 'bcd_time') return (parseTimeLayout(layout ?? '') ?? []).reduce((total, part) => total + part.size, 0)
  if (read === 'version') return (parts ?? []).reduce((total, part) => total + (part === 'u8' ? 1 : 2), 0)
  return ownSizes[read] ?? null
}

/** Bytes that a reading takes, or null when `size` is an expression or the rest. */
function fixedSize(reading: ReadingSource): number | null {
  if (typeof reading.size === 'number') return reading.size
  if (reading.size !== undefined) return null
  return ownSize(reading) ?? (reading.read === 'ip' ? 4 : null)
}

/** Digits after the point that a scale gives: 0.01 → 2, 1 → 0. */
function decimalsOf(scale: number): number {
  for (let decimals = 0; decimals < 9; decimals++)
    if (Math.abs(scale * 10 ** decimals - Math.round(scale * 10 ** decimals)) < 1e-9) return decimals
  return 9
}

function flagTexts(
  context: CompileContext,
  where: object,
  source: FieldDefinition['flags'],
): ReadonlyMap<number, Label> | null {
  if (source === undefined) return null
  const table = typeof source === 'string' ? context.family.flags?.[source] : source
  if (table) return new Map(Object.entries(table).map(([bit, label]) => [Number(bit), label]))
  context.unknownName(where, 'flags', String(source), Object.keys(context.family.flags ?? {}))
  return null
}

/** The parts of a packed date-time; empty for other readings. */
function timeLayout(context: CompileContext, where: object, { read, layout }: ReadingSource): TimePart[] {
  const parts = layout === undefined ? [] : parseTimeLayout(layout)
  if (parts && (parts.length > 0 || read !== 'bcd_time')) return parts
  context.problem(where, 'layout', mistakes.timeLayout())
  return []
}

function secondReading(context: CompileContext, second: ReadingSource['second']): ReadingPlan['second'] {
  if (!second) return null
  const reading = compileReading(context, second, { ...second, label: undefined })
  return { label: second.label, reading, when: context.condition(second, 'when', second.when) }
}

/** The unit in both languages. */
function unitText({ family }: CompileContext, unit: string | undefined): Label | null {
  if (unit === undefined) return null
  return Object.hasOwn(family.units ?? {}, unit) ? family.units![unit]! : { zh: unit, en: unit }
}

/** The plan of `reading`; `where` is the piece of the definition that it stands in. */
export function compileReading(context: CompileContext, where: object, reading: ReadingSource): ReadingPlan {
  const { text, order } = context.family
  const scale = reading.scale ?? 1
  const offset = reading.offset ?? 0
  return {
    read: reading.read ?? 'bytes',
    size: fixedSize(reading),
    order: reading.order ?? (reading.read?.endsWith('be') ? 'big' : order),
    scale,
    offset,
    decimals: reading.decimals ?? Math.max(decimalsOf(scale), decimalsOf(Math.abs(offset) || 1)),
    unit: reading.unit ?? null,
    unitText: unitText(context, reading.unit),
    as: reading.as ?? null,
    digits: reading.digits ?? 1,
    before: reading.before ?? '',
    enum: context.enum(where, 'enum', reading.enum),
    flags: flagTexts(context, where, reading.flags),
    none: reading.none === undefined ? null : parseInt(reading.none, 16),
    noneText: reading.none_text ?? null,
    blank: (reading.blank ?? []).map((byte) => parseInt(byte, 16)),
    ends: reading.ends ?? text.ends,
    until: null,
    encoding: reading.encoding ?? text.encoding,
    layout: timeLayout(context, where, reading),
    parts: reading.parts ?? [],
    second: secondReading(context, reading.second),
    range: reading.range ?? null,
    rangeSwapped: reading.range_swapped ?? false,
    label: reading.label ?? null,
    uncertain: reading.uncertain ?? null,
  }
}
