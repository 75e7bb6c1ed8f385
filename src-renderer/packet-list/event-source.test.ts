// Places of events fetched as a capture grows and is put in another order; what the list makes of them.
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { noteCapture, noteCaptures, useCaptures } from '../store/capture-store.ts'
import { BridgeByHand } from '../testing/bridge-by-hand.ts'
import { makeCapture } from '../testing/make-capture.ts'
import { eventsOfCapture, hasEventRows } from './event-source.ts'
import { eventsIn, moveFromEvent, newestLine, rowsIn } from './list-lines.ts'
import { EventPlaces, noEvents } from './event-places.ts'

const held = vi.hoisted(() => ({ bridge: null as unknown }))
vi.mock('../connect.ts', () => ({
  get bridge() {
    return held.bridge
  },
}))

let bridge: BridgeByHand
let captureId = 0
const capture = (frames: number, events: number, revision = 1) =>
  makeCapture(captureId, frames, { events, revision, isLive: true })

beforeEach(() => {
  held.bridge = bridge = new BridgeByHand()
  captureId++
  useCaptures.setState(useCaptures.getInitialState())
  noteCaptures([capture(10, 3)])
})

describe('places of events', () => {
  test('are fetched once, then what is new', async () => {
    const source = eventsOfCapture(captureId)
    await bridge.answer('captures.eventPlaces', { order: 1, total: 3, runs: [0, 1, 4, 2] })
    expect(source.places.lineOf(10)).toBe(13)
    expect(bridge.asked).toEqual([])
    noteCapture(capture(12, 5))
    await bridge.answer('captures.eventPlaces', { order: 1, total: 5, runs: [4, 1, 12, 1] })
    expect(source.places.total).toBe(5)
    expect(source.places.lineOf(12)).toBe(17)
    expect(bridge.asked).toEqual([])
  })

  test('of a large file come in pieces', async () => {
    const source = eventsOfCapture(captureId)
    await bridge.answer('captures.eventPlaces', { order: 1, total: 3, runs: [0, 1] })
    await bridge.answer('captures.eventPlaces', { order: 1, total: 3, runs: [4, 2] })
    expect(source.places.total).toBe(3)
  })

  test('are shown as they were until those of the new order are here', async () => {
    const source = eventsOfCapture(captureId)
    await bridge.answer('captures.eventPlaces', { order: 1, total: 3, runs: [0, 3] })
    noteCapture(capture(10, 3, 2))
    await bridge.answer('captures.eventPlaces', { order: 2, total: 3, runs: [] })
    expect(source.places.at(0)).toMatchObject({ kind: 'event' })
    await bridge.answer('captures.eventPlaces', { order: 2, total: 3, runs: [9, 3] })
    expect(source.places.at(0)).toEqual({ kind: 'frame', row: 0 })
    expect(source.places.at(9)).toEqual({ kind: 'event', row: 9, event: 0 })
  })

  test('an analyzer that knows fewer than was told is not asked without end', async () => {
    eventsOfCapture(captureId)
    await bridge.answer('captures.eventPlaces', { order: 1, total: 0, runs: [] })
    expect(bridge.asked).toEqual([])
    noteCapture(capture(11, 3))
    expect(bridge.asked).toEqual(['captures.eventPlaces'])
  })
})

test('events have rows where all frames are shown in their own order', () => {
  const view = { filter: '', sort: null, selected: null, version: 0 }
  expect(hasEventRows(view)).toBe(true)
  expect(hasEventRows({ ...view, filter: ' ' })).toBe(true)
  expect(hasEventRows({ ...view, sort: { column: 'number', isDescending: false } })).toBe(true)
  expect(hasEventRows({ ...view, sort: { column: 'number', isDescending: true } })).toBe(false)
  expect(hasEventRows({ ...view, sort: { column: 'time', isDescending: false } })).toBe(false)
  expect(hasEventRows({ ...view, filter: 'frame.bad' })).toBe(false)
})

describe('a span of lines', () => {
  const places = new EventPlaces()
  // Lines: e0 f0 f1 e1 … e99 e100 f2 f3 e101
  places.add([0, 1, 2, 100, 4, 1])
  const lines = { places, count: places.lineOf(4), events: eventsOfCapture(0).cache }

  test('its frames are asked for, and of its events only those with lines', () => {
    expect(lines.count).toBe(10)
    expect(rowsIn(lines, { first: 0, end: 10 }, 4)).toEqual({ first: 0, end: 4 })
    expect(rowsIn(lines, { first: 3, end: 8 }, 4)).toEqual({ first: 2, end: 3 })
    expect(eventsIn(lines, { first: 0, end: 8 })).toEqual([
      { first: 0, end: 2 },
      { first: 99, end: 101 },
    ])
  })

  test('the newest line is the last event behind the last frame', () => {
    expect(newestLine(lines, 3, 4)).toBe(9)
    expect(newestLine(lines, 2, 4)).toBe(7)
    expect(newestLine(lines, -1, 4)).toBe(-1)
    expect(newestLine({ ...lines, places: noEvents, count: 0 }, -1, 0)).toBe(-1)
  })

  test('keys lead from an event to the frames beside it', () => {
    const line = { kind: 'event', row: 2, event: 5 } as const
    const page = (row: number | null) => (row ?? 0) + 20
    expect(moveFromEvent('ArrowDown', line, page)).toBe(2)
    expect(moveFromEvent('ArrowUp', line, page)).toBe(1)
    expect(moveFromEvent('PageDown', line, page)).toBe(22)
  })
})
