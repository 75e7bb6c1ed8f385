// Frames whose sent bytes are not the plain ones, in every form of output: places and repairs are those of the sent bytes.
import { describe, expect, test } from 'vitest'
import { formatHex, parseHex } from '../bytes/hex.ts'
import { protocolOf } from '../protocol/testing/small-family.ts'
import { protocolNamed } from '../protocol/testing/bundled.ts'
import type { FieldNode } from '../protocol/tree.ts'
import { decodeWhole, findWhole } from './decoded-frame.ts'
import { frameFormatter } from './frame-format.ts'
import { frameToJson } from './frame-json.ts'
import { layoutOf } from './frame-layout.ts'

const envelope = { number: 1, time: null, conversation: null, direction: 'unknown' as const }
const bytesOf = (hex: string) => {
  const parsed = parseHex(hex)
  return 'bytes' in parsed ? parsed.bytes : new Uint8Array(0)
}

const escaped = protocolOf(`id: marked
prefix: marked
name: { zh: 标志帧, en: marked }
order: big
text: { ends: trailing_nul, encoding: ascii }
select: { by: [type], type: hex }
extra: { id: trailing, label: { zh: 多余, en: extra }, report: true }
frames:
  - id: standard
    start: "7e"
    header_size: 2
    preamble: { byte: "fe", most: 4 }
    ending: { mark: "7e", min: 5, max: 64, escape: { lead: "7d", xor: 0x20 } }
    length: { at: 1, read: u8, add: 4, min: 5, max: 64, counts: { zh: 数据, en: data } }
    checksum: { field: check, algorithm: xor8, from: 1, to: -2, size: 1, order: big }
    header:
      - { id: start, label: { zh: 起始, en: Start }, read: bytes, size: 1, const: "7e" }
      - { id: length, label: { zh: 长度, en: Length }, read: u8 }
      - { id: type, label: { zh: 类型, en: Type }, read: u8 }
    trailer:
      - { id: check, label: { zh: 校验, en: Check }, read: u8 }
      - { id: end, label: { zh: 结束, en: End }, read: bytes, size: 1, const: "7e" }
    end: [valid_real, marked, cut]
messages:
  - { id: report, type: 1, name: { zh: 上报, en: report }, fields: [ { id: meter, label: { zh: 表码, en: Meter }, read: u16, range: [0, 1] } ] }
`)
// Plain: 7e 03 01 7e 7d 01 7e.
const sent = 'fefe7e03017d5e7d5d017e'

const tile = (nodes: readonly FieldNode[]) => nodes.map(({ raw }) => raw).join('')

describe('an escaped frame behind a preamble', () => {
  const frame = decodeWhole([escaped], bytesOf(sent), envelope, { protocol: escaped, dialect: null })

  test('has its ranges in the sent bytes in JSON, and the whole of it as hex', () => {
    const json = frameToJson(frame) as { [key: string]: unknown; fields: { name: string; range: number[] }[] }
    expect(json).toMatchObject({
      hex: sent,
      length: { declared: 3, actual: 3, status: 'good' },
      checksum: { status: 'good', range: [3, 9] },
      expert: [{ code: 'value_range', range: [5, 9] }],
    })
    expect(json.fields.map(({ name, range }) => `${name.slice(7)} ${range.join('-')}`)).toEqual([
      'preamble 0-2',
      'start 2-3',
      'length 3-4',
      'type 4-5',
      'meter 5-9',
      'check 9-10',
      'end 10-11',
    ])
  })

  test('has its parts for the screen there too', () => {
    expect(layoutOf(frame)).toMatchObject({ header: [2, 5], body: [5, 9], trailer: [9, 11], lengthField: [3, 4] })
  })

  test('says the same of itself with and without its tree', () => {
    expect(findWhole([escaped], frame.bytes, envelope, { protocol: escaped, dialect: null })).toEqual(frame.expert)
  })
})

test('every change of one byte is told without failing, and tiled', () => {
  const bytes = bytesOf(sent)
  const formatter = frameFormatter('tree', 'both', null)
  for (const as of [null, { protocol: escaped, dialect: null }])
    for (let at = 0; at < bytes.length; at++)
      for (const value of [0x00, 0x7d, 0x7e, 0xfe, bytes[at]! ^ 1]) {
        const changed = bytes.slice()
        changed[at] = value
        const frame = decodeWhole([escaped], changed, envelope, as)
        expect(tile(frame.fields), `${at} ${value}`).toBe(formatHex(changed))
        expect(formatter.frame(frame)).not.toBe('')
        for (const { range } of frame.expert) expect(range.end).toBeLessThanOrEqual(changed.length)
      }
})

test('a repair of a frame behind a preamble keeps the preamble', () => {
  const good = 'fefefefe681700170068c102339a020002006606203003000000010700000101187516'
  const protocol = protocolNamed('gw376-68')
  const frame = decodeWhole([protocol], bytesOf(good.replace(/16$/, '17')), envelope, { protocol, dialect: null })
  const [first] = frame.expert
  expect(first).toMatchObject({ code: expect.any(String), range: { start: 34, end: 35 } })
  expect(formatHex(first!.repair!)).toBe(good)
})
