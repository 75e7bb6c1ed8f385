// Membership: `in {1, 3, 0x13..0x25}`. Long lists, such as pasted pile numbers, are searched by halves.

import { readConstant } from './constants.ts'
import type { Constant } from './constants.ts'
import { quantify } from './evaluate.ts'
import type { Condition, Test } from './evaluate.ts'
import { expressionError } from './messages.ts'
import { checkOperand } from './operand.ts'
import { holds } from './pairs.ts'
import { literalOf, titleOf } from './scope.ts'
import type { Operand, Scope } from './scope.ts'
import type { Expression, InExpression } from './syntax.ts'
import type { Order, Value } from './value.ts'

/** Checks a membership; null after reporting what is wrong. */
export function checkIn(expression: InExpression, scope: Scope): Condition | null {
  const operand = checkOperand(expression.left, scope)
  if (operand === null) return null
  if (operand.type === 'presence') {
    const { range } = operand.expression
    scope.errors.push(expressionError('operator_type', range, [titleOf(operand.expression), 'presence', 'in']))
    return null
  }
  const single: Constant[] = []
  const ranges: { from: Constant; to: Constant }[] = []
  let complete = true
  for (const item of expression.items) {
    const from = readItem(item.from, operand, scope)
    const to = item.to === null ? from : readItem(item.to, operand, scope)
    if (from === null || to === null) {
      complete = false
    } else if (item.to === null) {
      single.push(from)
    } else if (to.order(from.value, to.value) > 0) {
      scope.errors.push(expressionError('range_backwards', item.range, []))
      complete = false
    } else {
      ranges.push({ from, to })
    }
  }
  return complete ? quantify(expression.quantifier, operand, memberTest(single, ranges)) : null
}

function readItem(item: Expression, operand: Operand, scope: Scope): Constant | null {
  const literal = literalOf(item, scope)
  if (literal !== null) return readConstant(literal, operand, scope)
  scope.errors.push(expressionError('set_item', item.range, []))
  return null
}

function memberTest(single: readonly Constant[], ranges: readonly { from: Constant; to: Constant }[]): Test {
  const groups = new Map<Order, Value[]>()
  for (const { order, value } of single) {
    const group = groups.get(order)
    if (group === undefined) groups.set(order, [value])
    else group.push(value)
  }
  for (const [order, group] of groups) group.sort(order)
  const sorted = [...groups]
  return (value) => {
    for (const [order, group] of sorted) if (holds(order, group, value)) return true
    for (const { from, to } of ranges) {
      if (from.order(value, from.value) >= 0 && to.order(value, to.value) <= 0) return true
    }
    return false
  }
}
