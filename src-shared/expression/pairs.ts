// Comparing a repeated name with another: every occurrence with every occurrence, in bounded time however many a
// hostile frame holds.

import { fulfils } from './evaluate.ts'
import type { Condition, Evaluate } from './evaluate.ts'
import type { CompareOperator, Quantifier } from './syntax.ts'
import { isDigits, orderAny } from './value.ts'
import type { Order, Value } from './value.ts'

/** From here on one side is sorted: 65,535 × 65,535 pairs would stop the analyzer for seconds. */
const manyPairs = 4096

/** Whether any, or all, pairs fulfil the comparison; false when a side is empty. */
export function comparePairs(
  operator: CompareOperator,
  quantifier: Quantifier,
  order: Order,
  left: Evaluate,
  right: Evaluate,
): Condition {
  const accept = fulfils[operator]
  const stopsAt = quantifier === 'any'
  return (env, selected) => {
    const a = left(env, selected)
    const b = right(env, selected)
    if (a.length === 0 || b.length === 0) return false
    if (a.length * b.length > manyPairs) return compareMany(operator, quantifier, order, a, b)
    for (let i = 0; i < a.length; i++) {
      for (let j = 0; j < b.length; j++) if (accept(order(a[i]!, b[j]!)) === stopsAt) return stopsAt
    }
    return !stopsAt
  }
}

/** The same by binary search. `all` is answered by looking for a pair that does the opposite. */
function compareMany(
  operator: CompareOperator,
  quantifier: Quantifier,
  order: Order,
  a: readonly Value[],
  b: readonly Value[],
): boolean {
  const groups = sortByKind(order, b)
  const kindOf = order === orderAny ? anyKind : oneKind
  const accept = fulfils[operator]
  const wanted = quantifier === 'any'
  return (
    a.some((value) => {
      const group = groups.get(kindOf(value)) ?? []
      const comparable = order(value, value) === 0 ? group.length : 0
      // A pair that cannot be compared has the order NaN, which fulfils only "differs".
      if (comparable < b.length && accept(NaN) === wanted) return true
      if (comparable === 0) return false
      if (accept(order(value, group[0]!)) === wanted || accept(order(value, group.at(-1)!)) === wanted) return true
      return accept(0) === wanted && holds(order, group, value)
    }) === wanted
  )
}

function sortByKind(order: Order, values: readonly Value[]): Map<string, Value[]> {
  const kindOf = order === orderAny ? anyKind : oneKind
  const groups = new Map<string, Value[]>()
  for (const value of values) {
    if (order(value, value) !== 0) continue
    const group = groups.get(kindOf(value))
    if (group === undefined) groups.set(kindOf(value), [value])
    else group.push(value)
  }
  for (const group of groups.values()) group.sort(order)
  return groups
}

function oneKind(): string {
  return ''
}

/** Values of one kind compare with each other under orderAny, and with no others. */
function anyKind(value: Value): string {
  if (typeof value === 'bigint' || isDigits(value)) return 'number'
  return typeof value
}

/** Whether a sorted list holds a value. */
export function holds(order: Order, sorted: readonly Value[], value: Value): boolean {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const step = order(value, sorted[middle]!)
    if (step === 0) return true
    if (step > 0) low = middle + 1
    else if (step < 0) high = middle - 1
    else return false
  }
  return false
}
