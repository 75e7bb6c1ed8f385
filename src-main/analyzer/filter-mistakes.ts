// What is wrong with an expression, as the bridge tells it.
import type { FilterMistake } from '../../src-shared/bridge/results.ts'
import type { ExpressionError } from '../../src-shared/expression/syntax.ts'

export function mistakesOf(errors: readonly ExpressionError[]): FilterMistake[] {
  return errors.map(({ message, range, suggestion }) => ({
    message,
    start: range.start,
    end: range.end,
    suggestion: suggestion ?? null,
  }))
}
