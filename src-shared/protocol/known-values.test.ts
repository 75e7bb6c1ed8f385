import { expect, test } from 'vitest'
import { formatHex } from '../bytes/hex.ts'
import { randomNumbers } from '../expression/testing/random.ts'
import { KnownValues, KnownVerdicts } from './known-values.ts'

test('values are those of the bytes, however many different ones there are', () => {
  let made = 0
  const known = new KnownValues(3, (bytes, start, end) => {
    made++
    return formatHex(bytes, start, end)
  })
  // More than are remembered, so that some take the place of others; each is asked for again and again.
  for (let round = 0; round < 4; round++)
    for (let i = 0; i < 5000; i++) {
      const bytes = Uint8Array.of(9, i & 255, i >> 8, (i * 7) & 255, 9)
      const values = [known.at(bytes, 1), known.at(bytes, 1)]
      expect(values).toEqual([formatHex(bytes, 1, 4), formatHex(bytes, 1, 4)])
    }
  expect(made, 'values made anew').toBeLessThanOrEqual(20_000)
})

test('null is remembered as a value', () => {
  let made = 0
  const known = new KnownValues<string | null>(2, () => {
    made++
    return null
  })
  const bytes = Uint8Array.of(1, 2)
  expect([known.at(bytes, 0), known.at(bytes, 0)]).toEqual([null, null])
  expect(made).toBe(1)
})

test('verdicts are those of the test, whichever source gives the value and however many values come between', () => {
  const random = randomNumbers(7)
  const below = (end: number) => Math.floor(random() * end)
  const known = new KnownValues(4, (bytes, start) => bytes[start]! + bytes[start + 3]!)
  let asked = 0
  const isEven = (value: number) => {
    asked++
    return value % 2 === 0
  }
  const verdicts = [new KnownVerdicts(known, isEven), new KnownVerdicts(known, (value) => !isEven(value))]
  let few = 0
  for (let round = 0; round < 60_000; round++) {
    const many = round > 20_000 && round < 40_000
    const bytes = Uint8Array.of(0, below(many ? 256 : 8), 1, many ? below(256) : 2, below(8))
    const expected = (bytes[1]! + bytes[4]!) % 2 === 0
    const source = below(3)
    expect(verdicts[0]!.passes(bytes, 1, source)).toBe(expected)
    expect(verdicts[1]!.passes(bytes, 1, source)).toBe(!expected)
    if (round === 20_000) few = asked
  }
  expect(few, 'tests of 64 values by two verdicts').toBe(128)
})
