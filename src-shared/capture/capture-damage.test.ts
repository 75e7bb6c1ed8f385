// Properties of both capture readers over damaged and random bytes: nothing intact is lost, nothing is invented.

import { describe, expect, test } from 'vitest'
import { growth } from '../bytes/testing/cpu-time.ts'
import { formatHex } from '../bytes/hex.ts'
import type { CaptureReader, CaptureSink } from './capture-sink.ts'
import { PcapReader } from './read-pcap.ts'
import { PcapngReader } from './read-pcapng.ts'
import {
  interfaceBlock,
  packetBlock,
  pcapHeader,
  pcapRecord,
  readFile,
  RecordingSink,
  sectionBlock,
} from './testing/capture-builder.ts'
import { concat } from './testing/packet-builder.ts'
import { createRandom, type Random } from './testing/random.ts'

interface Format {
  create: (sink: CaptureSink) => CaptureReader
  head: (littleEndian: boolean) => Uint8Array
  packet: (i: number, bytes: Uint8Array, littleEndian: boolean) => Uint8Array
}

const formats: Record<string, Format> = {
  pcap: {
    create: (sink) => new PcapReader(sink),
    head: (littleEndian) => pcapHeader({ littleEndian }),
    packet: (i, bytes, littleEndian) => pcapRecord(1_700_000_000 + 3 * i, i, bytes, littleEndian),
  },
  pcapng: {
    create: (sink) => new PcapngReader(sink),
    head: (littleEndian) => concat(sectionBlock(littleEndian), interfaceBlock(1, littleEndian)),
    packet: (i, bytes, littleEndian) => packetBlock(0, 1_700_000_000_000_000 + i, bytes, littleEndian),
  },
}

/** Payload as real as it gets here: text, zeros, small integers and noise. */
function makePayload(random: Random): Uint8Array {
  const bytes = random.bytes(random.between(20, 400))
  if (random.chance(0.5)) bytes.fill(random.pick([0, 0x20, 0xff]), random.between(8, 20), random.between(20, 400))
  for (let at = 20; random.chance(0.7) && at + 4 < bytes.length; at += 4) bytes.set([random.below(4), 0, 0, 0], at)
  return bytes
}

/** Spoils one record in one of the ways files get spoilt; returns what stands in its place. */
function spoil(random: Random, record: Uint8Array): Uint8Array {
  const bad = record.slice()
  const at = random.below(bad.length)
  switch (random.below(6)) {
    case 0: // a bit in the header
      bad[random.below(16)]! ^= 1 << random.below(8)
      return bad
    case 1: // the header overwritten
      bad.set(random.bytes(Math.min(28, bad.length)))
      return bad
    case 2: // zeros from the start
      return bad.fill(0, 0, random.between(12, bad.length))
    case 3: // bytes lost
      return concat(bad.slice(0, at), bad.slice(at + random.between(1, bad.length - at)))
    case 4: // bytes inserted
      return concat(bad.slice(0, at), random.bytes(random.between(1, 100)), bad.slice(at))
    default: // overwritten to the end
      bad.set(random.bytes(bad.length - at), at)
      return bad
  }
}

function summarize(sink: RecordingSink): string {
  return JSON.stringify({
    ...sink,
    packets: sink.packets.map((packet) => ({ ...packet, bytes: formatHex(packet.bytes) })),
  })
}

const files = 200

describe.each(Object.entries(formats))('%s', (_, format) => {
  test(`${files} files with one bad record: every intact packet is kept, none invented`, () => {
    for (let seed = 1; seed <= files; seed++) {
      const random = createRandom(seed)
      const littleEndian = random.chance(0.7)
      const payloads = Array.from({ length: 12 }, () => makePayload(random))
      const records = payloads.map((bytes, i) => format.packet(i, bytes, littleEndian))
      const bad = random.below(records.length)
      records[bad] = spoil(random, records[bad]!)
      const file = concat(format.head(littleEndian), ...records)
      const sink = readFile(format.create, file)
      const texts = sink.packets.map(({ bytes }) => formatHex(bytes))
      const intact = payloads.filter((_, i) => i !== bad).map((bytes) => formatHex(bytes))
      expect(
        intact.every((text) => texts.includes(text)),
        `seed ${seed}: an intact packet is lost`,
      ).toBe(true)
      // The spoilt packet itself may be there, if only its contents suffered; nothing else.
      const badStart = format.head(littleEndian).length + concat(...records.slice(0, bad)).length
      const others = sink.packets.filter((_, i) => !intact.includes(texts[i]!))
      expect(others.length, `seed ${seed}: packets are invented`).toBeLessThanOrEqual(1)
      for (const { fileOffset, bytes } of others) {
        const isWithin = fileOffset >= badStart && fileOffset + bytes.length <= badStart + records[bad]!.length
        expect(isWithin, `seed ${seed}: a packet is invented`).toBe(true)
      }
      for (const { fileOffset, length } of sink.holes) {
        expect(length, `seed ${seed}`).toBeGreaterThan(0)
        expect(fileOffset + length, `seed ${seed}`).toBeLessThanOrEqual(file.length)
      }
      const chunks = readFile(format.create, file, [random.between(1, 64)])
      expect(summarize(chunks), `seed ${seed}: chunks change the result`).toBe(summarize(sink))
    }
  })

  test('10,000 files of random bytes never throw, and every byte is accounted for', () => {
    for (let seed = 1; seed <= 10_000; seed++) {
      const random = createRandom(seed)
      const head = format.head(random.chance(0.5))
      const noise = random.bytes(random.below(200))
      // Mostly with a good start, so that more than the first check is reached.
      const file = random.chance(0.8) ? concat(head.slice(0, random.between(1, head.length)), noise) : noise
      const sink = readFile(format.create, file, [random.between(1, 300)])
      const covered = sink.packets.reduce((sum, { bytes }) => sum + bytes.length, 0)
      const holes = sink.holes.reduce((sum, { length }) => sum + length, 0)
      expect(covered + holes, `seed ${seed}`).toBeLessThanOrEqual(file.length)
    }
  })

  test('a megabyte that looks like headers everywhere is read in linear time', () => {
    for (const unit of [
      format.packet(0, new Uint8Array(0), true).slice(0, 16),
      format.packet(0, new Uint8Array(4), true).slice(0, 20),
      Uint8Array.of(6, 0, 0, 0, 0, 1, 0, 0),
      Uint8Array.of(0, 0, 1, 0),
      Uint8Array.of(1),
    ]) {
      const read = (size: number): void => {
        const file = new Uint8Array(size)
        file.set(format.head(true))
        for (let at = format.head(true).length; at + unit.length <= file.length; at += unit.length) file.set(unit, at)
        readFile(format.create, file, [65_536])
      }
      expect(growth(read, 128 * 1024, 1024 * 1024), `unit of ${unit.length} bytes`).toBeLessThan(30)
    }
  })
})

test('a lying length never makes a reader hold more than its limit', () => {
  for (const format of Object.values(formats)) {
    const sink = new RecordingSink()
    const reader = format.create(sink)
    const file = concat(format.head(true), format.packet(0, new Uint8Array(100), true))
    const lie = format.packet(1, new Uint8Array(100), true)
    // A plausible length in both places where the formats keep one.
    new DataView(lie.buffer).setUint32(4, 16 * 1024 * 1024, true)
    new DataView(lie.buffer).setUint32(8, 262_140, true)
    reader.push(file)
    reader.push(lie)
    let furthest = 0
    for (let i = 0; i < 40; i++) {
      reader.push(new Uint8Array(1024 * 1024).fill(0x77))
      furthest = Math.max(furthest, (i + 1) * 1024 * 1024 - reader.offset)
    }
    expect(furthest).toBeLessThanOrEqual(17 * 1024 * 1024)
    reader.end()
    expect(sink.packets.length).toBe(1)
  }
})
