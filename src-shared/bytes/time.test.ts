import { describe, expect, test } from 'vitest'
import { parseHex } from './hex.ts'
import { formatUnixTime, parseTimeLayout, readBcdTime, readCp56Time } from './time.ts'

function bytesOf(hex: string): Uint8Array {
  const parsed = parseHex(hex)
  if (!('bytes' in parsed)) throw new Error(hex)
  return parsed.bytes
}

describe('CP56Time2a', () => {
  const time = (hex: string) => readCp56Time(bytesOf(hex), 0)

  test('milliseconds, minute, hour, day, month, year', () => {
    expect(time('98b70e11100314').time).toBe('2020-03-16T17:14:47.000')
    expect(time('5fea3b171f0c63').time).toBe('2099-12-31T23:59:59.999')
  })

  test('weekday, summer time and reserved bits do not count', () => {
    expect(time('98b74e91f0f394').time).toBe('2020-03-16T17:14:47.000')
  })

  test('IV is told apart from the minute', () => {
    expect(time('98b78e11100314')).toEqual({ time: '2020-03-16T17:14:47.000', invalidFlag: true, since1900: false })
  })

  test('years from 100 count from 1900', () => {
    expect(time('f8a70b131c0b79')).toEqual({ time: '2021-11-28T19:11:43.000', invalidFlag: false, since1900: true })
    expect(time('00000000010164')).toMatchObject({ time: '2000-01-01T00:00:00.000', since1900: true })
  })

  test.each([
    ['60ea0000010114', '60,000 milliseconds'],
    ['00003c00010114', 'minute 60'],
    ['00000018010114', 'hour 24'],
    ['00000000000114', 'day 0'],
    ['00000000010014', 'month 0'],
    ['00000000010d14', 'month 13'],
    ['000000001e0214', 'February 30'],
    ['000000001d0215', 'February 29 of 2021'],
    ['000000001f0414', 'April 31'],
    ['00000000000000', 'all zero'],
  ])('%s is no time: %s', (hex) => {
    expect(time(hex).time).toBeNull()
  })

  test('leap years', () => {
    expect(time('000000001d0214').time).toBe('2020-02-29T00:00:00.000')
    expect(time('000000001d0200').time).toBe('2000-02-29T00:00:00.000')
  })
})

describe('packed decimal times', () => {
  const time = (layout: string, hex: string) => readBcdTime(bytesOf(hex), 0, parseTimeLayout(layout)!)

  test.each([
    ['YYYY MM DD hh mm ss --', '20250812200708ff', '2025-08-12T20:07:08'],
    // The low pair of the year stands first.
    ['YYYY< MM DD hh mm ss', '17201110150344', '2017-11-10T15:03:44'],
    ['YYYY MM DD hh mm ss', '17201110150344', '1720-11-10T15:03:44'],
    ['YYYY< MM DD hh mm ss', '25201306103000', null],
    ['YYYY MM DD hh mm ss', '00000101000000', null],
    ['ss mm hh DD MM&1f yy', '070000010118', '2018-01-01T00:00:07'],
    ['YY yy MM DD hh mm ss', '19991231235959', '1999-12-31T23:59:59'],
    ['yy MM DD', '240229', '2024-02-29T00:00:00'],
    ['yy MM DD', '230229', null],
    ['hh mm', '2359', '2000-01-01T23:59:00'],
    ['hh mm', '2400', null],
    ['ss mm hh DD MM yy', '6a3012061119', null],
  ])('%s of %s is %s', (layout, hex, expected) => {
    expect(time(layout, hex)).toBe(expected)
  })

  // 376.1 puts the weekday into the three upper bits of the month.
  test.each([
    ['11', '11'],
    ['71', '11'],
    ['f2', '12'],
    ['33', null],
    ['1a', null],
  ])('month byte %s under a mask is %s', (month, expected) => {
    expect(time('ss mm hh DD MM&1f yy', `000000 01 ${month} 24`)).toBe(expected && `2024-${expected}-01T00:00:00`)
  })

  test('unknown parts of a layout are refused', () => {
    expect(parseTimeLayout('YYYY MM DD hh:mm')).toBeNull()
    expect(parseTimeLayout('')).toBeNull()
    expect(parseTimeLayout(' YY  MM ')?.map((part) => part.size)).toEqual([1, 1])
  })
})

test('Unix time is UTC, to the second, and ends with the year 9999', () => {
  expect(formatUnixTime(0)).toBe('1970-01-01T00:00:00Z')
  expect(formatUnixTime(0xffffffff)).toBe('2106-02-07T06:28:15Z')
  expect(formatUnixTime(253_402_300_799)).toBe('9999-12-31T23:59:59Z')
  expect(formatUnixTime(2 ** 64)).toBeNull()
})
