// How one position of a stream looks by all formats of a protocol: a right frame, a wrong one, or one that is not all there
// yet. Part of framing.ts.
import { formatHex } from '../bytes/hex.ts'
import type { RunningChecksum } from '../bytes/running-checksum.ts'
import { cutFrame, noFrame, rightFrame, type FormatCheck } from './format-check.ts'
import type { FramePlan } from './plan.ts'

/** A frame that is wrong, or not all there, as its format and length claim it. */
export interface Claim {
  frame: FramePlan
  /** Infinity while the length is not there. */
  size: number
  isCut: boolean
  /** The mark that ends such frames stands where it must: the frame is as long as it says. */
  isEnded: boolean
  /** Its message is known. */
  isKnown: boolean
}

export interface Verdict {
  /** Size of the right frame that begins here; 0 when there is none. */
  right: number
  /** More bytes may make a right frame of it. */
  waits: boolean
  claim: Claim | null
}

const nothing: Verdict = { right: 0, waits: false, claim: null }

/** Looks at `bytes` [at, end). Of several right frames the smallest counts, since it is known first. */
export function judgePosition(
  checks: readonly FormatCheck[],
  bytes: Uint8Array,
  at: number,
  end: number,
  running: RunningChecksum | null,
): Verdict {
  let verdict = nothing
  for (const check of checks) {
    const kind = check.look(bytes, at, end, running)
    if (kind === noFrame) continue
    if (verdict === nothing) verdict = { right: 0, waits: false, claim: null }
    if (kind === rightFrame) {
      if (verdict.right === 0 || check.size < verdict.right) verdict.right = check.size
      continue
    }
    const isCut = kind === cutFrame
    if (isCut) verdict.waits = true
    if (check.frame.proven || verdict.claim) continue
    const isEnded = !isCut && check.endMark && endsWithMark(check.frame)
    const size = check.size === 0 ? Infinity : check.size
    verdict.claim = { frame: check.frame, size, isCut, isEnded, isKnown: check.isKnown(bytes, at, end) }
  }
  return verdict
}

/**
 * True when the last byte of the format belongs to an end mark. Where start and end mark are the same, what ends one frame
 * may as well begin the next.
 */
function endsWithMark({ endMarks, trailerSize, ending, start }: FramePlan): boolean {
  if (ending && formatHex(ending.mark) === formatHex(start)) return false
  return endMarks.some((mark) => mark.offset + mark.bytes.length === trailerSize)
}
