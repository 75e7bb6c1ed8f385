// Why is this frame bad or odd? Takes what was found (protocol/findings.ts, inspect.ts) and puts causes before it: ranked, with
// evidence, and at most one repair, made on a copy and only where the evidence leaves one way. Everything comes from the
// compiled definition; frames without findings cost nothing.
import { decodeFrame, type Decoded } from '../protocol/decode.ts'
import type { ExpertInfo, FindingKind } from '../protocol/expert.ts'
import type { Protocol } from '../protocol/plan.ts'
import { causeInfo, clearLead, enough, type Cause, type FrameContext } from './cause.ts'
import { changeCauses } from './change-causes.ts'
import { isRight, sameBytes, withInserted, withReplaced } from './frame-copy.ts'
import { joinedCause } from './joined-causes.ts'
import { coverageCause } from './coverage-causes.ts'
import { exampleCause, foreignCause } from './known-causes.ts'
import { lengthCause, markCause, surplusCause, swappedCause, unexplained } from './stated-causes.ts'
import { replacedCause, textCauses } from './text-causes.ts'
import { typeCause } from './type-causes.ts'
import { causesFirst, explainValues } from './value-causes.ts'

/** Causes that are listed; the first is the diagnosis. */
const mostCauses = 3

/**
 * The findings of a decoded frame with their causes in front. `facts`: what the decoder found, in its order. Total: any
 * frame gives a list.
 */
export function explainFrame(decoded: Decoded, facts: readonly ExpertInfo[], context: FrameContext): ExpertInfo[] {
  if (facts.every((one) => one.severity === 'chat')) return [...facts]
  // Causes are looked for in frames that a length bounds; a copy of an escaped one would not be what was sent.
  if (decoded.frame.foreign || decoded.frame.ending) return [...facts]
  const swapped = swappedCause(decoded, facts)
  if (isRight(decoded)) {
    const causes = [swapped, typeCause(decoded, facts)].filter((one) => one !== null)
    return merged(causes, explainValues(decoded, facts, context))
  }
  const example = exampleCause(decoded)
  if (example) return merged([example], facts)
  return explainDamage(decoded, facts, context, swapped)
}

/** Facts that are explained with more than their order: by bytes around them, or with a repaired copy. */
const explained = new Set(['type_wrong', 'year_1900'])

/** A finding's kind, and whether a repaired copy goes with it. */
export type FoundKind = FindingKind & { repair?: Uint8Array | true }

const swapped: FoundKind = { code: 'crc_swapped', severity: 'note', group: 'checksum', repair: true }

/**
 * The kinds of what explainFrame makes of facts about a right frame in its protocol's usual format whose body fits its
 * layout, without that of the checksum; `isSwapped`: its bytes stand in the other order. null: the frame itself must be
 * looked at.
 */
export function explainKinds(
  protocol: Protocol,
  facts: readonly FindingKind[],
  isSwapped: boolean,
): readonly FoundKind[] | null {
  const isEnded = protocol.frames[0]!.ending !== null
  if (!isSwapped && (isEnded || facts.every((one) => one.severity === 'chat'))) return facts
  if (isEnded || facts.some((one) => explained.has(one.code))) return null
  const ordered = causesFirst(facts)
  return isSwapped ? [swapped, ...ordered] : ordered
}

function explainDamage(
  decoded: Decoded,
  facts: readonly ExpertInfo[],
  context: FrameContext,
  swapped: Cause | null,
): ExpertInfo[] {
  const { bytes, protocol, dialect } = decoded
  const certain = [
    foreignCause(decoded, context),
    ...textCauses([protocol], bytes, dialect),
    replacedCause(decoded, dialect),
    joinedCause(protocol, bytes),
    markCause(decoded),
    lengthCause(decoded, facts),
    swapped,
  ].filter((one) => one !== null)
  if (certain.some((one) => one.bits >= enough.likely)) return merged(certain, facts)
  const { causes, tried } = changeCauses(decoded, context)
  // Which bytes a sender covers is a guess among few, that one changed field can imitate: both are weighed.
  const covered = coverageCause(decoded, context)
  const ranked = [...certain, ...(covered ? [covered] : []), ...causes].toSorted((a, b) => b.bits - a.bits)
  const named = ranked.filter((one, i) => one.bits >= enough.named && (i > 0 || stands(one, ranked)))
  if (named.length > 0 && named[0] === ranked[0]) return merged(named, facts)
  const surplus = surplusCause(decoded)
  if (surplus) return merged([surplus], facts)
  const bad = facts.find((one) => one.code === 'checksum_bad')
  // A frame that is cut has no checksum of its own to explain.
  if (!bad || facts.some((one) => one.code === 'truncated')) return [...facts]
  const isTied = ranked.length > 1 && ranked[0]!.bits >= enough.named
  return merged([unexplained(decoded, bad, tried, isTied)], facts)
}

/** No cause of another kind comes near it. */
function stands(first: Cause, ranked: readonly Cause[]): boolean {
  return ranked.every((one) => one === first || one.code === first.code || first.bits - one.bits >= enough.named)
}

/** The repair of the first cause may be offered: enough speaks for it, and nothing near it would repair otherwise. */
function isOffered([first, ...others]: readonly Cause[]): boolean {
  if (!first?.copy || first.bits < (first.repairFrom ?? enough.repair)) return false
  // One byte of any value makes a CRC right at a few places: of these, none may be left but the one.
  if (first.code === 'bytes_missing' && others.some((one) => one.copy && !sameBytes(one.copy, first.copy!)))
    return false
  return others.every((one) => one.copy === null || sameBytes(one.copy, first.copy!) || isFarBehind(one, first))
}

/** Two repairs that both fit all that is known leave no way to choose, however much speaks for one of them. */
function isFarBehind(other: Cause, first: Cause): boolean {
  return other.bits < enough.likely && first.bits - other.bits >= clearLead
}

/** Causes, strongest first, then the facts that no cause repeats. */
function merged(causes: readonly Cause[], facts: readonly ExpertInfo[]): ExpertInfo[] {
  if (causes.length === 0) return [...facts]
  const ranked = causes.toSorted((a, b) => b.bits - a.bits)
  const offered = isOffered(ranked)
  const shown: Cause[] = []
  for (const cause of ranked)
    if (shown.length < mostCauses && !shown.some((one) => one.code === cause.code)) shown.push(cause)
  const infos = shown.map((cause, i) => causeInfo(cause, offered && i === 0))
  const codes = new Set(shown.map((cause) => cause.code))
  const others = facts.filter((one) => !codes.has(one.code) || one.group === 'semantic')
  return [...infos, ...others]
}

/**
 * Why bytes are a frame of no known protocol: they are text of one, or a frame whose start is damaged or that has strange
 * bytes in front. `facts` come last.
 */
export function explainUnknown(bytes: Uint8Array, facts: readonly ExpertInfo[], context: FrameContext): ExpertInfo[] {
  const causes = textCauses(context.protocols, bytes, context.dialect)
  for (const protocol of context.protocols) {
    const joined = joinedCause(protocol, bytes)
    if (joined) causes.push(joined)
    causes.push(...startCauses(protocol, bytes))
  }
  return causes.length > 0 ? merged(causes, facts) : [...facts]
}

/** The start bytes are wrong or missing, and all else is right as a frame of this protocol. */
function startCauses(protocol: Protocol, bytes: Uint8Array): Cause[] {
  const causes: Cause[] = []
  for (const { start, proven } of protocol.frames) {
    if (proven || bytes.length < start.length) continue
    const marked = decodeFrame(protocol, withReplaced(bytes, 0, start))
    if (isRight(marked)) {
      const cause = markCause({ ...marked, bytes, placement: { ...marked.placement, startMark: false } })
      if (cause) causes.push(cause)
    }
    for (let lost = 1; lost <= start.length; lost++) {
      const copy = withInserted(bytes, 0, start.slice(0, lost))
      const whole = decodeFrame(protocol, copy)
      if (isRight(whole)) causes.push(lostStart(whole, lost))
    }
  }
  return causes
}

function lostStart({ bytes, protocol }: Decoded, lost: number): Cause {
  const hex = Array.from(bytes.subarray(0, lost), (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ')
  return {
    code: 'bytes_missing',
    severity: 'error',
    group: 'malformed',
    range: { start: 0, end: 0 },
    message: {
      zh: `开头少了 ${lost} 个字节 ${hex}：补上后是一帧${protocol.name.zh}报文，长度与校验都正确。`,
      en: `${lost} missing ${lost === 1 ? 'byte' : 'bytes'} at the beginning, ${hex}: with it this is a frame of ${protocol.name.en} with a right length and checksum.`,
    },
    evidence: [{ zh: '补上起始字节后长度与校验都相符', en: 'with the start bytes, length and checksum are right' }],
    remedy: {
      zh: '检查日志或驱动是否吞掉了第一个字节。',
      en: 'See whether the log or the driver swallows the first byte.',
    },
    copy: bytes,
    bits: 13,
  }
}
