// What may be typed next in a filter: names by Chinese label, pinyin or English, operators that the name's type takes,
// values with their labels and counts, connectives. Pure; the caller knows the names and the capture.
import type { Label } from '../bytes/range.ts'
import { fit, type FitLanguage } from './fit.ts'
import { comparisons } from './token-reader.ts'
import { tokenize, type Token } from './tokens.ts'
import type { ValueType } from './value.ts'

export interface NameEntry {
  name: string
  label: Label
  /** role: family-wide name · label: Chinese label that stands for a field in filters. */
  kind: 'envelope' | 'role' | 'field' | 'label' | 'protocol'
  type: ValueType
  /** Frames of the capture have it. */
  isPresent: boolean
}

/** A value that a name can have, as it is written in filters without quotes. */
export interface ValueEntry {
  value: string
  /** What a code means; null for plain values. */
  label: Label | null
  /** Frames of the capture that have it; null: not counted. */
  count: number | null
}

export interface CompletionSource {
  names(): readonly NameEntry[]
  typeOf(name: string): ValueType | null
  valuesOf(name: string): readonly ValueEntry[]
}

export interface CompletionItem {
  kind: NameEntry['kind'] | 'operator' | 'value' | 'function' | 'connective'
  /** Put in place of [start, end). */
  insert: string
  label: Label | null
  /** Name that a Chinese label stands for, or the type of a name. */
  detail: Label | null
  count: number | null
}

export interface Completion {
  /** What the chosen item replaces; UTF-16 positions. */
  start: number
  end: number
  items: CompletionItem[]
}

export interface CompletionOptions {
  language: FitLanguage
  limit?: number
}

/** What a filter can be continued with at `position`. */
export function complete(
  text: string,
  position: number,
  source: CompletionSource,
  { language, limit = 40 }: CompletionOptions,
): Completion {
  const { before, start, end, typed } = wordAt(text, position)
  const place = placeOf(before, source)
  const items = itemsAt(place, typed, source, language)
  return { start, end, items: items.slice(0, limit) }
}

/** What the tokens before the word lead to. */
type Place =
  | { kind: 'operand' }
  | { kind: 'operator'; name: string | null; type: ValueType | null }
  | { kind: 'value'; name: string; type: ValueType | null; inSet: boolean }
  | { kind: 'connective' }
  | { kind: 'free' }

const relations = new Set([...comparisons.keys(), 'contains', 'matches', '~'])
const logic = new Set(['and', 'or', 'xor', 'not', '&&', '||', '^^', '!', '('])
const quantifiers = new Set(['any', 'all'])

/** The word that the caret stands in or behind, and the tokens before it. */
function wordAt(text: string, position: number): { before: Token[]; start: number; end: number; typed: string } {
  const tokens = tokenize(text).filter(({ kind }) => kind !== 'end')
  const index = tokens.findIndex((token) => token.start < position && position <= token.end)
  const token = tokens[index]
  const isWord = token !== undefined && isCompletable(token, text, position)
  const before = tokens.filter((one) => (isWord ? one.end <= token.start : one.end <= position))
  if (!isWord) return { before, start: position, end: position, typed: '' }
  // A text that is not closed yet reaches to the end of the filter; only what is before the caret is replaced then.
  const end = token.kind === 'bad' ? position : token.end
  return { before, start: token.start, end, typed: text.slice(token.start, position) }
}

function isCompletable({ kind, text, end }: Token, _all: string, position: number): boolean {
  if (kind === 'name' || kind === 'word') return true
  if (kind === 'text') return position < end
  return kind === 'bad' && text.startsWith('"')
}

function placeOf(before: readonly Token[], source: CompletionSource): Place {
  const last = before.at(-1)
  if (!last || logic.has(word(last)) || quantifiers.has(word(last))) return { kind: 'operand' }
  const set = openSet(before)
  if (set !== null) return valueOf(set, before, source)
  if (last.text === '{' || last.text === ',' || last.text === '$' || last.text === '@') return { kind: 'operand' }
  if (relations.has(word(last))) return valueOf(before.length - 1, before, source)
  if (word(last) === 'in') return { kind: 'free' }
  if (last.kind === 'symbol' && /^[-+*/%&]$/.test(last.text)) return { kind: 'operand' }
  if (isAnswered(before)) return { kind: 'connective' }
  if (last.kind === 'name' || last.kind === 'slice') return operatorAfter(before, source)
  return last.text === ')' || last.text === '}' ? { kind: 'operator', name: null, type: null } : { kind: 'connective' }
}

const word = ({ text }: Token): string => text.toLowerCase()

/** Index of the `in` of a set that is not closed yet, or null. */
function openSet(before: readonly Token[]): number | null {
  for (let at = before.length - 1; at > 0; at--) {
    const { text } = before[at]!
    if (text === '}' || text === ')') return null
    if (text === '{') return word(before[at - 1]!) === 'in' ? at - 1 : null
  }
  return null
}

/** The values of the name before the relation at `index`. */
function valueOf(index: number, before: readonly Token[], source: CompletionSource): Place {
  const inSet = word(before[index]!) === 'in'
  let at = index - 1
  while (before[at]?.kind === 'slice') at--
  const name = before[at]
  if (name?.kind !== 'name' || at < index - 1) return { kind: 'operand' }
  // A value of a set was written: a comma or the end comes next, which nobody needs to be told.
  const last = before.at(-1)!
  if (inSet && last.text !== '{' && last.text !== ',' && last.text !== '..') return { kind: 'free' }
  return { kind: 'value', name: name.text, type: source.typeOf(name.text), inSet }
}

/** Whether the last operand is the right side of a comparison. */
function isAnswered(before: readonly Token[]): boolean {
  let at = before.length - 1
  if (before[at]?.text === '}') while (at > 0 && before[at]?.text !== '{') at--
  else while (before[at]?.kind === 'slice') at--
  const relation = before[at - 1]
  return relation !== undefined && (relations.has(word(relation)) || word(relation) === 'in')
}

function operatorAfter(before: readonly Token[], source: CompletionSource): Place {
  const last = before.at(-1)!
  if (last.kind === 'slice') return { kind: 'operator', name: null, type: 'bytes' }
  const type = source.typeOf(last.text)
  return { kind: 'operator', name: last.text, type: before.at(-2)?.text === '@' ? 'bytes' : type }
}

const operatorLabels: Record<string, Label> = {
  '==': { zh: '等于', en: 'equals' },
  '!=': { zh: '不等于', en: 'differs' },
  '>': { zh: '大于', en: 'greater' },
  '<': { zh: '小于', en: 'less' },
  '>=': { zh: '大于或等于', en: 'at least' },
  '<=': { zh: '小于或等于', en: 'at most' },
  contains: { zh: '包含', en: 'contains' },
  matches: { zh: '匹配正则', en: 'matches a pattern' },
  'in {': { zh: '属于', en: 'one of' },
  '&': { zh: '按位与', en: 'bit test' },
  and: { zh: '并且', en: 'and' },
  or: { zh: '或者', en: 'or' },
  xor: { zh: '只有一个成立', en: 'one of the two' },
  not: { zh: '不满足', en: 'not' },
}

const order = ['>', '<', '>=', '<=']
const operatorsByType: Record<ValueType, readonly string[]> = {
  number: ['==', '!=', ...order, 'in {'],
  integer: ['==', '!=', ...order, 'in {', '&'],
  digits: ['==', '!=', 'contains', 'matches', 'in {', ...order],
  string: ['==', '!=', 'contains', 'matches', 'in {'],
  bytes: ['==', '!=', 'contains', 'matches'],
  time: ['==', '!=', ...order],
  boolean: ['==', '!='],
  any: ['==', '!=', ...order, 'contains', 'in {'],
  presence: [],
}
const functionLabels: Record<string, Label> = {
  len: { zh: '长度', en: 'length' },
  count: { zh: '出现次数', en: 'occurrences' },
  lower: { zh: '转为小写', en: 'lower case' },
  upper: { zh: '转为大写', en: 'upper case' },
}

function itemsAt(
  place: Place,
  typed: string,
  source: CompletionSource,
  language: FitLanguage,
): readonly CompletionItem[] {
  switch (place.kind) {
    case 'operand':
      return [...nameItems(typed, source, language), ...wordItems(typed, functionLabels, 'function')]
    case 'operator': {
      const operators = place.type === null ? [] : operatorsByType[place.type]
      return [...plainItems(typed, operators, 'operator'), ...plainItems(typed, ['and', 'or', 'xor'], 'connective')]
    }
    case 'value':
      return valueItems(place.name, place.type, typed, source, language)
    case 'connective':
      return plainItems(typed, ['and', 'or', 'xor'], 'connective')
    case 'free':
      return []
  }
}

function plainItems(typed: string, words: readonly string[], kind: 'operator' | 'connective'): CompletionItem[] {
  return words
    .filter((one) => one.startsWith(typed.toLowerCase()))
    .map((insert) => ({ kind, insert, label: operatorLabels[insert]!, detail: null, count: null }))
}

function wordItems(typed: string, labels: Record<string, Label>, kind: 'function'): CompletionItem[] {
  if (typed === '') return []
  return Object.entries(labels)
    .filter(([name]) => name.startsWith(typed.toLowerCase()))
    .map(([name, label]) => ({ kind, insert: `${name}(`, label, detail: null, count: null }))
}

/** Kinds in the order that a person rather means. */
const rank: Record<NameEntry['kind'], number> = { role: 0, envelope: 1, label: 1, field: 2, protocol: 3 }

function nameItems(typed: string, source: CompletionSource, language: FitLanguage): CompletionItem[] {
  const found: { entry: NameEntry; score: number }[] = []
  for (const entry of source.names()) {
    const score = fit(typed, entry.kind === 'label' ? '' : entry.name, entry.label, language)
    if (score === null) continue
    // A label is what one types in Chinese; in English the name is.
    if (entry.kind === 'label' && language === 'en' && !/\p{Script=Han}/u.test(typed)) continue
    // Found by its label, the label is what reads on in the same language.
    const byLabel = typed !== '' && entry.kind === 'label' ? -0.1 : 0
    found.push({ entry, score: score + byLabel + (entry.isPresent ? 0 : 0.5) })
  }
  found.sort(
    (a, b) =>
      a.score - b.score ||
      Number(b.entry.isPresent) - Number(a.entry.isPresent) ||
      rank[a.entry.kind] - rank[b.entry.kind] ||
      a.entry.name.length - b.entry.name.length ||
      (a.entry.name < b.entry.name ? -1 : 1),
  )
  return found.map(({ entry: { name, label, kind } }) => ({
    kind,
    insert: name,
    label,
    detail: kind === 'label' ? { zh: label.en, en: label.en } : null,
    count: null,
  }))
}

function valueItems(
  name: string,
  type: ValueType | null,
  typed: string,
  source: CompletionSource,
  language: FitLanguage,
): CompletionItem[] {
  const open = typed.startsWith('"')
  const wanted = open ? typed.slice(1) : typed
  const found: { item: CompletionItem; score: number; count: number }[] = []
  for (const { value, label, count } of source.valuesOf(name)) {
    const score = fit(wanted, value, label ?? { zh: '', en: '' }, language)
    if (score === null) continue
    const byCode = label !== null && wanted !== '' && value.startsWith(wanted)
    const insert = label !== null && !byCode ? quoted(language === 'en' ? label.en : label.zh) : written(value, type)
    if (open && !insert.startsWith('"')) continue
    const detail = label === null ? null : { zh: value, en: value }
    found.push({ item: { kind: 'value', insert, label, detail, count }, score, count: count ?? 0 })
  }
  found.sort((a, b) => a.score - b.score || b.count - a.count)
  // Chinese and English name of one message are one value; two codes may have one text.
  const seen = new Set<string>()
  return found.flatMap(({ item }) => (seen.has(item.insert) ? [] : (seen.add(item.insert), [item])))
}

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`

const bare = new Set<ValueType>(['number', 'integer', 'boolean', 'any', 'bytes'])

function written(value: string, type: ValueType | null): string {
  const isBare = type !== null && bare.has(type) && (type !== 'any' || /^-?\d+(\.\d+)?$/.test(value))
  return isBare ? value : quoted(value)
}
