import { describe, expect, test } from 'vitest'
import { decodeText, detectEncoding, StreamingTextDecoder, type TextEncodingName } from './encoding.ts'
import { readText } from './read-text.ts'
import { heartbeat } from './testing/frames.ts'
import { probeDouble } from './testing/probe-double.ts'

const text = `2023年5月1日 12:00:00 收到充电桩报文：${heartbeat}\r\n桩编号 正常\n第三行\r`

/** The characters of `text` beyond ASCII in GBK, as a terminal of that code page would write them. */
const gbkCharacters = new Map([
  ['年', 0xc4ea],
  ['月', 0xd4c2],
  ['日', 0xc8d5],
  ['收', 0xcad5],
  ['到', 0xb5bd],
  ['充', 0xb3e4],
  ['电', 0xb5e7],
  ['桩', 0xd7ae],
  ['报', 0xb1a8],
  ['文', 0xcec4],
  ['：', 0xa3ba],
  ['编', 0xb1e0],
  ['号', 0xbac5],
  ['正', 0xd5fd],
  ['常', 0xb3a3],
  ['第', 0xb5da],
  ['三', 0xc8fd],
  ['行', 0xd0d0],
])

function encode(encoding: TextEncodingName): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.charCodeAt(0)
    const gbk = gbkCharacters.get(character)
    if (encoding === 'utf-16le') bytes.push(code & 255, code >> 8)
    else if (encoding === 'utf-16be') bytes.push(code >> 8, code & 255)
    else if (encoding === 'utf-8') bytes.push(...new TextEncoder().encode(character))
    else if (gbk === undefined) bytes.push(code)
    else bytes.push(gbk >> 8, gbk & 255)
  }
  return Uint8Array.from(bytes)
}

const marks = { 'utf-8': [0xef, 0xbb, 0xbf], 'utf-16le': [0xff, 0xfe], 'utf-16be': [0xfe, 0xff], gb18030: [] }

describe.each(['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const)('%s', (encoding) => {
  const bytes = encode(encoding)

  test('is found, and gives the same text and frames', () => {
    const decoded = decodeText(bytes)
    expect(decoded).toMatchObject({ text, encoding, hasMark: false, replaced: 0, lineEnds: { lf: 1, crlf: 1, cr: 1 } })
    expect(readText(decoded.text, probeDouble).frames).toMatchObject([{ direction: 'up', time: '2023-05-01T12:00:00' }])
  })

  test('with a byte order mark', () => {
    const marked = Uint8Array.from([...marks[encoding], ...bytes])
    expect(decodeText(marked)).toMatchObject({ text, encoding, hasMark: marks[encoding].length > 0 })
  })

  test('one byte at a time', () => {
    const decoder = new StreamingTextDecoder(encoding)
    let out = ''
    for (const byte of bytes) out += decoder.push(Uint8Array.of(byte))
    out += decoder.end()
    expect(out).toBe(text)
    expect(decoder.report.lineEnds).toEqual({ lf: 1, crlf: 1, cr: 1 })
  })

  test('can be said', () => expect(decodeText(bytes, encoding).text).toBe(text))
})

test('a chosen encoding wins over what the bytes look like', () => {
  expect(decodeText(encode('gb18030'), 'utf-8')).toMatchObject({ encoding: 'utf-8' })
  expect(decodeText(encode('gb18030'), 'utf-8').replaced).toBeGreaterThan(10)
})

test('UTF-8 with a few broken characters stays UTF-8, and they are counted', () => {
  const bytes = [...new TextEncoder().encode(text.repeat(3)), 0xff, 0x20, 0xc3]
  expect(decodeText(Uint8Array.from(bytes))).toMatchObject({ encoding: 'utf-8', replaced: 2 })
})

test('UTF-8 cut within a character is UTF-8', () => {
  expect(detectEncoding(new TextEncoder().encode('收到').subarray(0, 5))).toBe('utf-8')
})

test('nothing is an empty text', () => {
  expect(decodeText(new Uint8Array(0))).toMatchObject({ text: '', encoding: 'utf-8', replaced: 0 })
})
