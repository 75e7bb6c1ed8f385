// Arithmetic on numbers: exact for integers of any size, decimal for fractions. Used by operand.ts and functions.ts.

import type { ArithmeticOperator } from './syntax.ts'
import { shortest } from './value.ts'

/**
 * a operator b, or null where there is no result (division by zero, bits of a fraction, overflow).
 * Two integers give an exact integer; `wholeDivision` says whether their quotient is cut to one, as between
 * integer fields, or keeps its fraction.
 */
export function calculate(
  operator: ArithmeticOperator,
  a: number | bigint,
  b: number | bigint,
  wholeDivision: boolean,
): number | bigint | null {
  const divides = operator === '/' || operator === '%'
  if (divides && Number(b) === 0) return null
  if (isWhole(a) && isWhole(b) && (operator !== '/' || wholeDivision)) return calculateWhole(operator, a, b)
  if (operator === '&') return null
  const x = Number(a)
  const y = Number(b)
  const result = calculateFraction(operator, x, y)
  return Number.isFinite(result) ? result : null
}

function isWhole(value: number | bigint): boolean {
  return typeof value === 'bigint' || Number.isSafeInteger(value)
}

function calculateWhole(operator: ArithmeticOperator, a: number | bigint, b: number | bigint): number | bigint {
  if (typeof a === 'number' && typeof b === 'number' && operator !== '/' && operator !== '&') {
    const result = operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : a % b
    if (Number.isSafeInteger(result)) return result + 0 // + 0 turns -0 into 0
  }
  return shortest(calculateLarge(operator, BigInt(a), BigInt(b)))
}

function calculateLarge(operator: ArithmeticOperator, a: bigint, b: bigint): bigint {
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '%':
      return a % b
    case '&':
      return a & b
  }
}

function calculateFraction(operator: Exclude<ArithmeticOperator, '&'>, a: number, b: number): number {
  switch (operator) {
    case '+':
      return trimSum(a + b, a, b)
    case '-':
      return trimSum(a - b, a, b)
    case '*':
      return trim(a * b)
    case '/':
      return trim(a / b)
    case '%': {
      const times = trim(b * Math.trunc(trim(a / b)))
      return trimSum(a - times, a, times)
    }
  }
}

/*
 * Trimming drops what binary fractions add to decimal ones, so that 0.1 + 0.2 == 0.3 and 1000.1 - 1000 == 0.1:
 * a bill is checked as it is printed. 15 digits hold for every decimal number that a double can carry.
 */
function trim(result: number): number {
  return Number(result.toPrecision(15))
}

/** A sum or difference is only as exact as its larger operand: the 15 digits are counted from that one's first. */
function trimSum(result: number, a: number, b: number): number {
  const magnitude = Math.max(Math.abs(a), Math.abs(b))
  const decimals = 14 - Math.floor(Math.log10(magnitude))
  if (!(decimals >= 0 && decimals <= 100)) return trim(result)
  return Number(result.toFixed(decimals)) + 0
}
