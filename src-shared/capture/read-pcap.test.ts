import { describe, expect, test } from 'vitest'
import { createCaptureReader } from './capture-format.ts'
import { PcapReader } from './read-pcap.ts'
import { pcapHeader, pcapRecord, readFile } from './testing/capture-builder.ts'
import { concat } from './testing/packet-builder.ts'
import { createRandom } from './testing/random.ts'

const read = (file: Uint8Array, chunks?: number[]) => readFile((sink) => new PcapReader(sink), file, chunks)
const random = createRandom(1)
const payloads = Array.from({ length: 6 }, (_, i) => random.bytes(20 + 7 * i))
const startSeconds = 1_700_000_000

function records(littleEndian = true): Uint8Array[] {
  return payloads.map((bytes, i) => pcapRecord(startSeconds + i, 1000 + i, bytes, littleEndian))
}

describe('well-formed files', () => {
  test.each([
    ['microseconds, little-endian', true, false],
    ['microseconds, big-endian', false, false],
    ['nanoseconds, little-endian', true, true],
    ['nanoseconds, big-endian', false, true],
  ])('%s', (_, littleEndian, nanos) => {
    const file = concat(pcapHeader({ littleEndian, nanos, linkType: 113 }), ...records(littleEndian))
    const sink = read(file)
    expect(sink.packets.map(({ bytes }) => bytes)).toEqual(payloads)
    expect(sink.packets.map(({ nanos }) => nanos)).toEqual(payloads.map((_, i) => (1000 + i) * (nanos ? 1 : 1000)))
    expect(sink.packets.map(({ seconds }) => seconds - startSeconds)).toEqual([0, 1, 2, 3, 4, 5])
    expect(sink.packets[0]).toMatchObject({ linkType: 113, interfaceIndex: 0, originalLength: 20, comment: null })
    expect(sink.sections).toMatchObject([{ format: 'pcap', littleEndian, version: { major: 2, minor: 4 } }])
    expect([sink.holes, sink.notes]).toEqual([[], []])
    for (const { fileOffset, bytes } of sink.packets) {
      expect(file.slice(fileOffset, fileOffset + bytes.length)).toEqual(bytes)
    }
  })

  test('the variant with longer record headers', () => {
    const header = pcapHeader()
    header.set([0x34, 0xcd, 0xb2, 0xa1])
    const long = records().map((record) => concat(record.slice(0, 16), new Uint8Array(8), record.slice(16)))
    expect(read(concat(header, ...long)).packets.map(({ bytes }) => bytes)).toEqual(payloads)
  })

  test('cut packets keep their original length, and any mixture of lengths is believed', () => {
    const cut = payloads.map((bytes, i) => pcapRecord(startSeconds + i, 0, bytes.slice(0, 10 + i), true, 1500))
    const sink = read(concat(pcapHeader(), ...cut))
    expect(sink.packets.map(({ bytes }) => bytes.length)).toEqual([10, 11, 12, 13, 14, 15])
    expect(sink.packets.every(({ originalLength }) => originalLength === 1500)).toBe(true)
    expect(sink.holes).toEqual([])
  })

  test('times that jump by years, go back or are zero change nothing', () => {
    const times = [0, 4_294_967_295, 0, 1_700_000_000, 4_102_444_800, 1_600_000_000]
    const file = concat(pcapHeader(), ...payloads.map((bytes, i) => pcapRecord(times[i]!, 0, bytes)))
    const sink = read(file)
    expect(sink.packets.map(({ seconds }) => seconds)).toEqual(times)
    expect(sink.holes).toEqual([])
  })

  test('a writer that lets the second field overflow', () => {
    const file = concat(pcapHeader(), ...payloads.map((bytes, i) => pcapRecord(startSeconds + i, 2_500_000, bytes)))
    expect(read(file).packets.map(({ seconds, nanos }) => [seconds - startSeconds, nanos])).toEqual(
      payloads.map((_, i) => [i + 2, 500_000_000]),
    )
  })

  test('every split into two chunks, and one byte at a time, reads the same', () => {
    const file = concat(pcapHeader(), ...records())
    const whole = read(file)
    for (let at = 0; at <= file.length; at++) expect(read(file, [at, file.length]), `split at ${at}`).toEqual(whole)
    expect(read(file, [1])).toEqual(whole)
  })

  test('settle gives the last complete record of a growing file', () => {
    const [first, second] = records()
    const file = concat(pcapHeader(), first!, second!)
    const lengths: number[] = []
    const sink = readFile((sink) => {
      const reader = new PcapReader(sink)
      return {
        ...reader,
        offset: 0,
        settle: () => {},
        push: (chunk) => {
          reader.push(chunk.slice(0, 24 + first!.length))
          reader.settle()
          lengths.push(24 + first!.length - reader.offset)
          reader.push(chunk.slice(24 + first!.length))
        },
        end: () => reader.end(),
      }
    }, file)
    expect(lengths).toEqual([0])
    expect(sink.packets.length).toBe(2)
  })
})

describe('empty and short files', () => {
  test('an empty file', () => {
    expect(read(new Uint8Array(0)).notes).toMatchObject([{ code: 'empty_file', message: { en: 'File is empty' } }])
  })

  test('header only: no packets, no damage', () => {
    const sink = read(pcapHeader())
    expect([sink.packets, sink.holes, sink.notes]).toEqual([[], [], []])
  })

  test('half a header is a hole', () => {
    expect(read(pcapHeader().slice(0, 20)).holes).toMatchObject([{ fileOffset: 0, length: 20, code: 'file_header' }])
  })

  test('an unusual version is noted', () => {
    const file = concat(pcapHeader(), ...records())
    file[6] = 99
    const sink = read(file)
    expect(sink.notes).toMatchObject([{ code: 'version_unusual' }])
    expect(sink.packets.length).toBe(6)
  })
})

describe('damage', () => {
  test('a file cut in its last record: the whole ones are kept', () => {
    const file = concat(pcapHeader(), ...records())
    const lastStart = file.length - records()[5]!.length
    for (let end = lastStart + 1; end < file.length; end++) {
      const sink = read(file.slice(0, end))
      expect(sink.packets.length, `cut at ${end}`).toBe(5)
      expect(sink.holes).toMatchObject([{ fileOffset: lastStart, length: end - lastStart, code: 'cut' }])
    }
  })

  test('a tail of zeros is a clean end', () => {
    for (const zeros of [1, 15, 16, 5000]) {
      const sink = read(concat(pcapHeader(), ...records(), new Uint8Array(zeros)))
      expect(sink.packets.length).toBe(6)
      expect(sink.holes).toEqual([])
      expect(sink.notes).toMatchObject([{ code: 'zero_tail' }])
      expect(sink.notes[0]!.message.en).toContain(`${zeros} zero bytes`)
    }
  })

  test('zeros in the middle are a hole', () => {
    const parts = records()
    const before = concat(pcapHeader(), ...parts.slice(0, 2))
    const sink = read(concat(before, new Uint8Array(4096), ...parts.slice(2)))
    expect(sink.packets.map(({ bytes }) => bytes)).toEqual(payloads)
    expect(sink.holes).toMatchObject([{ fileOffset: before.length, length: 4096, code: 'zeros' }])
  })

  test('zeros in the middle of a file without times', () => {
    const parts = payloads.map((bytes) => pcapRecord(0, 0, bytes))
    const sink = read(concat(pcapHeader(), ...parts.slice(0, 2), new Uint8Array(4096), ...parts.slice(2)))
    expect(sink.packets.map(({ bytes }) => bytes)).toEqual(payloads)
    expect(sink.holes.map(({ code }) => code)).toEqual(['zeros'])
  })

  test('a captured length of 4 GiB costs one record and no memory', () => {
    const parts = records()
    parts[2] = pcapRecord(startSeconds, 0, payloads[2]!)
    new DataView(parts[2].buffer).setUint32(8, 0xffff_ffff, true)
    const sink = read(concat(pcapHeader(), ...parts), [7])
    expect(sink.packets.map(({ bytes }) => bytes)).toEqual(payloads.filter((_, i) => i !== 2))
    expect(sink.holes).toMatchObject([{ length: parts[2].length, code: 'record_too_long' }])
  })

  test('a captured length that swallows the next records is found out', () => {
    const parts = records()
    new DataView(parts[1]!.buffer).setUint32(8, 100, true)
    const sink = read(concat(pcapHeader(), ...parts))
    expect(sink.packets.map(({ bytes }) => bytes)).toEqual(payloads.filter((_, i) => i !== 1))
    expect(sink.holes).toMatchObject([{ length: parts[1]!.length, code: 'record_header' }])
  })

  test('bytes lost inside a record: only that record is lost', () => {
    const parts = records()
    parts[2] = parts[2]!.slice(0, -9)
    const sink = read(concat(pcapHeader(), ...parts))
    expect(sink.packets.map(({ bytes }) => bytes)).toEqual(payloads.filter((_, i) => i !== 2))
    expect(sink.holes).toMatchObject([{ length: parts[2].length }])
  })

  test('not a pcap file', () => {
    const sink = read(new Uint8Array(100).fill(0x41))
    expect(sink.holes).toMatchObject([{ fileOffset: 0, length: 100, code: 'file_header' }])
  })
})

test('the factory makes readers for captures only', () => {
  const sink = readFile((sink) => createCaptureReader('pcap', sink)!, concat(pcapHeader(), ...records()))
  expect(sink.packets.length).toBe(6)
  expect(createCaptureReader('gzip', sink)).toBeNull()
})
