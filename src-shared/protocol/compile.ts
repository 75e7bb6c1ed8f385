// A merged definition becomes a Protocol: names resolved, expressions compiled, layouts as tables. Every mistake is
// collected; a protocol with mistakes is not returned.
import { CompileContext } from './compile-context.ts'
import { compileFrames } from './compile-frame.ts'
import { LayoutCompiler } from './compile-layout.ts'
import { compileAllContents, compileChecks, compileMessages, messagesByKey } from './compile-message.ts'
import { mistakes } from './compile-mistakes.ts'
import { findTooManyFields } from './count-fields.ts'
import type { FamilyDefinition } from './definition.ts'
import type { Problem } from './mistake.ts'
import type { DialectPlan, Protocol } from './plan.ts'

/**
 * The protocol of a definition that was checked before, as the bundled ones are when the program is built. Messages are
 * compiled when the first of their kind is met.
 */
export function compileProtocol(family: FamilyDefinition): { protocol: Protocol } | { problems: Problem[] } {
  const context = new CompileContext(family)
  const protocol = planProtocol(context, new LayoutCompiler(context))
  return context.problems.length > 0 ? { problems: context.problems } : { protocol }
}

/** The protocol, or all mistakes of its definition. */
export function checkProtocol(family: FamilyDefinition): { protocol: Protocol } | { problems: Problem[] } {
  const context = new CompileContext(family)
  const large = findTooManyFields(family)
  if (large) {
    context.problem(large, 'id', mistakes.tooManyFields())
    return { problems: context.problems }
  }
  const protocol = planProtocol(context, new LayoutCompiler(context))
  compileAllContents(protocol.messages)
  checkReferences(context)
  return context.problems.length > 0 ? { problems: context.problems } : { protocol }
}

function planProtocol(context: CompileContext, layouts: LayoutCompiler): Protocol {
  const { family, names } = context
  const frames = compileFrames(context, layouts)
  const messages = compileMessages(context, layouts)
  const { direction } = family
  return {
    id: family.id,
    prefix: family.prefix,
    name: family.name,
    dialects: compileDialects(context),
    defaultDialect: family.default_dialect ?? null,
    frames,
    messages,
    byKey: messagesByKey(family, messages),
    selectBy: family.select.by.map((id) => names.slots.get(id) ?? -1),
    typeFormat: family.select.type,
    directionUp: direction ? context.expression(direction, 'up', direction.up) : null,
    directionDown: direction ? context.expression(direction, 'down', direction.down) : null,
    encrypted: compileEncrypted(context, layouts),
    extra: {
      field: layouts.field(context.changed(family.extra, { read: 'bytes', size: 'rest' } as const)),
      report: family.extra.report,
      cut: family.extra.cut,
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
      const when = context.expression(one, 'when', one.when)
      return when ? [{ when, score: one.score, reason: one.reason }] : []
    }),
    checks: compileChecks(context, family.checks ?? []),
    watchPlaces: context.watch.places,
    watchCount: context.watch.count,
    pairs: family.pairs ?? [],
    matching: compileMatching(context),
    session: { billWithin: family.session?.bill_within ?? null, sampleEvery: family.session?.sample_every ?? null },
    samples: family.samples ?? [],
    examples: family.examples ?? [],
    plans: layouts.fields,
    get fields() {
      compileAllContents(messages)
      return layouts.fields
    },
    names: names.names,
    nameSlots: names.slots,
    nameTable: names,
  }
}

/** Names that are not there are found by checkReferences. */
function compileMatching({ family, names }: CompileContext): Protocol['matching'] {
  const { matching } = family
  const slot = (name: string | undefined) => (name === undefined ? -1 : (names.slotOf(name) ?? -1))
  return {
    sequence: slot(matching?.sequence),
    swapped: matching?.swapped ?? false,
    key: slot(matching?.key),
    window: matching?.window ?? 60,
  }
}

function compileEncrypted(context: CompileContext, layouts: LayoutCompiler): Protocol['encrypted'] {
  const { encrypted } = context.family
  if (!encrypted) return null
  const when = context.expression(encrypted, 'when', encrypted.when)
  const program = layouts.layout(encrypted.fields)
  return when && { when, program, message: encrypted.message }
}

function compileDialects(context: CompileContext): DialectPlan[] {
  const all = context.family.dialects ?? []
  const ids = new Set<string>()
  return all.map((dialect) => {
    if (ids.has(dialect.id)) context.problem(dialect, 'id', mistakes.dialectTwice(dialect.id))
    ids.add(dialect.id)
    const chain: string[] = []
    let at: string | undefined = dialect.id
    while (at !== undefined && !chain.includes(at)) {
      chain.push(at)
      const inherits: string | undefined = all.find((one) => one.id === at)?.inherits
      at = inherits
    }
    if (at === dialect.id) context.problem(dialect, 'inherits', mistakes.dialectCircle([...chain, at]))
    if (dialect.inherits !== undefined) context.checkDialects(dialect, 'inherits', [dialect.inherits])
    return { id: dialect.id, name: dialect.name, chain }
  })
}

/** Names of messages, fields and dialects in the parts of a definition that are not compiled themselves. */
function checkReferences(context: CompileContext): void {
  const { family } = context
  const ids = new Set((family.messages ?? []).map((message) => message.id))
  if (family.default_dialect !== undefined) context.checkDialects(family, 'default_dialect', [family.default_dialect])
  for (const pair of family.pairs ?? []) {
    for (const key of ['request', 'reply'] as const)
      for (const id of pair[key]) if (!ids.has(id)) context.unknownName(pair, key, id, ids)
    for (const name of (pair.keys ?? []).flatMap((text) => text.split('='))) context.slot(pair, 'keys', name)
  }
  for (const key of ['sequence', 'key'] as const)
    if (family.matching?.[key] !== undefined) context.slot(family.matching, key, family.matching[key])
  for (const sample of family.samples ?? [])
    if (!ids.has(sample.message)) context.unknownName(sample, 'message', sample.message, ids)
}
