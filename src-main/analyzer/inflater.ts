// gzip into bytes, in pieces and up to a limit. Between the file's chunks and the capture or text reader: open-file.ts.
import { createGunzip } from 'node:zlib'

/** Compressed bytes given to zlib at a time: one byte can become a thousand. */
const bytesAtOnce = 16 * 1024
/** The checksum and length at the end of gzip data. */
const trailerSize = 8

/** Gunzip that counts its output itself: zlib's own limit does not hold for streams. */
export class Inflater {
  readonly limit: number
  /** It would have become more than `limit`; what came before was given. */
  isOverLimit = false
  /** Why the data is damaged; what came before was given. */
  failure: string | null = null
  private produced = 0
  private pieces: Uint8Array[] = []
  /** Compressed bytes that may be the trailer. */
  private tail: Uint8Array = new Uint8Array(0)
  private readonly stream = createGunzip()

  /** @param limit most bytes that may come out */
  constructor(limit: number) {
    this.limit = limit
    this.stream.on('data', (piece: Uint8Array) => this.take(piece))
    this.stream.on('error', (error: NodeJS.ErrnoException) => (this.failure ??= error.code ?? error.message))
  }

  private take(piece: Uint8Array): void {
    this.produced += piece.length
    if (this.produced <= this.limit) this.pieces.push(piece)
    else {
      this.isOverLimit = true
      this.stream.destroy()
    }
  }

  /** What the next compressed bytes become. */
  async *push(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
    // zlib keeps to itself what a piece becomes when it finds an error in it. So the checksum comes as a piece of its own.
    const whole = this.tail.length === 0 ? chunk : Buffer.concat([this.tail, chunk])
    const end = Math.max(0, whole.length - trailerSize)
    this.tail = Uint8Array.from(whole.subarray(end))
    for (let at = 0; at < end; at += bytesAtOnce) yield* this.write(whole.subarray(at, Math.min(end, at + bytesAtOnce)))
  }

  /** What is left when all compressed bytes are there. */
  async *end(): AsyncGenerator<Uint8Array> {
    yield* this.write(this.tail)
    await this.until((done) => {
      this.stream.once('end', done)
      this.stream.end()
    })
    yield* this.pieces.splice(0)
  }

  private async *write(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    await this.until((done) => this.stream.write(bytes, () => done()))
    yield* this.pieces.splice(0)
  }

  /** Waits until `work` is done, or the stream is closed by damage or the limit. */
  private async until(work: (done: () => void) => void): Promise<void> {
    if (this.failure || this.isOverLimit) return
    let done = () => {}
    await new Promise<void>((resolve) => {
      done = resolve
      this.stream.once('close', done)
      work(done)
    })
    this.stream.off('close', done)
  }
}
