// Times of pcapng packets: 64-bit counts of an interface's ticks become seconds and nanoseconds. Used by read-pcapng.

/** Turns tick counts of one interface into times. The result stands in `seconds` and `nanos`: nothing is allocated. */
export class TickClock {
  /** Since 1970, UTC. */
  seconds = 0
  /** 0 … 999,999,999. */
  nanos = 0
  /** A tick is shorter than a nanosecond, or longer than a second: times are rounded down. */
  readonly extreme: boolean
  private readonly ticksPerSecond: number
  private readonly exactTicks: bigint
  private readonly offsetSeconds: number
  private readonly quick: boolean

  /**
   * @param resolution byte of option if_tsresol: a negative power of ten, or of two when the top bit is set
   * @param offsetSeconds option if_tsoffset
   */
  constructor(resolution = 6, offsetSeconds = 0) {
    const power = resolution & 0x7f
    const base = resolution & 0x80 ? 2 : 10
    this.ticksPerSecond = base ** power
    this.exactTicks = BigInt(base) ** BigInt(power)
    this.offsetSeconds = offsetSeconds
    // Beyond these the remainder times 10^9 would lose digits.
    this.quick = base === 10 ? power <= 9 : power <= 23
    this.extreme = base === 10 ? power > 9 || power === 0 : power > 30 || power === 0
  }

  /** Sets `seconds` and `nanos` to the time of the count high × 2^32 + low. */
  set(high: number, low: number): void {
    const ticks = this.ticksPerSecond
    if (!this.quick) return this.setExactly(high, low)
    if (high < 0x20_0000) {
      // The count is exact as a number; the quotient may be rounded up by one, which the remainder shows.
      const count = high * 0x1_0000_0000 + low
      let seconds = Math.floor(count / ticks)
      let rest = count - seconds * ticks
      if (rest < 0) {
        seconds--
        rest += ticks
      }
      this.finish(seconds, rest)
      return
    }
    // Long division in 16-bit digits: every step stays below 2^53.
    const seconds0 = Math.floor(high / ticks)
    const rest0 = (high % ticks) * 0x1_0000 + (low >>> 16)
    const seconds1 = Math.floor(rest0 / ticks)
    const rest1 = (rest0 % ticks) * 0x1_0000 + (low & 0xffff)
    const seconds2 = Math.floor(rest1 / ticks)
    this.finish(seconds0 * 0x1_0000_0000 + seconds1 * 0x1_0000 + seconds2, rest1 % ticks)
  }

  private finish(seconds: number, rest: number): void {
    this.seconds = seconds + this.offsetSeconds
    const ticks = this.ticksPerSecond
    this.nanos =
      1_000_000_000 % ticks === 0 ? rest * (1_000_000_000 / ticks) : Math.floor((rest * 1_000_000_000) / ticks)
  }

  private setExactly(high: number, low: number): void {
    const count = (BigInt(high) << 32n) | BigInt(low)
    this.seconds = Number(count / this.exactTicks) + this.offsetSeconds
    this.nanos = Number(((count % this.exactTicks) * 1_000_000_000n) / this.exactTicks)
  }
}

export type TimeMark = 'zero' | 'backwards' | 'far' | null

/** 2100-01-01: recorders do not live to see it, but a damaged or 32-bit-wrapped clock does. */
const farSeconds = 4_102_444_800

/** What is odd about a packet's time, given that of the packet before it (pass the same time for the first packet). */
export function timeMark(seconds: number, nanos: number, previousSeconds: number, previousNanos: number): TimeMark {
  if (seconds === 0 && nanos === 0) return 'zero'
  if (seconds >= farSeconds || seconds < 0) return 'far'
  if (seconds < previousSeconds || (seconds === previousSeconds && nanos < previousNanos)) return 'backwards'
  return null
}
