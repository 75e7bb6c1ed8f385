// What a literal means for a field: `01` is digits for a pile number, octal for a count, a byte for bytes.
// Every mismatch is refused here, with the exact place and, where it can be guessed, what was meant.

import { readBytes, readNumber, textBytes } from './literals.ts'
import { expressionError } from './messages.ts'
import type { ErrorCode } from './messages.ts'
import type { NameInfo } from './names.ts'
import { reportUnknownName } from './scope.ts'
import type { Literal, Scope, Target } from './scope.ts'
import { similarWords } from './similar.ts'
import { isClock, orderWithLiteral, readTime } from './times.ts'
import { isDigits, isNumeric, orderBooleans, orderBytes, orderDigits, orderNumbers, orderTexts } from './value.ts'
import type { Order, Value, ValueType } from './value.ts'

/** A literal read for one type, and how the field's values (left) compare with it (right). */
export interface Constant {
  value: Value
  order: Order
}

/** Reads a literal for a target; null after reporting why it cannot be. */
export function readConstant(literal: Literal, target: Target, scope: Scope): Constant | null {
  if (literal.kind === 'bare' && !fitsBare(literal.text, target.type)) return refuseBare(literal, target, scope)
  switch (target.type) {
    case 'integer':
    case 'number':
      return readNumeric(literal, target, scope)
    case 'boolean':
      return readBoolean(literal, scope)
    case 'string':
      return { value: literal.kind === 'text' ? literal.value : literal.text, order: orderTexts }
    case 'digits':
      return readDigits(literal, scope)
    case 'bytes':
      return readBytesConstant(literal, scope)
    case 'time':
      return readTimeConstant(literal, scope)
    case 'any':
      return readAny(literal, target.info, scope)
    case 'presence':
      return refuse('literal_type', literal, scope, 'presence')
  }
}

function textOf(literal: Literal): string {
  return literal.kind === 'text' ? literal.value : literal.text
}

function refuse(code: 'literal_type', literal: Literal, scope: Scope, type: ValueType, suggestion?: string): null {
  scope.errors.push(expressionError(code, literal.range, [textOf(literal), type], suggestion))
  return null
}

function refuseAs(
  code: Extract<
    ErrorCode,
    'not_whole' | 'bad_octal' | 'bytes_odd' | 'bytes_order' | 'digits_hex' | 'enum_unknown' | 'time_unreadable'
  >,
  literal: Literal,
  scope: Scope,
  suggestion?: string,
): null {
  scope.errors.push(expressionError(code, literal.range, [textOf(literal)], suggestion))
  return null
}

function fitsBare(text: string, type: ValueType): boolean {
  if (type === 'boolean' || type === 'any') return /^(?:true|false)$/i.test(text)
  return (type === 'bytes' || type === 'digits') && /^[0-9A-Fa-f.-]+$/.test(text)
}

/** A word that is no field: text whose quotes were forgotten where text is wanted, else an unknown name. */
function refuseBare(literal: Literal, target: Target, scope: Scope): null {
  const text = textOf(literal)
  const isEnumText = target.info?.enumTexts?.has(text.toLowerCase()) ?? false
  const wantsText = target.type === 'string' || target.type === 'digits' || target.type === 'any'
  const looksLikeName = text.includes('.') && scope.names.similar(text).length > 0
  if (isEnumText || (wantsText && !looksLikeName)) {
    scope.errors.push(expressionError('unquoted_text', literal.range, [text], `"${text}"`))
  } else {
    reportUnknownName(text, literal.range, scope)
  }
  return null
}

function readNumeric(literal: Literal, target: Target, scope: Scope): Constant | null {
  const { info, type } = target
  if (literal.kind === 'text') {
    if (info?.enumTexts !== undefined) return readEnumText(literal, info.enumTexts, scope)
    const number = readNumber(literal.value, 'decimal')
    return refuse('literal_type', literal, scope, type, 'value' in number ? literal.value : undefined)
  }
  const found = readNumber(literal.text, type === 'integer' ? 'octal' : 'decimal')
  if ('problem' in found) {
    if (found.problem === 'bad_octal') {
      return refuseAs('bad_octal', literal, scope, literal.text.replace(/^(-?)0+/, '$1'))
    }
    const difference = /^([0-9]+)-([0-9]+)$/.exec(literal.text)
    return refuse('literal_type', literal, scope, type, difference?.slice(1).join(' - '))
  }
  const { value } = found
  if (type === 'integer' && typeof value === 'number' && !Number.isInteger(value)) {
    return refuseAs('not_whole', literal, scope)
  }
  if (info?.max !== undefined && value > info.max) {
    scope.errors.push(expressionError('too_big', literal.range, [literal.text, String(info.max)]))
    return null
  }
  if (info?.min !== undefined && value < info.min) {
    scope.errors.push(expressionError('too_small', literal.range, [literal.text, String(info.min)]))
    return null
  }
  return { value, order: orderNumbers }
}

function readEnumText(literal: Literal, texts: ReadonlyMap<string, number>, scope: Scope): Constant | null {
  const text = textOf(literal)
  const value = texts.get(text.toLowerCase())
  if (value !== undefined) return { value, order: orderNumbers }
  const closest = similarWords(text, texts.keys())[0]
  return refuseAs('enum_unknown', literal, scope, closest === undefined ? undefined : `"${closest}"`)
}

function readBoolean(literal: Literal, scope: Scope): Constant | null {
  const text = textOf(literal).toLowerCase()
  if (text === 'true' || text === 'false') {
    if (literal.kind === 'text') return refuse('literal_type', literal, scope, 'boolean', text)
    return { value: text === 'true', order: orderBooleans }
  }
  const number = literal.kind === 'text' ? null : readNumber(text, 'octal')
  if (number === null || 'problem' in number) return refuse('literal_type', literal, scope, 'boolean')
  return { value: Number(number.value) !== 0, order: orderBooleans }
}

/** Unquoted, digits compare by their value; quoted, as text. */
function readDigits(literal: Literal, scope: Scope): Constant | null {
  if (literal.kind === 'text') return { value: literal.value, order: orderTexts }
  if (/^[0-9A-Fa-f]+$/.test(literal.text)) return { value: literal.text, order: orderDigits }
  const prefixed = /^0[xX]([0-9A-Fa-f]+)$/.exec(literal.text)
  if (prefixed !== null) return refuseAs('digits_hex', literal, scope, prefixed[1])
  return refuse('literal_type', literal, scope, 'digits')
}

function readBytesConstant(literal: Literal, scope: Scope): Constant | null {
  if (literal.kind === 'text') return { value: textBytes(literal), order: orderBytes }
  const found = readBytes(literal.text)
  if ('bytes' in found) return { value: found.bytes, order: orderBytes }
  switch (found.problem) {
    case 'bytes_odd':
      return refuseAs('bytes_odd', literal, scope)
    case 'bytes_order': {
      const digits = literal.text.slice(2)
      const even = digits.length % 2 === 0 ? digits : '0' + digits
      return refuseAs('bytes_order', literal, scope, even.match(/../g)!.join(':'))
    }
    case 'not_bytes':
      return refuse('literal_type', literal, scope, 'bytes')
  }
}

function readTimeConstant(literal: Literal, scope: Scope): Constant | null {
  const time = readTime(textOf(literal), scope.zone)
  if (time === null) return refuseAs('time_unreadable', literal, scope)
  return { value: time.instant, order: (value) => orderWithLiteral(value, time) }
}

/** Keeps every meaning of the literal; the one that fits the value's own type is used. */
function readAny(literal: Literal, info: NameInfo | null, scope: Scope): Constant {
  const text = textOf(literal)
  if (literal.kind === 'text') {
    const raw = info?.enumTexts?.get(text.toLowerCase())
    const bytes = textBytes(literal)
    const time = readTime(text, scope.zone)
    const order: Order = (value) => {
      if (typeof value === 'string') {
        return time !== null && isClock(value) ? orderWithLiteral(value, time) : orderTexts(value, text)
      }
      if (value instanceof Uint8Array) return orderBytes(value, bytes)
      return raw === undefined ? NaN : orderNumbers(value, raw)
    }
    return { value: text, order }
  }
  if (literal.kind === 'bare') return { value: text.toLowerCase() === 'true', order: orderBooleans }
  const number = readNumber(text, 'decimal')
  const bytes = readBytes(text)
  const order: Order = (value) => {
    if (isNumeric(value)) return 'value' in number ? orderNumbers(value, number.value) : NaN
    if (typeof value === 'string') return isDigits(text) ? orderDigits(value, text) : orderTexts(value, text)
    if (typeof value === 'boolean')
      return 'value' in number ? Number(value) - (Number(number.value) !== 0 ? 1 : 0) : NaN
    return 'bytes' in bytes ? orderBytes(value, bytes.bytes) : NaN
  }
  return { value: 'value' in number ? number.value : text, order }
}
