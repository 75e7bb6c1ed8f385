// Single changes of a frame with a CRC as causes: which of those that make length and CRC right is the one, if any.
import type { Label } from '../bytes/range.ts'
import type { Decoded } from '../protocol/decode.ts'
import { enough, type Cause, type FrameContext } from './cause.ts'
import { searchChanges, type Change } from './change-search.ts'
import { rightFrame } from './frame-copy.ts'
import { likelyChanges } from './likely-changes.ts'
import { fieldAt, fieldTextAt, lengthTexts, pileNumber, placeText, spacedHex } from './frame-words.ts'
import { plausibility, type Plausibility } from './plausibility.ts'

/** Bits of a CRC: an accident hits one in 65,536. */
const crcBits = 16
/** A sender that also swaps its checksum is a second oddity. */
const swappedBits = -3
/** A copy that reads better or worse than the frame as it stands counts, within limits. */
const mostReadingBits = 6
const mendedBits = 4

/** A value that no sender writes, left in the copy. */
const impossibleBits = -3
const knownPileBits = 2
const restoredPileBits = 8
/**
 * One bit or byte is soon found that makes a garbled frame's CRC right by accident: once in some hundred such frames. Its
 * repair is offered only when something beside the CRC speaks for it too, such as the pile number of the conversation.
 */
const changedRepairFrom = 15

/**
 * How much better or worse the copy reads. One of another size shifts all fields behind the change. A changed byte mends one
 * field at best, and whatever damaged a field makes it a likely place for an accident. Another message, or an encrypted
 * one, says nothing of how well the bytes read as this one.
 */
function readingBits(
  decoded: Decoded,
  copy: Decoded,
  { kind }: Change,
  read: Plausibility,
  asIs: Plausibility,
): number {
  const gain = read.bits - asIs.bits
  if (copy.bytes.length !== decoded.bytes.length || kind === 'order') return clamp(gain, -20, mostReadingBits)
  if (copy.message !== decoded.message || copy.encrypted !== decoded.encrypted) return clamp(gain, -20, 2)
  return clamp((asIs.impossible - read.impossible) * mendedBits, -20, mendedBits)
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value))

/** What the search found. */
export interface ChangeCauses {
  causes: Cause[]
  /** Changes tried in vain or not, for evidence. */
  tried: number
}

/** Causes by single changes, unordered; none for checksums that are no CRC. */
export function changeCauses(decoded: Decoded, context: FrameContext): ChangeCauses {
  const { frame, bytes, placement, lengthGood } = decoded
  const excess = lengthGood ? 0 : bytes.length - (placement.declaredSize ?? bytes.length)
  if (!lengthGood && excess === 0) return { causes: [], tried: 0 }
  const asIs = plausibility(decoded)
  const look = (isSwapped: boolean): Cause[] =>
    searchChanges(frame, bytes, excess, isSwapped).flatMap((change) => {
      const copy = rightFrame(decoded.protocol, change.copy, context.dialect)
      if (!copy || (change.kind === 'order' && !isNumberAt(copy, change))) return []
      const read = plausibility(copy)
      const bits =
        crcBits -
        Math.log2(chances(copy, change)) +
        change.bonus +
        readingBits(decoded, copy, change, read, asIs) +
        Math.max(-12, read.impossible * impossibleBits) +
        (isSwapped ? swappedBits : 0) +
        agreement(decoded, copy, context)
      const cause = describe(decoded, copy, change, bits)
      return [excess <= -2 && hasNoZero(decoded) ? doubtful(cause) : cause]
    })
  const plain = look(false)
  const causes = frame.checksum.swapped && plain.length === 0 ? look(true) : plain
  return { causes, tried: triedChanges(decoded, excess) }
}

/** No zero byte is left in the body: who dropped some dropped all, maybe at several places. */
function hasNoZero({ bytes, bodyStart, frame }: Decoded): boolean {
  return !bytes.subarray(bodyStart, bytes.length - frame.trailerSize).includes(0)
}

/** That bytes are missing is likely; that they were all at one place is not sure enough to repair it. */
const doubtful = (cause: Cause): Cause => ({
  ...cause,
  bits: Math.min(cause.bits, enough.likely),
  repairFrom: Infinity,
})

/** The bytes are one number of the layout. */
function isNumberAt({ slots, protocol }: Decoded, { at, count }: Change): boolean {
  for (let slot = 0; slot < slots.count; slot++)
    if (slots.start[slot] === at && slots.end[slot] === at + count)
      return /^[iu]\d/.test(protocol.plans[slots.field[slot]!]!.reading.read)
  return false
}

/** Roughly how many changes the search stands for. */
function triedChanges({ bytes }: Decoded, excess: number): number {
  if (excess === 0) return bytes.length * 255
  return excess > 0 ? bytes.length - excess + 1 : bytes.length * 4
}

/** Ways in which a change of this kind could have fitted by accident, and left a frame that reads well. */
function chances(copy: Decoded, { kind, tried }: Change): number {
  const { from, to } = copy.frame.checksum
  if (kind === 'order') return numberFields(copy)
  if (kind !== 'bit' && kind !== 'byte') return tried
  const stop = copy.bytes.length + to
  const borne = likelyChanges(copy, from, stop)
  return kind === 'bit' ? borne.bits + copy.frame.checksum.size * 8 : borne.values
}

/** Numbers of more than one byte in the layout. */
function numberFields({ slots, protocol }: Decoded): number {
  let count = 0
  for (let slot = 0; slot < slots.count; slot++)
    if (slots.end[slot]! - slots.start[slot]! > 1 && /^[iu]\d/.test(protocol.plans[slots.field[slot]!]!.reading.read))
      count++
  return Math.max(count, 1)
}

/** The pile number of the conversation: something where it is there anyway, much where only the change brings it back. */
function agreement(decoded: Decoded, copy: Decoded, { neighbours }: FrameContext): number {
  const number = pileNumber(copy)
  if (number === null || !neighbours) return 0
  if (!neighbours().some((one) => pileNumber(one) === number)) return 0
  return pileNumber(decoded) === number ? knownPileBits : restoredPileBits
}

function describe(decoded: Decoded, copy: Decoded, change: Change, bits: number): Cause {
  const base = {
    severity: 'error' as const,
    group: (change.kind === 'checksum' ? 'checksum' : 'malformed') as Cause['group'],
    range: { start: change.at, end: change.at + change.count },
    copy: copy.bytes,
    bits,
  }
  switch (change.kind) {
    case 'bit':
    case 'byte':
    case 'checksum':
      return { ...base, ...changedByte(decoded, copy, change), repairFrom: changedRepairFrom }
    case 'order':
      return { ...base, severity: 'warn', group: 'semantic', ...otherOrder(decoded, copy, change) }
    case 'extra':
      return { ...base, ...extra(decoded, change) }
    case 'missing':
      return {
        ...base,
        range: { start: change.at, end: change.at },
        ...missing(decoded, change),
      }
  }
}

type Words = Pick<Cause, 'code' | 'message' | 'evidence'> & { remedy: Label }

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0')

function inField(decoded: Decoded, at: number): Label {
  const field = fieldAt(decoded, at)
  return field ? { zh: `（${field.zh}）`, en: ` (${field.en})` } : { zh: '', en: '' }
}

function checksumFits(decoded: Decoded, tried: number): Label {
  const { algorithm } = decoded.frame.checksum
  return {
    zh: `试过 ${tried} 种同类改动，这样改后长度与校验（${algorithm}）都相符`,
    en: `of ${tried} changes of this kind tried, this makes length and checksum (${algorithm}) right`,
  }
}

function changedByte(decoded: Decoded, copy: Decoded, { kind, at, tried }: Change): Words {
  const [found, right] = [decoded.bytes[at]!, copy.bytes[at]!]
  const bit = Math.log2(found ^ right)
  const isBit = kind === 'bit'
  const field = inField(copy, at)
  const evidence = [checksumFits(decoded, tried)]
  const [before, after] = [fieldTextAt(decoded, at), fieldTextAt(copy, at)]
  if (before && after && before.text.zh !== after.text.zh)
    evidence.push({
      zh: `${after.label.zh}：现为 ${before.text.zh}，改后 ${after.text.zh}`,
      en: `${after.label.en}: ${before.text.en} as it stands, ${after.text.en} when mended`,
    })
  return {
    code: isBit ? 'bit_flip' : 'byte_changed',
    message: isBit
      ? {
          zh: `第 ${at} 字节${field.zh}有一个比特翻转：0x${hex(found)} 应为 0x${hex(right)}（位 ${bit}）。`,
          en: `One bit of byte ${at}${field.en} is flipped: 0x${hex(found)} should be 0x${hex(right)} (bit ${bit}).`,
        }
      : {
          zh: `第 ${at} 字节${field.zh}被改动：0x${hex(found)} 应为 0x${hex(right)}。`,
          en: `Byte ${at}${field.en} was changed: 0x${hex(found)} should be 0x${hex(right)}.`,
        },
    evidence,
    remedy: isBit
      ? {
          zh: '多为线路干扰或存储位错误：检查接线、波特率与接地；不要按坏值处理。',
          en: 'Mostly noise on the line or a memory fault: check wiring, baud rate and earth; do not act on the bad value.',
        }
      : {
          zh: '多为手工改过报文而没有重算校验，或传输出错；请对照原始抓包。',
          en: 'Mostly a frame edited by hand without a new checksum, or damage on the way: compare the original capture.',
        },
  }
}

function otherOrder(decoded: Decoded, copy: Decoded, { at, count, tried }: Change): Words {
  const [before, after] = [fieldTextAt(decoded, at), fieldTextAt(copy, at)]
  const place = placeText(at, at + count)
  const evidence = [checksumFits(decoded, tried)]
  if (before && after)
    evidence.push({
      zh: `${after.label.zh}：现为 ${before.text.zh}，倒过来是 ${after.text.zh}`,
      en: `${after.label.en}: ${before.text.en} as it stands, ${after.text.en} the other way round`,
    })
  return {
    code: 'byte_order',
    message: {
      zh: `${place.zh}${inField(copy, at).zh}的字节顺序反了：${spacedHex(decoded.bytes, at, at + count)} 应为 ${spacedHex(copy.bytes, at, at + count)}，校验是按正确顺序算的。`,
      en: `The order of ${place.en}${inField(copy, at).en} is reversed: ${spacedHex(decoded.bytes, at, at + count)} should be ${spacedHex(copy.bytes, at, at + count)}; the checksum was made of the right order.`,
    },
    evidence,
    remedy: {
      zh: '按规范的字节顺序组帧后再计算校验。',
      en: 'Write the field in the byte order of the specification, then make the checksum.',
    },
  }
}

/** `4 extra zero bytes`; `kind` is the English word in the middle. */
function moved(bytes: Uint8Array, at: number, count: number, kind: 'extra' | 'missing'): Label {
  const isZero = bytes.subarray(at, at + count).every((byte) => byte === 0)
  return {
    zh: isZero ? `${count} 个零字节` : `${count} 个字节`,
    en: `${count} ${kind} ${isZero ? 'zero ' : ''}${count === 1 ? 'byte' : 'bytes'}`,
  }
}

function extra(decoded: Decoded, { at, count, run, tried }: Change): Words {
  const { bytes } = decoded
  const what = moved(bytes, at, count, 'extra')
  const { said, size } = lengthTexts(decoded)
  const inRun = run.end - run.start > count
  const place = placeText(run.start, run.end)
  const field = inField(decoded, at)
  return {
    code: 'bytes_extra',
    message: {
      zh: `多出 ${what.zh}：长度字节 ${said}，即整帧 ${size} 字节，实收 ${bytes.length}；${inRun ? `从${place.zh}这段相同的字节里删去 ${count} 个` : `删去${place.zh}${field.zh} ${spacedHex(bytes, at, at + count)}`}后，长度与校验同时正确。`,
      en: `${what.en}: the length ${said} means ${size} bytes, ${bytes.length} are here; with ${inRun ? `${count} fewer in the run of equal bytes at ${place.en}` : `${place.en}${field.en}, ${spacedHex(bytes, at, at + count)}, taken out`}, length and checksum are both right.`,
    },
    evidence: [
      {
        zh: `删去连续 ${count} 字节的 ${tried} 种方式里，只有这样才使校验相符`,
        en: `of ${tried} ways to take out ${count} bytes in a row, this one makes the checksum right`,
      },
      { zh: `删去后共 ${size} 字节，与长度域一致`, en: `the rest is ${size} bytes, as the length says` },
    ],
    remedy: {
      zh: '多为日志拼接、手工编辑或缓冲区未清；若线上就是这样，平台应拒收并要求重传。',
      en: 'Mostly a log pasted together, an edit by hand or a buffer not cleared; if it came so over the line, the platform should refuse it and ask again.',
    },
  }
}

function missing(decoded: Decoded, { at, count, copy, run, tried }: Change): Words {
  const what = moved(copy, at, count, 'missing')
  const { said, size } = lengthTexts(decoded)
  const place = placeText(run.start, Math.max(run.end, run.start + 1))
  const value = spacedHex(copy, at, at + Math.min(count, 8)) + (count > 8 ? ' …' : '')
  return {
    code: 'bytes_missing',
    message: {
      zh: `少了 ${what.zh}：长度字节 ${said}，即整帧 ${size} 字节，实收 ${decoded.bytes.length}；在${place.zh}处补上 ${value} 后，长度与校验同时正确。`,
      en: `${what.en}: the length ${said} means ${size} bytes, ${decoded.bytes.length} are here; with ${value} put in at ${place.en}, length and checksum are both right.`,
    },
    evidence: [
      {
        zh: `补入 ${count} 字节的 ${tried} 种方式里，这样使校验相符`,
        en: `of ${tried} ways to put in ${count} bytes, this one makes the checksum right`,
      },
      { zh: `补上后共 ${size} 字节，与长度域一致`, en: `with them it is ${size} bytes, as the length says` },
    ],
    remedy: {
      zh: '多为日志丢字节（零字节被当作字符串结尾、流控字符被吞）；请对照原始抓包。',
      en: 'Mostly bytes lost by a log (zeros taken for the end of a text, flow control): compare the original capture.',
    },
  }
}
