// How many frames of a capture have each value of a name: for completion. Counted for a short while at each question, and
// on from there at the next; so a large capture answers at once, and ever more completely.
import type { FrameFilter } from '../../src-shared/capture/frame-filter.ts'
import { formatHex } from '../../src-shared/bytes/hex.ts'
import type { Value } from '../../src-shared/expression/value.ts'

type Reader = NonNullable<ReturnType<typeof FrameFilter.reader>>

/** How long one question may count. */
const mostMillis = 60
/** Values that are kept apart; what many frames have was met by then. */
const mostValues = 2000
/** Bytes of a value that are written. */
const mostBytes = 16

export class ValueCounts {
  readonly counts = new Map<string, number>()
  private readonly reader: Reader
  private next = 0

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Counts on over rows [0, rows). */
  count(rows: number): void {
    const ends = performance.now() + mostMillis
    for (; this.next < rows; this.next++) {
      if ((this.next & 63) === 0 && performance.now() > ends) return
      const texts = new Set(this.reader.read(this.next).map(textOf))
      for (const text of texts) {
        const known = this.counts.get(text)
        if (known !== undefined || this.counts.size < mostValues) this.counts.set(text, (known ?? 0) + 1)
      }
    }
  }
}

function textOf(value: Value): string {
  return value instanceof Uint8Array ? formatHex(value, 0, Math.min(value.length, mostBytes)) : String(value)
}
