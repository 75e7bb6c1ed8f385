// From a parsed tree to something that runs: checks names and types, and reports every mistake with its place.
// Comes after parse.ts; what it returns is run by the filters and by the decoder.

import { checkCondition, isCondition, truthOf } from './condition.ts'
import type { CompiledExpression, Condition } from './evaluate.ts'
import type { NameTable } from './names.ts'
import { checkOperand } from './operand.ts'
import type { Operand, Scope } from './scope.ts'
import type { Expression, ExpressionError } from './syntax.ts'
import type { Zone } from './times.ts'

export type { NameInfo, NameTable } from './names.ts'
export type { ValueType } from './value.ts'

export interface CheckOptions {
  /** condition: constants are refused, as in a display filter. value (the default): sizes and texts are taken too. */
  use?: 'condition' | 'value'
  /** Where times without a zone stand; local when left out. */
  zone?: Zone
}

/** Checks an expression against the names it may use. Errors come in reading order, at least one when refused. */
export function check(
  expression: Expression,
  names: NameTable,
  options: CheckOptions = {},
): { compiled: CompiledExpression } | { errors: ExpressionError[] } {
  const scope: Scope = {
    names,
    zone: options.zone ?? 'local',
    errors: [],
    slots: new Set(),
    selectedSlots: new Set(),
  }
  const asValue = options.use !== 'condition' && !isCondition(expression)
  const compiled = asValue ? compileValue(checkOperand(expression, scope), scope) : compileCondition(expression, scope)
  if (scope.errors.length === 0 && compiled !== null) return { compiled }
  return { errors: inReadingOrder(scope.errors) }
}

/** A chain like `1 < x < 5` is checked pair by pair, so that x is looked at twice: each mistake is told once. */
function inReadingOrder(errors: readonly ExpressionError[]): ExpressionError[] {
  const byPlace = new Map(errors.map((error) => [`${error.code} ${error.range.start}`, error]))
  return [...byPlace.values()].sort((a, b) => a.range.start - b.range.start)
}

function compileCondition(expression: Expression, scope: Scope): CompiledExpression {
  const condition: Condition = checkCondition(expression, scope)
  return {
    matches: (env, selected) => condition(env, selected),
    value: (env, selected) => condition(env, selected),
    type: 'boolean',
    slots: [...scope.slots],
    selectedSlots: [...scope.selectedSlots],
  }
}

function compileValue(operand: Operand | null, scope: Scope): CompiledExpression | null {
  if (operand === null) return null
  const { evaluate, type } = operand
  const condition = truthOf(operand)
  return {
    matches: (env, selected) => condition(env, selected),
    value: (env, selected) => evaluate(env, selected)[0] ?? null,
    type,
    slots: [...scope.slots],
    selectedSlots: [...scope.selectedSlots],
  }
}
