// From what a definition says of a field's bytes to a ReadingPlan. Part of compile.ts.
import type { Label } from '../bytes/range.ts'
import { parseTimeLayout } from '../bytes/time.ts'
import { check } from '../expression/check.ts'
import type { CompiledExpression } from '../expression/evaluate.ts'
import { parse } from '../expression/parse.ts'
import { similarWords } from '../expression/similar.ts'
import { parseTemplate, type Template } from '../expression/template.ts'
import type { FieldDefinition, ReadName } from './definition-field.ts'
import type { FamilyDefinition } from './definition.ts'
import type { ProtocolNames } from './names.ts'
import type { EnumPlan, ReadingPlan } from './plan.ts'

/** A mistake in a definition: the piece of it that is wrong, the key in that piece, what is wrong and how to mend it. */
export interface Problem {
  where: object
  key: string | number | null
  message: Label
  remedy: Label
}

/** What every part of the compiler needs. */
export interface CompileContext {
  family: FamilyDefinition
  names: ProtocolNames
  enums: Map<string, EnumPlan>
  problems: Problem[]
}

/** What a field, a case and a second reading have in common. */
type Reading = Pick<
  FieldDefinition,
  | 'read'
  | 'size'
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

const numberSizes: Partial<Record<ReadName, number>> = {
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
  ip: 4,
}

/** Compiles an expression of `where[key]`; a mistake is noted and null is returned. */
export function compileExpression(
  context: CompileContext,
  where: object,
  key: string,
  text: string,
): CompiledExpression | null {
  const parsed = parse(text)
  if ('error' in parsed) return expressionProblem(context, where, key, parsed.error.message)
  const checked = check(parsed.expression, context.names)
  if ('errors' in checked) return expressionProblem(context, where, key, checked.errors[0]!.message)
  return checked.compiled
}

function expressionProblem(context: CompileContext, where: object, key: string, message: Label): null {
  context.problems.push({
    where,
    key,
    message: { zh: `表达式有误：${message.zh}`, en: `The expression is wrong: ${message.en}` },
    remedy: { zh: '按 docs/definitions.md 第 6 节改写。', en: 'Rewrite it as section 6 of docs/definitions.md says.' },
  })
  return null
}

/** Compiles the two texts of a label that may hold `{expressions}`. */
export function compileTemplates(
  context: CompileContext,
  where: object,
  label: Label,
): { zh: Template; en: Template } | null {
  const zh = parseTemplate(label.zh, context.names)
  const en = parseTemplate(label.en, context.names)
  if ('template' in zh && 'template' in en) return { zh: zh.template, en: en.template }
  const error = 'error' in zh ? zh.error : 'error' in en ? en.error : null
  if (error) expressionProblem(context, where, 'error' in zh ? 'zh' : 'en', error.message)
  return null
}

/** Texts of codes from an inline map or a name of `enums`. */
export function compileEnum(
  context: CompileContext,
  where: object,
  key: string,
  source: FieldDefinition['enum'],
): EnumPlan | null {
  if (source === undefined) return null
  if (typeof source === 'string') {
    const shared = context.enums.get(source)
    if (!shared) unknownName(context, where, key, source, [...context.enums.keys()])
    return shared ?? null
  }
  return enumPlan(source)
}

export function enumPlan(source: Record<string, Label>): EnumPlan {
  const texts = new Map<number, Label>()
  for (const [code, label] of Object.entries(source)) if (code !== 'default') texts.set(Number(code), label)
  return { texts, otherwise: Object.hasOwn(source, 'default') ? source['default']! : null }
}

/** A name that the definition does not have. */
export function unknownName(
  context: CompileContext,
  where: object,
  key: string | number,
  name: string,
  known: readonly string[],
): void {
  const near = similarWords(name, known, 3)
  context.problems.push({
    where,
    key,
    message: { zh: `没有名为“${name}”的定义。`, en: `Nothing is called "${name}".` },
    remedy: near.length
      ? { zh: `是否想写：${near.join('、')}？`, en: `Did you mean ${near.join(', ')}?` }
      : { zh: '先定义它，或改正名字。', en: 'Define it first, or correct the name.' },
  })
}

function flagTexts(
  context: CompileContext,
  where: object,
  source: FieldDefinition['flags'],
): ReadonlyMap<number, Label> | null {
  if (source === undefined) return null
  const table = typeof source === 'string' ? context.family.flags?.[source] : source
  if (!table) {
    unknownName(context, where, 'flags', String(source), Object.keys(context.family.flags ?? {}))
    return null
  }
  return new Map(Object.entries(table).map(([bit, label]) => [Number(bit), label]))
}

/** Digits after the point that a scale gives: 0.01 → 2, 1 → 0. */
function decimalsOf(scale: number): number {
  for (let decimals = 0; decimals < 9; decimals++)
    if (Math.abs(scale * 10 ** decimals - Math.round(scale * 10 ** decimals)) < 1e-9) return decimals
  return 9
}

/** Bytes that a reading takes, or null when `size` is an expression or the rest. */
function fixedSize(reading: Reading): number | null {
  if (typeof reading.size === 'number') return reading.size
  if (reading.size !== undefined || !reading.read) return null
  if (reading.read === 'bcd_time')
    return (parseTimeLayout(reading.layout ?? '') ?? []).reduce((total, part) => total + part.size, 0)
  if (reading.read === 'version')
    return (reading.parts ?? []).reduce((total, part) => total + (part === 'u8' ? 1 : 2), 0)
  return numberSizes[reading.read] ?? null
}

/** The plan of `reading`; `where` is the piece of the definition that it stands in. */
export function compileReading(
  context: CompileContext,
  where: object,
  reading: Reading,
  orderOf: ReadName | undefined = reading.read,
): ReadingPlan {
  const { family } = context
  const scale = reading.scale ?? 1
  const offset = reading.offset ?? 0
  const layout = reading.layout === undefined ? [] : parseTimeLayout(reading.layout)
  if (layout === null || (reading.read === 'bcd_time' && layout.length === 0)) {
    context.problems.push({
      where,
      key: 'layout',
      message: { zh: '时间格式有不认识的部分。', en: 'The time layout has a part that is not known.' },
      remedy: {
        zh: '可用：YYYY YYYY< YY yy MM MM&1f DD hh mm ss --',
        en: 'Known are: YYYY YYYY< YY yy MM MM&1f DD hh mm ss --',
      },
    })
  }
  const second = reading.second
  return {
    read: reading.read ?? 'bytes',
    size: fixedSize(reading),
    order: orderOf?.endsWith('be') ? 'big' : family.order,
    scale,
    offset,
    decimals: reading.decimals ?? Math.max(decimalsOf(scale), decimalsOf(Math.abs(offset) || 1)),
    unit: reading.unit ?? null,
    as: reading.as ?? null,
    digits: reading.digits ?? 1,
    before: reading.before ?? '',
    enum: compileEnum(context, where, 'enum', reading.enum),
    flags: flagTexts(context, where, reading.flags),
    none: reading.none === undefined ? null : parseInt(reading.none, 16),
    noneText: reading.none_text ?? null,
    blank: (reading.blank ?? []).map((byte) => parseInt(byte, 16)),
    ends: reading.ends ?? family.text.ends,
    encoding: reading.encoding ?? family.text.encoding,
    layout: layout ?? [],
    parts: reading.parts ?? [],
    second: second
      ? {
          label: second.label,
          reading: compileReading(context, second, { ...second, label: undefined }),
          when: second.when === undefined ? null : compileExpression(context, second, 'when', second.when),
        }
      : null,
    range: reading.range ?? null,
    rangeSwapped: reading.range_swapped ?? false,
    label: reading.label ?? null,
    uncertain: reading.uncertain ?? null,
  }
}
