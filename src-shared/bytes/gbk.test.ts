import { expect, test } from 'vitest'
import { encodeGbk } from './gbk.ts'

test('what it writes, the platform reads as the same text', () => {
  const decoder = new TextDecoder('gbk')
  for (const text of ['充电桩', 'A桩1号枪', '', '，。％', '沪A12345'])
    expect(decoder.decode(encodeGbk(text)!), text).toBe(text)
  expect(encodeGbk('充')).toEqual(Uint8Array.of(0xb3, 0xe4))
})

test('a character without a place in GBK is refused', () => {
  expect(encodeGbk('😀')).toBeNull()
})
