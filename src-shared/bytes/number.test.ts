import { expect, test } from 'vitest'
import { copyOf, isBcd, readBigUnsigned, readUnsigned, reversed, toSigned } from './number.ts'

const bytes = new Uint8Array([0x01, 0x02, 0x03, 0x04, 0x05, 0x86, 0xff, 0xff])

test('numbers are read in both orders, at any width up to six bytes', () => {
  expect(readUnsigned(bytes, 0, 2, 'little')).toBe(0x0201)
  expect(readUnsigned(bytes, 0, 2, 'big')).toBe(0x0102)
  expect(readUnsigned(bytes, 0, 6, 'little')).toBe(0x860504030201)
  expect(readUnsigned(bytes, 0, 6, 'big')).toBe(0x010203040586)
  expect(readUnsigned(bytes, 3, 3, 'little')).toBe(0)
})

test('wide numbers are exact', () => {
  expect(readBigUnsigned(bytes, 0, 8, 'little')).toBe(0xffff860504030201n)
  expect(readBigUnsigned(bytes, 0, 8, 'big')).toBe(0x010203040586ffffn)
})

test("two's complement at each width", () => {
  expect(toSigned(0x7f, 1)).toBe(127)
  expect(toSigned(0x80, 1)).toBe(-128)
  expect(toSigned(0xffff, 2)).toBe(-1)
  expect(toSigned(0x80000000, 4)).toBe(-(2 ** 31))
  expect(toSigned(0xffffffffffff, 6)).toBe(-1)
})

test('decimal digits are told from others in either half', () => {
  expect(isBcd(new Uint8Array([0x12, 0x99]), 0, 2)).toBe(true)
  expect(isBcd(new Uint8Array([0xa0]), 0, 1)).toBe(false)
  expect(isBcd(new Uint8Array([0x0a]), 0, 1)).toBe(false)
})

// Node's Buffer is a Uint8Array whose `slice` shares the memory: turning that around would turn the frame around.
test('copies never share memory with the frame, even when the frame is a Buffer', () => {
  const frame = Buffer.from([1, 2, 3, 4])
  expect([...reversed(frame, 0, 4)]).toEqual([4, 3, 2, 1])
  copyOf(frame, 0, 4)[0] = 9
  expect([...frame]).toEqual([1, 2, 3, 4])
})
