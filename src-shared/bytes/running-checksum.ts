// Checksums of many ranges of the same bytes, as when frames are looked for in a stream. The first are computed one by
// one; when that becomes more work than the bytes are worth, totals of all bytes up to each position are kept, from
// which the checksum of any range follows at once. So even a stream made of nothing but start bytes costs linear time.
import { checksumStep, computeChecksum, sumMask, type ChecksumAlgorithm } from './checksum.ts'

/** How many times over bytes are added up one by one before totals are kept. */
const patience = 4

export class RunningChecksum {
  private bytes: Uint8Array = new Uint8Array(0)
  private used = 0
  /** Bytes that were ever there, and bytes that were gone through for single ranges. */
  private seen = 0
  private work = 0
  private readonly totals = new Map<ChecksumAlgorithm, Totals>()

  /** The bytes are [0, used) of `bytes` now; of those known before, the first `dropped` are gone and the rest is the same. */
  follow(bytes: Uint8Array, used: number, dropped: number): void {
    this.seen += used - (this.used - dropped)
    this.bytes = bytes
    this.used = used
    for (const totals of this.totals.values()) totals.drop(dropped)
  }

  /** The checksum of bytes [start, end) as an unsigned number. */
  of(algorithm: ChecksumAlgorithm, start: number, end: number): number {
    this.work += end - start
    if (this.work <= this.seen * patience) return computeChecksum(algorithm, this.bytes, start, end)
    let totals = this.totals.get(algorithm)
    if (!totals)
      this.totals.set(algorithm, (totals = sumMask(algorithm) > 0 ? new Sums(algorithm) : new States(algorithm)))
    totals.extend(this.bytes, this.used)
    return totals.of(start, end)
  }
}

/** Totals at each position: position i holds that of bytes [0, i), counted from some origin. */
abstract class Totals {
  protected at = new Float64Array(1)
  /** Positions 0 … known are right. */
  protected known = 0

  /** Makes the totals of all positions up to `used`. */
  extend(bytes: Uint8Array, used: number): void {
    if (used >= this.at.length) {
      const wider = new Float64Array(Math.max(used + 1, this.at.length * 2))
      wider.set(this.at.subarray(0, this.known + 1))
      this.at = wider
    }
    for (let i = this.known; i < used; i++) this.at[i + 1] = this.next(this.at[i]!, bytes[i]!)
    this.known = used
  }

  drop(count: number): void {
    this.at.copyWithin(0, Math.min(count, this.known), this.known + 1)
    this.known = Math.max(this.known - count, 0)
  }

  abstract of(start: number, end: number): number
  protected abstract next(total: number, byte: number): number
}

/** Sums: the difference of two totals. */
class Sums extends Totals {
  private readonly modulus: number

  constructor(algorithm: ChecksumAlgorithm) {
    super()
    this.modulus = sumMask(algorithm) + 1
  }

  of(start: number, end: number): number {
    return (this.at[end]! - this.at[start]! + this.modulus) % this.modulus
  }

  protected next(total: number, byte: number): number {
    return (total + byte) % this.modulus
  }
}

/**
 * Checksums that are linear in bits (CRC, xor): the state after bytes [start, end) is the state at `end` xor what the
 * difference of two states at `start` becomes by `end`, whatever the bytes between are.
 */
class States extends Totals {
  private readonly algorithm: ChecksumAlgorithm
  private readonly initial: number
  /** Entry k: what the low byte, and what the high byte, of a state become by 2^k zero bytes. */
  private readonly powers: { low: Uint16Array; high: Uint16Array }[] = []

  constructor(algorithm: ChecksumAlgorithm) {
    super()
    this.algorithm = algorithm
    this.initial = computeChecksum(algorithm, new Uint8Array(0), 0, 0)
  }

  of(start: number, end: number): number {
    return this.at[end]! ^ this.advance(this.at[start]! ^ this.initial, end - start)
  }

  protected next(total: number, byte: number): number {
    return checksumStep(this.algorithm, total, byte)
  }

  /** A state after `count` zero bytes. */
  private advance(state: number, count: number): number {
    let result = state
    for (let k = 0; count >> k > 0; k++) if ((count >> k) & 1) result = this.step(k, result)
    return result
  }

  /** A state after 2^k zero bytes. States are linear: the parts of a state can be followed one by one. */
  private step(k: number, state: number): number {
    const { low, high } = this.powers[k] ?? this.addPower(k)
    return low[state & 0xff]! ^ high[state >> 8]!
  }

  private addPower(k: number): { low: Uint16Array; high: Uint16Array } {
    const half = (state: number) => (k === 0 ? checksumStep(this.algorithm, state, 0) : this.step(k - 1, state))
    const after = (state: number) => (k === 0 ? half(state) : half(half(state)))
    const power = {
      low: Uint16Array.from({ length: 256 }, (_, byte) => after(byte)),
      high: Uint16Array.from({ length: 256 }, (_, byte) => after(byte << 8)),
    }
    this.powers[k] = power
    return power
  }
}
