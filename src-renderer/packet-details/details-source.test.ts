// Which details are asked for, and when: the selected frame's first, its neighbours' only while nothing else is wanted.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BridgeByHand } from '../testing/bridge-by-hand.ts'
import { lookAt } from './details-source.ts'

const held = vi.hoisted(() => ({ bridge: null as unknown, resting: null as Promise<void> | null }))
vi.mock('../connect.ts', () => ({
  get bridge() {
    return held.bridge
  },
}))
// Frame n stands in row n − 1.
vi.mock('../packet-list/row-source.ts', () => ({
  rowsOfCapture: () => ({ get: (row: number) => ({ number: row + 1 }), resting: held.resting }),
}))

/** Longer than any selection has to rest. */
const longRest = 10_000
const revision = 1
let bridge: BridgeByHand
let captureId = 0

beforeEach(() => {
  vi.useFakeTimers()
  held.bridge = bridge = new BridgeByHand()
  // Of another capture nothing is known yet.
  captureId++
})
afterEach(() => vi.useRealTimers())

const look = (frame: number) => lookAt(captureId, revision, frame, frame - 1)
const rest = () => vi.advanceTimersByTimeAsync(longRest)

/** Answers the one question that is out; tells which frame it was about. */
async function answer(): Promise<number> {
  expect(bridge.asked).toEqual(['frames.details'])
  let frame = 0
  const answered = bridge.answer('frames.details', null, ({ number }) => {
    frame = number
    return true
  })
  await vi.advanceTimersByTimeAsync(0)
  await answered
  return frame
}

test('the selected frame is asked for at once, its neighbours when the selection rests', async () => {
  look(10)
  expect(await answer()).toBe(10)
  expect(bridge.asked).toEqual([])
  await rest()
  expect([await answer(), await answer()]).toEqual([11, 9])
  expect(bridge.asked).toEqual([])
})

test('neighbours are not asked for in place of the selected frame, which waits for the answer to an earlier question', async () => {
  const leave = look(10)
  leave()
  look(20)
  // The rest is over while the question about frame 10 is still out and that about frame 20 waits.
  await rest()
  expect(await answer()).toBe(10)
  expect(await answer()).toBe(20)
})

test('nor while the question about the selected frame itself is out', async () => {
  look(10)
  await rest()
  expect(await answer()).toBe(10)
  expect(bridge.asked).toEqual([])
})

test('a frame selected while a neighbour is read comes next; the other neighbour is given up', async () => {
  const leave = look(10)
  expect(await answer()).toBe(10)
  await rest()
  leave()
  look(30)
  expect(await answer()).toBe(11)
  expect(await answer()).toBe(30)
  await rest()
  expect([await answer(), await answer()]).toEqual([31, 29])
})

test('after a jump the rows come first, and of frames selected meanwhile only the last is read', async () => {
  let rested = () => {}
  held.resting = new Promise((resolve) => (rested = resolve))
  for (const frame of [10, 20]) look(frame)()
  await rest()
  expect(bridge.asked).toEqual([])
  held.resting = null
  rested()
  await vi.advanceTimersByTimeAsync(0)
  expect(await answer()).toBe(20)
})

test('of frames passed by with a held key, those between the first and the last are not read', async () => {
  for (const frame of [10, 11, 12, 13]) look(frame)()
  expect(await answer()).toBe(10)
  expect(await answer()).toBe(13)
  await rest()
  expect(bridge.asked).toEqual([])
})
