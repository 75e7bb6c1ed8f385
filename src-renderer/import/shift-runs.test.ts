// Colours while typing: runs must move with the characters they belong to.
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../src-shared/capture/testing/random.ts'
import type { PreviewRun } from './line-index.ts'
import { editBetween, shiftRuns } from './shift-runs.ts'

const runOf = (start: number, end: number, frame: number): PreviewRun => ({
  start,
  end,
  kind: 'hex',
  reason: { zh: '', en: '' },
  frame,
})

describe('the edit between two texts', () => {
  test('typing, deleting, replacing, repeating a letter', () => {
    expect(editBetween('abc', 'abXc')).toEqual({ start: 2, end: 2, inserted: 1 })
    expect(editBetween('abc', 'ac')).toEqual({ start: 1, end: 2, inserted: 0 })
    expect(editBetween('abc', 'aXYc')).toEqual({ start: 1, end: 2, inserted: 2 })
    expect(editBetween('aa', 'aaa')).toEqual({ start: 2, end: 2, inserted: 1 })
    expect(editBetween('abc', 'abc')).toEqual({ start: 3, end: 3, inserted: 0 })
  })
})

describe('shifted runs', () => {
  test('an insertion inside a run splits it', () => {
    const shifted = shiftRuns([runOf(0, 4, 0), runOf(4, 8, 1)], { start: 2, end: 2, inserted: 3 })
    expect(shifted.map(({ start, end, frame }) => [start, end, frame])).toEqual([
      [0, 2, 0],
      [5, 7, 0],
      [7, 11, 1],
    ])
  })

  test('every kept character keeps its run (seeded edits)', () => {
    const seed = 20_260_712
    const random = createRandom(seed)
    for (let round = 0; round < 300; round++) {
      const length = random.between(1, 30)
      const runs = Array.from({ length }, (_, i) => runOf(i, i + 1, i))
      const start = random.between(0, length)
      const edit = { start, end: random.between(start, length), inserted: random.between(0, 5) }
      const by = edit.inserted - (edit.end - edit.start)
      for (const run of shiftRuns(runs, edit)) {
        const from = run.frame!
        expect(run.start, `seed ${seed}, round ${round}`).toBe(from < edit.start ? from : from + by)
        expect(from < edit.start || from >= edit.end).toBe(true)
      }
    }
  })
})
