import { describe, expect, test } from 'vitest'
import type { ShownView } from '../../src-shared/bridge/bridge.ts'
import { makeCapture } from '../testing/make-capture.ts'
import { noteView, setDraft, useCaptures, viewOf } from './capture-store.ts'
import { chosenView, followView, viewAsked, viewHolds, viewRefused } from './coming-views.ts'

const byLength = (isDescending: boolean): ShownView => ({
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

describe('a view that somebody else chose', () => {
  const chosen: ShownView = { filter: 'frame.bad', sort: { column: 'length', isDescending: true }, selected: 7 }
  const seen = (captureId: number) => viewOf(useCaptures.getState(), captureId)
  const draft = (captureId: number) => useCaptures.getState().drafts[captureId]

  test('is followed, and rows fetched before are stale; told again, nothing changes', () => {
    followView(makeCapture(4, 0, { view: chosen }))
    expect(seen(4)).toEqual({ ...chosen, version: 1 })
    expect(draft(4)).toBe('frame.bad')
    followView(makeCapture(4, 0, { view: structuredClone(chosen) }))
    expect(seen(4).version).toBe(1)
  })

  test('leaves what is being typed', () => {
    setDraft(5, 'frame.le')
    followView(makeCapture(5, 0, { view: chosen }))
    expect(seen(5).filter).toBe('frame.bad')
    expect(draft(5)).toBe('frame.le')
  })

  test('counts for nothing while an own one is asked for', () => {
    const own = byLength(false)
    viewAsked(6, own)
    followView(makeCapture(6, 0, { view: chosen }))
    expect(chosenView(6)).toBe(own)
    expect(seen(6).filter).toBe('')
  })
})
