// The functions of the language. A function works on every occurrence of its argument unless it says otherwise;
// where the argument is absent there is no result, except count(), which is 0 then. Calls are checked in call.ts.

import { calculate } from './arithmetic.ts'
import { mapValues } from './evaluate.ts'
import type { Evaluate } from './evaluate.ts'
import { isNumeric, numericValue, orderNumbers, shortest } from './value.ts'
import type { Value, ValueType } from './value.ts'

export interface FunctionDefinition {
  /** Types of the values taken; 'any' is always taken too. */
  takes: readonly ValueType[]
  /** How many arguments have values; more only where stated. */
  values: 1 | 'several'
  /** A whole-number constant after them; `otherwise` when it may be left out. */
  constant?: { least: number; most: number; otherwise?: number }
  /** 'same': a number, whole when all arguments are. */
  result: ValueType | 'same'
  evaluate: (values: readonly Evaluate[], constant: number) => Evaluate
}

const numbers: readonly ValueType[] = ['number', 'integer', 'digits']
const texts: readonly ValueType[] = ['string', 'digits']
const everything: readonly ValueType[] = [...numbers, 'string', 'bytes', 'boolean', 'time', 'presence']

export const functions: ReadonlyMap<string, FunctionDefinition> = new Map<string, FunctionDefinition>([
  /** Bytes, or characters of a text. */
  ['len', each([...texts, 'bytes'], 'integer', lengthOf)],
  /** Occurrences in the frame. */
  [
    'count',
    {
      takes: everything,
      values: 1,
      result: 'integer',
      evaluate:
        ([list]) =>
        (env, selected) => [list!(env, selected).length],
    },
  ],
  ['lower', each(texts, 'string', (value) => (typeof value === 'string' ? value.toLowerCase() : null))],
  ['upper', each(texts, 'string', (value) => (typeof value === 'string' ? value.toUpperCase() : null))],
  ['abs', each(numbers, 'same', absolute)],
  /** Over all occurrences of all arguments. */
  ['min', extreme((order) => order < 0)],
  ['max', extreme((order) => order > 0)],
  ['sum', { takes: numbers, values: 1, result: 'same', evaluate: ([list]) => sumOf(list!) }],
  ['printable', each(['bytes'], 'boolean', isPrintable)],
  ['bcd', each(['bytes'], 'boolean', isBcd)],
  /** A text's number in the given base; absent when a character is no digit of it. */
  [
    'int',
    {
      takes: texts,
      values: 1,
      constant: { least: 2, most: 36, otherwise: 10 },
      result: 'integer',
      evaluate: ([list], base) => mapValues(list!, (value) => parseInteger(value, base)),
    },
  ],
  [
    'day_periods',
    {
      takes: ['bytes'],
      values: 1,
      constant: { least: 4, most: 255 },
      result: 'boolean',
      evaluate: ([list], size) => mapValues(list!, (value) => fillsDay(value, size)),
    },
  ],
])

function each(
  takes: readonly ValueType[],
  result: FunctionDefinition['result'],
  apply: (value: Value) => Value | null,
): FunctionDefinition {
  return { takes, values: 1, result, evaluate: ([list]) => mapValues(list!, apply) }
}

function lengthOf(value: Value): number | null {
  if (value instanceof Uint8Array) return value.length
  if (typeof value !== 'string') return null
  return /[\uD800-\uDFFF]/.test(value) ? [...value].length : value.length
}

function absolute(value: Value): Value | null {
  const number = numericValue(value)
  return number !== null && number < 0 ? calculate('-', 0, number, false) : number
}

function extreme(better: (order: number) => boolean): FunctionDefinition {
  const evaluate: FunctionDefinition['evaluate'] = (lists) => (env, selected) => {
    let best: number | bigint | null = null
    for (const list of lists) {
      for (const value of list(env, selected)) {
        const number = numericValue(value)
        if (number !== null && (best === null || better(orderNumbers(number, best)))) best = number
      }
    }
    return best === null ? [] : [best]
  }
  return { takes: numbers, values: 'several', result: 'same', evaluate }
}

function sumOf(list: Evaluate): Evaluate {
  return (env, selected) => {
    let sum: number | bigint | null = null
    for (const value of list(env, selected)) {
      const number = numericValue(value)
      if (number !== null) sum = sum === null ? number : calculate('+', sum, number, false)
    }
    return sum === null ? [] : [sum]
  }
}

/** Bytes 20–7e, at least one, then only 00 padding. */
function isPrintable(value: Value): boolean | null {
  if (!(value instanceof Uint8Array)) return null
  let end = value.length
  while (end > 0 && value[end - 1] === 0) end--
  return end > 0 && value.subarray(0, end).every((byte) => byte >= 0x20 && byte <= 0x7e)
}

/** Every nibble is a decimal digit. */
function isBcd(value: Value): boolean | null {
  if (!(value instanceof Uint8Array)) return null
  return value.every((byte) => byte >> 4 <= 9 && (byte & 0x0f) <= 9)
}

function parseInteger(value: Value, base: number): number | bigint | null {
  if (isNumeric(value)) return value
  if (typeof value !== 'string' || value === '' || value.length > 100) return null
  let result = 0n
  for (const character of value) {
    const digit = /[0-9A-Za-z]/.test(character) ? parseInt(character, 36) : 36
    if (digit >= base) return null
    result = result * BigInt(base) + BigInt(digit)
  }
  return shortest(result)
}

/**
 * Entries of `size` bytes that begin with from-hour, from-minute, to-hour, to-minute divide a whole day: the first
 * begins at 00:00, each begins where the one before ends, the last used one ends at 24:00 (or 00:00), and the entries
 * after it are all zero. Bytes behind the last whole entry do not count.
 */
function fillsDay(value: Value, size: number): boolean | null {
  if (!(value instanceof Uint8Array)) return null
  let used = value.length - (value.length % size)
  while (used > 0 && value[used - 1] === 0) used--
  const entries = Math.ceil(used / size)
  if (entries === 0) return false
  let hour = 0
  let minute = 0
  for (let start = 0; start < entries * size; start += size) {
    if (value[start] !== hour || value[start + 1] !== minute) return false
    hour = value[start + 2]!
    minute = value[start + 3]!
  }
  return (hour === 24 || hour === 0) && minute === 0
}
