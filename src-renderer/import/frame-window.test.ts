// The frame list's places, without a browser.
import { describe, expect, test } from 'vitest'
import { cardHeight, cardTops, cardsBetween, notesHeight } from './frame-window.ts'
import type { PreviewFrame } from './verdict.ts'

const frame = (missing: number): PreviewFrame => ({ missing, duplicateOf: null, notes: [] }) as unknown as PreviewFrame

describe('cards in view', () => {
  const tops = cardTops([frame(0), frame(3), frame(0)])

  test('a card with notes is a line higher', () => {
    expect([...tops]).toEqual([0, cardHeight, 2 * cardHeight + notesHeight, 3 * cardHeight + notesHeight])
  })

  test('only those that touch the view', () => {
    expect(cardsBetween(tops, 0, cardHeight)).toEqual({ first: 0, last: 1 })
    expect(cardsBetween(tops, cardHeight - 1, cardHeight + 1)).toEqual({ first: 0, last: 2 })
    expect(cardsBetween(tops, cardHeight, 10_000)).toEqual({ first: 1, last: 3 })
  })

  test('none of an empty list, none behind its end', () => {
    expect(cardsBetween(cardTops([]), 0, 500)).toEqual({ first: 0, last: 0 })
    expect(cardsBetween(tops, 10_000, 20_000)).toEqual({ first: 3, last: 3 })
  })
})
