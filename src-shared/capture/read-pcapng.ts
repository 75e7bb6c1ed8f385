// Reads pcapng files as they arrive: any number of sections, either byte order, every block that carries packets.
// On the data path: file bytes → packets for a CaptureSink. Counterparts: read-pcap, write-pcapng.

import {
  maxPacketLength,
  noTime,
  unknownLinkType,
  type CaptureReader,
  type CaptureSink,
  type HoleCode,
} from './capture-sink.ts'
import { ChunkWindow, type ChunkParser } from './chunk-window.ts'
import { Damage } from './damage.ts'
import { allZero, u16, u32, u32be } from './integers.ts'
import {
  blockType,
  isBlockLength,
  isCertainBlock,
  leastLength,
  proveBlock,
  readComments,
  sectionByteOrder,
} from './pcapng-blocks.ts'
import { readNames, readSection, readStatistics, statisticsInterface } from './pcapng-descriptions.ts'
import { InterfaceTable, type SectionInterface } from './pcapng-interfaces.ts'

/** Type, length, and a section's byte-order mark. */
const blockStartLength = 12

export class PcapngReader implements CaptureReader, ChunkParser {
  wanted = blockStartLength
  private readonly sink: CaptureSink
  private readonly damage: Damage
  private readonly window: ChunkWindow
  private readonly interfaces: InterfaceTable
  private littleEndian = true
  /** A section header, or proof, told the byte order. */
  private orderKnown = false
  private sections = 0

  constructor(sink: CaptureSink) {
    this.sink = sink
    this.damage = new Damage(sink)
    this.window = new ChunkWindow(this)
    this.interfaces = new InterfaceTable(sink, this.damage)
  }

  get offset(): number {
    return this.window.offset
  }

  push(chunk: Uint8Array): void {
    this.window.push(chunk)
  }

  /** Every block proves itself, so nothing complete is ever held back. */
  settle(): void {}

  end(): void {
    this.window.parseHeld(true)
    this.interfaces.end(this.offset)
    if (this.offset === 0) this.damage.note(0, 'empty_file', { zh: '文件为空', en: 'File is empty' })
  }

  parse(bytes: Uint8Array, start: number, end: number, fileOffset: number, last: boolean): number {
    const base = fileOffset - start
    let at = start
    for (;;) {
      if (this.damage.active) at = this.findBlock(bytes, at, end, base, last)
      if (this.damage.active) return at
      at = this.readBlocks(bytes, at, end, base, last)
      if (this.damage.active) continue
      if (!last || at === end) return at
      at = this.lose(bytes, at, base, 'block_length', true)
    }
  }

  /** Reads blocks from `start` up to damage or to what is not yet there. Returns the first position not taken. */
  private readBlocks(bytes: Uint8Array, start: number, end: number, base: number, last: boolean): number {
    let at = start
    while (at + blockStartLength <= end) {
      if (u32be(bytes, at) === blockType.sectionHeader) {
        const order = sectionByteOrder(bytes, at)
        this.orderKnown = order !== null
        if (order === null) return this.loseBlock(bytes, at, base, blockType.sectionHeader, 'file_header')
        this.littleEndian = order === 'little'
      } else if (this.sections === 0) return this.lose(bytes, at, base, 'file_header')
      const type = u32(bytes, at, this.littleEndian)
      const length = u32(bytes, at + 4, this.littleEndian)
      if (!isBlockLength(length)) return this.loseBlock(bytes, at, base, type, 'block_length')
      if (length < leastLength(type)) return this.loseBlock(bytes, at, base, type, 'block_too_short')
      const next = at + length
      if (next > end) {
        this.wanted = length
        return last ? this.loseBlock(bytes, at, base, type, 'block_length', true) : at
      }
      if (u32(bytes, next - 4, this.littleEndian) !== length) {
        return this.loseBlock(bytes, at, base, type, 'block_lengths_differ')
      }
      this.readBlock(bytes, at, next, base, type)
      at = next
    }
    this.wanted = blockStartLength
    return at
  }

  private readBlock(bytes: Uint8Array, at: number, next: number, base: number, type: number): void {
    const little = this.littleEndian
    switch (type) {
      case blockType.enhancedPacket: {
        const face = this.interfaces.find(u32(bytes, at + 8, little), base + at)
        return this.readPacket(bytes, at, next, base, face)
      }
      case blockType.packet: {
        const face = this.interfaces.find(u16(bytes, at + 8, little), base + at)
        return this.readPacket(bytes, at, next, base, face)
      }
      case blockType.simplePacket:
        return this.readSimplePacket(bytes, at, next, base)
      case blockType.interface:
        return this.interfaces.add(bytes, at, next, little, base + at)
      case blockType.sectionHeader:
        return this.startSection(bytes, at, next, base)
      case blockType.nameResolution:
        return readNames(bytes, at, next, little, this.sink)
      case blockType.interfaceStatistics: {
        const face = this.interfaces.find(statisticsInterface(bytes, at, little), base + at)
        return readStatistics(bytes, at, next, little, face?.index ?? -1, this.sink)
      }
    }
  }

  private startSection(bytes: Uint8Array, at: number, next: number, base: number): void {
    const section = readSection(bytes, at, next, this.littleEndian, this.sections++, base + at)
    this.interfaces.startSection(section.index)
    this.sink.section(section)
    const { major, minor } = section.version
    if (major === 1 && (minor === 0 || minor === 2)) return
    this.damage.note(base + at, 'version_unusual', {
      zh: `文件版本为 ${major}.${minor}，按 1.0 读取`,
      en: `File version ${major}.${minor}, read as 1.0`,
    })
  }

  /** Enhanced and obsolete packet blocks are alike from the time on. */
  private readPacket(bytes: Uint8Array, at: number, next: number, base: number, face: SectionInterface | null): void {
    const little = this.littleEndian
    const captured = u32(bytes, at + 20, little)
    const start = at + 28
    const end = start + captured
    if (captured > maxPacketLength || end > next - 4) {
      return this.damage.report(base + at, next - at, 'captured_length')
    }
    const clock = face === null ? null : face.clock
    if (clock !== null) clock.set(u32(bytes, at + 12, little), u32(bytes, at + 16, little))
    const options = start + ((captured + 3) & ~3)
    this.sink.packet(
      bytes,
      start,
      end,
      u32(bytes, at + 24, little),
      clock === null ? 0 : clock.seconds,
      clock === null ? noTime : clock.nanos,
      base + start,
      face === null ? unknownLinkType : face.linkType,
      face === null ? -1 : face.index,
      options + 8 <= next ? readComments(bytes, options, next - 4, little) : null,
    )
  }

  private readSimplePacket(bytes: Uint8Array, at: number, next: number, base: number): void {
    const original = u32(bytes, at + 8, this.littleEndian)
    const face = this.interfaces.find(0, base + at)
    const limit = face === null || face.snapLength === 0 ? maxPacketLength : face.snapLength
    const start = at + 12
    const captured = Math.min(original, limit, next - 4 - start)
    if (captured > maxPacketLength) return this.damage.report(base + at, next - at, 'captured_length')
    const linkType = face === null ? unknownLinkType : face.linkType
    const index = face === null ? -1 : face.index
    this.sink.packet(bytes, start, start + captured, original, 0, noTime, base + start, linkType, index, null)
  }

  /** Looks for the next provable block, in either byte order: the damage may hide a section header. */
  private findBlock(bytes: Uint8Array, start: number, end: number, base: number, last: boolean): number {
    let at = start
    for (; at + blockStartLength <= end; at++) {
      // The length's highest byte is 0 or 1 in either order: most positions need no closer look.
      if (bytes[at + 4]! > 1 && bytes[at + 7]! > 1) {
        if (bytes[at] !== 0) this.damage.sawByte()
        continue
      }
      let littleEndian = this.littleEndian
      let verdict = proveBlock(bytes, at, end, littleEndian, last)
      if (verdict === 0) {
        littleEndian = !littleEndian
        verdict = proveBlock(bytes, at, end, littleEndian, last)
      }
      if (verdict < 0) verdict = this.weighByteOrder(bytes, at, end, base, littleEndian, last)
      if (verdict < 0) {
        if (littleEndian !== this.littleEndian) this.changeByteOrder()
        this.orderKnown = true
        // Past a damaged first header, what follows is read as its section.
        if (this.sections === 0 && u32be(bytes, at) !== blockType.sectionHeader) this.sections = 1
        this.damage.end(base + at)
        return at
      }
      if (verdict > 0) {
        this.wanted = verdict
        return at
      }
      if (bytes[at] !== 0) this.damage.sawByte()
    }
    this.wanted = blockStartLength
    if (!last) return at
    if (!allZero(bytes, at, end)) this.damage.sawByte()
    this.damage.endOfFile(base + end)
    return end
  }

  /**
   * Before a byte order is known, a proven block in either one must be certain in itself, and not just the echo of
   * a block in the other order a few bytes on. Blocks are aligned to four bytes, echoes are not, unless bytes were lost.
   * After a section header, only another one changes the byte order. Returns as proveBlock does.
   */
  private weighByteOrder(
    bytes: Uint8Array,
    at: number,
    end: number,
    base: number,
    littleEndian: boolean,
    last: boolean,
  ): number {
    if (this.orderKnown) {
      return littleEndian === this.littleEndian || u32be(bytes, at) === blockType.sectionHeader ? -1 : 0
    }
    if (!isCertainBlock(bytes, at, littleEndian)) return 0
    const offCentre = (base + at) % 4
    if (offCentre === 0) return -1
    const aligned = at + 4 - offCentre
    if (aligned + blockStartLength > end) return last ? -1 : aligned + blockStartLength - at
    const verdict = proveBlock(bytes, aligned, end, !littleEndian, last)
    return verdict < 0 ? 0 : verdict === 0 ? -1 : aligned - at + verdict
  }

  private changeByteOrder(): void {
    this.littleEndian = !this.littleEndian
    this.interfaces.startSection(this.sections)
  }

  private loseBlock(
    bytes: Uint8Array,
    at: number,
    base: number,
    type: number,
    code: HoleCode,
    mayBeCut = false,
  ): number {
    if (type === blockType.sectionHeader) this.interfaces.startSection(this.sections++)
    if (type === blockType.interface) this.interfaces.addDamaged(bytes, at, this.littleEndian, base + at)
    return this.lose(bytes, at, base, code, mayBeCut)
  }

  /** Takes the byte at `at` as the first one of a hole. */
  private lose(bytes: Uint8Array, at: number, base: number, code: HoleCode, mayBeCut = false): number {
    this.damage.begin(base + at, code, mayBeCut)
    if (bytes[at] !== 0) this.damage.sawByte()
    return at + 1
  }
}
