// Cuts an expression's text into words and symbols. First step of parse.ts; total: what fits nowhere becomes a `bad`
// token that carries its error, so that the parser reports the first mistake in reading order.

import { expressionError } from './messages.ts'
import type { ExpressionError } from './syntax.ts'

/**
 * name: field, function or keyword operator · word: begins with a digit, or bytes such as `ff:00` · text: quoted,
 * quotes included · slice: `[…]`, brackets included · end: always last, empty.
 */
export interface Token {
  kind: 'name' | 'word' | 'text' | 'slice' | 'symbol' | 'end' | 'bad'
  text: string
  start: number
  end: number
  error?: ExpressionError
}

// A dot or hyphen belongs to a name only between its letters, so `a..b` is a range and `a - b` a difference.
const name = /[\p{L}_](?:[\p{L}\p{M}\p{N}_]|[.-](?=[\p{L}\p{N}_]))*/uy
const word = /[0-9](?:[0-9A-Za-z_]|[.:-](?=[0-9A-Za-z])|:(?=:))*/y
const bytesWord = /[A-Fa-f][0-9A-Fa-f]{0,3}(?:::?[0-9A-Fa-f]{1,4})+(?![\p{L}\p{N}_])/uy
const quotedText = /r?"(?:[^"\\]|\\[^])*"/y
const slice = /\[[^\]]*\]/y
const symbol = /===|!==|==|!=|>=|<=|&&|\|\||\^\^|\.\.|[><!~&+\-*/%(){},@$]/y
const blank = /\s+/y

/** Spellings of other languages, and what they are called here. */
const otherOperators = new Map([
  ['=>', '>='],
  ['=<', '<='],
  ['=!', '!='],
  ['<>', '!='],
  ['|', '||'],
  ['^', '^^'],
  ['≠', '!='],
  ['≥', '>='],
  ['≤', '<='],
])
const otherOperator = /=>|=<|=!|<>|\|(?!\|)|\^(?!\^)|≠|≥|≤/y
const singleQuoted = /'[^'"]*'|‘[^’"]*’/y
const curlyQuoted = /[“”„«「][^“”"»」]*[“”»」]/y
const fullWidth = /[\uFF01-\uFF5E]+|[“”‘’。、；]/y

/** Reads text[start, end) into tokens, white space left out. Never throws. */
export function tokenize(source: string, start = 0, end = source.length): Token[] {
  // The patterns look no further than `end`: a template's expression is followed by other text.
  const text = end === source.length ? source : source.slice(0, end)
  const tokens: Token[] = []
  let position = start
  while (position < end) {
    const spaces = matchAt(blank, text, position)
    if (spaces !== null) {
      position += spaces.length
      continue
    }
    const token = tokenAt(text, position)
    tokens.push(token)
    position = token.end
  }
  tokens.push({ kind: 'end', text: '', start: end, end })
  return tokens
}

function tokenAt(source: string, start: number): Token {
  const kinds = [
    ['text', quotedText],
    ['word', bytesWord],
    ['name', name],
    ['word', word],
    ['slice', slice],
  ] as const
  for (const [kind, pattern] of kinds) {
    const found = matchAt(pattern, source, start)
    if (found !== null) return { kind, text: found, start, end: start + found.length }
  }
  const found = matchAt(symbol, source, start)
  if (found === null || matchAt(otherOperator, source, start) !== null) return badToken(source, start)
  return { kind: 'symbol', text: found, start, end: start + found.length }
}

function badToken(source: string, start: number): Token {
  const first = String.fromCodePoint(source.codePointAt(start)!)
  if (first === '"') return bad(source, start, source.length, (range) => expressionError('unclosed_text', range, []))
  if (first === '[') {
    return bad(source, start, source.length, () =>
      expressionError('unclosed', { start: source.length, end: source.length }, ['[', ']']),
    )
  }
  const operator = matchAt(otherOperator, source, start)
  if (operator !== null) {
    const instead = otherOperators.get(operator)!
    return bad(source, start, start + operator.length, (range) =>
      expressionError('operator_unknown', range, [operator, instead], instead),
    )
  }
  if (first === '=') {
    return bad(source, start, start + 1, (range) => expressionError('single_equals', range, [], '=='))
  }
  const quoted = matchAt(singleQuoted, source, start) ?? matchAt(curlyQuoted, source, start)
  if (quoted !== null) {
    return bad(source, start, start + quoted.length, (range) =>
      expressionError('single_quotes', range, [], `"${quoted.slice(1, -1)}"`),
    )
  }
  const wide = matchAt(fullWidth, source, start)
  if (wide !== null) {
    return bad(source, start, start + wide.length, (range) =>
      expressionError('full_width', range, [wide], halfWidth(wide)),
    )
  }
  return bad(source, start, start + first.length, (range) => expressionError('unexpected_character', range, [first]))
}

function bad(
  source: string,
  start: number,
  end: number,
  error: (range: { start: number; end: number }) => ExpressionError,
): Token {
  return { kind: 'bad', text: source.slice(start, end), start, end, error: error({ start, end }) }
}

function halfWidth(wide: string): string {
  const narrow = wide.normalize('NFKC').replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/、/g, ',')
  return narrow === '=' ? '==' : narrow
}

function matchAt(pattern: RegExp, source: string, position: number): string | null {
  pattern.lastIndex = position
  return pattern.exec(source)?.[0] ?? null
}
