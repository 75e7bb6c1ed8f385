// What the frame list needs of a frame, without decoding its fields: message, checksum, length. For whole frames out of
// streams; a million of them must take no more than a second or two.
import { chooseMessage, messageKey } from './choose.ts'
import { decodeFrame } from './decode.ts'
import { FrameEnvironment } from './environment.ts'
import { checkChecksum, endMarksFit, readLength, sizeOf } from './place.ts'
import type { MessagePlan, Protocol } from './plan.ts'
import type { ChecksumStatus } from './probe.ts'
import { Slots } from './slots.ts'

/** Reused for every frame: read it before the next call. */
export interface QuickVerdict {
  message: MessagePlan | null
  checksum: ChecksumStatus
  lengthGood: boolean
  /** Several layouts are possible for the message type. */
  ambiguous: boolean
}

const noSlots = new Slots()
const verdict: QuickVerdict = { message: null, checksum: 'absent', lengthGood: false, ambiguous: false }

/** Judges bytes [start, end), a frame as the framer cut it. */
export function judgeQuickly(
  protocol: Protocol,
  bytes: Uint8Array,
  start: number,
  end: number,
  dialect: string | null,
): QuickVerdict {
  const frame = protocol.frames[0]!
  const size = end - start
  if (size >= frame.headerSize + frame.trailerSize && frame.messages) {
    const value = readLength(frame, bytes, start, end, frame.length.at[0]!)
    const checksum =
      value !== null && sizeOf(frame, value) === size ? checkChecksum(frame, bytes, start, end).status : 'bad'
    if ((checksum === 'good' || checksum === 'swapped') && endMarksFit(frame, bytes, end)) {
      const key = messageKey(frame, bytes, start, end)
      const candidates = key === null ? undefined : protocol.byKey.get(key)
      verdict.checksum = checksum
      verdict.lengthGood = true
      verdict.ambiguous = (candidates?.length ?? 0) > 1
      verdict.message =
        candidates?.length === 1 && !candidates[0]!.when
          ? candidates[0]!
          : candidates
            ? choose(protocol, key, bytes, start, end, dialect)
            : null
      return verdict
    }
  }
  // Anything unusual goes the whole way.
  const decoded = decodeFrame(protocol, bytes.subarray(start, end), dialect)
  verdict.message = decoded.message
  verdict.checksum = decoded.placement.checksum.status
  verdict.lengthGood = decoded.lengthGood
  verdict.ambiguous = true
  return verdict
}

function choose(
  protocol: Protocol,
  key: string | null,
  bytes: Uint8Array,
  start: number,
  end: number,
  dialect: string | null,
): MessagePlan | null {
  const frame = protocol.frames[0]!
  const own = start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end)
  const environment = new FrameEnvironment(protocol, noSlots, own)
  environment.bodyStart = frame.headerSize
  environment.bodyEnd = own.length - frame.trailerSize
  environment.dialect = dialect ?? ''
  return chooseMessage(protocol, key, own, environment.bodyStart, environment.bodyEnd, dialect, environment)
}
