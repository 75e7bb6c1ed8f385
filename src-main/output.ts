// Lines to standard output, in large pieces and without filling the memory when the reader is slow.
import { once } from 'node:events'
import { stdout } from 'node:process'

const pieceSize = 64 * 1024

/** Collects lines and writes them in pieces; flush() at the end. */
export class LineWriter {
  private pending = ''

  /** Adds one line. True when it is time to flush. */
  add(text: string): boolean {
    this.pending += `${text}\n`
    return this.pending.length >= pieceSize
  }

  /** Adds one line; waits when standard output is full. */
  async line(text: string): Promise<void> {
    if (this.add(text)) await this.flush()
  }

  async flush(): Promise<void> {
    const piece = this.pending
    this.pending = ''
    if (piece !== '' && !stdout.write(piece)) await once(stdout, 'drain')
  }
}
