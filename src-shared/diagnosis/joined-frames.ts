// Bytes taken as one frame that are more than one: whole frames one behind the other, a cut one in front or behind, or
// strange bytes around a frame.
import { cutFrame, formatChecks, rightFrame as isRightFrame } from '../protocol/format-check.ts'
import type { Protocol } from '../protocol/plan.ts'

/** Right frames inside bytes: [start, end) of each, with what stands between and around them. */
export interface Joined {
  frames: { start: number; end: number }[]
  /** Where bytes behind the last right frame begin a further one that is cut; −1: they do not. */
  cutAt: number
  /** Bytes in front of the first right frame begin like a frame. */
  startsCut: boolean
}

/** Finds right frames, or null when there is none beside, maybe, the whole. */
export function joinedFrames(protocol: Protocol, bytes: Uint8Array): Joined | null {
  const frames: Joined['frames'] = []
  let at = 0
  while (at < bytes.length) {
    const size = rightSize(protocol, bytes, at)
    if (size === 0) at++
    else {
      frames.push({ start: at, end: at + size })
      at += size
    }
  }
  if (frames.length === 0 || frames[0]!.end - frames[0]!.start === bytes.length) return null
  const last = frames.at(-1)!.end
  return {
    frames,
    cutAt: last < bytes.length && beginsFrame(protocol, bytes, last) ? last : -1,
    startsCut: frames[0]!.start > 0 && startFits(protocol, bytes, 0),
  }
}

/** Size of the right frame that begins at `at`; 0: none does. */
function rightSize(protocol: Protocol, bytes: Uint8Array, at: number): number {
  for (const check of formatChecks(protocol))
    if (check.look(bytes, at, bytes.length, null) === isRightFrame && !check.frame.foreign) return check.size
  return 0
}

/** What is there from `at` on may be a frame of which the rest is missing. */
function beginsFrame(protocol: Protocol, bytes: Uint8Array, at: number): boolean {
  return formatChecks(protocol).some((check) => check.look(bytes, at, bytes.length, null) === cutFrame)
}

function startFits(protocol: Protocol, bytes: Uint8Array, at: number): boolean {
  return protocol.frames.some((frame) => !frame.proven && frame.start.every((byte, i) => bytes[at + i] === byte))
}
