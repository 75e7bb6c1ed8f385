// Text to tree: tokens.ts cuts the words, this orders them by Wireshark's precedence. Next: check.ts.
// From loosest to tightest: or, xor, and, not, comparisons, &, + -, * / %, minus sign, slices.

import { readText } from './literals.ts'
import { expressionError } from './messages.ts'
import { readSlice } from './slice.ts'
import type { Expression, ExpressionError, Quantifier, SetItem, SourceRange, TextLiteral } from './syntax.ts'
import { arithmeticWords, comparisons, logicWords, rangeOf, Refusal, span, TokenReader } from './token-reader.ts'
import { tokenize } from './tokens.ts'
import type { Token } from './tokens.ts'

/** Limits of one expression: UTF-16 units of its text, and levels of its tree. */
export const mostUnits = 8192
export const mostLevels = 100

/** Parses a whole text. Total: any text gives a tree or one located error, the first in reading order. */
export function parse(text: string): { expression: Expression } | { error: ExpressionError } {
  return parsePart(text, 0, text.length)
}

/** Parses text[start, end), with ranges counted from the start of the text: a template holds several expressions. */
export function parsePart(
  text: string,
  start: number,
  end: number,
): { expression: Expression } | { error: ExpressionError } {
  if (end - start > mostUnits) {
    return { error: expressionError('too_long', { start: start + mostUnits, end }, [String(mostUnits)]) }
  }
  const tokens = tokenize(text, start, end)
  if (tokens.length === 1) return { error: expressionError('empty', { start, end }, []) }
  try {
    return { expression: new Parser(tokens).parseAll() }
  } catch (failure) {
    if (failure instanceof Refusal) return { error: failure.error }
    throw failure
  }
}

class Parser {
  private readonly reader: TokenReader
  private level = 0
  /** Levels below each node, so that a long chain like 1+1+1+… is as limited as nested parentheses. */
  private readonly heights = new Map<Expression, number>()

  constructor(tokens: readonly Token[]) {
    this.reader = new TokenReader(tokens)
  }

  parseAll(): Expression {
    const expression = this.parseLogic(0)
    if (this.reader.peek().kind !== 'end') this.reader.unexpected()
    return expression
  }

  /** Runs one level deeper. */
  private nested<Result>(token: Token, read: () => Result): Result {
    if (++this.level > mostLevels) this.tooDeep(token)
    const result = read()
    this.level--
    return result
  }

  private tooDeep(at: SourceRange): never {
    throw new Refusal(expressionError('too_deep', rangeOf(at), [String(mostLevels)]))
  }

  /** Records a node one level above its parts. */
  private above<Node extends Expression>(node: Node, parts: readonly Expression[], at: SourceRange): Node {
    const height = 1 + Math.max(0, ...parts.map((part) => this.heights.get(part) ?? 0))
    if (height > mostLevels) this.tooDeep(at)
    this.heights.set(node, height)
    return node
  }

  private parseLogic(rank: number): Expression {
    const entry = logicWords[rank]
    if (entry === undefined) return this.parseNot()
    const [operator, words] = entry
    const operands = [this.parseLogic(rank + 1)]
    let at: SourceRange = this.reader.peek()
    while (words.includes(this.reader.operatorAt())) {
      at = this.reader.next()
      operands.push(this.parseLogic(rank + 1))
    }
    if (operands.length === 1) return operands[0]!
    const range = span(operands[0]!.range, operands.at(-1)!.range)
    return this.above({ kind: 'logic', operator, operands, range }, operands, at)
  }

  private parseNot(): Expression {
    const token = this.reader.accept('not') ?? this.reader.accept('!')
    if (token === null) return this.parseRelation()
    const operand = this.nested(token, () => this.parseNot())
    return this.above({ kind: 'not', operand, range: span(token, operand.range) }, [operand], token)
  }

  private parseRelation(): Expression {
    const token = this.reader.accept('any') ?? this.reader.accept('all')
    const given = token === null ? null : (token.text.toLowerCase() as Quantifier)
    const left = this.parseArithmetic(0)
    const word = this.reader.operatorAt()
    if (comparisons.has(word)) return this.parseComparisons(left, given)
    const negated = word === 'not' && this.reader.operatorAt(1) === 'in' ? this.reader.next() : null
    const relation = this.reader.operatorAt()
    if (relation === 'in') return this.parseIn(left, given ?? 'any', negated)
    if (relation === 'contains') return this.parseContains(left, given ?? 'any')
    if (relation === 'matches' || relation === '~') return this.parseMatches(left, given ?? 'any')
    if (token === null) return left
    if (this.reader.peek().kind === 'bad' || this.reader.peek().kind === 'end') this.reader.unexpected()
    throw new Refusal(expressionError('quantifier_alone', rangeOf(token), [token.text]))
  }

  /** `1 < a <= 5` means `1 < a and a <= 5`. */
  private parseComparisons(first: Expression, given: Quantifier | null): Expression {
    const found: Expression[] = []
    let left = first
    for (;;) {
      const comparison = comparisons.get(this.reader.operatorAt())
      if (comparison === undefined) break
      const token = this.reader.next()
      const right = this.parseArithmetic(0)
      const operatorRange = rangeOf(token)
      const range = span(left.range, right.range)
      const quantifier = given ?? comparison.quantifier
      const { operator } = comparison
      const node = { kind: 'comparison', operator, quantifier, left, right, operatorRange, range } as const
      found.push(this.above(node, [left, right], token))
      left = right
    }
    if (found.length === 1) return found[0]!
    const range = span(found[0]!.range, found.at(-1)!.range)
    return this.above({ kind: 'logic', operator: 'and', operands: found, range }, found, range)
  }

  private parseContains(left: Expression, quantifier: Quantifier): Expression {
    const token = this.reader.next()
    const right = this.parseArithmetic(0)
    const range = span(left.range, right.range)
    const operatorRange = rangeOf(token)
    return this.above({ kind: 'contains', quantifier, left, right, operatorRange, range }, [left, right], token)
  }

  private parseMatches(left: Expression, quantifier: Quantifier): Expression {
    const token = this.reader.next()
    const quoted = this.reader.peek()
    if (quoted.kind === 'name' || quoted.kind === 'word') {
      throw new Refusal(expressionError('pattern_not_quoted', rangeOf(quoted), [], `"${quoted.text}"`))
    }
    if (quoted.kind !== 'text') this.reader.unexpected()
    const pattern = this.textLiteral(this.reader.next(), true)
    const range = span(left.range, pattern.range)
    const operatorRange = rangeOf(token)
    return this.above({ kind: 'matches', quantifier, left, pattern, operatorRange, range }, [left], token)
  }

  private parseIn(left: Expression, quantifier: Quantifier, negated: Token | null): Expression {
    const token = this.reader.next()
    const open = this.reader.accept('{')
    if (open === null) {
      const found = this.reader.peek()
      if (found.kind === 'end' || found.kind === 'bad') this.reader.unexpected()
      const suggestion = found.kind === 'symbol' ? undefined : `{${found.text}}`
      throw new Refusal(expressionError('set_expected', rangeOf(found), [], suggestion))
    }
    const items: SetItem[] = []
    const empty = this.reader.accept('}')
    if (empty !== null) throw new Refusal(expressionError('set_empty', span(open, empty), []))
    do items.push(this.parseSetItem())
    while (this.reader.accept(',') !== null)
    const close = this.reader.expect('}', open)
    const range = span(left.range, close)
    const operatorRange = rangeOf(token)
    const node = this.above({ kind: 'in', quantifier, left, items, operatorRange, range }, [left], token)
    return negated === null ? node : this.above({ kind: 'not', operand: node, range }, [node], negated)
  }

  private parseSetItem(): SetItem {
    const from = this.parseUnary()
    const to = this.reader.accept('..') === null ? null : this.parseUnary()
    return { from, to, range: to === null ? from.range : span(from.range, to.range) }
  }

  private parseArithmetic(rank: number): Expression {
    const words = arithmeticWords[rank]
    if (words === undefined) return this.parseUnary()
    let left = this.parseArithmetic(rank + 1)
    for (;;) {
      const operator = words.get(this.reader.operatorAt())
      if (operator === undefined) return left
      const token = this.reader.next()
      const right = this.parseArithmetic(rank + 1)
      const range = span(left.range, right.range)
      const node = { kind: 'arithmetic', operator, left, right, operatorRange: rangeOf(token), range } as const
      left = this.above(node, [left, right], token)
    }
  }

  private parseUnary(): Expression {
    const plus = this.reader.accept('+')
    if (plus !== null) return this.nested(plus, () => this.parseUnary())
    const minus = this.reader.accept('-')
    if (minus === null) return this.parseSlices()
    const number = this.reader.peek()
    if (number.kind === 'word' && this.reader.peek(1).kind !== 'slice') {
      this.reader.next()
      return { kind: 'word', text: '-' + number.text, range: span(minus, number) }
    }
    const operand = this.nested(minus, () => this.parseUnary())
    return this.above({ kind: 'negative', operand, range: span(minus, operand.range) }, [operand], minus)
  }

  private parseSlices(): Expression {
    let operand = this.parsePrimary()
    while (this.reader.peek().kind === 'slice') {
      const token = this.reader.next()
      const slice = readSlice(token)
      if ('error' in slice) throw new Refusal(slice.error)
      const range = span(operand.range, token)
      operand = this.above({ kind: 'slice', operand, parts: slice.parts, range }, [operand], token)
    }
    return operand
  }

  private parsePrimary(): Expression {
    const token = this.reader.peek()
    const operator = this.reader.operatorAt()
    if (operator === '(' || operator === '{') return this.parseGroup(this.reader.next(), operator === '(' ? ')' : '}')
    if (operator === '@' || operator === '$') return this.parseSigil(this.reader.next())
    if (operator !== '') return this.reader.unexpected()
    if (token.kind === 'name') {
      this.reader.next()
      if (this.reader.operatorAt() === '(') return this.parseCall(token)
      const range = rangeOf(token)
      return { kind: 'name', name: token.text, raw: false, selected: false, nameRange: range, range }
    }
    if (token.kind === 'text') return this.textLiteral(this.reader.next(), false)
    if (token.kind !== 'word') return this.reader.unexpected()
    this.reader.next()
    return { kind: 'word', text: token.text, range: rangeOf(token) }
  }

  private parseGroup(open: Token, close: string): Expression {
    const inner = this.nested(open, () => this.parseLogic(0))
    const range = span(open, this.reader.expect(close, open))
    return this.above({ ...inner, range }, [inner], open)
  }

  /** `@name`, `$name`, `${name}`, `$@name`. */
  private parseSigil(sigil: Token): Expression {
    const selected = sigil.text === '$'
    const open = selected ? this.reader.accept('{') : null
    const raw = !selected || this.reader.accept('@') !== null
    const token = this.reader.peek()
    if (token.kind !== 'name') this.reader.unexpected()
    this.reader.next()
    const last = open === null ? token : this.reader.expect('}', open)
    return { kind: 'name', name: token.text, raw, selected, nameRange: rangeOf(token), range: span(sigil, last) }
  }

  private parseCall(name: Token): Expression {
    const open = this.reader.next()
    const found: Expression[] = []
    if (this.reader.operatorAt() !== ')') {
      do found.push(this.nested(open, () => this.parseArithmetic(0)))
      while (this.reader.accept(',') !== null)
    }
    const range = span(name, this.reader.expect(')', open))
    const node = { kind: 'call', name: name.text, nameRange: rangeOf(name), arguments: found, range } as const
    return this.above(node, found, name)
  }

  private textLiteral(token: Token, asPattern: boolean): TextLiteral {
    const literal = readText(token, asPattern)
    if ('error' in literal) throw new Refusal(literal.error)
    return literal
  }
}
