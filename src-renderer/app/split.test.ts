import { expect, test } from 'vitest'
import { clampShare, shareAfterKey } from './split.ts'

test('both panes keep a least size', () => {
  expect(clampShare(0, 960)).toBe(0.1)
  expect(clampShare(1, 960)).toBe(0.9)
  expect(clampShare(0.4, 960)).toBe(0.4)
})

test('where there is no room for both, they share evenly', () => {
  expect(clampShare(0.9, 100)).toBe(0.5)
})

test('preferences can keep every share', () => {
  for (const space of [0, 50, 500, 100_000]) {
    for (const share of [-1, 0, 0.5, 1, 2]) {
      const kept = clampShare(share, space)
      expect(kept).toBeGreaterThanOrEqual(0.05)
      expect(kept).toBeLessThanOrEqual(0.95)
    }
  }
})

test('arrows across the divider move it, arrows along it do not', () => {
  expect(shareAfterKey(0.5, 'ArrowDown', true)).toBeCloseTo(0.52)
  expect(shareAfterKey(0.5, 'ArrowRight', false)).toBeCloseTo(0.52)
  expect(shareAfterKey(0.5, 'ArrowRight', true)).toBeNull()
  expect(shareAfterKey(0.5, 'Home', true)).toBe(0)
})
