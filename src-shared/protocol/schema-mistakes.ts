// What zod finds wrong with the form of a definition, in our words and at its place. Part of load.ts.
import type { z } from 'zod'
import type { Label } from '../bytes/range.ts'
import { similarWords } from '../expression/similar.ts'
import { definitionKeys } from './definition-schema.ts'
import { mistakeLimit } from './definition-limits.ts'
import type { Locations } from './locations.ts'
import { mistake, type DefinitionError, type Mistake } from './mistake.ts'

type Issue = z.core.$ZodIssue

const mistakes = {
  unknownKey: (key: string, near: readonly string[]) =>
    mistake(
      `不认识的键“${key}”。`,
      `Unknown key "${key}".`,
      near.length > 0 ? `是否想写：${near.join('、')}？` : '检查拼写；可用的键见 docs/definitions.md。',
      near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'Check the spelling; docs/definitions.md lists the keys.',
    ),
  missing: (name: string) => mistake(`缺少“${name}”。`, `"${name}" is missing.`, `补上 ${name}。`, `Add ${name}.`),
  wrongKey: (name: string, words: Label) =>
    mistake(
      `键“${name}”不对：应为${words.zh}。`,
      `The key "${name}" is wrong: it should be ${words.en}.`,
      '按 docs/definitions.md 改正。',
      'Correct it after docs/definitions.md.',
    ),
  wrongValue: (name: string, words: Label) =>
    mistake(
      `“${name}”的值不对：应为${words.zh}。`,
      `The value of "${name}" is wrong: it should be ${words.en}.`,
      '按 docs/definitions.md 改正。',
      'Correct it after docs/definitions.md.',
    ),
}

/** Chinese for the words that definition.ts and definition-field.ts use of forms. */
const forms: Record<string, string> = {
  'lower case letters, digits and _': '小写字母、数字和下划线',
  'a lower case name, which may hold {n} or {tag:04x}': '小写的名字，可含 {n} 或 {tag:04x}',
  'pairs of hex digits in quotes': '引号内成对的十六进制数字',
  'one byte in hex, in quotes': '引号内一个字节的十六进制',
  'a number or `default`': '数字或 default',
  'a bit number': '位号',
  'lower case letters, digits, dots and -': '小写字母、数字、点和连字符',
  'a name that is not reserved': '非保留的名字',
  'bounds in ascending order': '先小后大的两个数',
}

const types: Record<string, Label> = {
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  tuple: { zh: '两个数的列表', en: 'a list of two numbers' },
  object: { zh: '键和值', en: 'keys and values' },
  record: { zh: '键和值', en: 'keys and values' },
}

/** What the value or key of an issue should be. */
function issueWords(issue: Issue): Label {
  switch (issue.code) {
    case 'invalid_type':
      return types[issue.expected] ?? { zh: issue.expected, en: issue.expected }
    case 'invalid_value': {
      const values = issue.values.map(String)
      return { zh: `${values.join('、')} 之一`, en: `one of ${values.join(', ')}` }
    }
    case 'too_small':
      return bound(issue.origin, issue.inclusive === true ? ['至少', 'at least'] : ['大于', 'above'], issue.minimum)
    case 'too_big':
      return bound(issue.origin, issue.inclusive === true ? ['至多', 'at most'] : ['小于', 'below'], issue.maximum)
    case 'invalid_key':
      return issue.issues[0] ? issueWords(issue.issues[0]) : { zh: '别的名字', en: 'another name' }
    case 'invalid_union':
      return alternatives(issue.errors)
    default:
      return { zh: forms[issue.message] ?? issue.message, en: issue.message }
  }
}

function bound(origin: string, [zh, en]: [string, string] | string[], limit: number | bigint): Label {
  if (origin === 'string') return { zh: '非空的文字', en: 'a text that is not empty' }
  if (origin === 'array') return { zh: `${zh} ${limit} 项的列表`, en: `a list of ${en} ${limit}` }
  return { zh: `${zh} ${limit}`, en: `${en} ${limit}` }
}

function alternatives(errors: readonly (readonly Issue[])[]): Label {
  const words = errors.flatMap((one) => (one[0] ? [issueWords(one[0])] : []))
  const list = (language: 'zh' | 'en', or: string) => [...new Set(words.map((one) => one[language]))].join(or)
  return { zh: list('zh', '或'), en: list('en', ' or ') }
}

/** The mistakes that one issue stands for, located in the file whose value it is about. */
export function schemaMistakes(file: string, value: unknown, issue: Issue, locations: Locations): DefinitionError[] {
  if (issue.code === 'unrecognized_keys') {
    const piece = pieceAt(value, issue.path)
    return issue.keys
      .slice(0, mistakeLimit)
      .map((key) =>
        located(file, piece, key, mistakes.unknownKey(key, similarWords(key, definitionKeys(), 3)), locations),
      )
  }
  if (issue.code === 'invalid_union') {
    const deeper = deepest(issue.errors)
    if (deeper.length > 0)
      return deeper.flatMap((inner) =>
        schemaMistakes(file, value, { ...inner, path: [...issue.path, ...inner.path] }, locations),
      )
  }
  const name = issue.path.at(-1) ?? 'file'
  const parent = pieceAt(value, issue.path.slice(0, -1))
  const key = typeof name === 'number' ? name : String(name)
  return [located(file, parent, key, describe(issue, parent, key), locations)]
}

function describe(issue: Issue, parent: object | null, key: string | number): Mistake {
  if (issue.code === 'invalid_key') return mistakes.wrongKey(String(key), issueWords(issue))
  const isThere = issue.path.length === 0 || parent === null || Object.hasOwn(parent, key)
  return isThere ? mistakes.wrongValue(String(key), issueWords(issue)) : mistakes.missing(String(key))
}

/** Of the alternatives of a union, the issues of the one that was followed furthest; empty when none was entered. */
function deepest(errors: readonly (readonly Issue[])[]): Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map((inner) => inner.path.length))
  const [first] = errors.toSorted((a, b) => depth(b) - depth(a))
  return (first ?? []).filter((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys')
}

/** The object or list that a path leads to, as far as there is one. */
function pieceAt(value: unknown, path: readonly PropertyKey[]): object | null {
  let piece = typeof value === 'object' ? value : null
  for (const step of path) {
    const next: unknown = piece && (piece as Record<PropertyKey, unknown>)[step]
    if (typeof next !== 'object' || next === null) break
    piece = next
  }
  return piece
}

function located(
  file: string,
  piece: object | null,
  key: string | number,
  { message, remedy }: Mistake,
  locations: Locations,
): DefinitionError {
  const place = (piece && locations.find(piece, key)) ?? { file, line: 1, column: 1 }
  return { ...place, message, remedy }
}
