// Writes generated packets as a classic pcap or a pcapng file, without the analyzer's own writer.
// Previous: packets.ts. The file goes out in pieces of about a megabyte.

export type CaptureFormat = 'pcap' | 'pcap-ns' | 'pcapng'

/** Takes the file's next bytes, which are its own to keep. */
export type FileTaker = (bytes: Uint8Array) => void

const pieceSize = 1024 * 1024

export class CaptureFile {
  /** Bytes written so far. */
  size = 0
  private readonly format: CaptureFormat
  private readonly little: boolean
  private readonly take: FileTaker
  private piece = new Uint8Array(pieceSize + 140_000)
  private view = new DataView(this.piece.buffer)
  private used = 0

  /** `linkTypes`: of the interfaces that packets name by number; a pcap file has one. */
  constructor(format: CaptureFormat, littleEndian: boolean, linkTypes: readonly number[], take: FileTaker) {
    this.format = format
    this.little = littleEndian
    this.take = take
    if (format === 'pcapng') this.pcapngHeader(linkTypes)
    else this.pcapHeader(linkTypes[0]!)
  }

  packet(seconds: number, nanos: number, face: number, bytes: Uint8Array): void {
    if (this.format === 'pcapng') this.packetBlock(seconds, nanos, face, bytes)
    else {
      this.u32(seconds)
      this.u32(this.format === 'pcap-ns' ? nanos : Math.floor(nanos / 1000))
      this.u32(bytes.length)
      this.u32(bytes.length)
      this.bytes(bytes)
    }
    if (this.used >= pieceSize) this.flush()
  }

  end(): void {
    this.flush()
  }

  private pcapHeader(linkType: number): void {
    this.u32(this.format === 'pcap-ns' ? 0xa1b23c4d : 0xa1b2c3d4)
    this.u16(2)
    this.u16(4)
    this.u32(0)
    this.u32(0)
    this.u32(262_144)
    this.u32(linkType)
  }

  private pcapngHeader(linkTypes: readonly number[]): void {
    this.u32(0x0a0d0d0a)
    this.u32(28)
    this.u32(0x1a2b3c4d)
    this.u16(1)
    this.u16(0)
    this.u32(0xffff_ffff)
    this.u32(0xffff_ffff)
    this.u32(28)
    linkTypes.forEach((linkType, index) => {
      // Every other interface counts nanoseconds; without the option the unit is the microsecond.
      const length = isNanosecond(index) ? 32 : 20
      this.u32(1)
      this.u32(length)
      this.u16(linkType)
      this.u16(0)
      this.u32(262_144)
      if (isNanosecond(index)) {
        this.u16(9)
        this.u16(1)
        this.bytes(Uint8Array.of(9, 0, 0, 0))
        this.u32(0)
      }
      this.u32(length)
    })
  }

  private packetBlock(seconds: number, nanos: number, face: number, bytes: Uint8Array): void {
    const padding = -bytes.length & 3
    const length = 32 + bytes.length + padding
    const ticks = isNanosecond(face)
      ? BigInt(seconds) * 1_000_000_000n + BigInt(nanos)
      : BigInt(seconds) * 1_000_000n + BigInt(Math.floor(nanos / 1000))
    this.u32(6)
    this.u32(length)
    this.u32(face)
    this.u32(Number(ticks >> 32n))
    this.u32(Number(ticks & 0xffff_ffffn))
    this.u32(bytes.length)
    this.u32(bytes.length)
    this.bytes(bytes)
    this.piece.fill(0, this.used, this.used + padding)
    this.used += padding
    this.u32(length)
  }

  private u16(value: number): void {
    this.view.setUint16(this.used, value, this.little)
    this.used += 2
  }

  private u32(value: number): void {
    this.view.setUint32(this.used, value, this.little)
    this.used += 4
  }

  private bytes(bytes: Uint8Array): void {
    this.piece.set(bytes, this.used)
    this.used += bytes.length
  }

  private flush(): void {
    this.size += this.used
    this.take(this.piece.slice(0, this.used))
    this.used = 0
  }
}

function isNanosecond(face: number): boolean {
  return face % 2 === 1
}
