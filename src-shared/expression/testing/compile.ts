// Text to something that runs, in one step, for tests that are not about refusals.

import { check } from '../check.ts'
import type { CheckOptions } from '../check.ts'
import type { CompiledExpression } from '../evaluate.ts'
import { parse } from '../parse.ts'
import { testNames } from './fields.ts'

/** Throws when the expression is refused. Without options: a condition, in UTC. */
export function compile(text: string, options: CheckOptions = { use: 'condition', zone: 'utc' }): CompiledExpression {
  const parsed = parse(text)
  if ('error' in parsed) throw new Error(`${text}: ${parsed.error.message.en}`)
  const checked = check(parsed.expression, testNames, options)
  if ('errors' in checked) throw new Error(`${text}: ${checked.errors.map((error) => error.message.en).join(' ')}`)
  return checked.compiled
}
