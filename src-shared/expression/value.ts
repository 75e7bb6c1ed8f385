// The values that expressions work on, and how two values of one type are ordered.
// Every order is total within its type and allocates nothing.

/**
 * Times are bigint nanoseconds since 1970-01-01 UTC when the zone is known, and texts
 * `YYYY-MM-DDTHH:mm:ss[.fraction]` (the local clock) when it is not.
 */
export type Value = number | bigint | string | boolean | Uint8Array

/**
 * number: physical values, scaled · integer: counts, codes, enums (exact to any size) · digits: identifiers made of
 * digits, such as pile numbers · any: known only when a frame is decoded · presence: exists or not, without a value.
 */
export type ValueType = 'number' | 'integer' | 'string' | 'bytes' | 'boolean' | 'time' | 'digits' | 'any' | 'presence'

/** Below 0, 0 or above 0 as a sorts before, with or after b; NaN when the two cannot be compared. */
export type Order = (a: Value, b: Value) => number

/** Exact also between number and bigint. */
export function orderNumbers(a: Value, b: Value): number {
  if (!isNumeric(a) || !isNumeric(b)) return NaN
  return a < b ? -1 : a > b ? 1 : a >= b ? 0 : NaN
}

/** By UTF-16 units. */
export function orderTexts(a: Value, b: Value): number {
  if (typeof a !== 'string' || typeof b !== 'string') return NaN
  return a === b ? 0 : a < b ? -1 : 1
}

/** Byte by byte; a prefix sorts first. */
export function orderBytes(a: Value, b: Value): number {
  if (!(a instanceof Uint8Array) || !(b instanceof Uint8Array)) return NaN
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) {
    const difference = a[i]! - b[i]!
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Only equal or not. */
export function orderBooleans(a: Value, b: Value): number {
  return typeof a === 'boolean' && typeof b === 'boolean' ? Number(a) - Number(b) : NaN
}

/** By the value of the digits: leading zeros do not count, hexadecimal digits sort after 9, in either case. */
export function orderDigits(a: Value, b: Value): number {
  if (typeof a !== 'string' || typeof b !== 'string' || a === '' || b === '') return NaN
  let i = leadingZeros(a)
  let j = leadingZeros(b)
  const difference = a.length - i - (b.length - j)
  if (difference !== 0) return difference
  for (; i < a.length; i++, j++) {
    const step = (a.charCodeAt(i) | 0x20) - (b.charCodeAt(j) | 0x20)
    if (step !== 0) return step
  }
  return 0
}

function leadingZeros(digits: string): number {
  let count = 0
  while (digits.charCodeAt(count) === 0x30) count++
  return count
}

/** For values whose type is known only now. Text made of digits counts as the number that the digits make. */
export function orderAny(a: Value, b: Value): number {
  const x = numericValue(a)
  const y = numericValue(b)
  if (x !== null || y !== null) return x !== null && y !== null ? orderNumbers(x, y) : NaN
  if (typeof a === 'string') return orderTexts(a, b)
  return typeof a === 'boolean' ? orderBooleans(a, b) : orderBytes(a, b)
}

export function isNumeric(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}

/** A text of one or more decimal digits and nothing else. */
export function isDigits(value: Value): value is string {
  if (typeof value !== 'string' || value === '') return false
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i)
    if (code < 0x30 || code > 0x39) return false
  }
  return true
}

/** The number that a value stands for in arithmetic, digits included; null when it stands for none. */
export function numericValue(value: Value): number | bigint | null {
  if (isNumeric(value)) return value
  if (!isDigits(value)) return null
  return value.length < 16 ? Number(value) : shortest(BigInt(value))
}

/** The same integer, as a number where that is exact. */
export function shortest(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
