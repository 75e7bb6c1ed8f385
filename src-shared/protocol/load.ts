// Definition files → compiled protocols, or every mistake with file, line, column, reason and remedy. A family with a
// mistake is refused as a whole, parts included; the others are loaded.
import type { z } from 'zod'
import type { Label } from '../bytes/range.ts'
import { compileProtocol } from './compile.ts'
import type { Problem } from './compile-reading.ts'
import { familySchema, partSchema, type FamilyDefinition, type PartDefinition } from './definition.ts'
import { mergeFamily } from './merge.ts'
import type { Protocol } from './plan.ts'
import { Locations, readYaml, type DefinitionError } from './read-yaml.ts'

export interface DefinitionFile {
  /** Shown in messages. */
  name: string
  text: string
}

export interface LoadResult {
  /** Merged definitions of the families without mistakes, in the order of the files. */
  families: FamilyDefinition[]
  protocols: Protocol[]
  errors: DefinitionError[]
}

/** Loads files that belong together: families and the parts that extend them, in any order. */
export function loadDefinitions(files: readonly DefinitionFile[]): LoadResult {
  const locations = new Locations()
  const errors: DefinitionError[] = []
  const families: { file: string; definition: FamilyDefinition }[] = []
  const parts: { file: string; definition: PartDefinition }[] = []
  for (const { name, text } of files) {
    const read = readYaml(name, text, locations)
    if ('errors' in read) {
      errors.push(...read.errors)
      continue
    }
    const isPart = typeof read.value === 'object' && read.value !== null && 'extends' in read.value
    const schema = isPart ? partSchema : familySchema
    const checked = schema.safeParse(read.value)
    if (!checked.success)
      errors.push(...checked.error.issues.flatMap((issue) => schemaErrors(name, read.value, issue, locations)))
    else if (isPart) parts.push({ file: name, definition: read.value as PartDefinition })
    else families.push({ file: name, definition: read.value as FamilyDefinition })
  }
  const result: LoadResult = { families: [], protocols: [], errors }
  const broken = new Set(errors.map((error) => error.file))
  const ids = new Set<string>()
  for (const { file, definition } of families) {
    const own = parts.filter((part) => part.definition.extends === definition.id)
    const problems: Problem[] = []
    if (ids.has(definition.id))
      problems.push({
        where: definition,
        key: 'id',
        message: { zh: `协议“${definition.id}”已有定义。`, en: `The protocol "${definition.id}" is defined already.` },
        remedy: { zh: '换一个 id，或用 extends。', en: 'Choose another id, or extend it.' },
      })
    ids.add(definition.id)
    const merged = mergeFamily(
      definition,
      own.map((part) => part.definition),
      problems,
    )
    const compiled = compileProtocol(merged)
    if ('problems' in compiled) problems.push(...compiled.problems)
    errors.push(...problems.map((problem) => located(problem, file, locations)))
    if (problems.length > 0 || !('protocol' in compiled) || isBroken(definition.id, files, broken)) continue
    result.families.push(merged)
    result.protocols.push(compiled.protocol)
  }
  for (const part of parts) {
    if (families.some((family) => family.definition.id === part.definition.extends)) continue
    const known = families.map((family) => family.definition.id).join(', ')
    errors.push(
      located(
        {
          where: part.definition,
          key: 'extends',
          message: {
            zh: `没有可扩展的协议“${part.definition.extends}”。`,
            en: `There is no protocol "${part.definition.extends}" to extend.`,
          },
          remedy: {
            zh: known ? `已有：${known}` : '先写主文件。',
            en: known ? `Known are: ${known}` : 'Write the family file first.',
          },
        },
        part.file,
        locations,
      ),
    )
  }
  return result
}

/** True when a part of the family could not even be read, so the family would be incomplete. */
function isBroken(id: string, files: readonly DefinitionFile[], broken: ReadonlySet<string>): boolean {
  return files.some(
    (file) =>
      broken.has(file.name) &&
      new RegExp(`^extends:\\s*["']?${id.replace(/[.]/g, '\\.')}["']?\\s*$`, 'm').test(file.text),
  )
}

function located(problem: Problem, file: string, locations: Locations): DefinitionError {
  const place = locations.find(problem.where, problem.key) ?? { file, line: 1, column: 1 }
  return { ...place, message: problem.message, remedy: problem.remedy }
}

/** The object or list that a path of keys leads to, as far as it goes, and the last key. */
function follow(value: unknown, path: readonly PropertyKey[]): { piece: object | null; key: string | number | null } {
  let piece: object | null = typeof value === 'object' ? value : null
  let key: string | number | null = null
  for (const step of path) {
    const name = typeof step === 'number' ? step : String(step)
    key = name
    const next: unknown = piece && (piece as Record<string | number, unknown>)[name]
    if (typeof next !== 'object' || next === null) break
    piece = next
    key = null
  }
  return { piece, key }
}

type Issue = z.core.$ZodIssue

function schemaErrors(file: string, value: unknown, issue: Issue, locations: Locations): DefinitionError[] {
  if (issue.code === 'unrecognized_keys') {
    const { piece } = follow(value, issue.path)
    return issue.keys.map((key) => ({
      ...place(file, piece, key, locations),
      message: { zh: `不认识的键“${key}”。`, en: `Unknown key "${key}".` },
      remedy: {
        zh: '检查拼写；可用的键见 docs/definitions.md。',
        en: 'Check the spelling; docs/definitions.md lists the keys.',
      },
    }))
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.toSorted((a, b) => (b[0]?.path.length ?? 0) - (a[0]?.path.length ?? 0))[0] ?? []
    const deeper = nearest.filter((inner) => inner.path.length > 0)
    if (deeper.length > 0)
      return deeper.flatMap((inner) =>
        schemaErrors(file, value, { ...inner, path: [...issue.path, ...inner.path] }, locations),
      )
  }
  const { piece, key } = follow(value, issue.path)
  const words = issueWords(issue)
  const name = issue.path.length > 0 ? String(issue.path.at(-1)) : ''
  return [
    {
      ...place(file, piece, key, locations),
      message: { zh: `“${name}”的值不对：${words.zh}`, en: `The value of "${name}" is wrong: ${words.en}` },
      remedy: { zh: '按 docs/definitions.md 改正。', en: 'Correct it after docs/definitions.md.' },
    },
  ]
}

function place(
  file: string,
  piece: object | null,
  key: string | number | null,
  locations: Locations,
): { file: string; line: number; column: number } {
  return (piece && locations.find(piece, key)) ?? { file, line: 1, column: 1 }
}

function issueWords(issue: Issue): Label {
  switch (issue.code) {
    case 'invalid_type':
      return {
        zh: `应为 ${issue.expected}${issue.input === undefined ? '，这里没有' : ''}。`,
        en: `it should be ${issue.expected}.`,
      }
    case 'invalid_value':
      return {
        zh: `只能是 ${issue.values.map(String).join('、')}。`,
        en: `it can be ${issue.values.map(String).join(', ')}.`,
      }
    default:
      return { zh: `${issue.message}。`, en: `${issue.message}.` }
  }
}
