// Frames that come one by one, with known ends: out of text, or saved by pilescope. Each is judged alone; what it tells of
// the dialect counts for its conversation.
import { dialectEvidence } from '../protocol/decode.ts'
import { bestFrame, certain, type Candidate } from '../protocol/detect.ts'
import type { Protocol } from '../protocol/plan.ts'
import type { Capture } from './capture.ts'
import type { ConversationFrames } from './conversation-frames.ts'
import type { Sender } from './conversation.ts'
import { checksumCodes } from './frame-table.ts'

type As = { protocol: Protocol; dialect: string | null }

/** What the bytes are; `as`: what is known already. null: no known protocol. Holds until the next call. */
export function judgeWhole(capture: Capture, bytes: Uint8Array, as: As | null): Candidate | null {
  const best = bestFrame(as ? [as.protocol] : capture.protocols, bytes, as?.dialect ?? null)
  return best && (as || best.score >= certain) ? best : null
}

/** Adds a row and returns it. */
export function addWhole(
  capture: Capture,
  conversation: ConversationFrames,
  candidate: Candidate | null,
  bytes: Uint8Array,
  at: { sender: Sender; seconds: number; nanos: number; packet: number },
): number {
  const table = capture.frames
  const decoded = candidate?.decoded ?? null
  const row = table.add()
  table.place[row] = capture.keep(bytes)
  table.length[row] = bytes.length
  table.seconds[row] = at.seconds
  table.nanos[row] = at.nanos
  table.conversation[row] = conversation.conversation.index
  table.sender[row] = at.sender
  table.protocol[row] = decoded ? capture.protocols.indexOf(decoded.protocol) : 255
  table.message[row] = decoded?.message?.index ?? -1
  table.checksum[row] = checksumCodes.indexOf(decoded?.placement.checksum.status ?? 'absent')
  table.lengthBad[row] = decoded?.lengthGood ? 0 : 1
  table.judgedBy[row] = 1
  table.packet[row] = at.packet
  if (decoded) {
    const evidence = dialectEvidence(decoded)
    const direction = decoded.message?.direction ?? null
    conversation.learn(decoded.protocol, at.sender, direction, evidence?.dialect ?? null, evidence?.weight ?? 0)
  }
  return row
}
