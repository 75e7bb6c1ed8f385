// Finds frames that a text prints a second time in another form: first in one line, then one field per line. On the data
// path: frame-record.ts → here → the reader's result.

import type { FrameRecord } from './frame-record.ts'
import type { TextFrame } from './text-result.ts'

interface Remembered {
  index: number
  line: number
  form: string
  frame: TextFrame
}

/** A copy stands near its original. */
const mostLines = 200
const mostRemembered = 512

export class DuplicateFinder {
  private readonly recent = new Map<string, Remembered>()

  /** Marks the frame when it repeats an earlier one; it then takes over what the original's place says of direction and time. */
  check(record: FrameRecord, index: number): void {
    const { frame, form } = record
    if (frame.missing > 0) return
    const key = String.fromCharCode(...frame.bytes.subarray(0, 4096))
    const earlier = this.recent.get(key)
    if (earlier && isCopy(earlier, frame, form)) {
      const { frame: original } = earlier
      frame.duplicateOf = earlier.index
      if (frame.direction === 'unknown') frame.direction = original.direction
      frame.observed ??= original.observed
      frame.time ??= original.time
      frame.label ??= original.label
      return
    }
    this.recent.delete(key)
    this.recent.set(key, { index, line: frame.source.line, form, frame })
    if (this.recent.size > mostRemembered) this.recent.delete(this.recent.keys().next().value!)
  }
}

function isCopy(earlier: Remembered, frame: TextFrame, form: string): boolean {
  const original = earlier.frame
  if (original.bytes.length !== frame.bytes.length || frame.source.line - earlier.line > mostLines) return false
  if (form === earlier.form) return false
  if (frame.time !== null && frame.time !== original.time) return false
  return frame.direction === 'unknown' || original.direction === 'unknown' || frame.direction === original.direction
}
