import { expect, test } from 'vitest'
import { formatHex } from '../bytes/hex.ts'
import { KnownValues } from './known-values.ts'

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
