import { expect, test } from 'vitest'
import { clockOf, formatDuration, namedZone } from './wall-clock.ts'

const at = Date.parse('2025-08-12T00:12:04.25Z') / 1000

test('captures are shown in the local zone, logs as they were written', () => {
  const east = () => 480
  expect(clockOf({ kind: 'capture' }, east).time(at)).toBe('08:12:04')
  expect(clockOf({ kind: 'text' }, east).time(at)).toBe('00:12:04')
  expect(clockOf({ kind: 'capture' }, () => -60).date(at)).toBe('2025-08-11')
})

test('fractions are cut off, not rounded up to the next second', () => {
  const clock = clockOf({ kind: 'text' })
  expect(clock.time(at, 1)).toBe('00:12:04.2')
  expect(clock.time(at + 0.749, 1)).toBe('00:12:04.9')
  expect(clock.time(at + 0.05, 3)).toBe('00:12:04.300')
})

test('a time of day without a date has no date', () => {
  expect(clockOf({ kind: 'text' }).date(3600)).toBe('')
})

test('durations have two units at most', () => {
  expect([0.013, 1.8, 59.96, 2115, 7980, 3600, 200_000].map(formatDuration)).toEqual([
    '13 ms',
    '1.8 s',
    '1 min',
    '35 min 15 s',
    '2 h 13 min',
    '1 h',
    '2 d 7 h',
  ])
  expect(formatDuration(-90)).toBe('−1 min 30 s')
})

test('a zone by its name follows summer time; what is none is told', () => {
  const berlin = namedZone('Europe/Berlin')!
  expect(berlin(Date.parse('2025-01-15T00:00:00Z'))).toBe(60)
  expect(berlin(Date.parse('2025-07-15T00:00:00Z'))).toBe(120)
  expect(namedZone('Asia/Shanghai')!(0)).toBe(480)
  expect(namedZone('America/St_Johns')!(Date.parse('2025-01-15T00:00:00Z'))).toBe(-210)
  expect(namedZone('UTC')!(0)).toBe(0)
  expect(namedZone('Mars/Olympus')).toBeNull()
})
