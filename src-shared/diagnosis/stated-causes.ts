// What the plain facts say by themselves, with evidence and the copy in which it is put right: a wrong length over a right
// checksum, checksum bytes in the other order, marks, a checksum that tells no more than that something is wrong.
import type { Label } from '../bytes/range.ts'
import { crcSteps } from '../bytes/crc-steps.ts'
import type { Decoded } from '../protocol/decode.ts'
import type { ExpertInfo } from '../protocol/expert.ts'
import { checksumTexts } from '../protocol/findings.ts'
import type { FramePlan } from '../protocol/plan.ts'
import { enough, type Cause } from './cause.ts'
import { rightFrame, withReplaced, withTrueChecksum, withTrueLength } from './frame-copy.ts'
import { lengthTexts, spacedHex } from './frame-words.ts'

/** A checksum that fits by accident once in 65,536; else once in 256 at worst. */
const isStrong = (frame: FramePlan): boolean => crcSteps(frame.checksum.algorithm) !== null

/** The body is just as long as its layout. */
function fillsLayout({ message, missing, extra, problems }: Decoded): boolean {
  return message !== null && missing.length === 0 && extra === null && problems.length === 0
}

/** Size that the layout of the message has, when it is always the same. */
function layoutSize({ message, frame }: Decoded): number | null {
  const size = message?.program.fixedSize ?? -1
  return size < 0 ? null : frame.headerSize + size + frame.trailerSize
}

/** Evidence of facts: it fits `code` of the findings, whose words it takes. */
function fromFact(fact: ExpertInfo, evidence: Label[], copy: Uint8Array | null, bits: number): Cause {
  const { code, severity, group, range, message, remedy } = fact
  return { code, severity, group, range, message, evidence, ...(remedy ? { remedy } : {}), copy, bits }
}

/** The length is wrong and the checksum over the bytes that are here is right. */
export function lengthCause(decoded: Decoded, facts: readonly ExpertInfo[]): Cause | null {
  const { frame, bytes, placement, protocol, dialect, lengthGood } = decoded
  const { status, fitsTrueLength } = placement.checksum
  if (lengthGood || placement.end !== bytes.length || !placement.endMark) return null
  if (status !== 'good' && status !== 'swapped' && !fitsTrueLength) return null
  const fact = facts.find((one) => one.code === 'length_counts_body' || one.code === 'length_wrong')
  if (!fact) return null
  const moved = movedBytes(decoded) ?? droppedZeros(decoded, facts)
  if (moved) return moved
  const longer = withTrueLength(frame, bytes)
  const copy = longer && (status === 'good' || fitsTrueLength ? longer : withTrueChecksum(frame, longer))
  const right = copy && rightFrame(protocol, copy, dialect)
  const fills = right !== null && fillsLayout(right)
  const { said, right: should } = lengthTexts(decoded)
  const evidence: Label[] = [
    {
      zh: `长度域 ${said}，按实收 ${bytes.length} 字节应为 ${should}`,
      en: `the length is ${said}; of the ${bytes.length} bytes here it should be ${should}`,
    },
    fitsTrueLength
      ? { zh: '换成正确的长度后校验和正好相符', en: 'with the right length the checksum is just right' }
      : {
          zh: `校验（${frame.checksum.algorithm}）按实收字节相符${status === 'swapped' ? '（字节反序）' : ''}`,
          en: `the checksum (${frame.checksum.algorithm}) fits the bytes that are here${status === 'swapped' ? ' (bytes swapped)' : ''}`,
        },
  ]
  if (fills)
    evidence.push({ zh: '消息体长度正好是该报文的格式', en: 'the body is just as long as the layout of the message' })
  const bits = isStrong(frame) ? 14 + (fills ? 3 : 0) : sumBits(decoded, facts)
  // Fields that are missing from the copy say that the frame was cut, and its checksum fits by accident.
  return fromFact(fact, evidence, right && right.missing.length === 0 ? copy : null, bits)
}

/**
 * What a fitting sum is worth beside a wrong length. Bytes that are missing or too many leave sums right when they are
 * zeros, so only a layout that has just the size that is here, with every value in order, speaks for the length.
 */
function sumBits({ placement, frame, message, bytes }: Decoded, facts: readonly ExpertInfo[]): number {
  const { fitsTrueLength, status } = placement.checksum
  // The sum that covers the length fits it as it stands: it was not the length that changed afterwards.
  if (frame.checksum.trueLength && status === 'good') return enough.likely
  const isClean = facts.every(
    (one) => one.severity === 'chat' || one.group === 'checksum' || one.code.startsWith('length_'),
  )
  const fixed = message?.program.fixedSize ?? -1
  const isFixed = fixed >= 0 && frame.headerSize + fixed + frame.trailerSize === bytes.length
  return enough.likely + (fitsTrueLength ? 2 : 0) + (isClean && isFixed ? 3 : 0)
}

/**
 * Length and layout agree against the bytes that are here, and the sum cannot tell: zero bytes leave it as it is. Of a CRC
 * that fits nothing of the kind can be said.
 */
function movedBytes(decoded: Decoded): Cause | null {
  const { frame, placement } = decoded
  const declared = placement.declaredSize
  if (isStrong(frame) || declared === null || layoutSize(decoded) !== declared) return null
  return surplus(decoded, declared, 7, {
    zh: `${frame.checksum.algorithm} 对零字节不敏感，指不出位置，不作猜测`,
    en: `${frame.checksum.algorithm} does not see zero bytes: it cannot tell where, and nothing is guessed`,
  })
}

/** Bodies shorter than this may well be without a zero. */
const leastBody = 8

/**
 * A sum that fits fewer bytes than the length says, over a body that lacks fields and holds no zero byte at all: the zeros
 * were dropped on the way. Where they were, a sum does not tell.
 */
function droppedZeros(decoded: Decoded, facts: readonly ExpertInfo[]): Cause | null {
  const { frame, bytes, placement } = decoded
  const declared = placement.declaredSize
  if (isStrong(frame) || declared === null || declared < bytes.length + 2) return null
  const body = bytes.subarray(decoded.bodyStart, bytes.length - frame.trailerSize)
  if (body.length < leastBody || body.includes(0) || !facts.some(({ code }) => code === 'fields_missing')) return null
  const count = declared - bytes.length
  const { said } = lengthTexts(decoded)
  return {
    code: 'bytes_missing',
    severity: 'error',
    group: 'malformed',
    range: { start: decoded.bodyStart, end: bytes.length - frame.trailerSize },
    message: {
      zh: `少了 ${count} 个字节，多半是零：长度域 ${said} 为 ${declared} 字节，实收 ${bytes.length}，消息体里一个 00 也没有；在哪里不能确定。`,
      en: `${count} missing bytes, most likely zeros: the length ${said} means ${declared} bytes, ${bytes.length} are here, and the body holds no 00 at all; where cannot be told.`,
    },
    evidence: [
      {
        zh: `${frame.checksum.algorithm} 按实收字节相符：少的是零，和不变`,
        en: `${frame.checksum.algorithm} fits the bytes that are here: zeros leave a sum as it is`,
      },
      { zh: '消息体缺少字段', en: 'the body lacks fields' },
    ],
    remedy: {
      zh: '日志或中间程序把 00 当作字符串结尾或空字符丢掉了；请取原始抓包。',
      en: 'A log or a program in between dropped 00 as the end of a text or as nothing; get the original capture.',
    },
    copy: null,
    bits: 7,
  }
}

/** More or fewer bytes than length and layout say, at a place that nothing tells. */
function surplus(decoded: Decoded, declared: number, bits: number, limit: Label): Cause {
  const { bytes, frame } = decoded
  const count = Math.abs(bytes.length - declared)
  const isMore = bytes.length > declared
  const { said } = lengthTexts(decoded)
  return {
    code: isMore ? 'bytes_extra' : 'bytes_missing',
    severity: 'error',
    group: 'malformed',
    range: { start: frame.headerSize, end: Math.max(frame.headerSize, bytes.length - frame.trailerSize) },
    message: {
      zh: `${isMore ? '多出' : '少了'} ${count} 个字节：长度域 ${said} 与报文格式都是 ${declared} 字节，实收 ${bytes.length}；在哪里不能确定。`,
      en: `${count} ${isMore ? 'extra' : 'missing'} ${count === 1 ? 'byte' : 'bytes'}: by the length ${said} and by its layout the frame has ${declared} bytes, ${bytes.length} are here; where cannot be told.`,
    },
    evidence: [
      { zh: `长度域与消息格式一致，都是 ${declared} 字节`, en: `length and layout agree on ${declared} bytes` },
      limit,
    ],
    remedy: { zh: '请对照原始抓包。', en: 'Compare the original capture.' },
    copy: null,
    bits,
  }
}

/** Length and layout agree, the bytes are more or fewer, and the checksum fits nothing that was tried. */
export function surplusCause(decoded: Decoded): Cause | null {
  const { placement, lengthGood, bytes } = decoded
  const declared = placement.declaredSize
  if (lengthGood || declared === null || layoutSize(decoded) !== declared || bytes.length < declared) return null
  return surplus(decoded, declared, 4, {
    zh: '没有哪一处的删改能使校验也相符',
    en: 'no place was found where taking them out makes the checksum right too',
  })
}

/** The checksum stands in the other byte order. */
export function swappedCause(decoded: Decoded, facts: readonly ExpertInfo[]): Cause | null {
  const { placement, frame, bytes, lengthGood, protocol, dialect } = decoded
  const fact = facts.find((one) => one.code === 'crc_swapped')
  if (!fact || placement.checksum.status !== 'swapped') return null
  const texts = checksumTexts(decoded)!
  const copy = lengthGood ? withTrueChecksum(frame, bytes) : null
  const evidence: Label[] = [
    {
      zh: `按规范计算是 ${texts.expected}，两个字节对调正是帧中的 ${texts.found}`,
      en: `computed it is ${texts.expected}; with its bytes exchanged, just the ${texts.found} of the frame`,
    },
    ...(lengthGood ? [{ zh: '长度域正确', en: 'the length is right' }] : []),
  ]
  return fromFact(fact, evidence, copy && rightFrame(protocol, copy, dialect) && copy, 15)
}

/** A start or end mark is wrong and all else is right. */
export function markCause(decoded: Decoded): Cause | null {
  const { frame, bytes, placement, protocol, dialect } = decoded
  const marks = [
    ...frame.startMarks.map((mark) => ({ at: mark.offset, bytes: mark.bytes })),
    ...frame.endMarks.map((mark) => ({ at: placement.end - frame.trailerSize + mark.offset, bytes: mark.bytes })),
  ]
  const wrong = marks.filter(({ at, bytes: wanted }) => at >= 0 && wanted.some((byte, i) => bytes[at + i] !== byte))
  if (wrong.length !== 1) return null
  const mark = wrong[0]!
  const copy = withReplaced(bytes, mark.at, mark.bytes)
  if (!rightFrame(protocol, copy, dialect)) return null
  const changed = mark.bytes.reduce((bits, byte, i) => bits + bitCount(byte ^ bytes[mark.at + i]!), 0)
  const [found, wanted] = [spacedHex(bytes, mark.at, mark.at + mark.bytes.length), spacedHex(mark.bytes)]
  const isStart = mark.at < frame.headerSize
  return {
    code: changed === 1 ? 'bit_flip' : 'byte_changed',
    severity: 'error',
    group: 'malformed',
    range: { start: mark.at, end: mark.at + mark.bytes.length },
    message: {
      zh: `${isStart ? '起始' : '结束'}标志 ${found} 应为 ${wanted}${changed === 1 ? '，只差一个比特' : ''}；其余（长度、校验）都正确。`,
      en: `The ${isStart ? 'start' : 'end'} mark ${found} should be ${wanted}${changed === 1 ? ', one bit apart' : ''}; all else, length and checksum, is right.`,
    },
    evidence: [{ zh: '改回标志后长度与校验都相符', en: 'with the mark put right, length and checksum are right' }],
    remedy: {
      zh: '多为线路干扰或手工编辑；请对照原始抓包。',
      en: 'Mostly noise on the line or an edit by hand: compare the original capture.',
    },
    copy,
    bits: isStrong(frame) ? 14 : 10,
  }
}

function bitCount(byte: number): number {
  let count = 0
  for (let rest = byte; rest > 0; rest &= rest - 1) count++
  return count
}

/** The checksum is wrong and nothing says why: what was tried, and what this kind of checksum can tell. */
export function unexplained(decoded: Decoded, fact: ExpertInfo, tried: number, isTied: boolean): Cause {
  const { frame } = decoded
  const evidence: Label[] = isStrong(frame) ? unexplainedCrc(tried, isTied) : unexplainedSum(decoded)
  const cause = fromFact(fact, evidence, null, 0)
  const limit = evidence.at(-1)!
  return {
    ...cause,
    message: { zh: `${trimmed(fact.message.zh)}；${limit.zh}。`, en: `${trimmed(fact.message.en)}; ${limit.en}.` },
    remedy: fact.remedy ?? {
      zh: '请对照原始抓包；平台应拒收这一帧并等待重发。',
      en: 'Compare the original capture; a platform should refuse this frame and wait for it to be sent again.',
    },
  }
}

const trimmed = (text: string): string => text.replace(/[。.]$/, '')

function unexplainedCrc(tried: number, isTied: boolean): Label[] {
  return [
    {
      zh: `反序、单比特、单字节、多字节、少字节都试过（约 ${tried} 种）`,
      en: `swapped bytes, single bits and bytes, bytes too many and too few were tried (about ${tried} changes)`,
    },
    isTied
      ? {
          zh: '有几种改法都能使校验相符，不能断定是哪一种，不作猜测',
          en: 'several changes would make it right and none stands out, so nothing is guessed',
        }
      : {
          zh: '没有哪一处单独的改动能可信地解释，原因不能断定',
          en: 'no single change explains it with any certainty, so the cause cannot be told',
        },
  ]
}

/** How many single bytes could be at fault: with sums, nearly all of them. */
function unexplainedSum(decoded: Decoded): Label[] {
  const { frame, bytes, placement, lengthGood } = decoded
  const { algorithm, size } = frame.checksum
  const { found, expected, start, end } = placement.checksum
  const modulus = 256 ** size
  const difference = algorithm === 'xor8' ? found ^ expected : (found - expected + modulus) % modulus
  let places = 0
  for (let i = start; i < end; i++) if (canChange(algorithm, bytes[i]!, difference, modulus)) places++
  const facts: Label = {
    zh: `相差 ${difference}（0x${difference.toString(16).toUpperCase()}）；${lengthGood ? '长度相符；' : ''}单独改动 ${places} 个字节中的任何一个都能使它相符`,
    en: `it is off by ${difference} (0x${difference.toString(16).toUpperCase()}); ${lengthGood ? 'the length is right; ' : ''}a change of any one of ${places} bytes would make it fit`,
  }
  const bits = size * 8
  return [
    facts,
    {
      zh: `${bits} 位${algorithm === 'xor8' ? '异或' : '累加和'}指不出是哪个字节错了，不能断定原因，也不作猜测`,
      en: `${bits === 8 ? 'an' : 'a'} ${bits}-bit ${algorithm === 'xor8' ? 'xor' : 'sum'} cannot single out which byte is wrong, so no cause is claimed and nothing is guessed`,
    },
  ]
}

function canChange(algorithm: string, byte: number, difference: number, modulus: number): boolean {
  if (algorithm === 'xor8') return true
  const [up, down] = [byte + difference, byte - (modulus - difference)]
  return up <= 0xff || down >= 0
}
