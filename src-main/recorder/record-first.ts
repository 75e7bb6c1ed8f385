// Record first: nothing is read from piles and platforms while the recording is behind, so that nothing is forwarded that
// cannot be recorded. The usual way is the other one round: traffic first, and what was not recorded is told as a gap.
import type { RecordQueue } from './record-queue.ts'

/** How soon traffic goes on after the recording caught up. */
const lookMillis = 10

export class RecordFirst {
  private readonly queue: RecordQueue
  private readonly hold: (isHeld: boolean) => void
  private timer: NodeJS.Timeout | null = null

  /** `hold`: stops reading of all connections (true), or lets it go on. */
  constructor(queue: RecordQueue, hold: (isHeld: boolean) => void) {
    this.queue = queue
    this.hold = hold
  }

  get isHeld(): boolean {
    return this.timer !== null
  }

  /** Called after bytes went into the queue: half of it stays for what was read already. */
  check(): void {
    if (this.timer || this.queue.used <= this.queue.size / 2) return
    this.timer = setInterval(() => this.look(), lookMillis)
    this.hold(true)
  }

  end(): void {
    if (this.timer) clearInterval(this.timer)
    this.timer = null
  }

  private look(): void {
    if (this.queue.used > this.queue.size / 4) return
    this.end()
    this.hold(false)
  }
}
