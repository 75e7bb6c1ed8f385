// The recording's time of day. Runs on the monotonic clock, so that intervals are never negative; where the system's clock
// was set, or the machine slept, the step is told.

/** A step of the system's clock of at least this much is told. */
const stepMillis = 1000

/** Nothing ran for so long between two looks, a second apart: the machine slept, or the process was suspended. */
const pauseMillis = 5000

export interface ClockStep {
  /** Milliseconds since 1970: what the recording's clock said, and what the system's says. */
  before: number
  after: number
}

/** Clocks as the system has them; given, so that tests can turn them. */
export interface SystemClocks {
  /** Milliseconds since 1970. */
  wall(): number
  /** Milliseconds from any start; never goes back. */
  monotonic(): number
}

export const systemClocks: SystemClocks = { wall: () => Date.now(), monotonic: () => performance.now() }

export class RecordClock {
  seconds = 0
  nanos = 0
  private readonly clocks: SystemClocks
  /** Wall clock less monotonic clock, in milliseconds. */
  private base: number
  /** The system's clock less ours when that was last told. */
  private toldDrift = 0
  /** When `takePause` was asked last, by the monotonic clock. */
  private lastLook: number

  constructor(clocks: SystemClocks = systemClocks) {
    this.clocks = clocks
    this.lastLook = clocks.monotonic()
    this.base = clocks.wall() - this.lastLook
  }

  /** Milliseconds during which nothing ran, by a clock that counts them; called about once a second. */
  takePause(): number | null {
    const now = this.clocks.monotonic()
    const gap = now - this.lastLook
    this.lastLook = now
    return gap >= pauseMillis ? gap : null
  }

  /** Sets `seconds` and `nanos` to now. */
  read(): void {
    const millis = this.base + this.clocks.monotonic()
    this.seconds = Math.floor(millis / 1000)
    // Finer than microseconds the sum above does not hold.
    this.nanos = Math.min(999_999, Math.floor((millis - this.seconds * 1000) * 1000)) * 1000
  }

  /**
   * Looks whether the system's clock was set; called about once a second. A step forward (or a sleep) is followed. A step
   * back is not, since a recording whose time runs back can be read by nobody: the difference is only told.
   */
  check(): ClockStep | null {
    const before = this.base + this.clocks.monotonic()
    const after = this.clocks.wall()
    const drift = after - before
    if (Math.abs(drift - this.toldDrift) < stepMillis) return null
    if (drift > 0) this.base += drift
    this.toldDrift = Math.min(drift, 0)
    return { before, after }
  }
}
