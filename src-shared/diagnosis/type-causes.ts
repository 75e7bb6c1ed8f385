// A right frame whose body does not fit its own type but that of one other message: the sender wrote the wrong type.
import type { Label } from '../bytes/range.ts'
import { decodeFrame, type Decoded } from '../protocol/decode.ts'
import type { ExpertInfo } from '../protocol/expert.ts'
import type { MessagePlan } from '../protocol/plan.ts'
import type { Cause } from './cause.ts'
import { numberBytes, withTrueChecksum } from './frame-copy.ts'
import { plausibility } from './plausibility.ts'

/** So much better must the other message read, in bits, and the second best so much worse. */
const muchBetter = 14
const clearBest = 8

/** The wrong type as a cause; null when the body fits its own type, or no other message stands out. */
export function typeCause(decoded: Decoded, facts: readonly ExpertInfo[]): Cause | null {
  const { frame, encrypted, missing, message, bodyEnd, bodyStart } = decoded
  if (encrypted || frame.keys.length === 0 || facts.some((one) => one.code === 'body_foreign')) return null
  const fact = facts.find((one) => one.code === 'type_wrong')
  // Versions append fields, and vendors have messages of their own: only a body too short for its type is another's.
  if (!fact && (message === null || missing.length === 0)) return null
  const own = plausibility(decoded).bits
  const readings = readAsOthers(decoded, bodyEnd - bodyStart)
  const best = readings[0]
  if (!best || best.bits - own < muchBetter || (readings[1] && best.bits - readings[1].bits < clearBest)) return null
  const cause = describe(decoded, best.message, best.copy)
  if (!fact) return { ...cause, copy: null }
  // The definition knows this mistake: its words, when they name the same type.
  return fact.message.en.includes(best.message.type) ? { ...cause, message: fact.message, range: fact.range } : null
}

interface Reading {
  message: MessagePlan
  copy: Uint8Array
  bits: number
}

/** The frame read as every other message whose layout takes just this body, best first; one reading for each type. */
function readAsOthers(decoded: Decoded, size: number): Reading[] {
  const { protocol, dialect, message: own } = decoded
  const best = new Map<string, Reading>()
  for (const [key, messages] of protocol.byKey) {
    for (const message of messages) {
      const { fixedSize } = message.program
      if (message === own || (fixedSize >= 0 && fixedSize !== size)) continue
      const copy = withKey(decoded, key)
      if (!copy) continue
      const read = decodeFrame(protocol, copy, dialect)
      if (!read.message || read.message.id !== message.id || read.missing.length > 0 || read.extra) continue
      if (read.problems.length > 0) continue
      const { bits } = plausibility(read)
      const before = best.get(message.type)
      if (!before || bits > before.bits) best.set(message.type, { message, copy, bits })
    }
  }
  return [...best.values()].toSorted((a, b) => b.bits - a.bits)
}

/** The frame with other selecting values, where these are whole fields; checksum made anew. */
function withKey({ frame, bytes }: Decoded, key: string): Uint8Array | null {
  const values = key.split(',').map(Number)
  if (frame.keys.some((part) => part.shift !== 0 || part.mask !== 2 ** (part.size * 8) - 1)) return null
  const copy = new Uint8Array(bytes)
  for (const [i, part] of frame.keys.entries()) copy.set(numberBytes(values[i]!, part.size, part.order), part.start)
  return withTrueChecksum(frame, copy)
}

function describe(decoded: Decoded, message: MessagePlan, copy: Uint8Array): Cause {
  const key = decoded.frame.keys[0]!
  const size = decoded.bodyEnd - decoded.bodyStart
  const ownName: Label = decoded.message?.name ?? { zh: '未知报文', en: 'unknown message' }
  return {
    code: 'type_wrong',
    severity: 'error',
    group: 'malformed',
    range: { start: key.start, end: key.start + key.size },
    message: {
      zh: `消息体不像 ${decoded.type ?? ''} ${ownName.zh}，而是 ${message.type} ${message.name.zh} 的格式：类型写错。`,
      en: `The body is not that of ${decoded.type ?? ''} ${ownName.en} but of ${message.type} ${message.name.en}: the type is wrong.`,
    },
    evidence: [
      {
        zh: `消息体 ${size} 字节，正好是 ${message.type} 的长度，各字段的值都合理`,
        en: `its ${size} bytes are just the size of ${message.type}, and every field reads well`,
      },
      {
        zh: '长度相同的其他类型都明显不如它合理',
        en: 'no other type of this size reads nearly as well',
      },
    ],
    remedy: {
      zh: '请发送方核对类型字节。',
      en: 'Ask the sender to look at the type it writes.',
    },
    copy,
    bits: 12,
  }
}
