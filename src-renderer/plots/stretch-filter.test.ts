import { expect, test } from 'vitest'
import { clockOf } from '../../src-shared/view/wall-clock.ts'
import { stretchFilter } from './stretch-filter.ts'

const capture = clockOf({ kind: 'capture' }, () => 480)
const log = clockOf({ kind: 'text' })
const buckets = { first: [1, 0, 5, 9], from: 0, width: 10 }
const at = Date.parse('2025-08-12T00:10:00.5Z') / 1000

test('a stretch of time is told in the zone that shows', () => {
  expect(stretchFilter({ from: at, to: at + 60 }, 'time', capture, buckets)).toBe(
    'frame.time >= "2025-08-12 08:10:00.500+08:00" && frame.time <= "2025-08-12 08:11:00.500+08:00"',
  )
})

test('without times, and with times of day only, frames are told by number', () => {
  expect(stretchFilter({ from: 2.4, to: 7.9 }, 'frame', log, buckets)).toBe('frame.number >= 3 && frame.number <= 7')
  expect(stretchFilter({ from: 12, to: 25 }, 'time', log, buckets)).toBe('frame.number >= 5 && frame.number < 9')
  expect(stretchFilter({ from: 22, to: 38 }, 'time', log, buckets)).toBe('frame.number >= 5')
})
