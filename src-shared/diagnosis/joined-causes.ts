// Bytes around and behind right frames as causes: two frames glued, a cut one glued to a whole one, strange bytes.
import type { Label } from '../bytes/range.ts'
import { crcSteps } from '../bytes/crc-steps.ts'
import { formatHex } from '../bytes/hex.ts'
import type { Protocol } from '../protocol/plan.ts'
import type { Cause } from './cause.ts'
import { joinedFrames, type Joined } from './joined-frames.ts'
import { spacedHex } from './frame-words.ts'

const split: Label = {
  zh: '接收方要按长度域分帧（粘包、半包），日志要一帧一行。',
  en: 'Receivers must cut the stream by the length field, and logs should write one frame a line.',
}
const strange: Label = {
  zh: '检查日志的拼接与换行、串口前导字节；接收方应按起始字节和长度域取帧。',
  en: 'Look at how the log joins lines and at preambles; receivers should find frames by start bytes and length.',
}

/** The cause when right frames lie inside the bytes; null when none does. */
export function joinedCause(protocol: Protocol, bytes: Uint8Array): Cause | null {
  const joined = joinedFrames(protocol, bytes)
  if (!joined) return null
  const { frames, cutAt, startsCut } = joined
  const isStrong = protocol.frames.some((frame) => crcSteps(frame.checksum.algorithm) !== null)
  const bits = isStrong ? 14 : 11
  const first = frames[0]!
  if (frames.length > 1 || cutAt >= 0 || startsCut) return { ...glued(bytes, joined), bits }
  const cause = { ...strangeBytes(bytes, first.start, first.end), bits }
  const behind = bytes.subarray(first.end)
  // A sum fits by accident where a frame that got longer is cut at its stated length.
  const isSure = isStrong ? !beginsAlike(protocol, behind) : isFiller(behind)
  return isSure ? cause : { ...cause, copy: null }
}

/** Line ends, or one byte over and over that pads. */
function isFiller(bytes: Uint8Array): boolean {
  return (
    bytes.every((byte) => byte === 0x0d || byte === 0x0a) ||
    bytes.every((byte) => byte === bytes[0] && [0x20, 0xfe, 0xff].includes(byte))
  )
}

/** The bytes have the start of a frame in front. */
function beginsAlike({ frames }: Protocol, bytes: Uint8Array): boolean {
  return frames.some(({ start }) => bytes.length > start.length && start.every((byte, i) => bytes[i] === byte))
}

function glued(bytes: Uint8Array, { frames, cutAt, startsCut }: Joined): Omit<Cause, 'bits'> {
  const parts: Label[] = []
  const evidence: Label[] = []
  const first = frames[0]!
  if (first.start > 0)
    parts.push({ zh: `前面 ${first.start} 字节是残缺的一帧`, en: `a frame cut short (${first.start} bytes)` })
  for (const { start, end } of frames) {
    parts.push({
      zh: `第 ${start}–${end - 1} 字节是完整的一帧`,
      en: `a whole one at bytes ${start}–${end - 1}`,
    })
    evidence.push({
      zh: `第 ${start} 字节起的 ${end - start} 字节，长度与校验都相符`,
      en: `${end - start} bytes from byte ${start} on have a right length and checksum`,
    })
  }
  const last = frames.at(-1)!.end
  if (cutAt >= 0)
    parts.push({
      zh: `第 ${cutAt} 字节起是下一帧的开头（${bytes.length - cutAt} 字节）`,
      en: `the beginning of the next from byte ${cutAt} on (${bytes.length - cutAt} bytes)`,
    })
  else if (last < bytes.length)
    parts.push({ zh: `其后还有 ${bytes.length - last} 字节`, en: `${bytes.length - last} more bytes behind` })
  const count = frames.length + (startsCut || first.start > 0 ? 1 : 0) + (cutAt >= 0 ? 1 : 0)
  const cutFront = first.start > 0 && startsCut
  return {
    code: 'glued',
    severity: 'error',
    group: 'malformed',
    range: cutFront ? { start: first.start, end: first.end } : { start: first.end, end: bytes.length },
    message: {
      zh: `${count} 帧粘在一起：${parts.map((part) => part.zh).join('，')}。`,
      en: `${count} frames are glued together: ${parts.map((part) => part.en).join(', ')}.`,
    },
    evidence,
    remedy: split,
    copy: null,
  }
}

function strangeBytes(bytes: Uint8Array, start: number, end: number): Omit<Cause, 'bits'> {
  const [front, behind] = [start, bytes.length - end]
  const range = front > 0 ? { start: 0, end: front } : { start: end, end: bytes.length }
  const shown = spacedHex(bytes, range.start, Math.min(range.end, range.start + 8))
  const where: Label =
    front > 0 && behind > 0
      ? { zh: `前面 ${front} 个、后面 ${behind} 个字节`, en: `${front} bytes in front and ${behind} behind` }
      : front > 0
        ? { zh: `前面 ${front} 个字节`, en: `${front} bytes in front` }
        : { zh: `末尾 ${behind} 个字节`, en: `${behind} bytes at the end` }
  const tail = formatHex(bytes, end)
  const lineEnd = /^(0d0a|0a|0d)$/.test(tail)
  return {
    code: 'bytes_extra',
    severity: 'error',
    group: 'malformed',
    range,
    message: {
      zh: `多出${where.zh}（${shown}${lineEnd ? '，是换行符' : ''}）：去掉后长度与校验都正确。`,
      en: `${where.en} do not belong to the frame (${shown}${lineEnd ? ', a line end' : ''}): without them length and checksum are right.`,
    },
    evidence: [
      {
        zh: `第 ${start}–${end - 1} 字节的长度与校验都相符`,
        en: `bytes ${start}–${end - 1} have a right length and checksum`,
      },
    ],
    remedy: strange,
    copy: bytes.slice(start, end),
  }
}
