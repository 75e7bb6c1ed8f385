import { expect, test } from 'vitest'
import { makeRow } from '../testing/make-row.ts'
import { findBad, stretchStart, type BadSearch } from './find-bad.ts'

/** A view with these bad rows, its minimap made as the analyzer makes it. */
function view(total: number, bad: readonly number[], count: number): BadSearch {
  const buckets: number[] = []
  const firstBad: number[] = []
  for (let bucket = 0; bucket < count; bucket++) {
    const [start, end] = [stretchStart(bucket, count, total), stretchStart(bucket + 1, count, total)]
    const first = bad.find((row) => row >= start && row < end) ?? -1
    firstBad.push(first)
    buckets.push(first < 0 ? 0 : 3)
  }
  return {
    total,
    minimap: { buckets, firstBad },
    read: async (first, size) =>
      Array.from({ length: Math.min(size, total - first) }, (_, i) =>
        makeRow(first + i + 1, { severity: bad.includes(first + i) ? 'error' : null }),
      ),
  }
}

test.each([
  ['one row per stretch', 50, [3, 7, 8, 49], 50],
  ['more stretches than rows', 20, [0, 5, 19], 64],
  ['several bad rows in a stretch', 10_000, [10, 11, 900, 9_998, 9_999], 16],
  ['stretches longer than one answer', 100_000, [1, 24_000, 24_001, 99_999], 4],
  ['nothing bad', 100, [], 10],
])('every bad row is met in order, forward and back: %s', async (_name, total, bad, count) => {
  const search = view(total, bad, count)
  const forward: number[] = []
  for (let at: number | null = -1; (at = await findBad(search, at, 1)) !== null;) forward.push(at)
  expect(forward).toEqual(bad)
  const back: number[] = []
  for (let at: number | null = total; (at = await findBad(search, at, -1)) !== null;) back.push(at)
  expect(back.reverse()).toEqual(bad)
})

test('an empty view has none', async () => {
  expect(await findBad(view(0, [], 0), -1, 1)).toBeNull()
})
