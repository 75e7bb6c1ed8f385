// Which protocol speaks here, with what certainty and why. Over compiled protocols; readers see it as ProtocolProbe.
import type { Label } from '../bytes/range.ts'
import { messageKey } from './choose.ts'
import { decodeFrame, isProven, type Decoded } from './decode.ts'
import { cutFrame, formatChecks, noFrame, rightFrame } from './format-check.ts'
import { passesHeaderTest } from './header-test.ts'
import { checkChecksum, endMarksFit, readLength, sizeOf, startMarksFit } from './place.ts'
import type { FramePlan, Protocol } from './plan.ts'
import type { ChecksumStatus, Probe, ProtocolProbe, WholeFrame } from './probe.ts'
import { Slots } from './slots.ts'

/** Under this, only a start byte speaks for a protocol. */
export const certain = 30

export interface Candidate {
  decoded: Decoded
  /** 0–100; 90 and above is proof. */
  score: number
  reasons: Label[]
}

/** What a fitting checksum is worth: the wider, the less likely by chance. */
function checksumScore(frame: FramePlan, status: ChecksumStatus): number {
  if (status !== 'good' && status !== 'swapped') return 0
  const wide = frame.checksum.size > 1
  return (wide ? 45 : 25) - (status === 'swapped' ? 3 : 0)
}

/** Start bytes of a format that `length` bytes hold; two and more cannot well be chance. */
function startScore(frame: FramePlan, length: number): number {
  const marks = frame.startMarks.filter((mark) => mark.offset + mark.bytes.length <= length)
  return marks.reduce((total, mark) => total + mark.bytes.length, 0) > 1 ? 20 : 10
}

/** Judges bytes as one whole frame of one protocol. `slots`: as decodeFrame takes them. */
export function judgeFrame(
  protocol: Protocol,
  bytes: Uint8Array,
  dialect: string | null = null,
  slots?: Slots,
): Candidate {
  const decoded = decodeFrame(protocol, bytes, dialect, slots)
  const { frame, placement, message } = decoded
  const reasons: Label[] = []
  let score = 0
  const add = (points: number, zh: string, en: string) => {
    score += points
    if (points !== 0) reasons.push({ zh, en })
  }
  const status = placement.startMark ? placement.checksum.status : statusWithMarks(decoded)
  if (placement.startMark) add(startScore(frame, bytes.length), '起始字节相符', 'start bytes fit')
  else if (isProvenButForStart(decoded, status))
    reasons.push({ zh: '起始字节不符，其余相符', en: 'start bytes differ, all else fits' })
  else return { decoded, score: 0, reasons: [{ zh: '起始字节不符', en: 'start bytes differ' }] }
  // The header test repeats the start marks as a rule, so behind a damaged one it says nothing new.
  if (placement.startMark && frame.when && decoded.bytes.length >= frame.headerTestSize) {
    if (passesHeaderTest(frame, decoded.bytes, 0)) add(10, '报文头相符', 'header fits')
    else add(-20, '报文头不符', 'header does not fit')
  }
  if (decoded.lengthGood || (frame.foreign && isProven(placement))) add(25, '长度相符', 'length fits')
  else if (message && startScore(frame, bytes.length) > 10 && isCutShort(decoded))
    add(10, '像被截断的一帧', 'looks like a frame cut short')
  if (placement.endMark) {
    add(
      checksumScore(frame, status),
      status === 'swapped' ? '校验和相符（反序）' : '校验和相符',
      status === 'swapped' ? 'checksum fits, swapped' : 'checksum fits',
    )
    if (placement.checksum.fitsTrueLength) add(30, '按实际长度校验和相符', 'checksum fits with the true length')
    if (frame.endMarks.length > 0) add(10, '结束字节相符', 'end mark fits')
  }
  if (message) add(10, `报文类型 ${message.type} 已知`, `message type ${message.type} is known`)
  else if (frame.messages && decoded.type !== null) add(-5, '报文类型未知', 'message type is unknown')
  if (message && decoded.missing.length === 0 && !decoded.extra) add(5, '消息体长度与格式相符', 'body fits the layout')
  for (const evidence of protocol.evidence)
    if (evidence.when.matches(decoded.environment)) add(evidence.score, evidence.reason.zh, evidence.reason.en)
  return { decoded, score: Math.max(0, Math.min(100, score)), reasons }
}

/**
 * A damaged start byte is damage too: length, checksum and end mark over at least three bytes together cannot well agree by
 * chance.
 */
function isProvenButForStart({ frame, placement, lengthGood }: Decoded, status: ChecksumStatus): boolean {
  if (!lengthGood || !placement.endMark || (status !== 'good' && status !== 'swapped')) return false
  const endBytes = frame.endMarks.reduce((total, mark) => total + mark.bytes.length, 0)
  return frame.length.size * frame.length.at.length + frame.checksum.size + endBytes >= 3
}

/** What the checksum would be with the right start marks, which it may cover. */
function statusWithMarks({ frame, placement, bytes }: Decoded): ChecksumStatus {
  if (placement.checksum.status !== 'bad') return placement.checksum.status
  const mended = bytes.slice(0, placement.end)
  for (const mark of frame.startMarks)
    if (mark.offset + mark.bytes.length <= mended.length) mended.set(mark.bytes, mark.offset)
  return checkChecksum(frame, mended, 0, mended.length).status
}

/** The length says that more follows, and how much is possible for a frame of this format. */
function isCutShort({ placement, frame, bytes }: Decoded): boolean {
  const size = placement.declaredSize
  return size !== null && size > bytes.length && size >= frame.length.min && size <= frame.length.max
}

/** Every protocol whose start bytes fit, best first. A `dialect` known of the connection settles what bytes leave open. */
export function detectFrame(
  protocols: readonly Protocol[],
  bytes: Uint8Array,
  dialect: string | null = null,
): Candidate[] {
  return protocols
    .map((protocol) =>
      judgeFrame(protocol, bytes, protocol.dialects.some((one) => one.id === dialect) ? dialect : null),
    )
    .filter((candidate) => candidate.score > 0)
    .toSorted((a, b) => b.score - a.score)
}

/** Proof: length and checksum agree. */
const proof = 90

/** Slots of bestFrame, which nobody keeps: one for each protocol, since the best of several is looked at once more. */
const passing: Slots[] = []

/**
 * The first of detectFrame, to be looked at before the next call: what it decoded is written anew then. Protocols that begin
 * otherwise are not asked where one that begins so is proven.
 */
export function bestFrame(
  protocols: readonly Protocol[],
  bytes: Uint8Array,
  dialect: string | null = null,
): Candidate | null {
  let best: Candidate | null = null
  const judge = (protocol: Protocol, index: number) => {
    const own = protocol.dialects.some((one) => one.id === dialect) ? dialect : null
    const candidate = judgeFrame(protocol, bytes, own, (passing[index] ??= new Slots()))
    if (candidate.score > (best?.score ?? 0)) best = candidate
  }
  protocols.forEach((protocol, index) => {
    if (mayBegin(protocol, bytes)) judge(protocol, index)
  })
  const first = best as Candidate | null
  if (first && first.score >= proof) return first
  protocols.forEach((protocol, index) => {
    if (!mayBegin(protocol, bytes)) judge(protocol, index)
  })
  return best
}

function mayBegin({ frames }: Protocol, bytes: Uint8Array): boolean {
  return frames.some(({ start, preamble }) => bytes[0] === start[0] || bytes[0] === preamble?.byte)
}

/** A known type speaks for a format; an unknown one against it where but one byte begins it, as in other protocols. */
function keyScore(protocol: Protocol, frame: FramePlan, key: string | null): number {
  if (key === null) return 0
  if (protocol.byKey.has(key)) return 10
  return startScore(frame, Infinity) > 10 ? 0 : -10
}

/** How one format looks at `at`; null when it cannot begin here. */
export function probeFormat(
  protocol: Protocol,
  frame: FramePlan,
  bytes: Uint8Array,
  at: number,
  end: number,
): Probe | null {
  if (at + frame.start.length > end) return null
  if (!frame.ending && !startMarksFit(frame, bytes, at, end)) return null
  if (frame.ending) return probeMarked(protocol, frame, bytes, at, end)
  const length = readLength(frame, bytes, at, end, frame.length.at[0]!)
  if (length === null)
    return { protocol: protocol.id, size: 0, complete: false, checksum: 'absent', endMark: false, score: 5 }
  const isTested = frame.when !== null && at + frame.headerTestSize <= end
  if (isTested && !passesHeaderTest(frame, bytes, at)) return null
  const size = sizeOf(frame, length)
  if (size < Math.max(frame.length.min, frame.headerSize + frame.trailerSize) || size > frame.length.max) return null
  const complete = at + size <= end
  const key = messageKey(frame, bytes, at, end)
  let score = startScore(frame, end - at) + (isTested ? 10 : 0) + keyScore(protocol, frame, key)
  if (!complete)
    return frame.proven ? null : { protocol: protocol.id, size, complete, checksum: 'absent', endMark: false, score }
  const checksum = checkChecksum(frame, bytes, at, at + size).status
  const endMark = endMarksFit(frame, bytes, at + size)
  if (frame.proven && (checksum === 'bad' || !endMark)) return null
  score += 15 + (endMark ? checksumScore(frame, checksum) + (frame.endMarks.length > 0 ? 10 : 0) : 0)
  if (endMark && checksum !== 'bad') score = Math.max(score, 90)
  return { protocol: protocol.id, size, complete, checksum, endMark, score: Math.min(score, 100) }
}

/** The same for frames that end with a mark. */
function probeMarked(protocol: Protocol, frame: FramePlan, bytes: Uint8Array, at: number, end: number): Probe | null {
  const check = formatChecks(protocol)[frame.index]!
  const kind = check.look(bytes, at, end, null)
  if (kind === noFrame) return null
  const start = startScore(frame, end - at)
  if (kind === cutFrame)
    return { protocol: protocol.id, size: 0, complete: false, checksum: 'absent', endMark: false, score: 5 }
  const isRight = kind === rightFrame
  const checksum = !isRight ? 'bad' : check.swapped ? 'swapped' : 'good'
  const score = start + 25 + (check.isKnown(bytes, at, end) ? 10 : 0)
  const { size, endMark } = check
  return {
    protocol: protocol.id,
    size,
    complete: true,
    checksum,
    endMark,
    score: isRight ? Math.max(score, 90) : score,
  }
}

/** Where one way of beginning a frame leads. */
interface Beginning {
  protocol: Protocol
  frame: FramePlan
}

/** The protocols as readers see them. */
export class Detector implements ProtocolProbe {
  readonly protocols: readonly Protocol[]
  /** By first byte: the formats that begin with it. A stream is asked at each of its positions: nothing else is looked at. */
  private readonly preambles: ReadonlySet<number>
  private readonly beginnings: readonly (readonly Beginning[] | undefined)[]

  constructor(protocols: readonly Protocol[]) {
    this.protocols = protocols
    const beginnings: Beginning[][] = []
    const formats = protocols.flatMap((protocol) => protocol.frames)
    this.preambles = new Set(formats.flatMap(({ preamble }) => (preamble ? [preamble.byte] : [])))
    for (const protocol of protocols)
      for (const frame of protocol.frames) (beginnings[frame.start[0]!] ??= []).push({ protocol, frame })
    this.beginnings = Array.from({ length: 256 }, (_, byte) => beginnings[byte])
  }

  probe(bytes: Uint8Array, at: number, end = bytes.length): Probe[] {
    const found: Probe[] = []
    if (at >= end) return found
    for (const { protocol, frame } of this.beginnings[bytes[at]!] ?? []) {
      const probe = probeFormat(protocol, frame, bytes, at, end)
      if (probe) found.push(probe)
    }
    return found.length > 1 ? found.toSorted((a, b) => b.score - a.score) : found
  }

  whole(bytes: Uint8Array): WholeFrame[] {
    if (bytes.length === 0 || !(this.beginnings[bytes[0]!] || this.preambles.has(bytes[0]!))) return []
    return detectFrame(this.protocols, bytes).map(({ decoded, score }) => ({
      protocol: decoded.protocol.id,
      lengthGood: decoded.lengthGood,
      declaredSize: decoded.placement.declaredSize,
      checksum: decoded.placement.checksum.status,
      score,
    }))
  }

  nextStart(bytes: Uint8Array, from: number): number {
    for (let at = from; at < bytes.length; at++)
      for (const { frame } of this.beginnings[bytes[at]!] ?? []) if (beginsWith(frame.start, bytes, at)) return at
    return -1
  }
}

/** True when the bytes from `at` on are `start`, as far as they are there. */
function beginsWith(start: Uint8Array, bytes: Uint8Array, at: number): boolean {
  for (let i = 1; i < start.length && at + i < bytes.length; i++) if (bytes[at + i] !== start[i]) return false
  return true
}
