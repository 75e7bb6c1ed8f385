// From lists of fields to programs of operations. Part of compile.ts; program-builder.ts puts the operations together.
import type { CompiledExpression } from '../expression/evaluate.ts'
import { checkField, hexConstant } from './check-field.ts'
import type { CompileContext } from './compile-context.ts'
import { mistakes } from './compile-mistakes.ts'
import { compileReading } from './compile-reading.ts'
import type { BitFieldDefinition, FieldDefinition, RepeatDefinition } from './definition-field.ts'
import type { DictionaryDefinition } from './definition.ts'
import { layoutDepthLimit } from './definition-limits.ts'
import type { BitPlan, FieldPlan, Program, ReadingPlan, RepeatPlan, TlvPlan } from './plan.ts'
import { ProgramBuilder } from './program-builder.ts'

/** Where in a layout the compiler is. */
interface Position {
  /** Ids of the layout so far, to tell duplicates; null: duplicates are right here. */
  ids: Set<string> | null
  depth: number
  /** Groups that are being inserted, to tell circles. */
  uses: readonly string[]
}

/** Entries of a dictionary by tag. */
type Dictionary = Pick<TlvPlan, 'entries' | 'ranges'>

/** Compiles layouts of one protocol; its fields are collected in `fields`. */
export class LayoutCompiler {
  readonly fields: FieldPlan[] = []
  private readonly context: CompileContext
  /** Compiled once, however often they are used; null while that goes on. */
  private readonly dictionaries = new Map<string, Dictionary | null>()

  constructor(context: CompileContext) {
    this.context = context
  }

  /** The program of the fields of a frame part or a message. */
  layout(definitions: readonly FieldDefinition[]): Program {
    return this.program(definitions, { ids: new Set(), depth: 0, uses: [] })
  }

  private program(definitions: readonly FieldDefinition[], position: Position): Program {
    const builder = new ProgramBuilder()
    for (const definition of definitions) this.addField(builder, definition, position)
    return builder.finish()
  }

  private addField(builder: ProgramBuilder, definition: FieldDefinition, position: Position): void {
    const { context } = this
    if (position.depth > layoutDepthLimit) {
      context.problem(definition, 'id', mistakes.tooDeep())
      return
    }
    if (!checkField(context, definition)) return
    const body = new ProgramBuilder()
    if (definition.use !== undefined) this.addGroup(body, definition, definition.use, position)
    else {
      if (position.ids?.has(definition.id!)) context.problem(definition, 'id', mistakes.fieldTwice(definition.id!))
      position.ids?.add(definition.id!)
      this.addOperation(body, definition, position)
    }
    const when = context.condition(definition, 'when', definition.when)
    if (when) builder.appendConditional(body, when)
    else builder.append(body)
  }

  private addGroup(builder: ProgramBuilder, definition: FieldDefinition, name: string, position: Position): void {
    const groups = this.context.family.groups ?? {}
    const group = Object.hasOwn(groups, name) ? groups[name]! : null
    const uses = [...position.uses, name]
    if (!group) this.context.unknownName(definition, 'use', name, Object.keys(groups))
    else if (position.uses.includes(name)) this.context.problem(definition, 'use', mistakes.groupCircle(uses))
    else for (const member of group) this.addField(builder, member, { ...position, depth: position.depth + 1, uses })
  }

  private addOperation(builder: ProgramBuilder, definition: FieldDefinition, position: Position): void {
    const { fields, repeat, tlv, size } = definition
    const field = this.field(definition)
    if (fields) builder.group(field, this.program(fields, inside(position)))
    else if (repeat) builder.repeat(field, this.repeat(field, definition, repeat, position))
    else if (tlv) builder.tlv(field, this.tlv(field, tlv, position))
    else if (field.cases.length > 0) builder.cases(field, this.sizeExpression(definition))
    else if (field.reading.until) builder.until(field)
    else if (size === 'rest') builder.rest(field)
    else if (typeof size === 'string') builder.sized(field, this.sizeExpression(definition))
    else builder.fixed(field)
  }

  private sizeExpression(definition: FieldDefinition): CompiledExpression | null {
    const { size } = definition
    return typeof size !== 'string' || size === 'rest' ? null : this.context.expression(definition, 'size', size)
  }

  /** The plan of one field, added to the protocol's list. */
  field(definition: FieldDefinition, kind: FieldPlan['kind'] = kindOf(definition), id = definition.id!): FieldPlan {
    const { context } = this
    const label = definition.label ?? { zh: id, en: id }
    const reading = compileReading(context, definition, definition)
    if (definition.until !== undefined) reading.until = hexConstant(definition.until)
    const field: FieldPlan = {
      index: this.fields.length,
      name: `${context.family.prefix}.${id}`,
      templated: id.includes('{') || label.zh.includes('{'),
      slot: context.names.slots.get(id) ?? context.names.add(id, 'any'),
      label,
      kind,
      reading,
      plain: kind === 'value' && isPlain(reading),
      cases: this.cases(definition),
      bits: [],
      valueFrom: null,
      activeNone: definition.active?.none ?? null,
      optional: definition.optional ?? false,
      constant: definition.const === undefined ? null : hexConstant(definition.const),
      watched: false,
      derived: this.derived(definition),
      reference: definition.reference ?? null,
      uncertain: definition.uncertain ?? false,
      note: definition.note ?? null,
      role: definition.role ?? null,
      sensitive: definition.sensitive ?? null,
      exactSize: null,
      itemEnum: definition.repeat ? context.enum(definition.repeat, 'item_enum', definition.repeat.item_enum) : null,
      isListed: definition.repeat?.value === 'list',
    }
    // In the list before its bits are: its index is its place.
    this.fields.push(field)
    field.bits = (definition.bits ?? []).map((bit) => this.bit(field, bit))
    field.valueFrom = field.bits.find((bit) => bit.name.endsWith(`.${definition.value_from}`)) ?? null
    field.watched = context.isWatched(field.slot) || field.bits.some((bit) => context.isWatched(bit.slot))
    return field
  }

  private cases(definition: FieldDefinition): FieldPlan['cases'] {
    const { context } = this
    return (definition.cases ?? []).flatMap((one) => {
      const { when, ...override } = one
      const condition = context.expression(one, 'when', when)
      if (!condition) return []
      return [
        { when: condition, reading: compileReading(context, one, { ...inherited(definition, override), ...override }) },
      ]
    })
  }

  private derived({ derived }: FieldDefinition): FieldPlan['derived'] {
    if (!derived) return null
    const { context } = this
    const value = context.expression(derived, 'value', derived.value)
    const when = context.condition(derived, 'when', derived.when)
    return value && { name: `${context.family.prefix}.${derived.id}`, label: derived.label, when, value }
  }

  private bit(container: FieldPlan, definition: BitFieldDefinition): BitPlan {
    const field = this.field(this.context.changed(definition, { read: 'u8' }), 'value')
    const { name, slot, label } = field
    const reading = { ...field.reading, order: container.reading.order }
    return { name, slot, label, from: definition.from, count: definition.count, reading, field }
  }

  private repeat(
    field: FieldPlan,
    definition: FieldDefinition,
    repeat: RepeatDefinition,
    position: Position,
  ): RepeatPlan {
    const { context } = this
    const itemId = `${definition.id}.item`
    const item =
      repeat.item &&
      context.changed(repeat.item, {
        id: repeat.item.id ?? itemId,
        label: repeat.item.label ?? repeat.item_label ?? definition.label,
      })
    const program = item
      ? this.program([item], { ...inside(position), ids: null })
      : this.program(repeat.fields ?? [], inside(position))
    if (repeat.count === 'rest' && program.fixedSize === 0) context.problem(repeat, 'count', mistakes.endlessRepeat())
    if (repeat.bytes !== undefined && repeat.count !== 'rest')
      context.problem(repeat, 'bytes', mistakes.bytesAndCount())
    return {
      field,
      count: repeat.count === 'rest' ? 'rest' : (this.numberOf(repeat, 'count') ?? 0),
      bytes: this.numberOf(repeat, 'bytes'),
      from: this.numberOf(repeat, 'from') ?? 1,
      expect: context.condition(repeat, 'expect', repeat.expect),
      item: item ? null : this.field({ id: itemId, label: repeat.item_label ?? definition.label }, 'item'),
      program,
      isOne: typeof repeat.count === 'number' && program.fixedSize > 0 && repeat.expect === undefined,
      named: repeat.item?.id !== undefined,
    }
  }

  private numberOf(repeat: RepeatDefinition, key: 'count' | 'from' | 'bytes'): number | CompiledExpression | null {
    const said = repeat[key]
    return typeof said === 'number' || said === undefined ? (said ?? null) : this.context.expression(repeat, key, said)
  }

  private tlv(field: FieldPlan, tlv: NonNullable<FieldDefinition['tlv']>, position: Position): TlvPlan {
    return {
      field,
      unit: this.field(tlv.item, 'unit'),
      tag: this.field(tlv.tag),
      length: this.field(tlv.length),
      count: tlv.count === undefined ? -1 : this.context.slot(tlv, 'count', tlv.count),
      sizes: tlv.sizes,
      unknown: this.field(this.context.changed(tlv.unknown, { read: 'bytes' })),
      ...this.dictionary(tlv, position),
    }
  }

  private dictionary(tlv: NonNullable<FieldDefinition['tlv']>, position: Position): Dictionary {
    const { context } = this
    const name = tlv.dictionary
    const empty: Dictionary = { entries: new Map(), ranges: [] }
    const known = this.dictionaries.get(name)
    if (known) return known
    if (known === null) {
      context.problem(tlv, 'dictionary', mistakes.dictionaryCircle(name))
      return empty
    }
    const all = context.family.dictionaries ?? {}
    if (!Object.hasOwn(all, name)) {
      context.unknownName(tlv, 'dictionary', name, Object.keys(all))
      return empty
    }
    this.dictionaries.set(name, null)
    const compiled = this.entries(all[name]!, position)
    this.dictionaries.set(name, compiled)
    return compiled
  }

  private entries(definitions: DictionaryDefinition, position: Position): Dictionary {
    const entries = new Map<number, Program>()
    const ranges: { first: number; last: number; program: Program }[] = []
    for (const entry of definitions) {
      const { tag } = entry
      const [first, last] = typeof tag === 'number' ? [tag, tag] : tag
      const isTaken = entries.has(first) || ranges.some((range) => first <= range.last && last >= range.first)
      if (isTaken) this.context.problem(entry, 'tag', mistakes.tagTwice(first))
      if (first > last) this.context.problem(entry, 'tag', mistakes.tagRange(first, last))
      const program = this.program([entry], { ...inside(position), ids: null })
      const field = this.fields[program.ops[1] ?? -1]
      if (field) field.exactSize = field.reading.size ?? (program.fixedSize > 0 ? program.fixedSize : null)
      if (typeof tag === 'number') entries.set(tag, program)
      else ranges.push({ first, last, program })
    }
    return { entries, ranges }
  }
}

/** One level deeper, where names begin anew. */
function inside(position: Position): Position {
  return { ids: new Set(), depth: position.depth + 1, uses: position.uses }
}

/** True when the value is the number that run.ts reads, scaled. */
function isPlain({ read, as, none, blank }: ReadingPlan): boolean {
  return /^u(?:8|16|32)(?:be)?$|^u24$/.test(read) && as === null && none === null && blank.length === 0
}

/** What a case takes over from its field: everything, but only the size and the fillers when it reads otherwise. */
function inherited(definition: FieldDefinition, override: { read?: unknown }): Partial<FieldDefinition> {
  const { size, ends, encoding, none, blank } = definition
  return override.read === undefined ? definition : { size, ends, encoding, none, blank }
}

function kindOf(definition: FieldDefinition): FieldPlan['kind'] {
  if (definition.bits) return 'bits'
  if (definition.fields) return 'group'
  if (definition.repeat) return 'repeat'
  return definition.tlv ? 'tlv' : 'value'
}
