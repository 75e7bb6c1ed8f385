import { expect, test } from 'vitest'
import { growth } from '../bytes/testing/cpu-time.ts'
import { compile } from './testing/compile.ts'
import { testNames } from './testing/fields.ts'

/** Two fields of `size` values each, compared in every way. */
function compareAll(size: number): void {
  const low = Array.from({ length: size }, (_, i) => i)
  const high = low.map((value) => value + size)
  const frame = testNames.frame({ 'ykc.soc': low, 'ykc.missing': high, gun: low, 'ykc.price': low, 'ykc.energy': high })
  for (const [text, matches] of [
    ['ykc.soc == ykc.missing', false],
    ['ykc.soc != ykc.missing', true],
    ['ykc.soc === ykc.missing', false],
    ['ykc.soc !== ykc.missing', true],
    ['ykc.soc < ykc.missing', true],
    ['all ykc.soc < ykc.missing', true],
    ['ykc.soc > ykc.missing', false],
    ['all ykc.soc <= ykc.soc', false],
    ['ykc.soc == ykc.soc', true],
    ['gun == ykc.missing', false],
    [`sum(ykc.price + ykc.energy) == ${size * (2 * size - 1)}`, true],
  ] as const) {
    expect([text, compile(text).matches(frame)]).toEqual([text, matches])
  }
}

test('two fields of 60,000 values each compare in far less than the square of their time', () => {
  // Ten times as many values: quadratic work takes a hundred times as long.
  expect(growth(compareAll, 6000, 60_000)).toBeLessThan(40)
})

function repeat(values: readonly number[]): number[] {
  return Array.from({ length: 100 }, () => values).flat()
}

test('many pairs give what few pairs give', () => {
  const operators = ['==', '!=', '===', '!==', '<', '<=', '>', '>=']
  for (const [a, b] of [
    [
      [1, 2, 3],
      [3, 4],
    ],
    [
      [1, 2],
      [3, 4],
    ],
    [[5, 5], [5]],
    [[5, 6], [5]],
    [[7], [1, 9]],
  ] as const) {
    const few = testNames.frame({ 'ykc.soc': a, 'ykc.missing': b })
    const many = testNames.frame({ 'ykc.soc': repeat(a), 'ykc.missing': repeat(b) })
    for (const text of operators.flatMap((o) => ['', 'any ', 'all '].map((q) => `${q}ykc.soc ${o} ykc.missing`))) {
      const compiled = compile(text)
      expect([text, a, b, compiled.matches(many)]).toEqual([text, a, b, compiled.matches(few)])
    }
  }
})
