// Bytes of one direction between the same ends, over the records of a log: a frame may go on in the next record. On the data
// path: choose-reading.ts → here → frame-record.ts.

import { mostRecords, type Found, type FrameScanner } from './frame-scan.ts'
import { TextBytes, type Joint } from './text-bytes.ts'

/** Decided bytes: frames, and ranges between them that gave none. */
export interface Decided {
  run: TextBytes
  found: Found[]
  /** Bytes [0, length) of `run` are decided. */
  length: number
}

/** Lines after which a frame that was begun is no longer awaited. */
const patience = 64

export class ConversationBytes {
  private readonly scanner: FrameScanner
  private readonly decide: (decided: Decided) => void
  private run = new TextBytes()
  /** At how many bytes in `run` to look again. */
  private wait = 0
  /** Records since the last look. */
  private records = 0
  private lastLine = 0

  constructor(scanner: FrameScanner, decide: (decided: Decided) => void) {
    this.scanner = scanner
    this.decide = decide
  }

  /** A frame has begun and its end has not come yet. */
  get isWaiting(): boolean {
    return this.wait > 0
  }

  /** Where in the text the first of the undecided bytes stands; Infinity when there are none. */
  get undecidedFrom(): number {
    let first = Infinity
    // Bytes inside brackets are kept behind those around them.
    for (const seam of this.run.seams) if (seam.at < this.run.length) first = Math.min(first, this.run.start(seam.at))
    return first
  }

  /** Adds the bytes of a record that ends in line `line`. */
  add(bytes: TextBytes, tie: Joint, line: number): void {
    const isSettling = this.scanner.begins(bytes)
    this.run.append(bytes, tie)
    this.lastLine = line
    this.records++
    // Bytes that neither complete the frame begun nor begin one themselves change nothing.
    if (this.run.length < this.wait && !isSettling && this.records < mostRecords) return
    this.scan(false)
  }

  /** Gives up waiting when the frame was begun too many lines ago. */
  passLine(line: number): void {
    if (this.wait > 0 && line - this.lastLine > patience) this.scan(true)
  }

  end(): void {
    if (this.run.length > 0) this.scan(true)
  }

  private scan(final: boolean): void {
    const { run } = this
    const result = this.scanner.scan(run, final)
    this.wait = result.wait === 0 ? 0 : result.wait - result.settled
    this.records = 0
    if (result.settled === 0) return
    this.decide({ run, found: result.found, length: result.settled })
    run.dropFront(result.settled)
  }
}
