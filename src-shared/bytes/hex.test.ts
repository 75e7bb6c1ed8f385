import { expect, test } from 'vitest'
import { formatHex, hexDigit, parseHex } from './hex.ts'

test('bytes become lower-case digits, whole or a range', () => {
  const bytes = new Uint8Array([0x00, 0x0f, 0xa0, 0xff])
  expect(formatHex(bytes)).toBe('000fa0ff')
  expect(formatHex(bytes, 1, 3)).toBe('0fa0')
  expect(formatHex(bytes, 2, 2)).toBe('')
})

test.each([
  ['680d14', [0x68, 0x0d, 0x14]],
  ['68 0D\t14\n', [0x68, 0x0d, 0x14]],
  ['68-0d:14,00', [0x68, 0x0d, 0x14, 0x00]],
  ['0x68 0x0D, 0x14', [0x68, 0x0d, 0x14]],
  ['0X680d', [0x68, 0x0d]],
  ['00 00', [0, 0]],
])('%j is read', (text, expected) => {
  expect(parseHex(text)).toEqual({ bytes: Uint8Array.from(expected) })
})

test.each([
  ['', 0, 'empty'],
  ['  ', 0, 'empty'],
  ['0x', 0, 'empty'],
  ['680', 2, 'odd'],
  ['68 0 d1', 3, 'odd'],
  ['68 zz', 3, 'not_hex'],
  ['6g', 0, 'not_hex'],
  ['68；0d', 2, 'not_hex'],
])('%j is refused at position %i: %s', (text, position, reason) => {
  expect(parseHex(text)).toEqual({ position, reason })
})

test('one digit', () => {
  expect(['0', '9', 'a', 'F', 'g', '/', ':', '@'].map((one) => hexDigit(one.charCodeAt(0)))).toEqual([
    0, 9, 10, 15, -1, -1, -1, -1,
  ])
})
