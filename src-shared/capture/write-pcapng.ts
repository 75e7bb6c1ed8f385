// Writes pcapng: one section, little-endian, nanosecond times, comments. Counterpart: read-pcapng.ts.

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
  name?: string
  description?: string
}

/** An option's code and its value. */
type Option = readonly [code: number, value: Uint8Array]

/** An option's length is a 16-bit number. */
const maxOptionLength = 65_535
const utf8 = new TextEncoder()

/** Writes the section header at once; packets follow `addInterface`. */
export class PcapngWriter {
  private readonly take: BlockTaker
  private interfaces = 0

  constructor(take: BlockTaker, texts: SectionTexts = {}) {
    this.take = take
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
    const options: Option[] = [...textOptions([undefined, texts.name, texts.description]), [9, Uint8Array.of(9)]]
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

/** Writes seconds × 10^9 + nanos as high and low word, in steps that stay exact. */
function writeNanoseconds(view: DataView, at: number, seconds: number, nanos: number): void {
  const whole = Math.max(0, seconds)
  const low = (whole % 0x1_0000) * 1_000_000_000 + nanos
  const high = Math.floor(whole / 0x1_0000) * 1_000_000_000 + Math.floor(low / 0x1_0000)
  view.setUint32(at, Math.floor(high / 0x1_0000), true)
  view.setUint32(at + 4, (high % 0x1_0000) * 0x1_0000 + (low % 0x1_0000), true)
}
