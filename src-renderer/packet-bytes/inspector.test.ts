import { expect, test } from 'vitest'
import { readingsAt } from './inspector.ts'

const read = (bytes: number[], at: number, end: number) =>
  Object.fromEntries(readingsAt(Uint8Array.from(bytes), at, end).map(({ name, text }) => [name, text]))

test('numbers in both orders', () => {
  expect(read([0xf4, 0x03, 0x00, 0x01], 0, 2)).toMatchObject({
    u8: '244 (−12)',
    u16le: '1012',
    u16be: '62467 (−3069)',
    u32le: '16778228',
    u32be: '4093837313 (−201129983)',
    bin: '11110100',
  })
})

test('readings that need more bytes than there are stay empty', () => {
  expect(read([0x12], 0, 1)).toMatchObject({ u8: '18', u16le: null, u32be: null, CP56: null, BCD: '12' })
  expect(read([0x12], 1, 1)).toMatchObject({ u8: null, BCD: null })
})

test('packed decimal takes the selected bytes, and only digits', () => {
  expect(read([0x10, 0x31, 0x90], 0, 3)['BCD']).toBe('103190')
  expect(read([0x10, 0x3a, 0x90], 0, 3)['BCD']).toBeNull()
})

test('a CP56 time, and bytes that are none', () => {
  expect(read([0x30, 0x75, 0x0f, 0x11, 0x12, 0x0c, 0x18], 0, 7)['CP56']).toBe('2024-12-18 17:15:30.000')
  expect(read([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 0, 7)['CP56']).toBeNull()
})
