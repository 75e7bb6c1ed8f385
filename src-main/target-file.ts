// A file being written: the target appears when it is complete, and an old one stays whole until then.
import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { once } from 'node:events'

/** Writes beside the target and renames at the end, so that an old file stays whole until the new one is. */
export class TargetFile {
  private readonly path: string
  private readonly partial: string
  private readonly stream
  private failure: Error | null = null

  constructor(path: string) {
    this.path = path
    this.partial = `${path}.part`
    this.stream = createWriteStream(this.partial)
    this.stream.on('error', (error) => (this.failure ??= error))
  }

  write(bytes: Uint8Array): void {
    if (!this.failure) this.stream.write(bytes)
  }

  /** Waits until the disk has caught up. */
  async ready(): Promise<void> {
    if (this.failure) throw this.failure
    if (!this.stream.writableNeedDrain) return
    // Of the two listeners one is left over, and must not stay on the stream.
    const waiting = new AbortController()
    const { signal } = waiting
    try {
      await Promise.race([once(this.stream, 'drain', { signal }), once(this.stream, 'close', { signal })])
    } finally {
      waiting.abort()
    }
  }

  async complete(): Promise<void> {
    await new Promise<void>((resolve) => this.stream.end(() => resolve()))
    if (this.failure) throw this.failure
    renameSync(this.partial, this.path)
  }

  abandon(): void {
    this.stream.destroy()
    rmSync(this.partial, { force: true })
  }
}
