// Frames that end with a mark instead of by a length: framing, escapes, places in the bytes as sent; and preambles.
import { describe, expect, test } from 'vitest'
import { formatHex } from '../bytes/hex.ts'
import { growth } from '../bytes/testing/cpu-time.ts'
import { decodeFrame } from './decode.ts'
import { Detector, detectFrame } from './detect.ts'
import type { Protocol } from './plan.ts'
import { quickJudge } from './quick.ts'
import { bytesOf } from './testing/bundled.ts'
import { byteByByte, cutAt, framed as framedAt } from './testing/framed.ts'
import { load, protocolOf } from './testing/small-family.ts'
import { buildTree, type FieldNode } from './tree.ts'

interface Form {
  start?: string
  end?: string
  escape?: string
  over?: string
  more?: string
}

/** Frames: start, type, body, xor8 over type and body, end mark. */
const family = ({ start = '7e', end = '7e', escape = '', over = '', more = '' }: Form = {}) => `id: marked
prefix: marked
name: { zh: 标志帧, en: marked }
order: big
text: { ends: trailing_nul, encoding: ascii }
select: { by: [type], type: hex }
extra: { id: trailing, label: { zh: 多余, en: extra }, report: true }
frames:
  - id: standard
    start: "${start}"
    header_size: 2
    ending: { mark: "${end}", min: 5, max: 64${escape} }
    checksum: { field: check, algorithm: xor8, from: 1, to: -${end.length / 2 + 1}, size: 1, order: big${over} }
    header:
      - { id: start, label: { zh: 起始, en: Start }, read: bytes, size: 1, const: "${start}" }
      - { id: type, label: { zh: 类型, en: Type }, read: u8 }
    trailer:
      - { id: check, label: { zh: 校验, en: Check }, read: u8 }
      - { id: end, label: { zh: 结束, en: End }, read: bytes, size: ${end.length / 2}, const: "${end}" }
${more}messages:
  - { id: report, type: 1, name: { zh: 上报, en: report }, fields: [ { id: meter, label: { zh: 表码, en: Meter }, read: u16 }, { id: rest, label: { zh: 其余, en: rest }, read: bytes, size: rest } ] }
`
const pairs = ', escape: { lead: "7d", pairs: { "01": "7d", "02": "7e" } }'
const escaped = protocolOf(family({ escape: pairs }))
const plain = protocolOf(family({ start: '7b', end: '0d0a' }))

const xor = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum ^ byte, 0)
const escapedHex = (bytes: Uint8Array) =>
  formatHex(bytes).replace(/../g, (byte) => ({ '7d': '7d01', '7e': '7d02' })[byte] ?? byte)

/** A frame with this type and body (hex), escaped. */
const frameOf = (body: string) => {
  const bytes = bytesOf(body)
  return `7e${escapedHex(Uint8Array.of(...bytes, xor(bytes)))}7e`
}
const plainFrame = (body: string) => `7b${body}${formatHex(Uint8Array.of(xor(bytesOf(body))))}0d0a`

/** Frames as hex and runs of passed-over bytes as `-hex`. */
const framed = (protocol: Protocol, pieces: Iterable<Uint8Array>) =>
  framedAt(protocol, pieces).map((one) => one.replace(/^\d+:?/, ''))

const leaves = (nodes: readonly FieldNode[]): FieldNode[] =>
  nodes.flatMap((node) => (node.children.length > 0 && !node.children[0]!.range.bits ? leaves(node.children) : [node]))

const tile = (nodes: readonly FieldNode[]) =>
  leaves(nodes)
    .map(({ raw }) => raw)
    .join('')

describe('an escaped frame', () => {
  const hex = frameOf('017e7d05')
  const decoded = decodeFrame(escaped, bytesOf(hex))
  const tree = buildTree(decoded)

  test('is read as it is meant, and shown where it was sent', () => {
    expect(hex).toBe('7e017d027d0105077e')
    expect(decoded.placement.checksum.status).toBe('good')
    expect(decoded.lengthGood).toBe(true)
    const meter = tree.fields.find(({ name }) => name === 'marked.meter')!
    expect(meter).toMatchObject({ value: 0x7e7d, range: { start: 2, end: 6 }, raw: '7d027d01' })
    expect(tree.expert).toEqual([])
  })

  test('is tiled by its leaves, whole, cut anywhere and with any byte changed', () => {
    const bytes = bytesOf(hex)
    for (let end = 0; end <= bytes.length; end++)
      expect(tile(buildTree(decodeFrame(escaped, bytes.subarray(0, end))).fields)).toBe(formatHex(bytes, 0, end))
    for (let at = 0; at < bytes.length; at++)
      for (const value of [0x00, 0x7d, 0x7e, 0xff]) {
        const changed = bytes.slice()
        changed[at] = value
        expect(tile(buildTree(decodeFrame(escaped, changed)).fields), `${at} ${value}`).toBe(formatHex(changed))
      }
  })

  test('cut before its end mark is cut short; an escape that means nothing is told at its place', () => {
    expect(buildTree(decodeFrame(escaped, bytesOf(hex.slice(0, -2)))).expert[0]).toMatchObject({ code: 'truncated' })
    const bad = bytesOf(frameOf('01050605').replace('0506', '7d06'))
    expect(buildTree(decodeFrame(escaped, bad)).expert).toContainEqual(
      expect.objectContaining({ code: 'escape_bad', range: { start: 2, end: 4 } }),
    )
  })

  test('has its checksum over the sent bytes where the definition says so', () => {
    const sent = protocolOf(family({ escape: pairs, over: ', over: sent' }))
    const body = bytesOf('017d020105')
    const right = bytesOf(`7e${formatHex(body)}${formatHex(Uint8Array.of(xor(body)))}7e`)
    expect(decodeFrame(sent, right).placement.checksum.status).toBe('good')
    expect(decodeFrame(escaped, right).placement.checksum.status).toBe('bad')
  })

  test('may be escaped by XOR', () => {
    const protocol = protocolOf(family({ escape: ', escape: { lead: "7d", xor: 0x20 }' }))
    const tree = buildTree(decodeFrame(protocol, bytesOf('7e017d5e7d5d05077e')))
    expect(tree.fields.find(({ name }) => name === 'marked.meter')!.value).toBe(0x7e7d)
  })

  test('is detected, and judged without decoding as with it', () => {
    expect(detectFrame([escaped, plain], bytesOf(hex))[0]!.decoded.protocol.id).toBe('marked')
    expect(new Detector([escaped]).probe(bytesOf(hex), 0)[0]).toMatchObject({ size: 9, checksum: 'good' })
    const judge = quickJudge(escaped)
    judge.judge(bytesOf(hex), 0, 9, null, 'good')
    expect(judge.message?.id).toBe('report')
    expect(judge.lengthGood).toBe(true)
  })
})

describe.each([
  ['escaped, one mark for start and end', escaped, [frameOf('017e7d05'), frameOf('0100010203'), frameOf('01aabb')]],
  [
    'unescaped, an end mark of two bytes',
    plain,
    [plainFrame('01000105'), plainFrame('010001020d03'), plainFrame('01aabb')],
  ],
])('a stream of frames: %s', (_what, protocol, [a, b, c]) => {
  test('comes apart', () => {
    expect(framed(protocol, [bytesOf(a!, b!, c!)])).toEqual([a, b, c])
    expect(framed(protocol, [bytesOf('0011', a!, '22', b!)])).toEqual(['-0011', a, '-22', b])
  })

  test('gives the same cut at every position, and byte by byte', () => {
    const stream = bytesOf('0011', a!, a!.replace('01', '02'), 'fe', b!, c!.slice(0, -2), a!, c!.slice(0, 6))
    const whole = framed(protocol, [stream])
    for (let at = 0; at <= stream.length; at++)
      expect(framed(protocol, cutAt(stream, [at])), `cut at ${at}`).toEqual(whole)
    expect(framed(protocol, byteByByte(stream))).toEqual(whole)
  })

  test('loses at most the frame that is damaged', () => {
    const wrong = a!.replace('01', '03')
    expect(framed(protocol, [bytesOf(b!, wrong, b!)])).toEqual([b, wrong, b])
    const endless = a!.slice(0, -2)
    expect(framed(protocol, [bytesOf(endless, b!, c!)]).slice(-1)).toEqual([c])
    expect(framed(protocol, [bytesOf(b!, endless)])[0]).toBe(b)
  })
})

test('garbage with a mark in it costs no frame', () => {
  const [a, b] = [frameOf('01000105'), frameOf('01aabb')]
  expect(framed(escaped, [bytesOf(a, '11227e334455', b)])).toEqual([a, '-11227e334455', b])
  expect(framed(escaped, [bytesOf('3344557e', a, b)])).toEqual(['-3344557e', a, b])
})

test.each([
  ['7e', escaped],
  ['7e0102', escaped],
  ['7b', plain],
  ['7b01020d', plain],
])('%s repeated takes linear time', (pattern, protocol) => {
  const unit = bytesOf(pattern)
  const read = (size: number) =>
    void framed(protocol, [Uint8Array.from({ length: size }, (_, i) => unit[i % unit.length]!)])
  expect(growth(read, 50_000, 200_000)).toBeLessThan(10)
})

describe('a definition of marked frames', () => {
  test.each([
    ['neither length nor ending', family().replace(/ {4}ending:.*\n/, ''), 'neither a length nor an ending'],
    ['a mark that the trailer lacks', family().replace('mark: "7e"', 'mark: "7f"'), 'does not end with 7f'],
    [
      'an escape of both kinds',
      family({ escape: pairs.replace('lead', 'xor: 0x20, lead') }),
      'exactly one of xor and pairs',
    ],
    ['a checksum over sent bytes without escapes', family({ over: ', over: sent' }), 'means nothing'],
    ['bounds in the wrong order', family().replace('min: 5', 'min: 65'), 'above max'],
    ['a preamble that is the start byte', family({ more: '    preamble: { byte: "7e", most: 4 }\n' }), 'told apart'],
  ])('is refused for %s', (_what, text, words) => {
    expect(load(text).errors.map(({ message }) => message.en)).toContainEqual(expect.stringContaining(words))
  })
})

describe('a preamble', () => {
  const protocol = protocolOf(family({ start: '68', end: '16', more: '    preamble: { byte: "fe", most: 4 }\n' }))
  const frame = `68${'010001'}0016`

  test.each([1, 4])('of %i bytes in front of a lone frame is a leaf of its own', (size) => {
    const sent = bytesOf('fe'.repeat(size), frame)
    const { fields, expert } = buildTree(decodeFrame(protocol, sent))
    expect(fields[0]).toMatchObject({ name: 'marked.preamble', range: { start: 0, end: size }, raw: 'fe'.repeat(size) })
    expect(fields.find(({ name }) => name === 'marked.meter')).toMatchObject({
      range: { start: size + 2, end: size + 4 },
    })
    expect(tile(fields)).toBe(formatHex(sent))
    expect(expert).toEqual([])
    expect(detectFrame([protocol], sent)[0]!.score).toBeGreaterThanOrEqual(60)
  })

  test('longer than the definition allows is none', () => {
    const { expert } = buildTree(decodeFrame(protocol, bytesOf('fe'.repeat(5), frame)))
    expect(expert[0]).toMatchObject({ code: 'start_mark_bad' })
  })

  test('in a stream belongs to no frame', () => {
    expect(framed(protocol, [bytesOf('fefefefe', frame, 'fefe', frame)])).toEqual(['-fefefefe', frame, '-fefe', frame])
  })
})
