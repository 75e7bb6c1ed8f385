// What check.ts makes of a tree: closures that read values from an environment. No allocation where one name is
// compared with constants. Its caller: the analyzer's filters, the decoder's conditions and sizes.

import type { CompareOperator, Quantifier } from './syntax.ts'
import { isNumeric, orderTexts } from './value.ts'
import type { Order, Value, ValueType } from './value.ts'

/** The values of one frame. */
export interface Environment {
  /** All occurrences of a name, in frame order; empty when the frame does not have it. */
  values(slot: number): readonly Value[]
  /** `test(values(slot))`, for environments that remember what a test says of values that come again and again. */
  passes?(slot: number, test: ListTest): boolean
}

/** An expression ready to run. `selected` is the frame that `$name` refers to; without one, `$name` is absent. */
export interface CompiledExpression {
  /** A condition's result; for a value: whether it exists, and for computed numbers also whether it is not zero. */
  matches(env: Environment, selected?: Environment): boolean
  /** The first value, or null when there is none; a condition gives true or false. */
  value(env: Environment, selected?: Environment): Value | null
  /** The type of value(). */
  type: ValueType
  /** What is read from `env`, and what from `selected`. */
  slots: readonly number[]
  selectedSlots: readonly number[]
}

export type Evaluate = (env: Environment, selected: Environment | undefined) => readonly Value[]
export type Condition = (env: Environment, selected: Environment | undefined) => boolean
export type Test = (value: Value) => boolean
/** What is asked of all values of a name in one frame; depends on nothing else. */
export type ListTest = (values: readonly Value[]) => boolean

/** What a condition is about: where its values come from, and the name's slot when they are a name's in the frame itself. */
export interface Subject {
  evaluate: Evaluate
  slot?: number
}

export const noValues: readonly Value[] = []

/** Whether an order of two values fulfils a comparison. Values that cannot be compared only ever differ. */
export const fulfils: Record<CompareOperator, (order: number) => boolean> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  lt: (order) => order < 0,
  gt: (order) => order > 0,
  le: (order) => order <= 0,
  ge: (order) => order >= 0,
}

/** A test of one value against a constant. */
export function constantTest(operator: CompareOperator, order: Order, constant: Value): Test {
  // Which of two texts comes first need not be found out to know that they differ.
  if (order === orderTexts && operator === 'eq') return (value) => value === constant
  if (order === orderTexts && operator === 'ne') return (value) => value !== constant
  switch (operator) {
    case 'eq':
      return (value) => order(value, constant) === 0
    case 'ne':
      return (value) => order(value, constant) !== 0
    case 'lt':
      return (value) => order(value, constant) < 0
    case 'gt':
      return (value) => order(value, constant) > 0
    case 'le':
      return (value) => order(value, constant) <= 0
    case 'ge':
      return (value) => order(value, constant) >= 0
  }
}

/** True when any, or all, values pass; false when there are none: a comparison implies existence. */
export function quantify(quantifier: Quantifier, { evaluate, slot }: Subject, test: Test): Condition {
  const asked = quantifier === 'any' ? anyPasses(test) : allPass(test)
  if (slot === undefined) return (env, selected) => asked(evaluate(env, selected))
  return (env) => (env.passes ? env.passes(slot, asked) : asked(env.values(slot)))
}

function anyPasses(test: Test): ListTest {
  return (values) => {
    for (let i = 0; i < values.length; i++) if (test(values[i]!)) return true
    return false
  }
}

function allPass(test: Test): ListTest {
  return (values) => {
    for (let i = 0; i < values.length; i++) if (!test(values[i]!)) return false
    return values.length > 0
  }
}

export function exists(evaluate: Evaluate): Condition {
  return (env, selected) => evaluate(env, selected).length > 0
}

/** For flags and computed values as conditions: true, a number other than 0, bytes that are not all 0, any text. */
export function isTrue(value: Value): boolean {
  if (typeof value === 'boolean') return value
  if (isNumeric(value)) return Number(value) !== 0
  return value instanceof Uint8Array ? value.some((byte) => byte !== 0) : true
}

export function negate(condition: Condition): Condition {
  return (env, selected) => !condition(env, selected)
}

export function combine(operator: 'and' | 'or' | 'xor', conditions: readonly Condition[]): Condition {
  const [first, second] = conditions
  if (conditions.length === 2 && operator === 'and') return (env, s) => first!(env, s) && second!(env, s)
  if (conditions.length === 2 && operator === 'or') return (env, s) => first!(env, s) || second!(env, s)
  if (operator === 'xor') {
    return (env, s) => {
      let odd = false
      for (const condition of conditions) if (condition(env, s)) odd = !odd
      return odd
    }
  }
  const stopsAt = operator === 'or'
  return (env, s) => {
    for (const condition of conditions) if (condition(env, s) === stopsAt) return stopsAt
    return !stopsAt
  }
}

/** Applies a function to every value; null results are left out. */
export function mapValues(evaluate: Evaluate, apply: (value: Value) => Value | null): Evaluate {
  return (env, selected) => {
    const results: Value[] = []
    for (const value of evaluate(env, selected)) {
      const result = apply(value)
      if (result !== null) results.push(result)
    }
    return results
  }
}

/**
 * Applies a function to pairs of values: the first with the first, and so on, a single one with all of the other
 * side. So `price * energy` is one product for each period of a bill.
 */
export function zipValues(left: Evaluate, right: Evaluate, apply: (a: Value, b: Value) => Value | null): Evaluate {
  return (env, selected) => {
    const a = left(env, selected)
    const b = right(env, selected)
    if (a.length === 0 || b.length === 0) return noValues
    const length = a.length === 1 ? b.length : b.length === 1 ? a.length : Math.min(a.length, b.length)
    const results: Value[] = []
    for (let i = 0; i < length; i++) {
      const result = apply(a[a.length === 1 ? 0 : i]!, b[b.length === 1 ? 0 : i]!)
      if (result !== null) results.push(result)
    }
    return results
  }
}
