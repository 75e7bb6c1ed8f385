// The test that tells whether bytes begin a frame of one format (`when` of a frame). It comes before any field is read, so
// it sees only the first bytes, `header_size` of them, as `frame`.
import type { Environment } from '../expression/evaluate.ts'
import type { Value } from '../expression/value.ts'
import type { FramePlan } from './plan.ts'

/** The first bytes of what may be a frame. One object serves all tests: none of them outlives its call. */
class HeaderBytes implements Environment {
  private readonly list: Value[] = []

  set(bytes: Uint8Array): void {
    this.list[0] = bytes
  }

  values(): readonly Value[] {
    return this.list
  }
}

const headerBytes = new HeaderBytes()

/** True when the bytes from `at` on pass the test of this format, or it has none; false when there are too few. */
export function passesHeaderTest(frame: FramePlan, bytes: Uint8Array, at: number): boolean {
  if (!frame.when) return true
  const end = at + frame.headerTestSize
  if (end > bytes.length) return false
  headerBytes.set(bytes.subarray(at, end))
  return frame.when.matches(headerBytes)
}
