// A capture file of any kind that can be read, written again as pcapng: sections, interfaces, packets, times, comments and
// names as they were, holes left out.
import { parseAddress } from './address.ts'
import type { CaptureInterface, CaptureSection, CaptureSink, InterfaceStatistics } from './capture-sink.ts'
import { PcapngWriter, type BlockTaker } from './write-pcapng.ts'

const unknownAsUser = 147

/** Feed it to a capture reader as the sink. */
export class PacketCopy implements CaptureSink {
  packets = 0
  private readonly application: string
  private readonly take: BlockTaker
  private writer: PcapngWriter | null = null
  /** By number through the whole source file: the interface's number in the section that is written. */
  private readonly interfaces = new Map<number, number>()

  private readonly commentOf: (packet: number, comment: string | null) => string | null

  /** `commentOf`: what is written as the comment of a packet, by its number from 1; left out: what it had. */
  constructor(
    application: string,
    take: BlockTaker,
    commentOf: (packet: number, comment: string | null) => string | null = (_packet, comment) => comment,
  ) {
    this.application = application
    this.take = take
    this.commentOf = commentOf
  }

  packet(
    bytes: Uint8Array,
    start: number,
    end: number,
    originalLength: number,
    seconds: number,
    nanos: number,
    _fileOffset: number,
    linkType: number,
    interfaceIndex: number,
    comment: string | null,
  ): void {
    const writer = this.started()
    let target = this.interfaces.get(interfaceIndex)
    if (target === undefined)
      this.interfaces.set(interfaceIndex, (target = writer.addInterface(linkType < 0 ? unknownAsUser : linkType)))
    this.packets++
    const written = this.commentOf(this.packets, comment)
    if (nanos < 0 && target === 0 && written === null)
      return writer.simplePacket(bytes.subarray(start, end), originalLength)
    writer.packet(
      target,
      nanos < 0 ? 0 : seconds,
      Math.max(nanos, 0),
      bytes.subarray(start, end),
      written,
      originalLength,
    )
  }

  interface(description: CaptureInterface): void {
    const { index, linkType, snapLength, comment, name, description: text } = description
    const texts = { ...(comment && { comment }), ...(name && { name }), ...(text && { description: text }) }
    this.interfaces.set(index, this.started().addInterface(linkType, texts, snapLength))
  }

  section({ comment, hardware, system }: CaptureSection): void {
    const texts = {
      application: this.application,
      ...(comment && { comment }),
      ...(hardware && { hardware }),
      ...(system && { system }),
    }
    this.interfaces.clear()
    if (this.writer) this.writer.section(texts)
    else this.writer = new PcapngWriter(this.take, texts)
  }

  name(address: string, name: string): void {
    const bytes = parseAddress(address)
    if (bytes) this.started().name(bytes, name)
  }

  statistics(statistics: InterfaceStatistics): void {
    const target = this.interfaces.get(statistics.interfaceIndex)
    if (target !== undefined) this.started().statistics(target, statistics)
  }

  hole(): void {}
  note(): void {}

  private started(): PcapngWriter {
    this.writer ??= new PcapngWriter(this.take, { application: this.application })
    return this.writer
  }
}
