// The parts of an expression that are true or false: logic, comparisons, sets, searches, and bare names (existence).
// Below it: operand.ts for what is compared, constants.ts for what it is compared with.

import { readConstant } from './constants.ts'
import type { Constant } from './constants.ts'
import { combine, constantTest, exists, isTrue, negate, quantify } from './evaluate.ts'
import type { Condition, Evaluate } from './evaluate.ts'
import { expressionError } from './messages.ts'
import { checkOperand } from './operand.ts'
import { comparePairs } from './pairs.ts'
import { literalOf, reportUnknownName, titleOf } from './scope.ts'
import type { Literal, Operand, Scope } from './scope.ts'
import { checkContains, checkMatches } from './search.ts'
import { checkIn } from './set.ts'
import type { CompareOperator, ComparisonExpression, Expression } from './syntax.ts'
import { timeOrder } from './times.ts'
import { numericValue, orderAny, orderBooleans, orderBytes, orderDigits, orderNumbers, orderTexts } from './value.ts'
import type { Order, ValueType } from './value.ts'

/** What stands for a refused condition: it is never run. */
const refused: Condition = () => false

const mirrored: Record<CompareOperator, CompareOperator> = {
  eq: 'eq',
  ne: 'ne',
  lt: 'gt',
  gt: 'lt',
  le: 'ge',
  ge: 'le',
}
const spellings: Record<CompareOperator, string> = { eq: '==', ne: '!=', lt: '<', gt: '>', le: '<=', ge: '>=' }

/** Whether an expression is a condition by its form, rather than a value. */
export function isCondition(expression: Expression): boolean {
  return ['logic', 'not', 'comparison', 'contains', 'matches', 'in'].includes(expression.kind)
}

/** Checks a part that must be true or false; mistakes go to the scope. */
export function checkCondition(expression: Expression, scope: Scope): Condition {
  switch (expression.kind) {
    case 'logic':
      return combine(
        expression.operator,
        expression.operands.map((operand) => checkCondition(operand, scope)),
      )
    case 'not':
      return negate(checkCondition(expression.operand, scope))
    case 'comparison':
      return checkComparison(expression, scope) ?? refused
    case 'contains':
      return checkContains(expression, scope) ?? refused
    case 'matches':
      return checkMatches(expression, scope) ?? refused
    case 'in':
      return checkIn(expression, scope) ?? refused
    default:
      return checkExistence(expression, scope)
  }
}

function checkExistence(expression: Expression, scope: Scope): Condition {
  const operand = checkOperand(expression, scope)
  if (operand === null) return refused
  if (operand.constant) scope.errors.push(expressionError('constant_condition', expression.range, []))
  return truthOf(operand)
}

/** A bare field asks whether it is there; a flag, or anything computed, also what it is. */
export function truthOf(operand: Operand): Condition {
  const { kind } = operand.expression
  const computed = kind === 'arithmetic' || kind === 'call' || kind === 'negative'
  return operand.type === 'boolean' || computed ? quantify('any', operand, isTrue) : exists(operand.evaluate)
}

function checkComparison(expression: ComparisonExpression, scope: Scope): Condition | null {
  const { left, right, operator } = expression
  const leftLiteral = literalOf(left, scope)
  const rightLiteral = literalOf(right, scope)
  if (leftLiteral !== null && rightLiteral !== null)
    return refuseConstants(expression, [leftLiteral, rightLiteral], scope)
  if (rightLiteral !== null) return compareConstant(expression, left, operator, rightLiteral, scope)
  if (leftLiteral !== null) return compareConstant(expression, right, mirrored[operator], leftLiteral, scope)
  return compareOperands(expression, scope)
}

function refuseConstants(expression: ComparisonExpression, literals: readonly Literal[], scope: Scope): null {
  const unknown = literals.filter((literal) => literal.kind === 'bare')
  for (const literal of unknown) reportUnknownName(literal.text, literal.range, scope)
  if (unknown.length === 0) scope.errors.push(expressionError('constant_condition', expression.range, []))
  return null
}

function compareConstant(
  expression: ComparisonExpression,
  side: Expression,
  operator: CompareOperator,
  literal: Literal,
  scope: Scope,
): Condition | null {
  const operand = checkOperand(side, scope)
  if (operand === null || !takesOperator(operand, expression.operator, scope)) return null
  if (operand.constant) return refuseConstants(expression, [], scope)
  const constant = readConstant(literal, operand, scope)
  if (constant === null) return null
  return quantify(expression.quantifier, operand, testOf(operator, constant))
}

function testOf(operator: CompareOperator, constant: Constant) {
  return constantTest(operator, constant.order, constant.value)
}

/** Flags have no order, and presence has no value at all. */
function takesOperator(operand: Operand, operator: CompareOperator, scope: Scope): boolean {
  const { type, expression } = operand
  const ordered = operator !== 'eq' && operator !== 'ne'
  if (type !== 'presence' && !(type === 'boolean' && ordered)) return true
  scope.errors.push(
    expressionError('operator_type', expression.range, [titleOf(expression), type, spellings[operator]]),
  )
  return false
}

function compareOperands(expression: ComparisonExpression, scope: Scope): Condition | null {
  const left = checkOperand(expression.left, scope)
  const right = checkOperand(expression.right, scope)
  if (left === null || right === null) return null
  if (left.constant && right.constant) return refuseConstants(expression, [], scope)
  if (isForgottenQuote(left, right, scope)) return null
  if (!takesOperator(left, expression.operator, scope) || !takesOperator(right, expression.operator, scope)) return null
  const order = orderOf(left.type, right.type, scope)
  if (order === null) {
    const { operatorRange } = expression
    const parts = [titleOf(left.expression), left.type, titleOf(right.expression), right.type] as const
    scope.errors.push(expressionError('type_mismatch', operatorRange, [...parts]))
    return null
  }
  const asNumbers = order === orderNumbers
  return comparePairs(
    expression.operator,
    expression.quantifier,
    order,
    asNumbers ? numbersOf(left) : left.evaluate,
    asNumbers ? numbersOf(right) : right.evaluate,
  )
}

/** `protocol == ykc`, where ykc is also a name that has no value. */
function isForgottenQuote(left: Operand, right: Operand, scope: Scope): boolean {
  const { expression } = right
  if (left.type !== 'string' || right.type !== 'presence' || expression.kind !== 'name') return false
  scope.errors.push(expressionError('unquoted_text', expression.range, [expression.name], `"${expression.name}"`))
  return true
}

const numericTypes = new Set<ValueType>(['number', 'integer', 'digits'])
const textTypes = new Set<ValueType>(['string', 'digits'])

/** How values of two types compare; null when they do not. */
function orderOf(left: ValueType, right: ValueType, scope: Scope): Order | null {
  if (left === 'any' || right === 'any') return orderAny
  if (left === 'digits' && right === 'digits') return orderDigits
  if (numericTypes.has(left) && numericTypes.has(right)) return orderNumbers
  if (textTypes.has(left) && textTypes.has(right)) return orderTexts
  if (left !== right) return null
  switch (left) {
    case 'bytes':
      return orderBytes
    case 'boolean':
      return orderBooleans
    case 'time':
      return timeOrder(scope.zone)
    default:
      return null
  }
}

/** Digits that meet a number count as one; those that are none fall out. */
function numbersOf(operand: Operand): Evaluate {
  if (operand.type !== 'digits') return operand.evaluate
  return (env, selected) =>
    operand
      .evaluate(env, selected)
      .map(numericValue)
      .filter((value) => value !== null)
}
