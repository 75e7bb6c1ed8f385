// Walks over the tokens of an expression for parse.ts: what stands here, is it an operator, and what to say when the
// wrong thing does.

import { expressionError } from './messages.ts'
import { similarWords } from './similar.ts'
import type {
  ArithmeticOperator,
  CompareOperator,
  ExpressionError,
  LogicOperator,
  Quantifier,
  SourceRange,
} from './syntax.ts'
import type { Token } from './tokens.ts'

/** Thrown to leave the recursive descent; parse.ts catches it. */
export class Refusal {
  constructor(readonly error: ExpressionError) {}
}

/** Spelling → comparison, with the occurrences it asks for when `any` or `all` is not said. */
export const comparisons = new Map<string, { operator: CompareOperator; quantifier: Quantifier }>([
  ...(['==', 'eq', 'any_eq'] as const).map((word) => [word, { operator: 'eq', quantifier: 'any' }] as const),
  ...(['!=', 'ne', 'all_ne'] as const).map((word) => [word, { operator: 'ne', quantifier: 'all' }] as const),
  ...(['===', 'all_eq'] as const).map((word) => [word, { operator: 'eq', quantifier: 'all' }] as const),
  ...(['!==', 'any_ne'] as const).map((word) => [word, { operator: 'ne', quantifier: 'any' }] as const),
  ...(['>', 'gt'] as const).map((word) => [word, { operator: 'gt', quantifier: 'any' }] as const),
  ...(['<', 'lt'] as const).map((word) => [word, { operator: 'lt', quantifier: 'any' }] as const),
  ...(['>=', 'ge'] as const).map((word) => [word, { operator: 'ge', quantifier: 'any' }] as const),
  ...(['<=', 'le'] as const).map((word) => [word, { operator: 'le', quantifier: 'any' }] as const),
])
/** From loosest to tightest. */
export const logicWords: readonly (readonly [LogicOperator, readonly string[]])[] = [
  ['or', ['or', '||']],
  ['xor', ['xor', '^^']],
  ['and', ['and', '&&']],
]
/** From loosest to tightest. */
export const arithmeticWords: readonly ReadonlyMap<string, ArithmeticOperator>[] = [
  new Map([
    ['&', '&'],
    ['bitand', '&'],
    ['bitwise_and', '&'],
  ]),
  new Map([
    ['+', '+'],
    ['-', '-'],
  ]),
  new Map([
    ['*', '*'],
    ['/', '/'],
    ['%', '%'],
  ]),
]
const relationWords = ['contains', 'matches', 'in']
const operatorWords = [
  ...[...comparisons.keys()].filter((word) => /\w/.test(word)),
  ...logicWords.map(([operator]) => operator),
  ...relationWords,
]
const keywords = new Set([...operatorWords, 'not', 'any', 'all', 'bitand', 'bitwise_and'])

export class TokenReader {
  private readonly tokens: readonly Token[]
  private index = 0

  /** `tokens` ends with the `end` token, which is never passed. */
  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)]!
  }

  next(): Token {
    const token = this.peek()
    if (this.index < this.tokens.length - 1) this.index++
    return token
  }

  /** The operator that a token spells, '' for anything else. Keywords are the same in either case. */
  operatorAt(ahead = 0): string {
    const token = this.peek(ahead)
    if (token.kind === 'symbol') return token.text
    if (token.kind !== 'name') return ''
    const lower = token.text.toLowerCase()
    return keywords.has(lower) ? lower : ''
  }

  /** Takes the next token if it spells this operator. */
  accept(operator: string): Token | null {
    return this.operatorAt() === operator ? this.next() : null
  }

  /** Takes the token that closes `open`, or refuses the expression. */
  expect(close: string, open: Token): Token {
    const token = this.accept(close)
    if (token !== null) return token
    if (this.peek().kind !== 'end') return this.unexpected()
    throw new Refusal(expressionError('unclosed', rangeOf(this.peek()), [open.text, close]))
  }

  /** Refuses the expression because of what stands here. */
  unexpected(): never {
    const token = this.peek()
    if (token.error !== undefined) throw new Refusal(token.error)
    if (token.kind === 'end') throw new Refusal(expressionError('unexpected_end', rangeOf(token), []))
    const closest = token.kind === 'name' ? similarWords(token.text, operatorWords)[0] : undefined
    const suggestion = closest === token.text.toLowerCase() ? undefined : closest
    throw new Refusal(expressionError('unexpected_token', rangeOf(token), [token.text], suggestion))
  }
}

export function rangeOf(token: SourceRange): SourceRange {
  return { start: token.start, end: token.end }
}

export function span(first: SourceRange, last: SourceRange): SourceRange {
  return { start: first.start, end: last.end }
}
