// A cause of what is wrong with a frame: expert info with evidence and a weight. Made by the parts of this folder, ordered by
// explain.ts.
import type { ByteRange, Label } from '../bytes/range.ts'
import type { Decoded } from '../protocol/decode.ts'
import type { ExpertInfo } from '../protocol/expert.ts'
import type { Protocol } from '../protocol/plan.ts'
import type { FindingGroup, Severity } from '../protocol/severity.ts'

/** Enough bits for a cause to be named, to be called sure, and to offer its repair. */
export const enough = { named: 3, likely: 6, repair: 9 } as const
/** Bits by which a repair must outdo every other. */
export const clearLead = 5

export interface Cause {
  code: string
  severity: Severity
  group: FindingGroup
  range: ByteRange
  message: Label
  evidence: Label[]
  remedy?: Label
  /** The frame as it would be right. */
  copy: Uint8Array | null
  /** How much speaks for it over chance, in bits. */
  bits: number
  /** Bits from which its repair may be offered, where `enough.repair` would let an accident pass. */
  repairFrom?: number
}

/** What is known around a frame; all of it may be missing. */
export interface FrameContext {
  /** All protocols, to recognise frames of another. */
  protocols: readonly Protocol[]
  dialect: string | null
  /** Frames of the same conversation near this one, nearest first; asked for only when they can tell something. */
  neighbours?: () => readonly Decoded[]
}

/** Expert info of a cause; the repair only where it is `isOffered`. */
export function causeInfo(cause: Cause, isOffered: boolean): ExpertInfo {
  const { code, severity, group, range, message, evidence, remedy, copy, bits } = cause
  return {
    code,
    severity,
    group,
    range,
    message,
    ...(remedy ? { remedy } : {}),
    ...(copy && isOffered ? { repair: copy } : {}),
    evidence,
    certainty: bits >= enough.repair ? 'high' : bits >= enough.likely ? 'medium' : 'low',
  }
}
