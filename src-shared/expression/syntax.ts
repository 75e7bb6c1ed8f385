// The tree of an expression, with the place in the text of every part. Made by parse.ts, read by check.ts.
// One language serves display filters, colour rules and the conditions and sizes of protocol definitions.

import type { Label } from '../bytes/range.ts'

/** Half-open [start, end), in UTF-16 positions of the expression's text. */
export interface SourceRange {
  start: number
  end: number
}

/** Why an expression was refused. `suggestion` is text to put in place of `range` ("did you mean"). */
export interface ExpressionError {
  code: string
  range: SourceRange
  message: Label
  suggestion?: string
}

/** Which occurrences of a repeated field a comparison must hold for. */
export type Quantifier = 'any' | 'all'
export type CompareOperator = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le'
export type LogicOperator = 'and' | 'or' | 'xor'
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '&'

export type Expression =
  | LogicExpression
  | NotExpression
  | ComparisonExpression
  | ContainsExpression
  | MatchesExpression
  | InExpression
  | ArithmeticExpression
  | NegativeExpression
  | SliceExpression
  | CallExpression
  | NameExpression
  | TextLiteral
  | WordLiteral

/** Two or more operands of one operator: a chain is flat, so that its length adds no depth. */
export interface LogicExpression {
  kind: 'logic'
  operator: LogicOperator
  operands: readonly Expression[]
  range: SourceRange
}

export interface NotExpression {
  kind: 'not'
  operand: Expression
  range: SourceRange
}

/** `==` is (eq, any), `!=` is (ne, all), `===` is (eq, all), `!==` is (ne, any); the others default to any. */
export interface ComparisonExpression {
  kind: 'comparison'
  operator: CompareOperator
  quantifier: Quantifier
  left: Expression
  right: Expression
  operatorRange: SourceRange
  range: SourceRange
}

export interface ContainsExpression {
  kind: 'contains'
  quantifier: Quantifier
  left: Expression
  right: Expression
  operatorRange: SourceRange
  range: SourceRange
}

export interface MatchesExpression {
  kind: 'matches'
  quantifier: Quantifier
  left: Expression
  pattern: TextLiteral
  operatorRange: SourceRange
  range: SourceRange
}

export interface InExpression {
  kind: 'in'
  quantifier: Quantifier
  left: Expression
  items: readonly SetItem[]
  operatorRange: SourceRange
  range: SourceRange
}

/** One member of `in { … }`: a value, or a range with both ends included. */
export interface SetItem {
  from: Expression
  to: Expression | null
  range: SourceRange
}

export interface ArithmeticExpression {
  kind: 'arithmetic'
  operator: ArithmeticOperator
  left: Expression
  right: Expression
  operatorRange: SourceRange
  range: SourceRange
}

export interface NegativeExpression {
  kind: 'negative'
  operand: Expression
  range: SourceRange
}

export interface SliceExpression {
  kind: 'slice'
  operand: Expression
  parts: readonly SlicePart[]
  range: SourceRange
}

/** `[from:to]` counts `to` units, `[from-to]` includes the unit `to`, `[from:]` runs to the end. Below 0: from the end. */
export interface SlicePart {
  from: number
  form: 'length' | 'last' | 'end'
  to: number
}

export interface CallExpression {
  kind: 'call'
  name: string
  nameRange: SourceRange
  arguments: readonly Expression[]
  range: SourceRange
}

/** `raw` is `@name`, the field's bytes as captured; `selected` is `$name`, its value in the selected frame. */
export interface NameExpression {
  kind: 'name'
  name: string
  raw: boolean
  selected: boolean
  nameRange: SourceRange
  range: SourceRange
}

/** A quoted text. `offsets[i]` is the source position of `value[i]`, with one entry more for the end. */
export interface TextLiteral {
  kind: 'text'
  value: string
  /** What the text means as bytes when `\x` escapes above 7f stand in it; otherwise it is encoded as UTF-8. */
  bytes: Uint8Array | null
  offsets: readonly number[]
  range: SourceRange
}

/** A number, bytes (`68:0d`) or an address, as written: what it means depends on what it is compared with. */
export interface WordLiteral {
  kind: 'word'
  text: string
  range: SourceRange
}
