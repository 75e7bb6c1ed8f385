// The bad pcapng files that the reader must get past, one by one. Random ones: capture-damage.test.ts.

import { describe, expect, test } from 'vitest'
import { noTime } from './capture-sink.ts'
import { PcapngReader } from './read-pcapng.ts'
import { interfaceBlock, packetBlock, readFile, sectionBlock } from './testing/capture-builder.ts'
import { concat } from './testing/packet-builder.ts'
import { createRandom } from './testing/random.ts'

const read = (file: Uint8Array) => readFile((sink) => new PcapngReader(sink), file)
const random = createRandom(2)
const payloads = Array.from({ length: 6 }, (_, i) => random.bytes(21 + 7 * i))
const micros = 1_700_000_000_123_456

function packets(littleEndian = true): Uint8Array[] {
  return payloads.map((bytes, i) => packetBlock(0, micros + i, bytes, littleEndian))
}

describe('damage', () => {
  const damaged: [name: string, code: string, spoil: (block: DataView) => void][] = [
    ['unequal lengths', 'block_lengths_differ', (view) => view.setUint32(view.byteLength - 4, 12, true)],
    ['length 0', 'block_length', (view) => view.setUint32(4, 0, true)],
    ['length 2 GiB', 'block_length', (view) => view.setUint32(4, 0x8000_0000, true)],
    ['length not a multiple of 4', 'block_length', (view) => view.setUint32(4, 33, true)],
    ['length of another block', 'block_lengths_differ', (view) => view.setUint32(4, view.byteLength + 80, true)],
    ['captured length above the block', 'captured_length', (view) => view.setUint32(20, 60_000, true)],
    ['captured length of 4 GiB', 'captured_length', (view) => view.setUint32(20, 0xffff_ffff, true)],
  ]
  test.each(damaged)('%s: every other packet is kept', (_, code, spoil) => {
    const parts = packets()
    spoil(new DataView(parts[3]!.buffer))
    const before = concat(sectionBlock(), interfaceBlock(1), ...parts.slice(0, 3))
    const sink = read(concat(before, ...parts.slice(3)))
    expect(sink.packets.map(({ bytes }) => bytes)).toEqual(payloads.filter((_, i) => i !== 3))
    expect(sink.holes).toMatchObject([{ fileOffset: before.length, length: parts[3]!.length, code }])
    expect(sink.holes[0]!.reason.zh).not.toBe('')
  })

  test('a file cut in its last block: the whole ones are kept', () => {
    const file = concat(sectionBlock(), interfaceBlock(1), ...packets())
    const lastStart = file.length - packets()[5]!.length
    for (let end = lastStart + 1; end < file.length; end++) {
      const sink = read(file.slice(0, end))
      expect(sink.packets.length, `cut at ${end}`).toBe(5)
      expect(sink.holes).toMatchObject([{ fileOffset: lastStart, length: end - lastStart, code: 'cut' }])
    }
  })

  test('a tail of zeros is a clean end', () => {
    for (const zeros of [1, 11, 12, 5000]) {
      const sink = read(concat(sectionBlock(), interfaceBlock(1), ...packets(), new Uint8Array(zeros)))
      expect(sink.packets.length).toBe(6)
      expect(sink.holes).toEqual([])
      expect(sink.notes).toMatchObject([{ code: 'zero_tail' }])
    }
  })

  test('a damaged section header: the packets behind it are read, in its byte order', () => {
    for (const littleEndian of [true, false]) {
      const header = sectionBlock(littleEndian).fill(0x55, 4, 16)
      const sink = read(concat(header, interfaceBlock(1, littleEndian), ...packets(littleEndian)))
      expect(sink.packets.map(({ bytes }) => bytes)).toEqual(payloads)
      expect(sink.packets[0]!.linkType).toBe(1)
      expect(sink.holes).toMatchObject([{ fileOffset: 0, length: header.length, code: 'file_header' }])
    }
  })

  test('a damaged beginning: what follows is not mistaken for the other byte order', () => {
    const noTimes = payloads.map((bytes) => packetBlock(0, 0, bytes))
    for (const [name, lengths, rest] of [
      ['with interface, little-endian', [12, 13, 14, 15], [interfaceBlock(1), ...packets()]],
      ['with interface, big-endian', [12, 13, 14, 15], [interfaceBlock(1, false), ...packets(false)]],
      ['packets only, little-endian', [12, 13, 14, 15], packets()],
      ['packets only, big-endian', [12, 14, 15], packets(false)],
      ['packets without times', [12], noTimes],
    ] as const) {
      for (const length of lengths) {
        // Zeros in front of a block make it look like one of the other byte order, three bytes early.
        const sink = read(concat(new Uint8Array(length).fill(9, 0, length - 3), ...rest))
        const where = `${name}, ${length} bytes damaged`
        expect(
          sink.packets.map(({ bytes }) => bytes),
          where,
        ).toEqual(payloads)
        expect(sink.holes, where).toMatchObject([{ fileOffset: 0, length }])
      }
    }
  })

  test('a damaged interface description: its packets lose their time only, later interfaces keep their numbers', () => {
    const bad = interfaceBlock(113)
    bad[bad.length - 4] = 99
    const file = concat(
      sectionBlock(),
      bad,
      interfaceBlock(101),
      packetBlock(0, micros, payloads[0]!),
      packetBlock(1, micros, payloads[1]!),
    )
    const sink = read(file)
    expect(sink.packets.map(({ linkType, nanos }) => [linkType, nanos])).toEqual([
      [113, noTime],
      [101, 123_456_000],
    ])
    expect(sink.notes.map(({ code }) => code)).toEqual(['interface_guessed'])
  })
})
