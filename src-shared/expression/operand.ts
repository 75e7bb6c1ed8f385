// The parts of an expression that have values: names, slices, arithmetic, function calls, literals on their own.
// Gives each its type and its closure, or reports why it has none. Above it: condition.ts.

import { calculate } from './arithmetic.ts'
import { checkCall } from './call.ts'
import { readConstant } from './constants.ts'
import { mapValues, noValues, zipValues } from './evaluate.ts'
import type { Evaluate } from './evaluate.ts'
import { readBytes, readNumber } from './literals.ts'
import { expressionError } from './messages.ts'
import { literalOf, resolveName, titleOf } from './scope.ts'
import type { Operand, Scope } from './scope.ts'
import { cutSlice } from './slice.ts'
import type {
  ArithmeticExpression,
  ArithmeticOperator,
  Expression,
  NameExpression,
  NegativeExpression,
  SliceExpression,
  WordLiteral,
} from './syntax.ts'
import { addSeconds, secondsBetween } from './times.ts'
import { numericValue } from './value.ts'
import type { Value, ValueType } from './value.ts'

/** Checks a part that must have values; null after reporting why it has none. */
export function checkOperand(expression: Expression, scope: Scope): Operand | null {
  switch (expression.kind) {
    case 'name':
      return checkName(expression, scope)
    case 'text':
      return constantOperand(expression, 'string', expression.value)
    case 'word':
      return checkWord(expression, scope)
    case 'slice':
      return checkSlice(expression, scope)
    case 'arithmetic':
      return checkArithmetic(expression, scope)
    case 'negative':
      return checkNegative(expression, scope)
    case 'call':
      return checkCall(expression, scope, checkOperand)
    default:
      scope.errors.push(expressionError('condition_as_value', expression.range, []))
      return null
  }
}

function constantOperand(expression: Expression, type: ValueType, value: Value): Operand {
  const values = [value]
  return { expression, type, info: null, evaluate: () => values, constant: true }
}

function checkName(expression: NameExpression, scope: Scope): Operand | null {
  const { name, raw, selected, range } = expression
  const info = resolveName(expression, scope)
  if (info === null) return null
  if (raw && info.rawSlot === undefined) {
    scope.errors.push(expressionError('no_raw_bytes', range, [name]))
    return null
  }
  const slot = raw ? info.rawSlot! : info.slot
  const evaluate: Evaluate = selected
    ? (_, frame) => (frame === undefined ? noValues : frame.values(slot))
    : (env) => env.values(slot)
  const slots = selected ? scope.selectedSlots : scope.slots
  slots.add(slot)
  const subject = selected ? { evaluate } : { evaluate, slot }
  return raw
    ? { expression, type: 'bytes', info: null, ...subject, constant: false }
    : { expression, type: info.type, info, ...subject, constant: false }
}

/** A number or bytes where nothing says which type is wanted. */
function checkWord(expression: WordLiteral, scope: Scope): Operand | null {
  const { text, range } = expression
  const number = readNumber(text, 'octal')
  if ('value' in number) {
    const whole = typeof number.value === 'bigint' || /^-?[0-9A-Za-z]+$/.test(text)
    return constantOperand(expression, whole ? 'integer' : 'number', number.value)
  }
  const bytes = readBytes(text)
  if (number.problem === 'not_number' && 'bytes' in bytes) return constantOperand(expression, 'bytes', bytes.bytes)
  const error =
    number.problem === 'bad_octal'
      ? expressionError('bad_octal', range, [text], text.replace(/^(-?)0+/, '$1'))
      : expressionError('literal_type', range, [text, 'number'])
  scope.errors.push(error)
  return null
}

function checkSlice(expression: SliceExpression, scope: Scope): Operand | null {
  const operand = checkOperand(expression.operand, scope)
  if (operand === null) return null
  const { type } = operand
  if (type !== 'string' && type !== 'bytes' && type !== 'digits' && type !== 'any') {
    scope.errors.push(expressionError('slice_type', operand.expression.range, [titleOf(operand.expression), type]))
    return null
  }
  const evaluate = mapValues(operand.evaluate, (value) => cutSlice(value, expression.parts))
  return { expression, type, info: null, evaluate, constant: operand.constant }
}

function checkNegative(expression: NegativeExpression, scope: Scope): Operand | null {
  const operand = checkOperand(expression.operand, scope)
  if (operand === null) return null
  const type = arithmeticType('-', 'integer', operand.type)
  if (type === null || type === 'time') return refuseArithmetic(operand, '-', scope)
  const evaluate = mapValues(operand.evaluate, (value) => calculateValues('-', 0, value, false))
  return { expression, type, info: null, evaluate, constant: operand.constant }
}

function checkArithmetic(expression: ArithmeticExpression, scope: Scope): Operand | null {
  const { operator } = expression
  const sides = checkSides(expression, scope)
  if (sides === null) return null
  const [left, right] = sides
  const type = arithmeticType(operator, left.type, right.type)
  if (type === null) {
    const wrong = arithmeticType(operator, left.type, left.type) === null ? left : right
    return refuseArithmetic(wrong, operator, scope)
  }
  const evaluate = zipValues(left.evaluate, right.evaluate, pairFunction(operator, left.type, right.type, type, scope))
  return { expression, type, info: null, evaluate, constant: left.constant && right.constant }
}

/** Both operands; a literal is read as the other side's type, so that `frame[0] & 0f` masks a byte. */
function checkSides(expression: ArithmeticExpression, scope: Scope): [Operand, Operand] | null {
  const leftLiteral = literalOf(expression.left, scope)
  const rightLiteral = literalOf(expression.right, scope)
  if (leftLiteral === null && rightLiteral !== null) {
    const left = checkOperand(expression.left, scope)
    const right = left && checkBeside(expression.right, left, expression.operator, scope)
    return left !== null && right !== null ? [left, right] : null
  }
  if (leftLiteral !== null && rightLiteral === null) {
    const right = checkOperand(expression.right, scope)
    const left = right && checkBeside(expression.left, right, expression.operator, scope)
    return left !== null && right !== null ? [left, right] : null
  }
  const left = checkOperand(expression.left, scope)
  const right = checkOperand(expression.right, scope)
  return left !== null && right !== null ? [left, right] : null
}

function checkBeside(
  expression: Expression,
  other: Operand,
  operator: ArithmeticOperator,
  scope: Scope,
): Operand | null {
  const literal = literalOf(expression, scope)
  const isMask = operator === '&' && other.type === 'bytes'
  const isTime = other.type === 'time' && literal?.kind === 'text'
  if (literal === null || (!isMask && !isTime)) return checkOperand(expression, scope)
  const constant = readConstant(literal, other, scope)
  return constant && constantOperand(expression, other.type, constant.value)
}

function refuseArithmetic(operand: Operand, operator: ArithmeticOperator, scope: Scope): null {
  const { expression, type } = operand
  scope.errors.push(expressionError('arithmetic_type', expression.range, [titleOf(expression), type, operator]))
  return null
}

/** The type of a result, or null when the operator does not take these types. */
function arithmeticType(operator: ArithmeticOperator, left: ValueType, right: ValueType): ValueType | null {
  if (operator === '&' && left === 'bytes' && right === 'bytes') return 'bytes'
  if (operator === '&')
    return left !== 'number' && right !== 'number' && isNumber(left) && isNumber(right) ? 'integer' : null
  if (isNumber(left) && isNumber(right)) return isWhole(left) && isWhole(right) ? 'integer' : 'number'
  if (operator === '-' && left === 'time' && right === 'time') return 'number'
  if ((operator === '+' || operator === '-') && left === 'time' && isNumber(right)) return 'time'
  return operator === '+' && isNumber(left) && right === 'time' ? 'time' : null
}

function isWhole(type: ValueType): boolean {
  return type === 'integer' || type === 'digits'
}

function isNumber(type: ValueType): boolean {
  return isWhole(type) || type === 'number' || type === 'any'
}

function pairFunction(
  operator: ArithmeticOperator,
  left: ValueType,
  right: ValueType,
  result: ValueType,
  scope: Scope,
): (a: Value, b: Value) => Value | null {
  const { zone } = scope
  if (left === 'time' && right === 'time') return (a, b) => secondsBetween(a, b, zone)
  if (result === 'time') {
    const sign = operator === '-' ? -1 : 1
    return (a, b) => {
      const seconds = numericValue(left === 'time' ? b : a)
      return seconds === null ? null : addSeconds(left === 'time' ? a : b, sign * Number(seconds), zone)
    }
  }
  if (result === 'bytes') return maskBytes
  return (a, b) => calculateValues(operator, a, b, result === 'integer')
}

function calculateValues(operator: ArithmeticOperator, a: Value, b: Value, wholeDivision: boolean): Value | null {
  const x = numericValue(a)
  const y = numericValue(b)
  return x === null || y === null ? null : calculate(operator, x, y, wholeDivision)
}

/** Byte by byte; both sides must be of one length. */
function maskBytes(a: Value, b: Value): Uint8Array | null {
  if (!(a instanceof Uint8Array) || !(b instanceof Uint8Array) || a.length !== b.length) return null
  return a.map((byte, i) => byte & b[i]!)
}
