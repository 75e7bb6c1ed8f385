// A recording that grows: its files one after another as one stream of bytes, each read as far as it is written. The reader
// waits at the end until more comes or somebody says that nothing will. Counterpart: src-main/recorder, which writes it.
import { closeSync, openSync, readSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'

/** How long a reader rests at the end before it looks again. */
const restMillis = 100
/** At most this much at once; while a file grows slowly, each look finds little and must cost little. */
const chunkBytes = 1024 * 1024
const smallestChunk = 16 * 1024

interface Part {
  path: string
  /** Where it begins in the stream. */
  start: number
}

export class GrowingFile {
  private readonly parts: Part[] = []
  private readonly waitingPaths: string[] = []
  private isFinished = false
  private wake: (() => void) | null = null

  constructor(path: string) {
    this.waitingPaths.push(path)
  }

  /** The recorder went on to a new file: the one before grows no more. */
  add(path: string): void {
    this.waitingPaths.push(path)
    this.wake?.()
  }

  /** Nothing more will be written: the stream ends where it is now. */
  finish(): void {
    this.isFinished = true
    this.wake?.()
  }

  /** All bytes in order. `caughtUp`: everything that was there has been given. */
  async *chunks(caughtUp: () => Promise<void> | void, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    let start = 0
    let buffer = new Uint8Array(smallestChunk)
    for (let path = this.waitingPaths.shift(); path !== undefined; path = this.waitingPaths.shift()) {
      let file: FileHandle
      try {
        file = await open(path, 'r')
      } catch (error) {
        // A ring that turned before the reader came: what it held is gone.
        if (
          (this.parts.length > 0 || this.waitingPaths.length > 0) &&
          (error as NodeJS.ErrnoException).code === 'ENOENT'
        )
          continue
        throw error
      }
      this.parts.push({ path, start })
      try {
        for (;;) {
          const isLast = this.waitingPaths.length > 0 || this.isFinished
          const { bytesRead } = await file.read(buffer, 0, buffer.length)
          // A file has given all it has when it gives less than was asked for.
          const isFull = bytesRead === buffer.length
          if (bytesRead > 0) {
            start += bytesRead
            yield buffer.subarray(0, bytesRead)
            // Who reads keeps what it was given; a look that found nothing leaves the buffer as it was.
            buffer = new Uint8Array(bytesRead < buffer.length / 2 ? smallestChunk : chunkBytes)
          }
          if (isFull) continue
          await caughtUp()
          if (isLast || signal?.aborted) break
          await this.rest()
        }
      } finally {
        await file.close()
      }
      if (signal?.aborted) return
    }
  }

  /** Bytes of the stream, or null when their file is gone. */
  read(offset: number, length: number): Uint8Array | null {
    const part = this.parts.findLast((one) => one.start <= offset)
    if (!part) return null
    const bytes = new Uint8Array(length)
    try {
      const descriptor = openSync(part.path, 'r')
      try {
        return readSync(descriptor, bytes, 0, length, offset - part.start) === length ? bytes : null
      } finally {
        closeSync(descriptor)
      }
    } catch {
      return null
    }
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake?.(), restMillis)
      this.wake = () => {
        clearTimeout(timer)
        this.wake = null
        resolve()
      }
    })
  }
}
