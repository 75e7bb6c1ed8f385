// Builds capture files for tests and benchmarks, block by block in either byte order, and records what a reader gives.
// Counterparts under test: read-pcap.ts, read-pcapng.ts.

import type {
  CaptureInterface,
  CaptureNote,
  CaptureReader,
  CaptureSection,
  CaptureSink,
  Hole,
  InterfaceStatistics,
} from '../capture-sink.ts'
import { concat } from './packet-builder.ts'

/** Integers [value, size] in the byte order of the file. Sizes up to 8. */
export function integers(
  littleEndian: boolean,
  ...fields: readonly (readonly [value: number, size: number])[]
): Uint8Array {
  return concat(
    ...fields.map(([value, size]) => {
      const bytes = Uint8Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** i) % 256)
      return littleEndian ? bytes : bytes.reverse()
    }),
  )
}

export interface PcapOptions {
  littleEndian?: boolean
  nanos?: boolean
  linkType?: number
  snapLength?: number
}

export function pcapHeader(options: PcapOptions = {}): Uint8Array {
  const { littleEndian = true, nanos = false, linkType = 1, snapLength = 262_144 } = options
  const magic = nanos ? 0xa1b23c4d : 0xa1b2c3d4
  return integers(littleEndian, [magic, 4], [2, 2], [4, 2], [0, 4], [0, 4], [snapLength, 4], [linkType, 4])
}

/** @param fraction in the file's unit */
export function pcapRecord(
  seconds: number,
  fraction: number,
  bytes: Uint8Array,
  littleEndian = true,
  originalLength = bytes.length,
): Uint8Array {
  return concat(integers(littleEndian, [seconds, 4], [fraction, 4], [bytes.length, 4], [originalLength, 4]), bytes)
}

export function block(type: number, body: Uint8Array, littleEndian = true): Uint8Array {
  const padding = new Uint8Array(-body.length & 3)
  const length = 12 + body.length + padding.length
  return concat(integers(littleEndian, [type, 4], [length, 4]), body, padding, integers(littleEndian, [length, 4]))
}

/** Options [code, value], closed by the end-of-options mark. */
export function options(
  entries: readonly (readonly [code: number, value: Uint8Array | string])[],
  littleEndian = true,
): Uint8Array {
  const parts = entries.map(([code, value]) => {
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value
    return concat(integers(littleEndian, [code, 2], [bytes.length, 2]), bytes, new Uint8Array(-bytes.length & 3))
  })
  return concat(...parts, new Uint8Array(4))
}

export function sectionBlock(littleEndian = true, optionBytes: Uint8Array = new Uint8Array(0)): Uint8Array {
  const fixed = integers(littleEndian, [0x1a2b3c4d, 4], [1, 2], [0, 2])
  return block(0x0a0d0d0a, concat(fixed, new Uint8Array(8).fill(0xff), optionBytes), littleEndian)
}

export function interfaceBlock(
  linkType: number,
  littleEndian = true,
  optionBytes: Uint8Array = new Uint8Array(0),
  snapLength = 0,
): Uint8Array {
  return block(1, concat(integers(littleEndian, [linkType, 2], [0, 2], [snapLength, 4]), optionBytes), littleEndian)
}

/** An Enhanced Packet Block; `ticks` in the interface's unit, exact up to 2^53. */
export function packetBlock(
  interfaceNumber: number,
  ticks: number,
  bytes: Uint8Array,
  littleEndian = true,
  optionBytes: Uint8Array = new Uint8Array(0),
  originalLength = bytes.length,
): Uint8Array {
  const fixed = integers(
    littleEndian,
    [interfaceNumber, 4],
    [Math.floor(ticks / 0x1_0000_0000), 4],
    [ticks % 0x1_0000_0000, 4],
    [bytes.length, 4],
    [originalLength, 4],
  )
  return block(6, concat(fixed, bytes, new Uint8Array(-bytes.length & 3), optionBytes), littleEndian)
}

export interface ReadPacket {
  bytes: Uint8Array
  originalLength: number
  seconds: number
  nanos: number
  fileOffset: number
  linkType: number
  interfaceIndex: number
  comment: string | null
}

/** Keeps a copy of everything that a reader delivers. */
export class RecordingSink implements CaptureSink {
  packets: ReadPacket[] = []
  holes: Hole[] = []
  notes: CaptureNote[] = []
  sections: CaptureSection[] = []
  interfaces: CaptureInterface[] = []
  names: [address: string, name: string][] = []
  counters: InterfaceStatistics[] = []

  packet(
    bytes: Uint8Array,
    start: number,
    end: number,
    originalLength: number,
    seconds: number,
    nanos: number,
    fileOffset: number,
    linkType: number,
    interfaceIndex: number,
    comment: string | null,
  ): void {
    const copy = bytes.slice(start, end)
    this.packets.push({
      bytes: copy,
      originalLength,
      seconds,
      nanos,
      fileOffset,
      linkType,
      interfaceIndex,
      comment,
    })
  }
  hole(hole: Hole): void {
    this.holes.push(hole)
  }
  note(note: CaptureNote): void {
    this.notes.push(note)
  }
  section(section: CaptureSection): void {
    this.sections.push(section)
  }
  interface(description: CaptureInterface): void {
    this.interfaces.push(description)
  }
  name(address: string, name: string): void {
    this.names.push([address, name])
  }
  statistics(statistics: InterfaceStatistics): void {
    this.counters.push(statistics)
  }
}

/** Reads a whole file, in chunks of the given sizes (the last one repeats), each in a buffer that is wiped after. */
export function readFile(
  create: (sink: CaptureSink) => CaptureReader,
  file: Uint8Array,
  chunkSizes: readonly number[] = [file.length],
): RecordingSink {
  const sink = new RecordingSink()
  const reader = create(sink)
  let at = 0
  for (let i = 0; at < file.length; i++) {
    const size = Math.max(1, chunkSizes[Math.min(i, chunkSizes.length - 1)]!)
    const chunk = file.slice(at, at + size)
    reader.push(chunk)
    chunk.fill(0xa5)
    at += size
  }
  reader.end()
  return sink
}
