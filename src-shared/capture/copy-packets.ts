// A capture file of any kind that can be read, written again as pcapng: packets, times, link types and comments as they
// were, holes left out.
import type { CaptureInterface, CaptureSection, CaptureSink } from './capture-sink.ts'
import { PcapngWriter, type BlockTaker } from './write-pcapng.ts'

const unknownAsUser = 147

/** Feed it to a capture reader as the sink. */
export class PacketCopy implements CaptureSink {
  packets = 0
  private readonly writer: PcapngWriter
  private readonly interfaces = new Map<number, number>()

  constructor(application: string, take: BlockTaker) {
    this.writer = new PcapngWriter(take, { application })
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
    let target = this.interfaces.get(interfaceIndex)
    if (target === undefined)
      this.interfaces.set(interfaceIndex, (target = this.writer.addInterface(linkType < 0 ? unknownAsUser : linkType)))
    this.packets++
    this.writer.packet(
      target,
      nanos < 0 ? 0 : seconds,
      Math.max(nanos, 0),
      bytes.subarray(start, end),
      comment,
      originalLength,
    )
  }

  interface(description: CaptureInterface): void {
    const texts = {
      ...(description.name ? { name: description.name } : {}),
      ...(description.description ? { description: description.description } : {}),
    }
    this.interfaces.set(
      description.index,
      this.writer.addInterface(description.linkType, texts, description.snapLength),
    )
  }

  section(_section: CaptureSection): void {}
  hole(): void {}
  note(): void {}
  name(): void {}
  statistics(): void {}
}
