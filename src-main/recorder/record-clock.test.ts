// The recording's clock where the system's is set, and where nothing ran for a while.
import { describe, expect, test } from 'vitest'
import { RecordClock } from './record-clock.ts'

const day = 86_400_000
const start = Date.UTC(2026, 10, 27, 22, 15, 30)

/** Clocks that a test turns. `pass` lets time go by; `set` moves the system's time alone. */
function fakeClocks() {
  let [wall, monotonic] = [start, 5000]
  return {
    clocks: { wall: () => wall, monotonic: () => monotonic },
    pass: (millis: number) => {
      wall += millis
      monotonic += millis
    },
    set: (millis: number) => (wall += millis),
  }
}

const millisOf = ({ seconds, nanos }: RecordClock) => seconds * 1000 + nanos / 1e6

describe('the system is set', () => {
  test.each([day, -day, 3_600_000, -1500])('by %i ms: no interval is negative, both times are told once', (step) => {
    const { clocks, pass, set } = fakeClocks()
    const clock = new RecordClock(clocks)
    const times: number[] = []
    const told = []
    for (let second = 0; second < 10; second++) {
      pass(1000)
      if (second === 5) set(step)
      told.push(clock.check())
      clock.read()
      times.push(millisOf(clock))
    }
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(told.filter((one) => one !== null)).toEqual([{ before: start + 6000, after: start + 6000 + step }])
    // Forward is followed; back is not, since nobody can read a recording whose time runs back.
    expect(times.at(-1)).toBe(start + 10_000 + Math.max(step, 0))
  })

  test('by less than a second: a drift, of which nothing is told', () => {
    const { clocks, pass, set } = fakeClocks()
    const clock = new RecordClock(clocks)
    pass(1000)
    set(400)
    expect(clock.check()).toBeNull()
  })

  test('back and forth again: each step is told, and time stays the same', () => {
    const { clocks, pass, set } = fakeClocks()
    const clock = new RecordClock(clocks)
    const steps = [-7_200_000, 7_200_000].map((step) => {
      pass(1000)
      set(step)
      return clock.check()
    })
    expect(steps.map((one) => one !== null)).toEqual([true, true])
    clock.read()
    expect(millisOf(clock)).toBe(start + 2000)
  })
})

test('nothing ran for a while: how long is told once', () => {
  const { clocks, pass } = fakeClocks()
  const clock = new RecordClock(clocks)
  pass(1000)
  expect(clock.takePause()).toBeNull()
  pass(60_000)
  expect(clock.takePause()).toBe(60_000)
  pass(1000)
  expect(clock.takePause()).toBeNull()
})
