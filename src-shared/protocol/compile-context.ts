// What all parts of the compiler share: the definition, its names, and the mistakes found so far. Part of compile.ts.
import type { Label } from '../bytes/range.ts'
import { check } from '../expression/check.ts'
import type { CompiledExpression } from '../expression/evaluate.ts'
import { parse } from '../expression/parse.ts'
import type { ExpressionError } from '../expression/syntax.ts'
import { similarWords } from '../expression/similar.ts'
import { parseTemplate, type Template } from '../expression/template.ts'
import { mistakes } from './compile-mistakes.ts'
import type { FieldDefinition } from './definition-field.ts'
import type { FamilyDefinition } from './definition.ts'
import type { Mistake, Problem } from './mistake.ts'
import { ProtocolNames } from './names.ts'
import type { EnumPlan } from './plan.ts'
import { watchPlaces } from './watched-names.ts'

/** One protocol while it is being compiled. */
export class CompileContext {
  readonly family: FamilyDefinition
  readonly names: ProtocolNames
  readonly problems: Problem[] = []
  /** By name slot, of the names that expressions may look at while a frame is read. */
  readonly watch: { places: Int16Array; count: number }
  private readonly enums = new Map<string, EnumPlan>()
  private readonly originals = new WeakMap<object, object>()

  constructor(family: FamilyDefinition) {
    this.family = family
    this.names = new ProtocolNames(family)
    this.watch = watchPlaces(family, this.names)
  }

  /** Notes a mistake in `where[key]`. */
  problem(where: object, key: string | number | null, what: Mistake, consequence: string | null = null): void {
    this.problems.push({ where: this.originals.get(where) ?? where, key, ...what, consequence })
  }

  /** A copy of a piece with some keys changed; mistakes in it are told of the original, which has a place in a file. */
  changed<T extends object, const C extends object>(piece: T, changes: C): T & C {
    const copy = { ...piece, ...changes }
    this.originals.set(copy, this.originals.get(piece) ?? piece)
    return copy
  }

  /** Notes a name that the definition does not have. */
  unknownName(where: object, key: string | number, name: string, known: Iterable<string>): void {
    this.problem(where, key, mistakes.unknownName(name, similarWords(name, known, 3)), name)
  }

  /** Compiles an expression of `where[key]`; a mistake is noted and null is returned. */
  expression(where: object, key: string, text: string): CompiledExpression | null {
    const parsed = parse(text)
    if ('error' in parsed) {
      this.problem(where, key, mistakes.expression(parsed.error.message))
      return null
    }
    const checked = check(parsed.expression, this.names)
    if ('compiled' in checked) return checked.compiled
    const [{ message, range }] = checked.errors as [ExpressionError]
    this.problem(where, key, mistakes.expression(message), text.slice(range.start, range.end))
    return null
  }

  /** As expression(), for a condition that need not be there. */
  condition(where: object, key: string, text: string | undefined): CompiledExpression | null {
    return text === undefined ? null : this.expression(where, key, text)
  }

  /** Compiles the two texts of a label that may hold `{expressions}`. */
  templates(label: Label): { zh: Template; en: Template } | null {
    const zh = parseTemplate(label.zh, this.names)
    const en = parseTemplate(label.en, this.names)
    if ('template' in zh && 'template' in en) return { zh: zh.template, en: en.template }
    if ('error' in zh) this.problem(label, 'zh', mistakes.expression(zh.error.message), label.zh)
    if ('error' in en) this.problem(label, 'en', mistakes.expression(en.error.message), label.en)
    return null
  }

  /** Slot of a field name; −1, and a mistake is noted, when there is none. */
  slot(where: object, key: string | number, name: string): number {
    const slot = this.names.slots.get(name)
    if (slot === undefined) this.unknownName(where, key, name, this.names.names)
    return slot ?? -1
  }

  /** Texts of codes from an inline map or a name of `enums`. */
  enum(where: object, key: string, source: FieldDefinition['enum']): EnumPlan | null {
    if (source === undefined) return null
    if (typeof source !== 'string') return enumPlan(source)
    const known = this.enums.get(source)
    if (known) return known
    const tables = this.family.enums ?? {}
    if (!Object.hasOwn(tables, source)) {
      this.unknownName(where, key, source, Object.keys(tables))
      return null
    }
    const shared = enumPlan(tables[source]!)
    this.enums.set(source, shared)
    return shared
  }

  /** True when expressions may look at this name while a frame is read. */
  isWatched(slot: number): boolean {
    return (this.watch.places[slot] ?? -1) >= 0
  }

  /** Notes dialects that the family does not have. */
  checkDialects(where: object, key: string, ids: readonly string[]): void {
    const known = (this.family.dialects ?? []).map((dialect) => dialect.id)
    for (const id of ids) if (!known.includes(id)) this.unknownName(where, key, id, known)
  }
}

function enumPlan(source: Record<string, Label>): EnumPlan {
  const texts = new Map<number, Label>()
  for (const [code, label] of Object.entries(source)) if (code !== 'default') texts.set(Number(code), label)
  return { texts, otherwise: Object.hasOwn(source, 'default') ? source['default']! : null }
}
