// Definition files → compiled protocols, or every mistake with file, line, column, reason and remedy. A family with a
// mistake is refused as a whole, parts included; the others are loaded.
import { checkProtocol } from './compile.ts'
import { familySchema, partSchema, type FamilyDefinition, type PartDefinition } from './definition.ts'
import { mistakeLimit } from './definition-limits.ts'
import { LostWords } from './lost-words.ts'
import { Locations } from './locations.ts'
import { mergeFamily } from './merge.ts'
import { mistake, type DefinitionError, type Mistake, type Problem } from './mistake.ts'
import type { Protocol } from './plan.ts'
import { prune } from './prune.ts'
import { readYaml } from './read-yaml.ts'
import { schemaMistakes } from './schema-mistakes.ts'

export interface DefinitionFile {
  /** Shown in messages. */
  name: string
  text: string
}

export interface LoadResult {
  /** Merged definitions of the families without mistakes, in the order of the files. */
  families: FamilyDefinition[]
  protocols: Protocol[]
  /** By file, in the order of the lines. */
  errors: DefinitionError[]
  /** Ids of the families that were refused, as far as their files tell them. */
  refused: string[]
}

const mistakes = {
  familyTwice: (id: string) =>
    mistake(
      `协议“${id}”已有定义。`,
      `The protocol "${id}" is defined already.`,
      '换一个 id，或用 extends。',
      'Choose another id, or extend it.',
    ),
  familyBundled: (id: string) =>
    mistake(
      `“${id}”是自带的协议。`,
      `"${id}" is a protocol that comes with the program.`,
      `要补充它，写 extends: ${id}；要另写一个，换一个 id。`,
      `To add to it write extends: ${id}; for another one choose another id.`,
    ),
  noFamily: (id: string, known: string) =>
    mistake(
      `没有可扩展的协议“${id}”。`,
      `There is no protocol "${id}" to extend.`,
      known ? `已有：${known}` : '先写主文件。',
      known ? `Known are: ${known}` : 'Write the family file first.',
    ),
}

/** One file of the right form, maybe after pieces of wrong form were taken out of it. */
interface Checked<T> {
  file: string
  definition: T
  /** A mistake was found already: it serves for checking only. */
  isWrong: boolean
  /** More than unknown keys was taken out: names may be missing that are not really. */
  isIncomplete: boolean
}

/**
 * Loads files that belong together: families and the parts that extend them, in any order.
 * @param known merged families that were loaded before: parts may extend them, no file may define them again. Of these the
 *   result holds those that were extended.
 */
export function loadDefinitions(files: readonly DefinitionFile[], known: readonly FamilyDefinition[] = []): LoadResult {
  return new Loader(known).load(files)
}

class Loader {
  private readonly locations = new Locations()
  private readonly errors: DefinitionError[] = []
  private readonly families: Checked<FamilyDefinition>[] = []
  private readonly parts: Checked<PartDefinition>[] = []
  /** Protocols that a file without usable contents is, or belongs to. */
  private readonly lost = new Set<string>()
  private readonly lostWords = new LostWords()
  private readonly known: readonly FamilyDefinition[]

  constructor(known: readonly FamilyDefinition[]) {
    this.known = known
  }

  load(files: readonly DefinitionFile[]): LoadResult {
    for (const file of files) this.read(file)
    const result: LoadResult = { families: [], protocols: [], errors: [], refused: [] }
    const ids = new Set(this.known.map((family) => family.id))
    for (const definition of this.known) {
      const part = this.parts.find((one) => one.definition.extends === definition.id)
      if (part) this.compile({ file: part.file, definition, isWrong: false, isIncomplete: false }, null, result)
    }
    for (const family of this.families) {
      const { id } = family.definition
      const isKnown = this.known.some((one) => one.id === id)
      const clash = !ids.has(id) ? null : isKnown ? mistakes.familyBundled(id) : mistakes.familyTwice(id)
      this.compile(family, clash, result)
      ids.add(id)
    }
    const known = [...ids].join(', ')
    for (const { definition, file } of this.parts) {
      const id = definition.extends
      if (ids.has(id) || this.lost.has(id)) continue
      this.note({ where: definition, key: 'extends', ...mistakes.noFamily(id, known), consequence: id }, file)
    }
    result.errors = inOrder(this.errors, files)
    const refused = [...this.lost, ...ids].filter((id) => !result.families.some((family) => family.id === id))
    result.refused = refused.filter((id) => this.lost.has(id) || this.isConcerned(id))
    return result
  }

  /** Reads one file and checks its form. */
  private read({ name, text }: DefinitionFile): void {
    const { value, errors } = readYaml(name, text, this.locations)
    this.errors.push(...errors)
    if (value === undefined || (errors.length > 0 && !isMap(value))) {
      this.lostWords.add(text)
      this.lose(/^(?:id|extends):\s*["']?([\w.-]+)/m.exec(text)?.[1])
      return
    }
    const isPart = typeof value === 'object' && value !== null && 'extends' in value
    const checked = this.check(name, value, isPart ? partSchema : familySchema)
    if (!checked) {
      this.lostWords.add(text)
      return this.lose(idOf(value))
    }
    if (errors.length > 0) checked.isWrong = checked.isIncomplete = true
    if (isPart) this.parts.push({ file: name, definition: value as unknown as PartDefinition, ...checked })
    else this.families.push({ file: name, definition: value as FamilyDefinition, ...checked })
  }

  /** Notes what is wrong with the form of a value and takes it out; null when too little is left to go on with. */
  private check(
    name: string,
    value: unknown,
    schema: typeof partSchema | typeof familySchema,
  ): { isWrong: boolean; isIncomplete: boolean } | null {
    const checked = schema.safeParse(value)
    if (checked.success) return { isWrong: false, isIncomplete: false }
    let { issues } = checked.error
    for (const issue of issues.slice(0, mistakeLimit))
      this.errors.push(...schemaMistakes(name, value, issue, this.locations))
    if (typeof value !== 'object' || value === null || issues.length > mistakeLimit) return null
    let isIncomplete = false
    // What was taken out may leave a list too short or a key missing; another round settles most of that.
    for (let round = 0; round < 3; round++) {
      isIncomplete ||= issues.some((issue) => issue.code !== 'unrecognized_keys')
      if (!prune(value, issues, (piece) => this.lostWords.add(piece))) return null
      const again = schema.safeParse(value)
      if (again.success) return { isWrong: true, isIncomplete }
      issues = again.error.issues
    }
    return null
  }

  private lose(id: string | undefined): void {
    if (id !== undefined) this.lost.add(id)
  }

  /** Whether one of the files is about this protocol. */
  private isConcerned(id: string): boolean {
    return [
      ...this.families.map((one) => one.definition.id),
      ...this.parts.map((one) => one.definition.extends),
    ].includes(id)
  }

  /** `clash`: what is wrong with its being defined at all. */
  private compile(family: Checked<FamilyDefinition>, clash: Mistake | null, result: LoadResult): void {
    const { definition, file } = family
    const { id } = definition
    const parts = this.parts.filter((part) => part.definition.extends === id)
    const files = [family, ...parts]
    const isIncomplete = this.lost.has(id) || files.some((one) => one.isIncomplete)
    const problems: Problem[] = []
    if (clash) problems.push({ where: definition, key: 'id', ...clash, consequence: null })
    const merged = mergeFamily(
      definition,
      parts.map((part) => part.definition),
      problems,
    )
    const compiled = checkProtocol(merged)
    if ('problems' in compiled) problems.push(...compiled.problems)
    for (const problem of problems) {
      // A name that only a piece with another mistake may define is not known to be missing.
      if (isIncomplete && problem.consequence !== null && this.lostWords.mayHold(problem.consequence)) continue
      this.note(problem.where === merged ? { ...problem, where: definition } : problem, file)
    }
    if (problems.length > 0 || isIncomplete || files.some((one) => one.isWrong) || !('protocol' in compiled)) return
    result.families.push(merged)
    result.protocols.push(compiled.protocol)
  }

  private note({ where, key, message, remedy }: Problem, file: string): void {
    this.errors.push({ ...(this.locations.find(where, key) ?? { file, line: 1, column: 1 }), message, remedy })
  }
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function idOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { id, extends: extended } = value as { id?: unknown; extends?: unknown }
  const found = extended ?? id
  return typeof found === 'string' ? found : undefined
}

/** In reading order; what is said several times of one place (a group used in several messages) is said once. */
function inOrder(errors: readonly DefinitionError[], files: readonly DefinitionFile[]): DefinitionError[] {
  const order = new Map(files.map((file, index) => [file.name, index]))
  const counts = new Map<string, number>()
  const once = new Map(
    errors.map((error) => [`${error.file}:${error.line}:${error.column} ${error.message.en}`, error]),
  )
  return [...once.values()]
    .toSorted((a, b) => order.get(a.file)! - order.get(b.file)! || a.line - b.line || a.column - b.column)
    .filter(({ file }) => {
      counts.set(file, (counts.get(file) ?? 0) + 1)
      return counts.get(file)! <= mistakeLimit
    })
}
