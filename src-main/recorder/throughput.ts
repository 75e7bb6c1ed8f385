// Bytes a second, over the last second.

export class Throughput {
  rateUp = 0
  rateDown = 0
  private lastUp = 0
  private lastDown = 0
  private lastTime = performance.now()

  /** Called about once a second with the bytes since the start. */
  second(up: number, down: number): void {
    const now = performance.now()
    const seconds = Math.max(0.001, (now - this.lastTime) / 1000)
    this.rateUp = Math.round((up - this.lastUp) / seconds)
    this.rateDown = Math.round((down - this.lastDown) / seconds)
    this.lastUp = up
    this.lastDown = down
    this.lastTime = now
  }
}
