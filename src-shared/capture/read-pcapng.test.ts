import { describe, expect, test } from 'vitest'
import { noTime, unknownLinkType } from './capture-sink.ts'
import { PcapngReader } from './read-pcapng.ts'
import {
  block,
  integers,
  interfaceBlock,
  options,
  packetBlock,
  readFile,
  sectionBlock,
} from './testing/capture-builder.ts'
import { concat } from './testing/packet-builder.ts'
import { createRandom } from './testing/random.ts'

const read = (file: Uint8Array, chunks?: number[]) => readFile((sink) => new PcapngReader(sink), file, chunks)
const random = createRandom(2)
const payloads = Array.from({ length: 6 }, (_, i) => random.bytes(21 + 7 * i))
const micros = 1_700_000_000_123_456

/** Interface options for a resolution and an offset in seconds. */
function clock(resolution: number, offset: number): Uint8Array {
  return options([
    [9, Uint8Array.of(resolution)],
    [14, integers(true, [offset, 8])],
  ])
}

function packets(littleEndian = true): Uint8Array[] {
  return payloads.map((bytes, i) => packetBlock(0, micros + i, bytes, littleEndian))
}

describe('well-formed files', () => {
  test.each([
    ['little-endian', true],
    ['big-endian', false],
  ])('%s', (_, littleEndian) => {
    const file = concat(sectionBlock(littleEndian), interfaceBlock(1, littleEndian), ...packets(littleEndian))
    const sink = read(file)
    expect(sink.packets.map(({ bytes }) => bytes)).toEqual(payloads)
    expect(sink.packets[0]).toMatchObject({ seconds: 1_700_000_000, nanos: 123_456_000, linkType: 1 })
    expect(sink.sections).toMatchObject([{ format: 'pcapng', littleEndian, version: { major: 1, minor: 0 } }])
    expect([sink.holes, sink.notes]).toEqual([[], []])
    for (const { fileOffset, bytes } of sink.packets) {
      expect(file.slice(fileOffset, fileOffset + bytes.length)).toEqual(bytes)
    }
  })

  test('texts of section, interface and packet', () => {
    const file = concat(
      sectionBlock(
        true,
        options([
          [1, '现场抓包'],
          [2, 'gateway'],
          [3, 'Linux'],
          [4, 'recorder'],
        ]),
      ),
      interfaceBlock(
        1,
        true,
        options([
          [2, 'eth0\0'],
          [3, 'uplink'],
          [1, 'note'],
        ]),
        96,
      ),
      packetBlock(
        0,
        micros,
        payloads[0]!,
        true,
        options([
          [1, 'first'],
          [2, new Uint8Array(4)],
          [1, '第二'],
        ]),
      ),
    )
    const sink = read(file)
    expect(sink.sections).toMatchObject([
      { comment: '现场抓包', hardware: 'gateway', system: 'Linux', application: 'recorder' },
    ])
    expect(sink.interfaces).toEqual([
      { index: 0, section: 0, linkType: 1, snapLength: 96, name: 'eth0', description: 'uplink', comment: 'note' },
    ])
    expect(sink.packets[0]!.comment).toBe('first\n第二')
  })

  test('several interfaces with clocks of their own', () => {
    const file = concat(
      sectionBlock(),
      interfaceBlock(1),
      interfaceBlock(113, true, clock(9, 0)),
      interfaceBlock(101, true, clock(0x80 | 10, 1000)),
      packetBlock(0, 1_500_000, payloads[0]!),
      packetBlock(1, 1_000_000_007, payloads[1]!),
      packetBlock(2, 3 * 1024 + 512, payloads[2]!),
    )
    expect(read(file).packets.map(({ seconds, nanos, linkType }) => [seconds, nanos, linkType])).toEqual([
      [1, 500_000_000, 1],
      [1, 7, 113],
      [1003, 500_000_000, 101],
    ])
  })

  test('a second section in the other byte order has interfaces of its own', () => {
    const file = concat(
      sectionBlock(true),
      interfaceBlock(1, true),
      packetBlock(0, micros, payloads[0]!, true),
      sectionBlock(false),
      interfaceBlock(101, false),
      packetBlock(0, micros, payloads[1]!, false),
    )
    const sink = read(file)
    expect(sink.packets.map(({ linkType, interfaceIndex }) => [linkType, interfaceIndex])).toEqual([
      [1, 0],
      [101, 1],
    ])
    expect(sink.sections.map(({ index, littleEndian }) => [index, littleEndian])).toEqual([
      [0, true],
      [1, false],
    ])
    expect(sink.interfaces.map(({ section }) => section)).toEqual([0, 1])
  })

  test('simple and obsolete packet blocks', () => {
    const simple = block(3, concat(integers(true, [100, 4]), payloads[0]!.slice(0, 20)))
    const obsolete = block(
      2,
      concat(
        integers(true, [0, 2], [0, 2], [0, 4], [2_000_001, 4], [21, 4], [30, 4]),
        payloads[0]!,
        new Uint8Array(3),
        options([[1, 'old']]),
      ),
    )
    const sink = read(concat(sectionBlock(), interfaceBlock(1, true, undefined, 20), simple, obsolete))
    expect(sink.packets).toMatchObject([
      { bytes: payloads[0]!.slice(0, 20), originalLength: 100, nanos: noTime },
      { bytes: payloads[0]!, originalLength: 30, seconds: 2, nanos: 1000, comment: 'old' },
    ])
  })

  test('name resolution and statistics are passed on, unknown and custom blocks passed over', () => {
    const names = concat(
      integers(true, [1, 2], [4 + 6, 2]),
      Uint8Array.of(192, 0, 2, 7),
      new TextEncoder().encode('pile7\0'),
      new Uint8Array(2),
      integers(true, [2, 2], [16 + 4, 2]),
      Uint8Array.of(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
      new TextEncoder().encode('a\0b\0'),
      new Uint8Array(4),
    )
    const statistics = concat(
      integers(true, [0, 4], [0, 4], [0, 4]),
      options([
        [4, integers(true, [5000, 8])],
        [5, integers(true, [3, 8])],
      ]),
    )
    const file = concat(
      sectionBlock(),
      interfaceBlock(1),
      block(4, names),
      block(0x0bad, integers(true, [32_473, 4])),
      block(0x1234_5678, new Uint8Array(40)),
      block(5, statistics),
      packets()[0]!,
    )
    const sink = read(file)
    expect(sink.names).toEqual([
      ['192.0.2.7', 'pile7'],
      ['2001:db8::1', 'a'],
      ['2001:db8::1', 'b'],
    ])
    expect(sink.counters).toMatchObject([
      { interfaceIndex: 0, received: 5000, droppedByInterface: 3, droppedBySystem: null },
    ])
    expect(sink.packets.length).toBe(1)
    expect(sink.holes).toEqual([])
  })

  test('every split into two chunks, and one byte at a time, reads the same', () => {
    const file = concat(sectionBlock(), interfaceBlock(1), ...packets())
    const whole = read(file)
    for (let at = 0; at <= file.length; at++) expect(read(file, [at, file.length]), `split at ${at}`).toEqual(whole)
    expect(read(file, [1])).toEqual(whole)
  })

  test('section header only: opens with no packets', () => {
    const sink = read(sectionBlock())
    expect([sink.sections.length, sink.packets, sink.holes, sink.notes]).toEqual([1, [], [], []])
  })

  test('an empty file', () => {
    expect(read(new Uint8Array(0)).notes).toMatchObject([{ code: 'empty_file' }])
  })
})

describe('odd interfaces', () => {
  test('an interface that is not described: packets are kept, link type unknown, noted once', () => {
    const sink = read(
      concat(sectionBlock(), packetBlock(3, micros, payloads[0]!), packetBlock(4, micros, payloads[1]!)),
    )
    expect(sink.packets).toMatchObject([
      { bytes: payloads[0]!, linkType: unknownLinkType, interfaceIndex: -1, nanos: noTime },
      { bytes: payloads[1]! },
    ])
    expect(sink.notes.map(({ code }) => code)).toEqual(['interface_unknown'])
  })

  test('100,000 interfaces: 10,000 kept, the rest counted', () => {
    const one = interfaceBlock(1)
    const many = new Uint8Array(one.length * 100_000)
    for (let i = 0; i < 100_000; i++) many.set(one, i * one.length)
    const sink = read(
      concat(sectionBlock(), many, packetBlock(9999, 5, payloads[0]!), packetBlock(99_999, 5, payloads[1]!)),
    )
    expect(sink.interfaces.length).toBe(10_000)
    expect(sink.packets.map(({ linkType }) => linkType)).toEqual([1, unknownLinkType])
    expect(sink.notes.find(({ code }) => code === 'interfaces_dropped')!.message.en).toContain('90000 more')
  })

  test('an extreme resolution is noted and does not overflow', () => {
    const file = concat(
      sectionBlock(),
      interfaceBlock(1, true, options([[9, Uint8Array.of(127)]])),
      packetBlock(0, micros, payloads[0]!),
    )
    const sink = read(file)
    expect(sink.packets[0]).toMatchObject({ seconds: 0, nanos: 0 })
    expect(sink.notes.map(({ code }) => code)).toEqual(['resolution_extreme'])
  })
})
