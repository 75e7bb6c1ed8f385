// Applies the layouts that a user taught to the lines of a log. Goes through a line once, without backtracking: linear
// whatever the rule. On the data path: line → here, and line-shape.ts for lines that no rule fits.

import type { Direction } from '../../bytes/range.ts'
import { isBlank, normalizeLine } from './characters.ts'
import { findDirection } from './direction.ts'
import { endpointAt } from './endpoint.ts'
import { parseTemplate, type LayoutRule, type TemplatePart } from './layout-rule.ts'
import { noMeta } from './line-meta.ts'
import { readShape, type LineShape } from './line-shape.ts'
import type { SourceLine } from './lines.ts'
import { timeAt } from './timestamp.ts'
import type { MetaSpan } from './tokens.ts'

type Field = Extract<TemplatePart, { field: unknown }>

/** Where each field of a line stands. */
type Fields = Map<Field, { start: number; end: number }>

interface CompiledRule {
  rule: LayoutRule
  parts: TemplatePart[]
}

export class RuleReader {
  private readonly rules: CompiledRule[] = []
  private last: LayoutRule | null = null
  /** Lines that each rule read, by its name. */
  readonly counts = new Map<string, number>()

  /** Rules whose template is wrong are left out; parseTemplate says what is wrong. */
  constructor(rules: readonly LayoutRule[]) {
    for (const rule of rules) {
      const parsed = parseTemplate(rule.template)
      if ('parts' in parsed) this.rules.push({ rule, parts: parsed.parts })
    }
  }

  /** The shape of a line that a rule speaks of, or null where none does. */
  read(line: SourceLine): LineShape | null {
    if (this.rules.length === 0) return null
    const text = normalizeLine(line.text)
    for (const { rule, parts } of this.rules) {
      const fields = matchParts(text, parts)
      const shape = fields && shapeOf(line, text, fields)
      if (!shape) continue
      this.last = rule
      this.counts.set(rule.name, (this.counts.get(rule.name) ?? 0) + 1)
      return { ...shape, alone: rule.join !== 'until-next' }
    }
    if (this.last?.join === 'until-next') {
      const shape = readShape(line, () => false)
      return shape.kind === 'hex' ? { ...shape, layout: 'bare', meta: noMeta } : shape
    }
    const isIgnored = this.rules.every(({ rule }) => rule.others === 'ignore')
    return isIgnored ? { ...readShape({ ...line, text: '' }, () => false), line, text, kind: 'ruler' } : null
  }
}

/** Where the fields stand in a normalised line; null when it does not fit. */
function matchParts(text: string, parts: readonly TemplatePart[]): Fields | null {
  const fields: Fields = new Map()
  let at = skipBlanks(text, 0)
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!
    if ('literal' in part) {
      const end = matchLiteral(text, at, part.literal, 0)
      if (end < 0) return null
      at = end
      continue
    }
    const next = parts[i + 1]
    const end = fieldEnd(text, at, part, next && 'literal' in next ? next.literal : null, next === undefined)
    if (end < 0) return null
    fields.set(part, { start: at, end })
    at = end
  }
  return text.slice(at).trim() === '' ? fields : null
}

function skipBlanks(text: string, at: number): number {
  let end = at
  while (end < text.length && isBlank(text.charCodeAt(end))) end++
  return end
}

/** End of `literal` at `at`, or -1. A blank in it stands for any number of blanks, but at least `blanks`. */
function matchLiteral(text: string, at: number, literal: string, blanks: number): number {
  let end = at
  for (let i = 0; i < literal.length; i++) {
    if (literal[i] === ' ') {
      const behind = skipBlanks(text, end)
      if (behind - end < blanks && behind < text.length) return -1
      end = behind
    } else if (text[end] === literal[i]) end++
    else return -1
  }
  return end
}

function fieldEnd(text: string, at: number, field: Field, literal: string | null, isLast: boolean): number {
  if (field.field === 'time') {
    const time = timeAt(text, at)
    if (time) return time.end
  }
  if (field.words.length > 0) {
    const found = field.words.find(({ word }) => text.startsWith(word, at))
    return found ? at + found.word.length : -1
  }
  if (isLast) return text.length
  if (literal === null) return -1
  // An address holds the colon that may stand behind it.
  const isAddress = field.field === 'endpoint' || field.field === 'source' || field.field === 'destination'
  const known = isAddress ? endpointAt(text, at) : null
  if (known && matchLiteral(text, known.end, literal, 0) >= 0) return known.end
  const strict = findLiteral(text, at, literal, 1)
  return strict >= 0 ? strict : findLiteral(text, at, literal, 0)
}

/** Where `literal` first stands at or behind `from`, or -1; as matchLiteral. Looks at each character a bounded number of times. */
function findLiteral(text: string, from: number, literal: string, blanks: number): number {
  if (literal.trim() === '') {
    const blank = text.indexOf(' ', from)
    return blank < 0 && blanks === 0 ? text.length : blank
  }
  const first = literal.trimStart()[0]!
  for (let at = text.indexOf(first, from); at >= 0; at = text.indexOf(first, at + 1)) {
    let start = at
    if (literal[0] === ' ') while (start > from && isBlank(text.charCodeAt(start - 1))) start--
    if (matchLiteral(text, start, literal, blanks) >= 0) return start
  }
  return -1
}

function shapeOf(line: SourceLine, text: string, fields: Fields): LineShape | null {
  const hex = [...fields].find(([field]) => field.field === 'hex')![1]
  const masked = ' '.repeat(hex.start) + text.slice(hex.start, hex.end)
  const inner = readShape({ ...line, text: masked.padEnd(text.length) }, () => true)
  if (inner.kind !== 'hex') return null
  const meta: LineShape['meta'] = { ...noMeta, spans: [] }
  let label: string | null = null
  for (const [field, span] of fields) {
    const value = text.slice(span.start, span.end)
    if (field.field === 'time') {
      const time = timeAt(text, span.start)
      meta.time = time?.time ?? null
      meta.spans.push(metaSpan('time', span, meta.time ?? ''))
    } else if (field.field === 'direction') meta.direction = directionOf(field, value, span)
    else if (field.field === 'label') label = value.trim()
    else if (field.field !== 'hex' && field.field !== 'skip') {
      const address = endpointAt(text, span.start)?.text ?? value.trim()
      const side = field.field === 'endpoint' ? 'peer' : field.field
      meta.endpoints = { ...meta.endpoints, [side]: address }
      meta.spans.push(metaSpan('endpoint', span, address))
    }
  }
  return { ...inner, text, layout: 'prefixed', meta, dump: null, ...(label !== null && { label }) }
}

function metaSpan(kind: MetaSpan['kind'], span: { start: number; end: number }, text: string): MetaSpan {
  return { kind, start: span.start, end: span.end, text, region: 0 }
}

function directionOf(
  field: Field,
  value: string,
  span: { start: number; end: number },
): LineShape['meta']['direction'] {
  const meaning = field.words.find(({ word }) => word === value)?.meaning ?? null
  if (meaning === null) {
    const found = findDirection(`${value} `, '')
    return found && { ...found, ...span }
  }
  const direction: Direction = meaning === 'up' || meaning === 'down' ? meaning : 'unknown'
  const observed = meaning === 'received' || meaning === 'sent' ? meaning : null
  return { ...span, direction, observed, mistyped: false }
}
