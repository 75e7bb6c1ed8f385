import { describe, expect, test } from 'vitest'
import { formatRowTime, parseTime } from './time-column.ts'

const china = () => 8 * 60
const read = (text: string) => parseTime(text, china)

describe('time column', () => {
  test('a captured time is shown in the zone of the machine, date included when the day changes there', () => {
    const time = read('2023-05-01T20:00:00.123456Z')
    expect(formatRowTime(time, 'time', null, null)).toBe('04:00:00.123456')
    expect(formatRowTime(time, 'date', null, null)).toBe('2023-05-02 04:00:00.123456')
  })

  test('a log time without a zone stays as it was written', () => {
    expect(formatRowTime(read('2023-05-01T12:00:00.123'), 'date', null, null)).toBe('2023-05-01 12:00:00.123')
    expect(formatRowTime(read('22:00:41.748'), 'time', null, null)).toBe('22:00:41.748')
    expect(formatRowTime(read('22:00:41.748'), 'date', null, null)).toBe('22:00:41.748')
  })

  test('since the first frame, across midnight, with the recorded digits', () => {
    const first = read('2023-05-01T23:59:59.900000Z')
    expect(formatRowTime(read('2023-05-02T00:00:01.100001Z'), 'since-first', first, null)).toBe('1.200001')
    expect(formatRowTime(first, 'since-first', first, null)).toBe('0.000000')
  })

  test('time that runs backwards is negative', () => {
    const [early, late] = [read('12:00:00.250'), read('12:00:01.500')]
    expect(formatRowTime(early, 'since-previous', null, late)).toBe('−1.250')
    expect(formatRowTime(read('12:00:00.100'), 'since-previous', null, early)).toBe('−0.150')
  })

  test('nothing is shown where there is nothing to compare', () => {
    expect(formatRowTime(null, 'time', null, null)).toBe('')
    expect(formatRowTime(read('12:00:00'), 'since-previous', null, null)).toBe('')
    expect(formatRowTime(read('2023-05-01T12:00:00'), 'since-first', read('12:00:00'), null)).toBe('')
    expect(parseTime('yesterday')).toBeNull()
  })
})
