// Texts with values in them, for the messages and summaries of definitions: "declares {data_length}, {len - 19} follow".
// `{expression}` or `{expression:format}`; `{{` and `}}` stand for braces. Formats: .2 decimals · 02 padded · 04x, 04X hex ·
// gun|guns the number with the word for one or for many.

import { formatHex } from '../bytes/hex.ts'
import { check } from './check.ts'
import type { CheckOptions } from './check.ts'
import type { CompiledExpression, Environment } from './evaluate.ts'
import { expressionError } from './messages.ts'
import type { NameTable } from './names.ts'
import { parsePart } from './parse.ts'
import type { ExpressionError } from './syntax.ts'
import { isNumeric, numericValue } from './value.ts'
import type { Value } from './value.ts'

export interface Template {
  /** Plain texts, braces undone, and values between them. */
  parts: readonly (string | TemplateValue)[]
  /** What formatTemplate reads from its environment. */
  slots: readonly number[]
}

interface TemplateValue {
  compiled: CompiledExpression
  /** Set for a bare name: its values are formatted by the caller, all of them. */
  slot: number | null
  format: NumberFormat | null
}

type NumberFormat =
  | { kind: 'decimals'; count: number }
  | { kind: 'padded' | 'hex' | 'HEX'; width: number }
  | { kind: 'counted'; one: string; many: string }

/** What stands for a value that the frame does not have. */
const absent = '–'
/** Of a repeated field the first values are shown. */
const mostValues = 16

/** Parses a template and checks its expressions. The error's range is in the template's text. */
export function parseTemplate(
  text: string,
  names: NameTable,
  options: CheckOptions = {},
): { template: Template } | { error: ExpressionError } {
  const parts: (string | TemplateValue)[] = []
  let plain = ''
  let position = 0
  while (position < text.length) {
    const character = text[position]!
    const twice = text[position + 1] === character
    if (character !== '{' && character !== '}') {
      plain += character
      position++
    } else if (twice) {
      plain += character
      position += 2
    } else if (character === '}') {
      const range = { start: position, end: position + 1 }
      return { error: expressionError('template_brace', range, [character], '}}') }
    } else {
      const end = findClosing(text, position + 1)
      if (end < 0) return unclosed(text)
      const value = parseValue(text, position + 1, end, names, options)
      if ('error' in value) return value
      if (plain !== '') parts.push(plain)
      plain = ''
      parts.push(value)
      position = end + 1
    }
  }
  if (plain !== '') parts.push(plain)
  const slots = parts.flatMap((part) => (typeof part === 'string' ? [] : part.compiled.slots))
  return { template: { parts, slots: [...new Set(slots)] } }
}

function unclosed(text: string): { error: ExpressionError } {
  return { error: expressionError('unclosed', { start: text.length, end: text.length }, ['{', '}']) }
}

/** Position of the brace that ends an expression, past nested braces and quoted texts; -1 when there is none. */
function findClosing(text: string, start: number): number {
  let depth = 0
  for (let i = start; i < text.length; i++) {
    const character = text[i]
    if (character === '"') i = skipQuoted(text, i)
    else if (character === '{') depth++
    else if (character === '}' && depth-- === 0) return i
  }
  return -1
}

/** Position of the quote that ends the text begun at `start`, or the end of all. */
function skipQuoted(text: string, start: number): number {
  let i = start + 1
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1
  return i
}

function parseValue(
  text: string,
  start: number,
  end: number,
  names: NameTable,
  options: CheckOptions,
): TemplateValue | { error: ExpressionError } {
  const colon = findFormat(text, start, end)
  const format = colon < 0 ? null : readFormat(text.slice(colon + 1, end))
  if (colon >= 0 && format === null) {
    const range = { start: colon + 1, end }
    return { error: expressionError('template_format', range, [text.slice(colon + 1, end)]) }
  }
  const parsed = parsePart(text, start, colon < 0 ? end : colon)
  if ('error' in parsed) return parsed
  const { expression } = parsed
  const checked = check(expression, names, { ...options, use: 'value' })
  if ('errors' in checked) return { error: checked.errors[0]! }
  const bare = expression.kind === 'name' && !expression.raw && !expression.selected
  const slot = bare ? (checked.compiled.slots[0] ?? null) : null
  return { compiled: checked.compiled, slot, format }
}

/**
 * Position of the colon before a format, or -1. Colons of bytes (`68:0d`) are told apart by what follows; of
 * `68:02` the last part counts as a format, so bytes that end in digits are put in parentheses.
 */
function findFormat(text: string, start: number, end: number): number {
  let depth = 0
  let colon = -1
  for (let i = start; i < end; i++) {
    const character = text[i]!
    if (character === '"') i = skipQuoted(text, i)
    else if ('([{'.includes(character)) depth++
    else if (')]}'.includes(character)) depth--
    else if (character === ':' && depth === 0) colon = i
  }
  if (colon < 0) return -1
  const format = text.slice(colon + 1, end)
  return readFormat(format) === null && /^[0-9A-Fa-f]{1,2}(?:$|\W)/.test(format) ? -1 : colon
}

function readFormat(text: string): NumberFormat | null {
  const decimals = /^\.([0-9]|1[0-9]|20)$/.exec(text)
  if (decimals !== null) return { kind: 'decimals', count: Number(decimals[1]) }
  const counted = /^([A-Za-z][A-Za-z ]*)\|([A-Za-z][A-Za-z ]*)$/.exec(text)
  if (counted !== null) return { kind: 'counted', one: counted[1]!, many: counted[2]! }
  const padded = /^(?:0([0-9]{1,2}))?([xX]?)$/.exec(text)
  if (padded === null || text === '') return null
  const kind = padded[2] === 'x' ? 'hex' : padded[2] === 'X' ? 'HEX' : 'padded'
  return { kind, width: Number(padded[1] ?? 0) }
}

/**
 * Fills a template in. `format` makes the text of a bare name's value, with its unit or enum text as the caller sees
 * fit; values of other expressions are printed plainly. An absent value is a dash.
 */
export function formatTemplate(
  template: Template,
  env: Environment,
  format: (slot: number, value: Value) => string,
  selected?: Environment,
): string {
  let text = ''
  for (const part of template.parts) text += typeof part === 'string' ? part : formatPart(part, env, format, selected)
  return text
}

function formatPart(
  part: TemplateValue,
  env: Environment,
  format: (slot: number, value: Value) => string,
  selected: Environment | undefined,
): string {
  const { slot } = part
  if (slot === null) {
    const value = part.compiled.value(env, selected)
    return value === null ? absent : (formatNumber(value, part.format) ?? formatPlainly(value))
  }
  const values = env.values(slot)
  if (values.length === 0) return absent
  const shown = values.slice(0, mostValues).map((value) => formatNumber(value, part.format) ?? format(slot, value))
  return shown.join(', ') + (values.length > mostValues ? ', …' : '')
}

function formatPlainly(value: Value): string {
  return value instanceof Uint8Array ? formatHex(value) : String(value)
}

/** Null when there is no format, or the value is nothing that it applies to. */
function formatNumber(value: Value, format: NumberFormat | null): string | null {
  if (format === null) return null
  const hex = format.kind === 'hex' || format.kind === 'HEX'
  if (value instanceof Uint8Array && hex)
    return format.kind === 'HEX' ? formatHex(value).toUpperCase() : formatHex(value)
  const number = isNumeric(value) ? value : typeof value === 'string' ? numericValue(value) : null
  if (number === null) return null
  if (format.kind === 'decimals') return withDecimals(number, format.count)
  if (format.kind === 'counted') return `${number} ${Number(number) === 1 ? format.one : format.many}`
  if (typeof number === 'number' && !Number.isInteger(number)) return String(number)
  const digits = BigInt(number)
    .toString(hex ? 16 : 10)
    .replace('-', '')
  const padded = (format.kind === 'HEX' ? digits.toUpperCase() : digits).padStart(format.width, '0')
  return number < 0 ? `-${padded}` : padded
}

function withDecimals(number: number | bigint, count: number): string {
  if (typeof number === 'number') return number.toFixed(count)
  return count === 0 ? String(number) : `${number}.${'0'.repeat(count)}`
}
