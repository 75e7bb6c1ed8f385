// Writes pcapng: sections, little-endian, nanosecond times, comments, names of hosts, counters. Counterpart: read-pcapng.ts.

import { padded, blockType } from './pcapng-blocks.ts'

/** Takes the file's bytes in order, each call a whole block. */
export type BlockTaker = (block: Uint8Array) => void

export interface SectionTexts {
  comment?: string
  hardware?: string
  system?: string
  application?: string
}

export interface InterfaceTexts {
  comment?: string
  name?: string
  description?: string
}

export interface StatisticsCounts {
  comment: string | null
  received: number | null
  droppedByInterface: number | null
  droppedBySystem: number | null
}

/** An option's code and its value. */
type Option = readonly [code: number, value: Uint8Array]

/** An option's length is a 16-bit number. */
const maxOptionLength = 65_535
const utf8 = new TextEncoder()

/** Writes the header of a section at once; packets follow `addInterface`. */
export class PcapngWriter {
  private readonly take: BlockTaker
  private interfaces = 0

  constructor(take: BlockTaker, texts: SectionTexts = {}) {
    this.take = take
    this.section(texts)
  }

  /** Begins a section; its interfaces are counted from 0. */
  section(texts: SectionTexts = {}): void {
    this.interfaces = 0
    const body = new Uint8Array(16)
    const view = new DataView(body.buffer)
    view.setUint32(0, 0x1a2b3c4d, true)
    view.setUint16(4, 1, true)
    // Length of the section: not known.
    body.fill(0xff, 8)
    const options = textOptions([texts.comment, texts.hardware, texts.system, texts.application])
    this.write(blockType.sectionHeader, body, options)
  }

  /** @param linkType 101 for raw IP. Returns the number that packets name the interface by. */
  addInterface(linkType: number, texts: InterfaceTexts = {}, snapLength = 0): number {
    const body = new Uint8Array(8)
    const view = new DataView(body.buffer)
    view.setUint16(0, linkType, true)
    view.setUint32(4, snapLength, true)
    // if_tsresol 9: nanoseconds.
    const options: Option[] = [...textOptions([texts.comment, texts.name, texts.description]), [9, Uint8Array.of(9)]]
    this.write(blockType.interface, body, options)
    return this.interfaces++
  }

  /**
   * One packet.
   * @param seconds since 1970, not negative; write 0 and say so in the comment when the time is not known
   * @param originalLength on the wire, when the packet was cut
   */
  packet(
    interfaceNumber: number,
    seconds: number,
    nanos: number,
    bytes: Uint8Array,
    comment: string | null = null,
    originalLength = bytes.length,
  ): void {
    const body = new Uint8Array(20 + padded(bytes.length))
    const view = new DataView(body.buffer)
    view.setUint32(0, interfaceNumber, true)
    writeNanoseconds(view, 4, seconds, nanos)
    view.setUint32(12, bytes.length, true)
    view.setUint32(16, originalLength, true)
    body.set(bytes, 20)
    this.write(blockType.enhancedPacket, body, comment === null ? [] : textOptions([comment]))
  }

  /** A packet of the section's interface 0 whose time is not known. */
  simplePacket(bytes: Uint8Array, originalLength = bytes.length): void {
    const body = new Uint8Array(4 + padded(bytes.length))
    new DataView(body.buffer).setUint32(0, originalLength, true)
    body.set(bytes, 4)
    this.write(blockType.simplePacket, body, [])
  }

  /** What a host is called. `address`: 4 or 16 bytes. */
  name(address: Uint8Array, name: string): void {
    const text = cutText(name)
    const length = address.length + text.length + 1
    const body = new Uint8Array(8 + padded(length))
    const view = new DataView(body.buffer)
    view.setUint16(0, address.length === 4 ? 1 : 2, true)
    view.setUint16(2, Math.min(length, maxOptionLength), true)
    body.set(address, 4)
    body.set(text, 4 + address.length)
    this.write(blockType.nameResolution, body, [])
  }

  /** Counters of an interface, as far as they are known. */
  statistics(interfaceNumber: number, counts: StatisticsCounts): void {
    const body = new Uint8Array(12)
    new DataView(body.buffer).setUint32(0, interfaceNumber, true)
    const options: Option[] = textOptions([counts.comment ?? undefined])
    const add = (code: number, count: number | null) => {
      if (count !== null) options.push([code, counter(count)])
    }
    add(4, counts.received)
    add(5, counts.droppedByInterface)
    add(7, counts.droppedBySystem)
    this.write(blockType.interfaceStatistics, body, options)
  }

  /** Bytes of a packet's block in front of the packet. */
  static readonly packetOffset = 28

  /**
   * The block of a packet that already lies in `room`, from `packetOffset` on, as `packet` would write it. Nothing is taken.
   * @returns the block's length
   */
  static wrapPacket(room: Uint8Array, interfaceNumber: number, seconds: number, nanos: number, length: number): number {
    const view = new DataView(room.buffer, room.byteOffset, room.length)
    const total = PcapngWriter.packetOffset + padded(length) + 4
    view.setUint32(0, blockType.enhancedPacket, true)
    view.setUint32(4, total, true)
    view.setUint32(8, interfaceNumber, true)
    writeNanoseconds(view, 12, seconds, nanos)
    view.setUint32(20, length, true)
    view.setUint32(24, length, true)
    room.fill(0, PcapngWriter.packetOffset + length, total - 4)
    view.setUint32(total - 4, total, true)
    return total
  }

  private write(type: number, body: Uint8Array, options: readonly Option[]): void {
    let length = 12 + body.length + (options.length > 0 ? 4 : 0)
    for (const [, value] of options) length += 4 + padded(value.length)
    const block = new Uint8Array(length)
    const view = new DataView(block.buffer)
    view.setUint32(0, type, true)
    view.setUint32(4, length, true)
    block.set(body, 8)
    let at = 8 + body.length
    for (const [code, value] of options) {
      view.setUint16(at, code, true)
      view.setUint16(at + 2, value.length, true)
      block.set(value, at + 4)
      at += 4 + padded(value.length)
    }
    view.setUint32(length - 4, length, true)
    this.take(block)
  }
}

/** Options 1, 2, 3 … of the texts that are given. */
function textOptions(texts: readonly (string | undefined)[]): Option[] {
  return texts.flatMap((text, i): Option[] => (text === undefined ? [] : [[i + 1, cutText(text)]]))
}

/** The text in UTF-8, cut between characters where an option can't hold it. */
function cutText(text: string): Uint8Array {
  const bytes = utf8.encode(text)
  if (bytes.length <= maxOptionLength) return bytes
  let end = maxOptionLength
  while ((bytes[end]! & 0xc0) === 0x80) end--
  return bytes.subarray(0, end)
}

function counter(count: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(count), true)
  return bytes
}

/** Writes seconds × 10^9 + nanos as high and low word, in steps that stay exact. */
function writeNanoseconds(view: DataView, at: number, seconds: number, nanos: number): void {
  const whole = Math.max(0, seconds)
  const low = (whole % 0x1_0000) * 1_000_000_000 + nanos
  const high = Math.floor(whole / 0x1_0000) * 1_000_000_000 + Math.floor(low / 0x1_0000)
  view.setUint32(at, Math.floor(high / 0x1_0000), true)
  view.setUint32(at + 4, (high % 0x1_0000) * 0x1_0000 + (low % 0x1_0000), true)
}
