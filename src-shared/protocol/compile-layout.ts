// From lists of fields to programs of operations. Part of compile.ts.
import { parseHex } from '../bytes/hex.ts'
import type { CompiledExpression } from '../expression/evaluate.ts'
import type { BitFieldDefinition, FieldDefinition } from './definition-field.ts'
import { compileEnum, compileExpression, compileReading, unknownName, type CompileContext } from './compile-reading.ts'
import type { BitPlan, FieldPlan, Program, RepeatPlan, TlvPlan } from './plan.ts'
import * as plan from './plan.ts'

const fieldKinds = ['read', 'bits', 'fields', 'repeat', 'tlv', 'use'] as const
const depthLimit = 16

/** Bytes of a quoted hex constant; the schema has checked its form. */
export function hexConstant(text: string): Uint8Array {
  const parsed = parseHex(text)
  return 'bytes' in parsed ? parsed.bytes : new Uint8Array(0)
}

/** Compiles layouts of one protocol; its fields are collected in `fields`. */
export class LayoutCompiler {
  readonly fields: FieldPlan[] = []
  private readonly context: CompileContext

  constructor(context: CompileContext) {
    this.context = context
  }

  /** The program of a list of fields. `seen` holds the ids of the layout so far, for duplicates. */
  program(
    definitions: readonly FieldDefinition[],
    seen: Set<string> | null,
    depth = 0,
    uses: readonly string[] = [],
  ): Program {
    const builder = new ProgramBuilder()
    for (const definition of definitions) this.addField(builder, definition, seen, depth, uses)
    return builder.finish()
  }

  private addField(
    builder: ProgramBuilder,
    definition: FieldDefinition,
    seen: Set<string> | null,
    depth: number,
    uses: readonly string[],
  ): void {
    if (!this.isWellFormed(definition, depth)) return
    if (definition.use !== undefined) {
      this.addGroup(builder, definition, definition.use, seen, depth, uses)
      return
    }
    const id = definition.id!
    if (seen?.has(id)) {
      this.problem(
        definition,
        'id',
        `本报文已有字段“${id}”。`,
        `This layout has a field "${id}" already.`,
        '字段名在一种报文内必须唯一。',
        'Give each field of a message its own id.',
      )
    }
    seen?.add(id)
    const body = new ProgramBuilder()
    this.addOperation(body, definition, depth, uses)
    if (definition.when === undefined) builder.append(body)
    else builder.appendConditional(body, compileExpression(this.context, definition, 'when', definition.when))
  }

  private addGroup(
    builder: ProgramBuilder,
    definition: FieldDefinition,
    name: string,
    seen: Set<string> | null,
    depth: number,
    uses: readonly string[],
  ): void {
    const group = this.context.family.groups?.[name]
    if (!group) unknownName(this.context, definition, 'use', name, Object.keys(this.context.family.groups ?? {}))
    else if (uses.includes(name)) {
      const chain = [...uses, name].join(' → ')
      this.problem(
        definition,
        'use',
        `字段组互相引用：${chain}`,
        `Groups use each other in a circle: ${chain}`,
        '去掉其中一个 use。',
        'Take one of these uses away.',
      )
    } else {
      const body = new ProgramBuilder()
      for (const member of group) this.addField(body, member, seen, depth + 1, [...uses, name])
      if (definition.when === undefined) builder.append(body)
      else builder.appendConditional(body, compileExpression(this.context, definition, 'when', definition.when))
    }
  }

  private addOperation(
    builder: ProgramBuilder,
    definition: FieldDefinition,
    depth: number,
    uses: readonly string[],
  ): void {
    const field = this.field(definition)
    if (definition.fields) builder.group(field, this.program(definition.fields, new Set(), depth + 1, uses))
    else if (definition.repeat) builder.repeat(field, this.repeat(field, definition, depth, uses))
    else if (definition.tlv) builder.tlv(field, this.tlv(field, definition, depth))
    else if (field.cases.length > 0)
      builder.simple(plan.opCases, field, field.reading.size ?? -1, this.sizeExpression(builder, definition))
    else if (definition.size === 'rest') builder.simple(plan.opRest, field, 0, 0)
    else if (typeof definition.size === 'string')
      builder.simple(plan.opSized, field, this.sizeExpression(builder, definition), 0)
    else builder.fixed(field)
  }

  private sizeExpression(builder: ProgramBuilder, definition: FieldDefinition): number {
    if (typeof definition.size !== 'string') return -1
    if (definition.size === 'rest') return -2
    const size = compileExpression(this.context, definition, 'size', definition.size)
    return size ? builder.expression(size) : -1
  }

  /** The plan of one field, added to the protocol's list. */
  field(definition: FieldDefinition, kind: FieldPlan['kind'] = kindOf(definition), id = definition.id!): FieldPlan {
    const { context } = this
    const field: FieldPlan = {
      index: this.fields.length,
      name: `${context.family.prefix}.${id}`,
      templated: id.includes('{') || (definition.label?.zh.includes('{') ?? false),
      slot: context.names.slots.get(id) ?? context.names.add(id, 'any'),
      label: definition.label ?? { zh: id, en: id },
      kind,
      reading: compileReading(context, definition, definition),
      cases: (definition.cases ?? []).flatMap((one) => {
        const when = compileExpression(context, one, 'when', one.when)
        const { when: _when, ...override } = one
        return when
          ? [{ when, reading: compileReading(context, one, { ...inherited(definition, override), ...override }) }]
          : []
      }),
      bits: [],
      valueFrom: null,
      activeNone: definition.active?.none ?? null,
      optional: definition.optional ?? false,
      constant: definition.const === undefined ? null : hexConstant(definition.const),
      watched: false,
      derived: null,
      reference: definition.reference ?? null,
      uncertain: definition.uncertain ?? false,
      note: definition.note ?? null,
      role: definition.role ?? null,
      sensitive: definition.sensitive ?? null,
      exactSize: null,
      itemEnum:
        definition.repeat?.item_enum === undefined
          ? null
          : compileEnum(context, definition.repeat, 'item_enum', definition.repeat.item_enum),
    }
    // In the list before its bits are: its index is its place.
    this.fields.push(field)
    if (definition.bits) field.bits = definition.bits.map((bit) => this.bit(field, bit))
    if (definition.value_from)
      field.valueFrom = field.bits.find((bit) => bit.name.endsWith(`.${definition.value_from}`)) ?? null
    if (definition.derived) {
      const { id: derivedId, label, when, value } = definition.derived
      const compiled = compileExpression(context, definition.derived, 'value', value)
      const condition = when === undefined ? null : compileExpression(context, definition.derived, 'when', when)
      if (compiled)
        field.derived = { name: `${context.family.prefix}.${derivedId}`, label, when: condition, value: compiled }
    }
    return field
  }

  private bit(container: FieldPlan, definition: BitFieldDefinition): BitPlan {
    const field = this.field({ ...definition, read: 'u8' }, 'value')
    return {
      name: field.name,
      slot: field.slot,
      label: field.label,
      from: definition.from,
      count: definition.count,
      reading: { ...field.reading, order: container.reading.order },
      field,
    }
  }

  private repeat(field: FieldPlan, definition: FieldDefinition, depth: number, uses: readonly string[]): RepeatPlan {
    const { context } = this
    const repeat = definition.repeat!
    const item = repeat.item
      ? {
          ...repeat.item,
          id: repeat.item.id ?? `${definition.id}.item`,
          label: repeat.item.label ?? repeat.item_label ?? definition.label,
        }
      : null
    const program = this.program(item ? [item] : (repeat.fields ?? []), item ? null : new Set(), depth + 1, uses)
    const numbered = (key: 'count' | 'from' | 'expect') => {
      const text = repeat[key]
      return typeof text === 'string' && text !== 'rest' ? compileExpression(context, repeat, key, text) : null
    }
    if (repeat.count === 'rest' && (program.fixedSize === 0 || program.ops.length === 0)) {
      this.problem(
        repeat,
        'count',
        '重复到末尾的项不占任何字节，会无限重复。',
        'An item without bytes would repeat for ever.',
        '给项至少一个有长度的字段，或写明次数。',
        'Give the item a field with a size, or state a count.',
      )
    }
    return {
      field,
      count: typeof repeat.count === 'number' || repeat.count === 'rest' ? repeat.count : (numbered('count') ?? 0),
      from: typeof repeat.from === 'number' ? repeat.from : (numbered('from') ?? 1),
      expect: numbered('expect'),
      item: item
        ? null
        : this.field({ id: `${definition.id}.item`, label: repeat.item_label ?? definition.label }, 'item'),
      program,
      itemSize: Math.max(program.fixedSize, 0),
    }
  }

  private tlv(field: FieldPlan, definition: FieldDefinition, depth: number): TlvPlan {
    const { context } = this
    const tlv = definition.tlv!
    const dictionary = context.family.dictionaries?.[tlv.dictionary]
    if (!dictionary)
      unknownName(context, tlv, 'dictionary', tlv.dictionary, Object.keys(context.family.dictionaries ?? {}))
    const entries = new Map<number, Program>()
    const ranges: { first: number; last: number; program: Program }[] = []
    for (const entry of dictionary ?? []) {
      const { tag, ...entryField } = entry
      const first = typeof tag === 'number' ? tag : tag[0]
      if (entries.has(first))
        this.problem(
          entry,
          'tag',
          `标签 ${first} 重复。`,
          `Tag ${first} stands twice.`,
          '每个标签只写一次。',
          'List each tag once.',
        )
      const program = this.program([entryField], null, depth + 1)
      for (let i = 0; i < program.ops.length; i += 4) {
        const planned = this.fields[program.ops[i + 1]!]
        if (planned && i === 0)
          planned.exactSize = planned.reading.size ?? (program.fixedSize > 0 ? program.fixedSize : null)
      }
      if (typeof tag === 'number') entries.set(tag, program)
      else ranges.push({ first, last: tag[1], program })
    }
    const slot = tlv.count === undefined ? -1 : (context.names.slots.get(tlv.count) ?? -1)
    if (tlv.count !== undefined && slot < 0)
      unknownName(context, tlv, 'count', tlv.count, [...context.names.slots.keys()])
    return {
      field,
      unit: this.field({ ...tlv.item }, 'unit'),
      tag: this.field({ ...tlv.tag }),
      length: this.field({ ...tlv.length }),
      count: slot,
      sizes: tlv.sizes,
      unknown: this.field({ ...tlv.unknown, read: 'bytes' }),
      entries,
      ranges,
    }
  }

  private isWellFormed(definition: FieldDefinition, depth: number): boolean {
    const kinds = fieldKinds.filter((key) => definition[key] !== undefined && !(key === 'read' && definition.bits))
    if (kinds.length !== 1) {
      this.problem(
        definition,
        'id',
        `字段必须恰好有 ${fieldKinds.join('、')} 之一，这里有 ${kinds.length} 个。`,
        `A field has exactly one of ${fieldKinds.join(', ')}; here are ${kinds.length}.`,
        '保留其中一个。',
        'Keep one of them.',
      )
      return false
    }
    if (definition.use === undefined && (!definition.id || !definition.label)) {
      this.problem(
        definition,
        definition.id ? 'id' : null,
        '字段缺少 id 或 label。',
        'The field has no id or no label.',
        '补上 id 与中英文 label。',
        'Give it an id and a label in both languages.',
      )
      return false
    }
    if (depth > depthLimit) {
      this.problem(
        definition,
        'id',
        `嵌套超过 ${depthLimit} 层。`,
        `Nested more than ${depthLimit} deep.`,
        '减少嵌套。',
        'Nest less.',
      )
      return false
    }
    return this.hasSize(definition) && this.bitsFit(definition)
  }

  private hasSize(definition: FieldDefinition): boolean {
    if (definition.read === undefined || definition.size !== undefined) return true
    const sized = ![
      'uint',
      'int',
      'bcd',
      'bcd_reversed',
      'bcd_number',
      'bcd_number_reversed',
      'text',
      'bytes',
    ].includes(definition.read)
    if (!sized)
      this.problem(
        definition,
        'read',
        `${definition.read} 需要 size。`,
        `${definition.read} needs a size.`,
        '写明字节数、rest 或表达式。',
        'State the bytes, rest, or an expression.',
      )
    return sized
  }

  private bitsFit(definition: FieldDefinition): boolean {
    if (!definition.bits) return true
    const width =
      (typeof definition.size === 'number'
        ? definition.size
        : definition.read?.startsWith('u16')
          ? 2
          : definition.read?.startsWith('u32')
            ? 4
            : definition.size === undefined
              ? 1
              : 8) * 8
    const taken = new Set<number>()
    for (const bit of definition.bits) {
      for (let at = bit.from; at < bit.from + bit.count; at++) {
        if (at >= width || taken.has(at)) {
          const why =
            at >= width
              ? [`位 ${at} 超出 ${width} 位。`, `Bit ${at} is outside the ${width} bits.`]
              : [`位 ${at} 已属于另一个字段。`, `Bit ${at} belongs to another field already.`]
          this.problem(bit, 'from', why[0]!, why[1]!, '改正 from 或 count。', 'Correct from or count.')
          return false
        }
        taken.add(at)
      }
    }
    return true
  }

  private problem(where: object, key: string | null, zh: string, en: string, remedyZh: string, remedyEn: string): void {
    this.context.problems.push({ where, key, message: { zh, en }, remedy: { zh: remedyZh, en: remedyEn } })
  }
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

/** Collects operations; jumps are relative, so pieces can be put together. */
class ProgramBuilder {
  private readonly ops: number[] = []
  private readonly expressions: CompiledExpression[] = []
  private readonly programs: Program[] = []
  private readonly repeats: RepeatPlan[] = []
  private readonly tlvs: TlvPlan[] = []
  private size = 0

  simple(code: number, field: FieldPlan, a: number, b: number): void {
    this.ops.push(code, field.index, a, b)
    this.size = -1
  }

  fixed(field: FieldPlan): void {
    const { read, size, order } = field.reading
    const bytes = size ?? 1
    const big = order === 'big'
    const number = field.kind === 'bits' || /^[ui]\d/.test(read)
    let code: number = plan.opFixed
    if (number && bytes === 1) code = plan.opU8
    else if (number && bytes === 2) code = big ? plan.opU16be : plan.opU16
    else if (number && bytes === 3 && !big) code = plan.opU24
    else if (number && bytes === 4) code = big ? plan.opU32be : plan.opU32
    this.ops.push(code, field.index, bytes, 0)
    if (this.size >= 0) this.size += bytes
  }

  group(field: FieldPlan, program: Program): void {
    this.ops.push(plan.opGroup, field.index, this.programs.push(program) - 1, 0)
    this.size = this.size >= 0 && program.fixedSize >= 0 ? this.size + program.fixedSize : -1
  }

  repeat(field: FieldPlan, repeat: RepeatPlan): void {
    this.ops.push(plan.opRepeat, field.index, this.repeats.push(repeat) - 1, 0)
    this.size =
      this.size >= 0 && typeof repeat.count === 'number' && repeat.program.fixedSize >= 0
        ? this.size + repeat.count * repeat.program.fixedSize
        : -1
  }

  tlv(field: FieldPlan, tlv: TlvPlan): void {
    this.simple(plan.opTlv, field, this.tlvs.push(tlv) - 1, 0)
  }

  expression(expression: CompiledExpression): number {
    return this.expressions.push(expression) - 1
  }

  /** Takes over the operations of another builder, whose tables move behind this one's. */
  append(other: ProgramBuilder): void {
    const shift = {
      expression: this.expressions.length,
      program: this.programs.length,
      repeat: this.repeats.length,
      tlv: this.tlvs.length,
    }
    this.expressions.push(...other.expressions)
    this.programs.push(...other.programs)
    this.repeats.push(...other.repeats)
    this.tlvs.push(...other.tlvs)
    for (let i = 0; i < other.ops.length; i += 4) {
      const [code, field, a, b] = [other.ops[i]!, other.ops[i + 1]!, other.ops[i + 2]!, other.ops[i + 3]!]
      if (code === plan.opSized || code === plan.opIf) this.ops.push(code, field, a + shift.expression, b)
      else if (code === plan.opCases) this.ops.push(code, field, a, b >= 0 ? b + shift.expression : b)
      else if (code === plan.opGroup) this.ops.push(code, field, a + shift.program, b)
      else if (code === plan.opRepeat) this.ops.push(code, field, a + shift.repeat, b)
      else if (code === plan.opTlv) this.ops.push(code, field, a + shift.tlv, b)
      else this.ops.push(code, field, a, b)
    }
    this.size = this.size >= 0 && other.size >= 0 ? this.size + other.size : -1
  }

  appendConditional(other: ProgramBuilder, when: CompiledExpression | null): void {
    if (when) this.ops.push(plan.opIf, -1, this.expression(when), other.ops.length / 4)
    this.append(other)
    this.size = -1
  }

  finish(): Program {
    return {
      ops: Int32Array.from(this.ops),
      expressions: this.expressions,
      programs: this.programs,
      repeats: this.repeats,
      tlvs: this.tlvs,
      fixedSize: this.size,
    }
  }
}
