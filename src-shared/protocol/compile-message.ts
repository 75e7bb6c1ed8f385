// Messages of a definition: what chooses them, their layouts, what is checked in them. Part of compile.ts.
import type { Label } from '../bytes/range.ts'
import type { CompileContext } from './compile-context.ts'
import type { LayoutCompiler } from './compile-layout.ts'
import { mistakes } from './compile-mistakes.ts'
import type { CheckDefinition, FamilyDefinition, MessageDefinition } from './definition.ts'
import type { CheckPlan, FindingPlan, MessagePlan } from './plan.ts'
import type { FindingGroup } from './severity.ts'

interface FindingSource {
  code: string
  severity: FindingPlan['severity']
  group?: FindingGroup | undefined
  message: Label
  remedy?: Label | undefined
}

/** Group of a finding whose definition does not say it, by the beginning of its code. */
function groupOf(code: string): FindingGroup {
  if (/checksum|crc/.test(code)) return 'checksum'
  if (/unknown|undecoded|encrypted/.test(code)) return 'undecoded'
  return /wrong|missing|truncated|mark|malformed|mismatch|foreign/.test(code) ? 'malformed' : 'semantic'
}

export function compileFinding(context: CompileContext, source: FindingSource): FindingPlan | null {
  const message = context.templates(source.message)
  if (!message) return null
  const { code, severity, group, remedy } = source
  return { code, severity, group: group ?? groupOf(code), message, remedy: remedy ?? null }
}

export function compileChecks(context: CompileContext, sources: readonly CheckDefinition[]): CheckPlan[] {
  return sources.flatMap((source) => {
    const finding = compileFinding(context, source)
    const when = context.expression(source, 'when', source.when)
    const slot = source.field === undefined ? -1 : context.slot(source, 'field', source.field)
    return finding && when ? [{ ...finding, when, slot }] : []
  })
}

/** The plans of all messages, in the order of the files. Their layouts and checks are compiled when they are needed. */
export function compileMessages(context: CompileContext, layouts: LayoutCompiler): MessagePlan[] {
  const ids = new Set<string>()
  return (context.family.messages ?? []).map((source, index) => {
    if (ids.has(source.id)) context.problem(source, 'id', mistakes.messageTwice(source.id))
    ids.add(source.id)
    checkSelection(context, source)
    context.checkDialects(source, 'dialects', source.dialects ?? [])
    return compileMessage(context, layouts, source, index)
  })
}

function compileMessage(
  context: CompileContext,
  layouts: LayoutCompiler,
  source: MessageDefinition,
  index: number,
): MessagePlan {
  let contents: MessageContents | null = null
  const needed = (): MessageContents => (contents ??= compileContents(context, layouts, source))
  return {
    index,
    id: source.id,
    type: messageType(context.family, source),
    name: source.name,
    direction: source.direction ?? null,
    reference: source.reference ?? null,
    uncertain: source.uncertain ?? false,
    note: source.note ?? null,
    dialects: source.dialects ?? [],
    body: bodyBounds(context, source),
    when: context.condition(source, 'when', source.when),
    tells: (source.tells ?? []).map((tell) => {
      context.checkDialects(tell, 'dialect', [tell.dialect])
      return {
        dialect: tell.dialect,
        when: context.condition(tell, 'when', tell.when),
        weight: tell.weight ?? 2,
      }
    }),
    role: source.role ?? null,
    get program() {
      return needed().program
    },
    get expect() {
      return needed().expect
    },
    get finding() {
      return needed().finding
    },
    get checks() {
      return needed().checks
    },
    get summary() {
      return needed().summary
    },
  }
}

/** What is not needed to choose a message, but to read it. */
type MessageContents = Pick<MessagePlan, 'program' | 'expect' | 'finding' | 'checks' | 'summary'>

function compileContents(context: CompileContext, layouts: LayoutCompiler, source: MessageDefinition): MessageContents {
  return {
    program: layouts.layout(source.fields),
    expect: Object.entries(source.expect ?? {}).map(([name, values]) => ({
      slot: context.slot(source.expect!, name, name),
      name,
      values: [values].flat(),
    })),
    finding: source.finding ? compileFinding(context, source.finding) : null,
    checks: compileChecks(context, source.checks ?? []),
    summary: source.summary ? compileSummary(context, source.summary) : null,
  }
}

function compileSummary(
  context: CompileContext,
  source: NonNullable<MessageDefinition['summary']>,
): MessageContents['summary'] {
  return [source].flat().flatMap((part) => {
    const texts = context.templates(part)
    const when = context.condition(part, 'when', 'when' in part ? part.when : undefined)
    return texts ? [{ texts, when, needs: Array.isArray(source) ? texts.zh.slots : [] }] : []
  })
}

/** Compiles what was put off. */
export function compileAllContents(messages: readonly MessagePlan[]): void {
  for (const message of messages) void message.program
}

function bodyBounds(context: CompileContext, source: MessageDefinition): MessagePlan['body'] {
  if (source.body === undefined) return null
  const { min = 0, max = Infinity } =
    typeof source.body === 'number' ? { min: source.body, max: source.body } : source.body
  if (min > max) context.problem(source, 'body', mistakes.bodyBounds(min, max))
  return { min, max }
}

/** Notes what is wrong with the values that choose a message. */
function checkSelection(context: CompileContext, source: MessageDefinition): void {
  const { by } = context.family.select
  for (const name of Object.keys(source.match ?? {}))
    if (!by.includes(name)) context.problem(source.match!, name, mistakes.notSelecting(name, by))
  if (selectingKeys(context.family, source).length === 0) context.problem(source, 'id', mistakes.noSelection(by))
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
  let keys = ['']
  for (const id of family.select.by) {
    const values = [source.match?.[id] ?? (family.select.by.length === 1 ? source.type : undefined) ?? []].flat()
    keys = keys.flatMap((key) => values.map((value) => (key === '' ? String(value) : `${key},${value}`)))
  }
  return keys
}

/** Messages by their selecting values; several in the order of the files. */
export function messagesByKey(
  family: FamilyDefinition,
  plans: readonly MessagePlan[],
): Map<string, readonly MessagePlan[]> {
  const byKey = new Map<string, MessagePlan[]>()
  for (const [index, source] of (family.messages ?? []).entries()) {
    for (const key of selectingKeys(family, source)) {
      const list = byKey.get(key)
      if (list) list.push(plans[index]!)
      else byKey.set(key, [plans[index]!])
    }
  }
  return byKey
}
