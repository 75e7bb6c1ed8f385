// Recent files say when: by name for two days, then by date.
import { expect, test } from 'vitest'
import { openedWhen } from './opened-when.ts'

const at = (day: number, hour: number, minute = 5) => new Date(2026, 10, day, hour, minute).getTime()

test('today, yesterday, a date', () => {
  const now = at(21, 9)
  expect(openedWhen(at(21, 0), now)).toEqual({ zh: '今天 00:05', en: 'today 00:05' })
  expect(openedWhen(at(20, 23, 59), now)).toEqual({ zh: '昨天 23:59', en: 'yesterday 23:59' })
  expect(openedWhen(at(3, 12), now)).toEqual({ zh: '2026-11-03', en: '2026-11-03' })
})
