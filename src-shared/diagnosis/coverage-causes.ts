// A checksum made over other bytes than the definition says, or by another algorithm: a sender's mistake that repeats in
// every frame, while the frame itself is right.
import { computeChecksum, type ChecksumAlgorithm } from '../bytes/checksum.ts'
import type { Label } from '../bytes/range.ts'
import type { Decoded } from '../protocol/decode.ts'
import { checksumTexts } from '../protocol/findings.ts'
import type { Cause, FrameContext } from './cause.ts'
import { withTrueChecksum } from './frame-copy.ts'
import { placeText } from './frame-words.ts'

const twoByteAlgorithms: readonly ChecksumAlgorithm[] = ['crc16-modbus', 'crc16-ccitt', 'sum16']

interface Coverage {
  algorithm: ChecksumAlgorithm
  from: number
  stop: number
}

/** The stored checksum as that of other bytes; null when none fits, or the checksum is too short to tell. */
export function coverageCause(decoded: Decoded, { neighbours }: FrameContext): Cause | null {
  const { frame, bytes, placement, lengthGood } = decoded
  const { algorithm, size } = frame.checksum
  if (!lengthGood || size < 2 || placement.checksum.status !== 'bad' || !placement.endMark) return null
  const tried = coverages(decoded)
  const fitting = tried.filter(
    (one) => computeChecksum(one.algorithm, bytes, one.from, one.stop) === placement.checksum.found,
  )
  const other = fitting[0]
  if (!other || fitting.length > 1) return null
  const { start, end } = placement.checksum
  const { found, expected } = checksumTexts(decoded)!
  // A sender that computes it otherwise does so in every frame; one frame alone may fit by accident.
  const isRepeated = neighbours?.().some((one) => repeats(one, decoded, other)) ?? false
  const isSame = other.algorithm === algorithm
  const was = placeText(other.from, other.stop)
  const should = placeText(start, end)
  const what: Label = isSame
    ? {
        zh: `发送方算的是${was.zh}，规范是${should.zh}`,
        en: `the sender covered ${was.en}, the specification ${should.en}`,
      }
    : {
        zh: `发送方用的是 ${other.algorithm}，规范是 ${algorithm}`,
        en: `the sender used ${other.algorithm}, the specification ${algorithm}`,
      }
  return {
    code: 'checksum_bad',
    severity: 'error',
    group: 'checksum',
    range: { start: end, end: end + size },
    message: {
      zh: `校验和不符：帧中 ${found}，按字节计算为 ${expected}；${what.zh}。`,
      en: `The checksum does not fit: ${found} sent, ${expected} computed; ${what.en}.`,
    },
    evidence: [
      {
        zh: `试过 ${tried.length} 种范围和算法，只有这一种得出帧中的 ${found}`,
        en: `of ${tried.length} ranges and algorithms tried, only this one gives the ${found} of the frame`,
      },
    ],
    remedy: {
      zh: `请发送方按规范计算校验：${algorithm}，${should.zh}。`,
      en: `Ask the sender to compute it as the specification says: ${algorithm} over ${should.en}.`,
    },
    copy: isRepeated ? withTrueChecksum(frame, bytes) : null,
    // Sums differ by one small number, which many a byte could be off by too.
    bits: (algorithm.startsWith('crc') ? 16 : 8) - Math.log2(tried.length),
  }
}

/** The neighbour's bad checksum is computed in the same other way. */
function repeats({ bytes, placement }: Decoded, decoded: Decoded, { algorithm, from, stop }: Coverage): boolean {
  const end = bytes.length - (decoded.bytes.length - stop)
  if (placement.checksum.status !== 'bad' || end <= from) return false
  return computeChecksum(algorithm, bytes, from, end) === placement.checksum.found
}

/** Other beginnings within the header, other ends within the trailer, other algorithms of this width. */
function coverages({ frame, bytes, placement }: Decoded): Coverage[] {
  const { algorithm, from, size } = frame.checksum
  const { end } = placement.checksum
  const all: Coverage[] = []
  for (let start = 0; start <= frame.headerSize; start++)
    for (const stop of new Set([bytes.length - frame.trailerSize, end]))
      if (start < stop && (start !== from || stop !== end)) all.push({ algorithm, from: start, stop })
  for (const other of size === 2 ? twoByteAlgorithms : [])
    if (other !== algorithm) all.push({ algorithm: other, from, stop: end })
  return all
}
