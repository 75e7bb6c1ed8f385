import { expect, test } from 'vitest'
import { createRandom } from './testing/random.ts'
import { TickClock, timeMark } from './ticks.ts'

function exact(ticks: bigint, resolution: number): [bigint, bigint] {
  const perSecond = BigInt(resolution & 0x80 ? 2 : 10) ** BigInt(resolution & 0x7f)
  return [ticks / perSecond, ((ticks % perSecond) * 1_000_000_000n) / perSecond]
}

test('every resolution agrees with exact arithmetic', () => {
  for (let resolution = 0; resolution < 256; resolution++) {
    const random = createRandom(resolution)
    for (let i = 0; i < 50; i++) {
      const clock = new TickClock(resolution)
      const high = Math.floor(random.below(2 ** 32) / 2 ** random.below(33))
      const low = random.below(2 ** 32)
      const [seconds, nanos] = exact((BigInt(high) << 32n) | BigInt(low), resolution)
      clock.set(high, low)
      expect([clock.seconds, clock.nanos], `resolution ${resolution}, ${high}:${low}`).toEqual([
        Number(seconds),
        Number(nanos),
      ])
    }
  }
})

test('the highest tick of a second does not round up', () => {
  const clock = new TickClock(6)
  const ticks = 1_700_000_000_999_999
  clock.set(Math.floor(ticks / 2 ** 32), ticks % 2 ** 32)
  expect([clock.seconds, clock.nanos]).toEqual([1_700_000_000, 999_999_000])
})

test('an offset in seconds is added', () => {
  const clock = new TickClock(9, -3600)
  clock.set(0, 5)
  expect([clock.seconds, clock.nanos]).toEqual([-3600, 5])
})

test.each([
  [0, 0, 0, 0, 'zero'],
  [4_294_967_295, 0, 1_700_000_000, 0, 'far'],
  [-1, 0, 0, 0, 'far'],
  [1_700_000_000, 4, 1_700_000_000, 5, 'backwards'],
  [1_699_999_999, 9, 1_700_000_000, 5, 'backwards'],
  [1_700_000_000, 5, 1_700_000_000, 5, null],
])('time %d.%d after %d.%d is marked %s', (seconds, nanos, previousSeconds, previousNanos, mark) => {
  expect(timeMark(seconds, nanos, previousSeconds, previousNanos)).toBe(mark)
})
