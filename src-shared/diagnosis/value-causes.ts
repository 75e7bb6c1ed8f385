// Oddities of values in frames that are otherwise right: years counted from 1900, with what the other side sent beside it.
import type { Label } from '../bytes/range.ts'
import { readCp56Time } from '../bytes/time.ts'
import type { Decoded } from '../protocol/decode.ts'
import type { ExpertInfo, FindingKind } from '../protocol/expert.ts'
import type { FrameContext } from './cause.ts'
import { pileNumber } from './frame-words.ts'
import { rightFrame, withTrueChecksum } from './frame-copy.ts'

/** Codes that say why a frame is odd; they stand before those that only say what is odd. */
const causes = new Set(['year_1900', 'byte_order', 'type_wrong', 'body_foreign', 'foreign_dialect', 'foreign_protocol'])
/** Offset of the year in a CP56Time2a. */
const yearAt = 6

/** Findings about values of a right frame, causes first, years with evidence and the frame's one repair. */
export function explainValues(decoded: Decoded, facts: readonly ExpertInfo[], context: FrameContext): ExpertInfo[] {
  const ordered = causesFirst(facts)
  const years = ordered.filter((one) => one.code === 'year_1900')
  if (years.length === 0) return ordered
  const evidence = yearEvidence(decoded, context)
  // A body that does not fit its layout has no times to mend.
  const isWell = facts.every((one) => one.severity === 'note' || one.severity === 'chat') && fits(decoded)
  const repair = ordered[0] === years[0] && isWell ? yearRepair(decoded, years) : null
  return ordered.map((one) =>
    one.code === 'year_1900'
      ? { ...one, evidence, certainty: 'high' as const, ...(repair && one === years[0] ? { repair } : {}) }
      : one,
  )
}

/** Findings that say why a frame is odd before those that only say what is odd. */
export function causesFirst<T extends FindingKind>(facts: readonly T[]): T[] {
  if (!facts.some((one) => causes.has(one.code))) return [...facts]
  return [...facts.filter((one) => causes.has(one.code)), ...facts.filter((one) => !causes.has(one.code))]
}

const fits = ({ missing, extra, problems }: Decoded): boolean =>
  missing.length === 0 && extra === null && problems.length === 0

/** The frame with a hundred years less in every such time. */
function yearRepair(
  { bytes, frame, protocol, dialect, placement }: Decoded,
  years: readonly ExpertInfo[],
): Uint8Array | null {
  if (placement.checksum.status !== 'good') return null
  const copy = new Uint8Array(bytes)
  for (const { range } of years) {
    const at = range.start + yearAt
    if (at < range.end) copy[at] = copy[at]! - 100
  }
  const sealed = withTrueChecksum(frame, copy)
  return rightFrame(protocol, sealed, dialect) && sealed
}

function yearEvidence(decoded: Decoded, { neighbours }: FrameContext): Label[] {
  const evidence: Label[] = [{ zh: 'C 语言的 tm_year 从 1900 年算起', en: "C's tm_year counts from 1900" }]
  const other = neighbours ? yearNearby(decoded, neighbours()) : null
  if (other)
    evidence.unshift({
      zh: `${other.from.zh}在“${other.name.zh}”里发的年份是 ${other.year}`,
      en: `${other.from.en} sent ${other.year} as the year (${other.name.en})`,
    })
  return evidence
}

/** The year byte of a right time in frames of the same pile around; the other side's first. */
function yearNearby(
  decoded: Decoded,
  neighbours: readonly Decoded[],
): { year: number; name: Label; from: Label } | null {
  const pile = pileNumber(decoded)
  const same = neighbours.filter((one) => one.direction !== 'unknown' && pileNumber(one) === pile)
  const isOther = (one: Decoded) => Number(one.direction !== decoded.direction)
  for (const one of same.toSorted((a, b) => isOther(b) - isOther(a))) {
    const year = yearOf(one)
    if (year === null) continue
    const from = one.direction === 'down' ? { zh: '平台', en: 'The platform' } : { zh: '桩', en: 'The pile' }
    return { year, name: one.message?.name ?? { zh: '报文', en: 'frame' }, from }
  }
  return null
}

function yearOf({ slots, protocol, bytes }: Decoded): number | null {
  for (let slot = 0; slot < slots.count; slot++) {
    const start = slots.start[slot]!
    if (protocol.plans[slots.field[slot]!]!.reading.read !== 'cp56time2a' || slots.end[slot]! - start !== 7) continue
    const { time, since1900 } = readCp56Time(bytes, start)
    if (time !== null && !since1900) return bytes[start + yearAt]! & 0x7f
  }
  return null
}
