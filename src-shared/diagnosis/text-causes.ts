// Damage by text handling as causes: undone copies that are right frames, and replacement marks whose bytes are lost.
import type { Label } from '../bytes/range.ts'
import { crcSteps } from '../bytes/crc-steps.ts'
import type { Decoded } from '../protocol/decode.ts'
import { certain, detectFrame } from '../protocol/detect.ts'
import type { Protocol } from '../protocol/plan.ts'
import { enough, type Cause } from './cause.ts'
import { isRight, withoutBytes } from './frame-copy.ts'
import { placeText } from './frame-words.ts'
import { replacementMarks, undoTextDamage, type Undone } from './text-damage.ts'

const markSize = 3
const wholeBits = 15
/** The text is that of some frame, which has damage of its own. */
const partBits = 8

/** Causes among `protocols` by text handling. */
export function textCauses(protocols: readonly Protocol[], bytes: Uint8Array, dialect: string | null): Cause[] {
  return undoTextDamage(bytes).flatMap((undone) => {
    const best = detectFrame(protocols, undone.bytes, dialect)[0]
    if (best && isRight(best.decoded)) {
      const isSure = !undone.isGuessed || crcSteps(best.decoded.frame.checksum.algorithm) !== null
      const cause = undoneCause(bytes, undone, best.decoded, wholeBits)
      return [isSure ? cause : { ...cause, copy: null, bits: enough.named }]
    }
    const isWhole = undone.code !== 'text_mode'
    return isWhole && best && best.score >= certain ? [undoneCause(bytes, undone, best.decoded, partBits)] : []
  })
}

const names: Record<Undone['code'], Label> = {
  hex_of_hex: { zh: '是十六进制的十六进制', en: 'Hex of hex' },
  base64: { zh: '是 Base64 文本', en: 'Base64 text' },
  text_mode: { zh: '被当作文本处理过', en: 'Treated as text' },
}

function undoneCause(bytes: Uint8Array, { code, what, remedy }: Undone, copy: Decoded, bits: number): Cause {
  const message = copy.message?.name ?? copy.protocol.name
  const isWhole = bits === wholeBits
  return {
    code,
    severity: 'error',
    group: 'malformed',
    range: { start: 0, end: bytes.length },
    message: {
      zh: `${names[code].zh}：${what.zh}${isWhole ? `；还原后是一帧${copy.protocol.name.zh}“${message.zh}”，长度与校验都正确` : ''}。`,
      en: `${names[code].en}: ${what.en}${isWhole ? `; put back, it is a ${copy.protocol.name.en} frame, "${message.en}", with a right length and checksum` : ''}.`,
    },
    evidence: [
      isWhole
        ? { zh: '还原后长度与校验同时相符', en: 'put back, length and checksum are both right' }
        : {
            zh: `还原后像${copy.protocol.name.zh}的报文，但它自己也有错`,
            en: `put back, it looks like a frame of ${copy.protocol.name.en}, which has damage of its own`,
          },
    ],
    remedy,
    copy: isWhole ? copy.bytes : null,
    bits,
  }
}

/** EF BF BD stands where bytes were no UTF-8. What they were is gone, but for one byte that a CRC gives back. */
export function replacedCause(decoded: Decoded, dialect: string | null): Cause | null {
  const { bytes, placement, protocol } = decoded
  const places = replacementMarks(bytes)
  if (places.length === 0) return null
  const excess = bytes.length - (placement.declaredSize ?? bytes.length)
  const isOneEach = excess === places.length * (markSize - 1)
  if (!isOneEach && places.length < 2 && excess <= 0) return null
  const copy = isOneEach && places.length === 1 ? lostByte(protocol, bytes, places[0]!, dialect) : null
  const first = places[0]!
  const where = placeText(first, first + markSize)
  return {
    code: 'text_mode',
    severity: 'error',
    group: 'malformed',
    range: { start: first, end: first + markSize },
    message: {
      zh: `被当作 UTF-8 文本处理过：${places.length} 处不是合法文本的字节被换成了 EF BF BD（第一处在${where.zh}）${copy ? `；按校验推算，那里原是 ${copy[first]!.toString(16).toUpperCase()}` : '，原来的值已丢失，无法修复'}。`,
      en: `Treated as UTF-8 text: ${places.length} times bytes that are no text were replaced by EF BF BD (first at ${where.en})${copy ? `; by the checksum it was ${copy[first]!.toString(16).toUpperCase()}` : '; what they were is lost and cannot be repaired'}.`,
    },
    evidence: [
      isOneEach
        ? {
            zh: `比长度域多 ${excess} 字节，正好每处多 2 字节`,
            en: `${excess} bytes more than the length says: just two for each`,
          }
        : { zh: `共 ${places.length} 处 EF BF BD`, en: `EF BF BD stands here ${places.length} times` },
      ...(copy
        ? [
            {
              zh: '80–FF 中只有这个值使长度与校验同时相符',
              en: 'of 80–FF only this value makes length and checksum right',
            },
          ]
        : []),
    ],
    remedy: {
      zh: '接收或记录时不要把字节转成字符串；请取原始抓包。',
      en: 'Do not turn the bytes into a string when receiving or logging; get the original capture.',
    },
    copy,
    bits: isOneEach ? 13 : 7,
  }
}

/** The frame with the one byte that stood for the mark, when a CRC leaves just one. */
function lostByte(protocol: Protocol, bytes: Uint8Array, at: number, dialect: string | null): Uint8Array | null {
  if (!protocol.frames.some((frame) => crcSteps(frame.checksum.algorithm))) return null
  const shorter = withoutBytes(bytes, at, markSize - 1)
  const found: Uint8Array[] = []
  for (let byte = 0x80; byte < 0x100; byte++) {
    const copy = new Uint8Array(shorter)
    copy[at] = byte
    const best = detectFrame([protocol], copy, dialect)[0]
    if (best && isRight(best.decoded) && best.decoded.placement.checksum.status === 'good') found.push(copy)
  }
  return found.length === 1 ? found[0]! : null
}
