// Searching in values: `contains` for a piece of text or bytes, `matches` for a pattern. Enum fields are searched by
// the texts of their values.

import { readConstant } from './constants.ts'
import { quantify } from './evaluate.ts'
import type { Condition, Test } from './evaluate.ts'
import { readBytes, textBytes } from './literals.ts'
import { expressionError } from './messages.ts'
import { checkOperand } from './operand.ts'
import { compilePattern } from './pattern.ts'
import type { Pattern } from './pattern.ts'
import { literalOf, titleOf } from './scope.ts'
import type { Literal, Operand, Scope } from './scope.ts'
import type { ContainsExpression, MatchesExpression } from './syntax.ts'

/** Checks `left contains "piece"`; null after reporting what is wrong. */
export function checkContains(expression: ContainsExpression, scope: Scope): Condition | null {
  const operand = checkSearched(expression, 'contains', scope)
  const literal = literalOf(expression.right, scope)
  if (literal === null) scope.errors.push(expressionError('search_constant', expression.right.range, []))
  if (operand === null || literal === null) return null
  const test = containsTest(operand, literal, scope)
  return test && quantify(expression.quantifier, operand, test)
}

/** Checks `left matches "pattern"`; null after reporting what is wrong. */
export function checkMatches(expression: MatchesExpression, scope: Scope): Condition | null {
  const operand = checkSearched(expression, 'matches', scope)
  const { value, offsets } = expression.pattern
  // Binary bytes have no upper case beyond ASCII.
  const compiled = compilePattern(value, operand?.type === 'bytes' ? 'ascii' : 'unicode')
  if ('error' in compiled) {
    const { range } = compiled.error
    scope.errors.push({ ...compiled.error, range: { start: offsets[range.start]!, end: offsets[range.end]! } })
    return null
  }
  return operand && quantify(expression.quantifier, operand, matchesTest(operand, compiled.pattern))
}

function checkSearched(
  expression: ContainsExpression | MatchesExpression,
  operator: 'contains' | 'matches',
  scope: Scope,
): Operand | null {
  const operand = checkOperand(expression.left, scope)
  if (operand === null) return null
  const { type, info, expression: left } = operand
  const searchable = ['string', 'digits', 'bytes', 'any'].includes(type) || info?.enumTexts !== undefined
  if (searchable) return operand
  scope.errors.push(expressionError('operator_type', left.range, [titleOf(left), type, operator]))
  return null
}

function containsTest(operand: Operand, literal: Literal, scope: Scope): Test | null {
  const { type, info } = operand
  const text = literal.kind === 'text' ? literal.value : literal.text
  if (literal.kind === 'bare' || type === 'bytes') {
    const constant = readConstant(literal, operand, scope)
    return constant && bytesTest(constant.value)
  }
  if (type === 'string' || type === 'digits') return (value) => typeof value === 'string' && value.includes(text)
  if (type !== 'any') return enumTest(operand, (enumText) => enumText.includes(text.toLowerCase()))
  const read = literal.kind === 'text' ? { bytes: textBytes(literal) } : readBytes(text)
  const inBytes = 'bytes' in read ? bytesTest(read.bytes) : null
  const raws = info?.enumTexts && enumTest(operand, (enumText) => enumText.includes(text.toLowerCase()))
  return (value) => {
    if (typeof value === 'string') return value.includes(text)
    return value instanceof Uint8Array ? (inBytes?.(value) ?? false) : (raws?.(value) ?? false)
  }
}

function matchesTest(operand: Operand, pattern: Pattern): Test {
  const raws = operand.info?.enumTexts && enumTest(operand, (text) => pattern.test(text))
  return (value) => {
    if (typeof value === 'string') return pattern.test(value)
    return value instanceof Uint8Array ? pattern.test(latin1(value)) : (raws?.(value) ?? false)
  }
}

/** Passes raw values that have a fitting text. */
function enumTest(operand: Operand, fits: (text: string) => boolean): Test {
  const raws = new Set<unknown>()
  for (const [text, raw] of operand.info?.enumTexts ?? []) if (fits(text)) raws.add(raw)
  return (value) => raws.has(typeof value === 'bigint' ? Number(value) : value)
}

/** Bytes as characters 0–ff, so that `\x68` in a pattern is one byte. */
function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192))
  }
  return text
}

/**
 * Whether bytes hold a piece. After a partial match the table says how much of it may begin another, so that zeros
 * searched in zeros take linear time (Knuth, Morris and Pratt).
 */
function bytesTest(piece: unknown): Test {
  if (!(piece instanceof Uint8Array)) return () => false
  const borders = new Int32Array(piece.length)
  for (let i = 1, length = 0; i < piece.length; i++) {
    while (length > 0 && piece[i] !== piece[length]) length = borders[length - 1]!
    if (piece[i] === piece[length]) length++
    borders[i] = length
  }
  return (value) => {
    if (!(value instanceof Uint8Array)) return false
    let length = 0
    for (let i = 0; i < value.length && length < piece.length; i++) {
      while (length > 0 && value[i] !== piece[length]) length = borders[length - 1]!
      if (value[i] === piece[length]) length++
    }
    return length === piece.length
  }
}
