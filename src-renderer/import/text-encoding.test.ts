// Which encoding a file is taken for, and that captures are not read as text.
import { describe, expect, test } from 'vitest'
import { decodeText, guessEncoding, looksLikeCapture } from './text-encoding.ts'

const utf8 = new TextEncoder()
const log = '2023-05-01 收到报文：680D\r\n'
/** 收到报文 in GBK. */
const gbk = Uint8Array.of(0xca, 0xd5, 0xb5, 0xbd, 0xb1, 0xa8, 0xce, 0xc4)
const utf16 = (text: string, isLittle: boolean) => {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), isLittle)
  return new Uint8Array(view.buffer)
}

describe('guessed encoding', () => {
  test('UTF-8, GBK, UTF-16 of either order with and without a mark', () => {
    expect(guessEncoding(utf8.encode(log))).toBe('utf-8')
    expect(guessEncoding(gbk)).toBe('gb18030')
    expect(guessEncoding(utf16(log, true))).toBe('utf-16le')
    expect(guessEncoding(utf16(log, false))).toBe('utf-16be')
    expect(guessEncoding(utf16(`\ufeff收到报文`, true))).toBe('utf-16le')
  })

  test('a character cut by the end of the sample does not make UTF-8 doubtful', () => {
    expect(guessEncoding(utf8.encode('x' + '报'.repeat(40_000)))).toBe('utf-8')
  })

  test('an empty file is UTF-8', () => {
    expect(guessEncoding(new Uint8Array(0))).toBe('utf-8')
  })
})

test('decoded text has plain line ends and no byte order mark', () => {
  expect(decodeText(utf8.encode('\ufeffa\r\nb\rc'), 'utf-8')).toBe('a\nb\nc')
  expect(decodeText(gbk, 'gb18030')).toBe('收到报文')
})

test('captures are told by their first bytes, wherever in a buffer they lie', () => {
  const pcapng = Uint8Array.of(9, 0x0a, 0x0d, 0x0d, 0x0a, 0).subarray(1)
  expect(looksLikeCapture(pcapng)).toBe(true)
  expect(looksLikeCapture(Uint8Array.of(0xd4, 0xc3, 0xb2, 0xa1))).toBe(true)
  expect(looksLikeCapture(Uint8Array.of(0x1f, 0x8b, 8))).toBe(true)
  expect(looksLikeCapture(utf8.encode('68 0d'))).toBe(false)
  expect(looksLikeCapture(new Uint8Array(0))).toBe(false)
})
