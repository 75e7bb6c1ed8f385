import { expect, test } from 'vitest'
import { noteView } from './capture-store.ts'
import { chosenView, viewAsked, viewHolds, viewRefused, type ViewChoice } from './coming-views.ts'

const byLength = (isDescending: boolean): ViewChoice => ({
  filter: '',
  sort: { column: 'length', isDescending },
  selected: null,
})

test('what is chosen next builds on what was asked for last, there or not', () => {
  expect(chosenView(1).sort).toBeNull()
  const up = byLength(false)
  viewAsked(1, up)
  expect(chosenView(1)).toBe(up)
  expect(viewHolds(1, up)).toBe(true)
  noteView(1, up)
  expect(chosenView(1)).toMatchObject(up)
})

test('of two answers the later question counts, whichever comes first', () => {
  const [up, down] = [byLength(false), byLength(true)]
  viewAsked(2, up)
  viewAsked(2, down)
  expect(viewHolds(2, down)).toBe(true)
  expect(viewHolds(2, up)).toBe(false)
})

test('a refused one leaves the one before it to come', () => {
  const [up, wrong] = [byLength(false), { ...byLength(true), filter: 'nonsense ==' }]
  viewAsked(3, up)
  viewAsked(3, wrong)
  viewRefused(3, wrong)
  expect(chosenView(3)).toBe(up)
  expect(viewHolds(3, up)).toBe(true)
})
