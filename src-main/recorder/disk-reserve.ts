// Space on the disk that only the closing note of a full one gets: held by a file without a name, which goes away with the
// process. Part of recording.ts.
import type { RecordingDisk } from './recording-disk.ts'

const pieceBytes = 1024 * 1024

export class DiskReserve {
  private readonly disk: RecordingDisk
  private readonly path: string
  private readonly bytes: number
  private held: { descriptor: number; path: string | null } | null = null

  /** `path`: a name beside the recording; `bytes`: how much to hold. */
  constructor(disk: RecordingDisk, path: string, bytes: number) {
    this.disk = disk
    this.path = path
    this.bytes = bytes
  }

  /** Takes the space, where it is not held already. A disk that is too full for it is no failure. */
  hold(): void {
    if (this.held) return
    const { disk, path } = this
    try {
      const descriptor = disk.create(path)
      this.held = { descriptor, path }
      try {
        disk.remove(path)
        this.held.path = null
      } catch {
        // A system that keeps the names of open files: removed at the end.
      }
      const zeros = new Uint8Array(Math.min(this.bytes, pieceBytes))
      for (let size = 0; size < this.bytes;)
        size += disk.write(descriptor, zeros, 0, Math.min(zeros.length, this.bytes - size))
    } catch {
      // Too full for a reserve already: people are warned of low space.
    }
  }

  release(): void {
    if (!this.held) return
    const { descriptor, path } = this.held
    this.held = null
    this.disk.close(descriptor)
    if (path !== null) this.disk.remove(path)
  }
}
