// A merged definition becomes a Protocol: names resolved, expressions compiled, layouts as tables. Every mistake is
// collected; a protocol with mistakes is not returned.
import type { Label } from '../bytes/range.ts'
import {
  compileExpression,
  compileTemplates,
  enumPlan,
  unknownName,
  type CompileContext,
  type Problem,
} from './compile-reading.ts'
import { compileFrame } from './compile-frame.ts'
import { LayoutCompiler } from './compile-layout.ts'
import type { CheckDefinition, FamilyDefinition, FindingGroup, MessageDefinition } from './definition.ts'
import { ProtocolNames, rawOffset } from './names.ts'
import type { CheckPlan, DialectPlan, FindingPlan, MessagePlan, Protocol } from './plan.ts'

/** Group of a finding whose definition does not say it, by the beginning of its code. */
function groupOf(code: string): FindingGroup {
  if (/checksum|crc/.test(code)) return 'checksum'
  if (/unknown|undecoded|encrypted/.test(code)) return 'undecoded'
  return /wrong|missing|truncated|mark|malformed|mismatch|foreign/.test(code) ? 'malformed' : 'semantic'
}

/** The protocol, or all mistakes of its definition. */
export function compileProtocol(family: FamilyDefinition): { protocol: Protocol } | { problems: Problem[] } {
  const context: CompileContext = { family, names: new ProtocolNames(family), enums: new Map(), problems: [] }
  for (const [name, source] of Object.entries(family.enums ?? {})) context.enums.set(name, enumPlan(source))
  const layouts = new LayoutCompiler(context)
  const frames = family.frames.map((frame, index) =>
    compileFrame(context, layouts, frame, index, (finding) => compileFinding(context, finding)),
  )
  const messages = (family.messages ?? []).map((message, index) => compileMessage(context, layouts, message, index))
  checkMessages(context, family.messages ?? [])
  const dialects = compileDialects(context)
  const encrypted = family.encrypted
  const encryptedWhen = encrypted ? compileExpression(context, encrypted, 'when', encrypted.when) : null
  const checks = compileChecks(context, family.checks ?? [])
  const protocol: Protocol = {
    id: family.id,
    prefix: family.prefix,
    name: family.name,
    dialects,
    defaultDialect: family.default_dialect ?? null,
    frames,
    messages,
    byKey: messagesByKey(family, messages),
    selectBy: family.select.by.map((id) => context.names.slots.get(id) ?? -1),
    typeFormat: family.select.type,
    directionUp: family.direction ? compileExpression(context, family.direction, 'up', family.direction.up) : null,
    directionDown: family.direction
      ? compileExpression(context, family.direction, 'down', family.direction.down)
      : null,
    encrypted:
      encrypted && encryptedWhen
        ? { when: encryptedWhen, program: layouts.program(encrypted.fields, new Set()), message: encrypted.message }
        : null,
    extra: {
      field: layouts.field({ id: family.extra.id, label: family.extra.label, read: 'bytes', size: 'rest' }),
      report: family.extra.report,
    },
    undecoded: layouts.field({
      id: 'undecoded',
      label: { zh: '未解析', en: 'Undecoded' },
      read: 'bytes',
      size: 'rest',
    }),
    data: layouts.field({ id: 'data', label: { zh: '数据', en: 'Data' }, read: 'bytes', size: 'rest' }),
    unknownHex: family.unknown_codes === 'hex',
    evidence: (family.evidence ?? []).flatMap((one) => {
      const when = compileExpression(context, one, 'when', one.when)
      return when ? [{ when, score: one.score, reason: one.reason }] : []
    }),
    checks,
    pairs: family.pairs ?? [],
    samples: family.samples ?? [],
    fields: layouts.fields,
    names: context.names.names,
    nameSlots: context.names.slots,
    nameTable: context.names,
  }
  checkPairs(context)
  if (context.problems.length > 0) return { problems: context.problems }
  markWatched(protocol)
  return { protocol }
}

type FindingSource = {
  code: string
  severity: FindingPlan['severity']
  group?: FindingGroup | undefined
  message: Label
  remedy?: Label | undefined
}

function compileFinding(context: CompileContext, source: FindingSource): FindingPlan | null {
  const message = compileTemplates(context, source.message, source.message)
  return (
    message && {
      code: source.code,
      severity: source.severity,
      group: source.group ?? groupOf(source.code),
      message,
      remedy: source.remedy ?? null,
    }
  )
}

function compileChecks(context: CompileContext, sources: readonly CheckDefinition[]): CheckPlan[] {
  return sources.flatMap((source) => {
    const finding = compileFinding(context, source)
    const when = compileExpression(context, source, 'when', source.when)
    const slot = source.field === undefined ? -1 : context.names.slots.get(source.field)
    if (slot === undefined) unknownName(context, source, 'field', source.field!, context.names.names)
    return finding && when && slot !== undefined ? [{ ...finding, when, slot }] : []
  })
}

function compileMessage(
  context: CompileContext,
  layouts: LayoutCompiler,
  source: MessageDefinition,
  index: number,
): MessagePlan {
  const { family } = context
  const body = typeof source.body === 'number' ? { min: source.body, max: source.body } : source.body
  for (const dialect of source.dialects ?? []) {
    if (!family.dialects?.some((known) => known.id === dialect))
      unknownName(
        context,
        source,
        'dialects',
        dialect,
        (family.dialects ?? []).map((known) => known.id),
      )
  }
  const headerIds = new Set<string>()
  return {
    index,
    id: source.id,
    type: messageType(family, source),
    name: source.name,
    direction: source.direction ?? null,
    reference: source.reference ?? null,
    uncertain: source.uncertain ?? false,
    note: source.note ?? null,
    dialects: source.dialects ?? [],
    body: body ? { min: body.min ?? 0, max: body.max ?? Infinity } : null,
    when: source.when === undefined ? null : compileExpression(context, source, 'when', source.when),
    program: layouts.program(source.fields, headerIds),
    expect: Object.entries(source.expect ?? {}).map(([name, values]) => {
      const slot = context.names.slots.get(name)
      if (slot === undefined) unknownName(context, source.expect!, name, name, context.names.names)
      return { slot: slot ?? -1, name, values: [values].flat() }
    }),
    finding: source.finding ? compileFinding(context, source.finding) : null,
    checks: compileChecks(context, source.checks ?? []),
    tells: (source.tells ?? []).map((tell) => ({
      dialect: tell.dialect,
      when: tell.when === undefined ? null : compileExpression(context, tell, 'when', tell.when),
      weight: tell.weight ?? 2,
    })),
    summary: source.summary ? compileTemplates(context, source.summary, source.summary) : null,
    role: source.role ?? null,
  }
}

/** The message's type as the specification writes it. */
function messageType(family: FamilyDefinition, source: MessageDefinition): string {
  if (family.select.type === 'id') return source.id
  const value = [source.type ?? source.match?.[family.select.by[0]!] ?? 0].flat()[0]!
  return formatType(family.select.type, value)
}

/** "0x0A" or "106". */
export function formatType(format: 'hex' | 'decimal' | 'id', value: number): string {
  return format === 'hex' ? `0x${value.toString(16).toUpperCase().padStart(2, '0')}` : String(value)
}

/** All combinations of selecting values of a message, in the order of select.by. */
function selectingKeys(family: FamilyDefinition, source: MessageDefinition): string[] {
  let keys: string[][] = [[]]
  for (const id of family.select.by) {
    const values = [source.match?.[id] ?? (family.select.by.length === 1 ? source.type : undefined) ?? []].flat()
    keys = keys.flatMap((key) => values.map((value) => [...key, String(value)]))
  }
  return keys.map((key) => key.join(','))
}

function messagesByKey(family: FamilyDefinition, plans: readonly MessagePlan[]): Map<string, MessagePlan[]> {
  const byKey = new Map<string, MessagePlan[]>()
  for (const [index, source] of (family.messages ?? []).entries()) {
    for (const key of selectingKeys(family, source)) byKey.set(key, [...(byKey.get(key) ?? []), plans[index]!])
  }
  return byKey
}

function checkMessages(context: CompileContext, messages: readonly MessageDefinition[]): void {
  const seen = new Set<string>()
  for (const message of messages) {
    if (seen.has(message.id)) {
      context.problems.push({
        where: message,
        key: 'id',
        message: { zh: `报文名“${message.id}”重复。`, en: `Two messages are called "${message.id}".` },
        remedy: { zh: '每种报文（含变体）用不同的 id。', en: 'Give each message, variants too, its own id.' },
      })
    }
    seen.add(message.id)
    if (selectingKeys(context.family, message).length === 0) {
      const wanted = context.family.select.by.join(', ')
      context.problems.push({
        where: message,
        key: 'id',
        message: {
          zh: `报文没有说明由 ${wanted} 的什么值选中。`,
          en: `The message does not say which values of ${wanted} choose it.`,
        },
        remedy: { zh: '写 type，或 match 列出每个字段。', en: 'Write type, or match with each of these fields.' },
      })
    }
  }
}

function compileDialects(context: CompileContext): DialectPlan[] {
  const all = context.family.dialects ?? []
  return all.map((dialect) => {
    const chain: string[] = []
    for (let at: string | undefined = dialect.id; at !== undefined; at = all.find((one) => one.id === at)?.inherits) {
      if (chain.includes(at)) {
        context.problems.push({
          where: dialect,
          key: 'inherits',
          message: {
            zh: `方言互相继承：${[...chain, at].join(' → ')}`,
            en: `Dialects inherit in a circle: ${[...chain, at].join(' → ')}`,
          },
          remedy: { zh: '去掉其中一个 inherits。', en: 'Take one inherits away.' },
        })
        break
      }
      if (!all.some((one) => one.id === at))
        unknownName(
          context,
          dialect,
          'inherits',
          at,
          all.map((one) => one.id),
        )
      chain.push(at)
    }
    return { id: dialect.id, name: dialect.name, chain }
  })
}

function checkPairs(context: CompileContext): void {
  const ids = new Set((context.family.messages ?? []).map((message) => message.id))
  for (const pair of context.family.pairs ?? []) {
    for (const key of ['request', 'reply'] as const) {
      for (const id of pair[key]) if (!ids.has(id)) unknownName(context, pair, key, id, [...ids])
    }
    for (const key of (pair.keys ?? []).flatMap((text) => text.split('='))) {
      if (!context.names.slots.has(key)) unknownName(context, pair, 'keys', key, context.names.names)
    }
  }
}

/** Marks the fields whose values expressions look at while a frame is being read. */
function markWatched(protocol: Protocol): void {
  const slots = new Set<number>()
  const add = (expression: { slots: readonly number[] } | null) =>
    expression?.slots.forEach((slot) => slots.add(slot % rawOffset))
  const visit = (program: Protocol['messages'][number]['program']): void => {
    program.expressions.forEach(add)
    program.programs.forEach(visit)
    for (const repeat of program.repeats) {
      for (const one of [repeat.count, repeat.from, repeat.expect]) if (typeof one === 'object') add(one)
      visit(repeat.program)
    }
    for (const tlv of program.tlvs) {
      if (tlv.count >= 0) slots.add(tlv.count)
      for (const entry of tlv.entries.values()) visit(entry)
      tlv.ranges.forEach((range) => visit(range.program))
    }
  }
  for (const message of protocol.messages) visit(message.program)
  for (const frame of protocol.frames) [frame.header, frame.trailer].forEach(visit)
  if (protocol.encrypted) {
    add(protocol.encrypted.when)
    visit(protocol.encrypted.program)
  }
  for (const field of protocol.fields) field.cases.forEach((one) => add(one.when))
  for (const field of protocol.fields)
    field.watched = slots.has(field.slot) || field.bits.some((bit) => slots.has(bit.slot))
}
