// One file of the recording: whole pcapng blocks, appended. Ends at a whole block whatever happens. Part of recording.ts.
import { PcapngWriter } from '../../src-shared/capture/write-pcapng.ts'
import type { RecordingDisk } from './recording-disk.ts'

/** Link type of packets that begin with their IP header. */
const rawIp = 101
/** Blocks are written in pieces of about this size. */
const pieceBytes = 1024 * 1024

export class RecordingFile {
  /** Whole blocks that are in the file, in bytes. */
  size = 0
  /** Of `size`, what is known to be on the disk. */
  synced = 0
  readonly path: string
  private readonly disk: RecordingDisk
  private readonly descriptor: number
  private readonly writer: PcapngWriter
  private piece = new Uint8Array(pieceBytes)
  private filled = 0
  /** Ends of the blocks in `piece`. */
  private readonly ends: number[] = []
  private isClosed = false

  /** Creates the file and writes its header. Throws as the disk does; nothing is left behind then. */
  constructor(path: string, disk: RecordingDisk, application: string, comment: string) {
    this.path = path
    this.disk = disk
    this.descriptor = disk.create(path)
    this.writer = new PcapngWriter((block) => this.add(block), { application, comment })
    this.writer.addInterface(rawIp, { name: 'proxy' })
    try {
      this.flush()
    } catch (error) {
      disk.close(this.descriptor)
      disk.remove(path)
      throw error
    }
  }

  /** Bytes with what waits to be flushed. */
  get length(): number {
    return this.size + this.filled
  }

  /** Room for the next packet, where it will lie: a packet made there is not copied. */
  packetRoom(length: number): Uint8Array {
    this.makeRoom(PcapngWriter.packetOffset + length + 8)
    const at = this.filled + PcapngWriter.packetOffset
    return this.piece.subarray(at, at + length)
  }

  packet(seconds: number, nanos: number, bytes: Uint8Array, comment: string | null): void {
    const isInPlace = bytes.buffer === this.piece.buffer && bytes.byteOffset === this.filled + PcapngWriter.packetOffset
    if (comment !== null || !isInPlace) {
      // A comment follows the packet: the whole block is made anew.
      this.writer.packet(0, seconds, nanos, isInPlace ? bytes.slice() : bytes, comment)
      return
    }
    const room = this.piece.subarray(this.filled)
    this.filled += PcapngWriter.wrapPacket(room, 0, seconds, nanos, bytes.length)
    this.ends.push(this.filled)
  }

  /** Blocks that wait. */
  get waiting(): number {
    return this.ends.length
  }

  get isDue(): boolean {
    return this.filled >= pieceBytes / 2
  }

  /**
   * Writes what waits. When the disk takes only a part, the file is cut back to its last whole block, what is lost is
   * dropped, and the disk's error is thrown.
   * @returns how many of the waiting blocks are in the file
   */
  flush(): number {
    let written = 0
    try {
      while (written < this.filled) written += this.disk.write(this.descriptor, this.piece, written, this.filled)
    } catch (error) {
      let whole = 0
      while (whole < this.ends.length && this.ends[whole]! <= written) whole++
      this.size += whole === 0 ? 0 : this.ends[whole - 1]!
      this.forget()
      this.disk.truncate(this.descriptor, this.size)
      throw new ShortWrite(whole, error as NodeJS.ErrnoException)
    }
    const blocks = this.ends.length
    this.size += this.filled
    this.forget()
    return blocks
  }

  /** Asks the disk to keep what was written; `failed` hears when it cannot promise that. */
  sync(failed: () => void): void {
    const { size } = this
    if (size === this.synced || this.isClosed) return
    this.disk.sync(this.descriptor, (error) => {
      if (error && !this.isClosed) failed()
      else if (!error) this.synced = Math.max(this.synced, size)
    })
  }

  /** Syncs and closes; `done` hears when that is over. What waits must have been flushed. */
  close(done: (error: Error | null) => void = () => {}): void {
    this.isClosed = true
    this.disk.sync(this.descriptor, (error) => {
      this.disk.close(this.descriptor)
      if (!error) this.synced = this.size
      done(error)
    })
  }

  private forget(): void {
    this.filled = 0
    this.ends.length = 0
  }

  private makeRoom(length: number): void {
    if (this.filled + length <= this.piece.length) return
    const wider = new Uint8Array(Math.max(this.piece.length * 2, this.filled + length))
    wider.set(this.piece.subarray(0, this.filled))
    this.piece = wider
  }

  private add(block: Uint8Array): void {
    this.makeRoom(block.length)
    this.piece.set(block, this.filled)
    this.filled += block.length
    this.ends.push(this.filled)
  }
}

/** The disk took only the first `blocks` of what waited. */
export class ShortWrite extends Error {
  readonly blocks: number
  readonly code: string

  constructor(blocks: number, cause: NodeJS.ErrnoException) {
    super(cause.message, { cause })
    this.blocks = blocks
    this.code = cause.code ?? ''
  }
}
