// What the checking of one expression shares: the names it may use, the errors found, the slots it reads.

import type { Subject } from './evaluate.ts'
import { expressionError } from './messages.ts'
import type { NameInfo, NameTable } from './names.ts'
import type { Expression, ExpressionError, NameExpression, SourceRange, TextLiteral, WordLiteral } from './syntax.ts'
import type { Zone } from './times.ts'
import type { ValueType } from './value.ts'

export interface Scope {
  names: NameTable
  zone: Zone
  errors: ExpressionError[]
  slots: Set<number>
  selectedSlots: Set<number>
}

/** What a literal is compared with. */
export interface Target {
  type: ValueType
  /** Set when it is a plain name. */
  info: NameInfo | null
}

/** A checked part of an expression that has values. */
export interface Operand extends Target, Subject {
  expression: Expression
  /** Its value does not depend on the frame. */
  constant: boolean
}

/** A word without quotes that names no field: hex digits (`ff`), `true`, or text whose quotes were forgotten. */
export interface BareLiteral {
  kind: 'bare'
  text: string
  range: SourceRange
}

export type Literal = TextLiteral | WordLiteral | BareLiteral

/** Names of protocols may read as bytes (`aaf5`): where something is compared with one, bytes are meant. */
const evenHex = /^([0-9a-f]{2})+$/i

/** The literal that an expression is, read according to what it meets; null for everything else. */
export function literalOf(expression: Expression, scope: Scope): Literal | null {
  if (expression.kind === 'text' || expression.kind === 'word') return expression
  if (expression.kind !== 'name' || expression.raw || expression.selected) return null
  const info = scope.names.resolve(expression.name)
  if (info !== null && !(info.type === 'presence' && evenHex.test(expression.name))) return null
  return { kind: 'bare', text: expression.name, range: expression.nameRange }
}

/** Finds a name, or reports it as unknown with what may have been meant. */
export function resolveName(expression: NameExpression, scope: Scope): NameInfo | null {
  const info = scope.names.resolve(expression.name)
  if (info === null) reportUnknownName(expression.name, expression.nameRange, scope)
  return info
}

export function reportUnknownName(name: string, range: SourceRange, scope: Scope): void {
  const suggestion = splitDifference(name, scope.names) ?? scope.names.similar(name)[0]
  scope.errors.push(expressionError('unknown_name', range, [name], suggestion))
}

/** A hyphen between letters belongs to the name: for `a-b` the difference `a - b` may have been meant. */
function splitDifference(name: string, names: NameTable): string | undefined {
  for (let at = name.indexOf('-'); at > 0; at = name.indexOf('-', at + 1)) {
    const left = name.slice(0, at)
    const right = name.slice(at + 1)
    const known = (part: string) => /^[0-9]+$/.test(part) || names.resolve(part) !== null
    if (names.resolve(left) !== null && known(right)) return `${left} - ${right}`
  }
  return undefined
}

/** How messages call an expression. */
export function titleOf(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return (expression.selected ? '$' : '') + (expression.raw ? '@' : '') + expression.name
    case 'call':
      return `${expression.name}(…)`
    case 'slice':
      return `${titleOf(expression.operand)}[…]`
    case 'text':
      return `"${expression.value}"`
    case 'word':
      return expression.text
    case 'arithmetic':
      return `… ${expression.operator} …`
    default:
      return '…'
  }
}
