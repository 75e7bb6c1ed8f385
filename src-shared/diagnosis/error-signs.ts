// Can a frame have a finding of severity error? Told without making one finding: millions of frames are asked for
// frame.bad, and nearly all are right. Every way to such a finding (protocol/findings.ts, explain.ts) shows here.
import type { Decoded } from '../protocol/decode.ts'
import type { FindingPlan, FramePlan, MessagePlan, Protocol } from '../protocol/plan.ts'
import { isRight } from './frame-copy.ts'

/**
 * False: no finding about the frame itself is an error. True: there may be one, its findings tell. What other frames tell
 * of it is never more than a warning.
 */
export function maybeBad(decoded: Decoded): boolean {
  if (!isRight(decoded)) return true
  const { protocol, frame, encrypted, environment, missing } = decoded
  const message = encrypted ? null : decoded.message
  // A body too short for its type may be another message's.
  if (message && missing.length > 0) return true
  if (isError(frame.finding) || isError(message?.finding)) return true
  const fails = (check: Protocol['checks'][number]) => isError(check) && check.when.matches(environment)
  return protocol.checks.some(fails) || (message?.checks.some(fails) ?? false)
}

/** The same for a right frame of the protocol's usual format with `size` bytes, by its message alone. */
export function neverBad(protocol: Protocol, message: MessagePlan, size: number): boolean {
  const frame: FramePlan = protocol.frames[0]!
  const { fixedSize } = message.program
  const hasRoom = fixedSize >= 0 && frame.headerSize + fixedSize + frame.trailerSize <= size
  return hasRoom && !hasErrors(protocol, frame, message)
}

const known = new WeakMap<MessagePlan, boolean>()

function hasErrors(protocol: Protocol, frame: FramePlan, message: MessagePlan): boolean {
  let has = known.get(message)
  if (has === undefined) {
    const findings = [frame.finding, message.finding, ...protocol.checks, ...message.checks]
    known.set(message, (has = findings.some(isError)))
  }
  return has
}

const isError = (finding: FindingPlan | null | undefined): boolean => finding?.severity === 'error'
