// Function calls: is there such a function, and does it take these arguments. The functions are in functions.ts.

import { functions } from './functions.ts'
import type { FunctionDefinition } from './functions.ts'
import { readNumber } from './literals.ts'
import { expressionError } from './messages.ts'
import type { Operand, Scope } from './scope.ts'
import { similarWords } from './similar.ts'
import type { CallExpression, Expression } from './syntax.ts'

/** operand.ts's own entry, handed in because arguments may be any operand. */
type CheckOperand = (expression: Expression, scope: Scope) => Operand | null

/** Checks a call; null after reporting what is wrong with it. */
export function checkCall(call: CallExpression, scope: Scope, checkOperand: CheckOperand): Operand | null {
  const name = call.name.toLowerCase()
  const definition = functions.get(name)
  if (definition === undefined) {
    const closest = similarWords(call.name, functions.keys())[0]
    scope.errors.push(expressionError('unknown_function', call.nameRange, [call.name], closest))
    return null
  }
  const { arguments: given } = call
  if (!countFits(definition, given.length)) {
    scope.errors.push(expressionError('argument_count', call.range, [name, wantedCount(definition)]))
    return null
  }
  const several = definition.values === 'several'
  const operands = (several ? given : given.slice(0, 1)).map((one) =>
    checkArgument(checkOperand(one, scope), name, definition, scope),
  )
  const constant = several ? 0 : checkConstant(given[1], name, definition, scope)
  const found = operands.filter((operand) => operand !== null)
  if (found.length < operands.length || constant === null) return null
  const whole = found.every(({ type }) => type === 'integer' || type === 'digits')
  const type = definition.result === 'same' ? (whole ? 'integer' : 'number') : definition.result
  const evaluate = definition.evaluate(
    found.map((operand) => operand.evaluate),
    constant,
  )
  return { expression: call, type, info: null, evaluate, constant: found.every((operand) => operand.constant) }
}

function countFits(definition: FunctionDefinition, count: number): boolean {
  if (definition.values === 'several') return count >= 1
  if (definition.constant === undefined) return count === 1
  return count === 2 || (count === 1 && definition.constant.otherwise !== undefined)
}

function wantedCount(definition: FunctionDefinition): string {
  if (definition.values === 'several') return '≥ 1'
  if (definition.constant === undefined) return '1'
  return definition.constant.otherwise === undefined ? '2' : '1–2'
}

function checkArgument(
  operand: Operand | null,
  name: string,
  definition: FunctionDefinition,
  scope: Scope,
): Operand | null {
  if (operand === null || operand.type === 'any' || definition.takes.includes(operand.type)) return operand
  scope.errors.push(expressionError('argument_type', operand.expression.range, [name, operand.type]))
  return null
}

function checkConstant(
  argument: Expression | undefined,
  name: string,
  definition: FunctionDefinition,
  scope: Scope,
): number | null {
  if (definition.constant === undefined) return 0
  const { least, most, otherwise } = definition.constant
  if (argument === undefined) return otherwise ?? 0
  const number = argument.kind === 'word' ? readNumber(argument.text, 'octal') : null
  const value = number !== null && 'value' in number ? Number(number.value) : NaN
  if (Number.isInteger(value) && value >= least && value <= most) return value
  scope.errors.push(expressionError('argument_constant', argument.range, [name, String(least), String(most)]))
  return null
}
