// One frame with all that is known of it: where it came from (envelope) and what it says (decode). What every output
// format starts from.
import type { Direction, Label } from '../bytes/range.ts'
import { billFindings, checkLoneBill } from '../diagnosis/bill-checks.ts'
import type { FrameContext } from '../diagnosis/cause.ts'
import { explainFrame, explainUnknown } from '../diagnosis/explain.ts'
import { RoleReader } from '../diagnosis/frame-reader.ts'
import type { FrameNote } from '../capture/frame-notes.ts'
import type { Value } from '../expression/value.ts'
import { decodeFrame, type Decoded } from '../protocol/decode.ts'
import { certain, detectFrame, type Candidate } from '../protocol/detect.ts'
import { worstSeverity, type ExpertInfo, type FindingKind } from '../protocol/expert.ts'
import { missingBytes } from '../protocol/findings.ts'
import { fillSummary } from '../protocol/fill-template.ts'
import type { MessagePlan, Protocol } from '../protocol/plan.ts'
import { findingsInSentBytes } from '../protocol/sent-tree.ts'
import { Slots } from '../protocol/slots.ts'
import { buildTree, findingsOf, plainFindings, type FieldNode, type FrameTree } from '../protocol/tree.ts'

/** Frame numbers, seconds, and the number of the charging session; null where there is none. */
export interface EnvelopeRelations {
  responseIn: number | null
  responseTo: number | null
  rtt: number | null
  session: number | null
  isInferred: boolean
}

/** Where a frame came from, as the capture or the text tells. */
export interface Envelope {
  /** From 1. */
  number: number
  /** As results write it; null when there is none. */
  time: string | null
  conversation: number | null
  direction: Direction
  source?: { line: number; column: number }
  label?: string
  /** Number of the frame that this is another copy of. */
  duplicateOf?: number
  /** What other frames tell of this one, where that was asked for. */
  relations?: EnvelopeRelations
  /** What a person noted about it. */
  note?: FrameNote
  /** Values of names that only the capture around it knows: addresses, ports, seconds since another frame. */
  around?: (name: string) => readonly Value[]
  /** Remarks of the reader, such as a count in the text that does not fit. */
  expert?: ExpertInfo[]
}

/** What the user or the connection says of the protocol; null: let the bytes decide. */
export interface DecodeAs {
  protocol: Protocol
  dialect: string | null
}

export interface DecodedFrame {
  envelope: Envelope
  bytes: Uint8Array
  /** null: no known protocol. */
  decoded: Decoded | null
  direction: Direction
  /** The tree, made when it is first asked for. */
  readonly fields: FieldNode[]
  /** All findings, made when they are first asked for. */
  readonly expert: ExpertInfo[]
  /** Bytes that a cut frame lacks. */
  missing: number
}

/** What may help with a frame beside its bytes. */
export interface DecodeContext {
  slots?: Slots | undefined
  /** Frames of the same conversation, nearest first. */
  neighbours?: () => readonly Decoded[]
  /** Findings that come of other frames; where nothing is known of those, a frame is judged by itself. */
  others?: (() => readonly ExpertInfo[]) | undefined
}

/**
 * Decodes bytes taken as one whole frame. Its tree, and why it is bad, are found when they are looked at. `slots`: reused
 * from frame to frame by who is done with one before the next; only with `as`.
 */
export function decodeWhole(
  protocols: readonly Protocol[],
  bytes: Uint8Array,
  envelope: Envelope,
  as: DecodeAs | null,
  { slots, neighbours, others }: DecodeContext = {},
): DecodedFrame {
  if (as) {
    const decoded = decodeFrame(as.protocol, bytes, as.dialect, slots)
    return new KnownFrame(decoded, envelope, contextOf(protocols, decoded, neighbours), others)
  }
  const candidates = detectFrame(protocols, bytes)
  const best = candidates[0]
  return best && best.score >= certain
    ? new KnownFrame(best.decoded, envelope, contextOf(protocols, best.decoded, neighbours), others)
    : unknownFrame(protocols, bytes, envelope, candidates)
}

/**
 * A frame's own findings with those of other frames, which see more where both say the same. They come first, as the likely
 * cause of trouble, unless the frame itself has worse.
 */
export function withRelations<T extends FindingKind>(own: readonly T[], others: readonly T[]): T[] {
  const rest = own.filter(({ code }) => !others.some((other) => other.code === code))
  return worstSeverity(rest) < worstSeverity(others) ? [...others, ...rest] : [...rest, ...others]
}

/** A frame of a known protocol. Most are asked for a few values only: tree and findings wait until they are wanted. */
class KnownFrame implements DecodedFrame {
  readonly envelope: Envelope
  readonly decoded: Decoded
  private readonly context: FrameContext
  private readonly others: DecodeContext['others']
  private tree: FrameTree | null = null
  private findings: ExpertInfo[] | null = null

  constructor(decoded: Decoded, envelope: Envelope, context: FrameContext, others: DecodeContext['others']) {
    this.others = others
    this.decoded = decoded
    this.envelope = envelope
    this.context = context
  }

  get bytes(): Uint8Array {
    return this.decoded.plain?.sent ?? this.decoded.bytes
  }

  get direction(): Direction {
    const { direction } = this.envelope
    return direction === 'unknown' ? this.decoded.direction : direction
  }

  get fields(): FieldNode[] {
    return (this.tree ??= buildTree(this.decoded)).fields
  }

  get expert(): ExpertInfo[] {
    const { decoded, envelope, context } = this
    this.findings ??= joined(allFindings(decoded, this.tree, envelope, context), decoded, this.others)
    return this.findings
  }

  get missing(): number {
    return missingBytes(this.decoded)
  }
}

/** Slots of a frame that nobody keeps. */
const passing = new Slots()

/** The findings of decodeWhole without its tree: for counting and filtering over many frames. */
export function findWhole(
  protocols: readonly Protocol[],
  bytes: Uint8Array,
  envelope: Pick<Envelope, 'direction' | 'expert'>,
  as: DecodeAs | null,
  { neighbours, others }: Omit<DecodeContext, 'slots'> = {},
): readonly ExpertInfo[] {
  const candidates = as ? [] : detectFrame(protocols, bytes)
  const best = candidates[0]
  const decoded = as
    ? decodeFrame(as.protocol, bytes, as.dialect, passing)
    : best && best.score >= certain
      ? best.decoded
      : null
  if (!decoded) return unknownFindings(protocols, bytes, envelope, candidates)
  const own = allFindings(decoded, null, envelope, contextOf(protocols, decoded, neighbours))
  return joined(own, decoded, others)
}

/** A frame's own findings with what other frames make of it; where nobody looks at those, with what a bill tells alone. */
function joined(own: readonly ExpertInfo[], decoded: Decoded, others: DecodeContext['others']): ExpertInfo[] {
  if (others) return withRelations(own, others())
  const alone = findingsAlone(decoded)
  return [...own.filter(({ code }) => !alone.some((one) => one.code === code)), ...alone]
}

const alone = new RoleReader()

/** What does not add up in a bill by itself, in the words that its charge would have. */
function findingsAlone(decoded: Decoded): ExpertInfo[] {
  const { message, encrypted, placement, bytes, lengthGood } = decoded
  const { status } = placement.checksum
  if (message?.role !== 'bill' || encrypted || !lengthGood || (status !== 'good' && status !== 'swapped')) return []
  alone.take(decoded)
  return billFindings(checkLoneBill(alone), 1, { start: 0, end: bytes.length })
}

function contextOf(
  protocols: readonly Protocol[],
  { dialect }: Decoded,
  neighbours: (() => readonly Decoded[]) | undefined,
): FrameContext {
  return { protocols, dialect, ...(neighbours ? { neighbours } : {}) }
}

/** What was found about a decoded frame and where it came from, causes first. */
function allFindings(
  decoded: Decoded,
  tree: FrameTree | null,
  envelope: Pick<Envelope, 'direction' | 'expert'>,
  context: FrameContext,
): ExpertInfo[] {
  const { plain } = decoded
  const facts = plain ? plainFindings(decoded) : (tree?.expert ?? findingsOf(decoded))
  const explained = explainFrame(decoded, facts, context)
  return [
    ...(plain ? findingsInSentBytes(explained, plain) : explained),
    ...directionFindings(decoded, envelope.direction),
    ...(envelope.expert ?? []),
  ]
}

/** A message went the way that only the other side sends it. */
export const directionWrong: FindingKind = { code: 'direction_wrong', severity: 'warn', group: 'sequence' }

/** Which way a message travels and which way it went, where that is the other; else null. */
export function wrongWay(
  message: MessagePlan | null,
  went: Direction,
): { own: 'up' | 'down'; went: 'up' | 'down' } | null {
  const own = message?.direction ?? null
  return own === null || went === 'unknown' || went === own ? null : { own, went }
}

/** Against the direction that the capture or text shows, the message travels only the other way. */
function directionFindings({ message, plain, bytes }: Decoded, direction: Direction): ExpertInfo[] {
  const wrong = wrongWay(message, direction)
  if (!message || !wrong) return []
  const zh = { up: '上行', down: '下行' }
  return [
    {
      ...directionWrong,
      range: { start: 0, end: (plain?.sent ?? bytes).length },
      message: {
        zh: `${message.name.zh}是${zh[wrong.own]}报文，这里却是${zh[wrong.went]}。`,
        en: `${message.name.en} travels ${wrong.own}, but this one went ${wrong.went}.`,
      },
    },
  ]
}

/** A frame of no known protocol: one raw leaf, and what it could be. */
function unknownFrame(
  protocols: readonly Protocol[],
  bytes: Uint8Array,
  envelope: Envelope,
  candidates: readonly Candidate[],
): DecodedFrame {
  const range = { start: 0, end: bytes.length }
  const raw = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const label = { zh: '数据', en: 'Data' }
  const field: FieldNode = {
    name: 'data',
    label,
    range,
    raw,
    value: raw,
    unit: null,
    text: { zh: raw, en: raw },
    children: [],
    expert: [],
  }
  return {
    envelope,
    bytes,
    decoded: null,
    direction: envelope.direction,
    fields: [field],
    expert: unknownFindings(protocols, bytes, envelope, candidates),
    missing: 0,
  }
}

function unknownFindings(
  protocols: readonly Protocol[],
  bytes: Uint8Array,
  envelope: Pick<Envelope, 'expert'>,
  candidates: readonly Candidate[],
): ExpertInfo[] {
  const list = (language: 'zh' | 'en') =>
    candidates
      .slice(0, 3)
      .map(
        (one) =>
          `${one.decoded.protocol.name[language]} ${one.score}（${one.reasons.map((reason) => reason[language]).join('，')}）`,
      )
      .join('；')
  const message: Label = candidates.length
    ? {
        zh: `不是已知协议的报文；最接近的：${list('zh')}。`,
        en: `Not a frame of a known protocol; nearest: ${list('en').replaceAll('（', ' (').replaceAll('）', ')').replaceAll('；', '; ').replaceAll('，', ', ')}.`,
      }
    : { zh: '不是已知协议的报文：起始字节都不相符。', en: 'Not a frame of a known protocol: no start bytes fit.' }
  const expert: ExpertInfo = {
    code: 'foreign_protocol',
    severity: 'warn',
    group: 'undecoded',
    range: { start: 0, end: bytes.length },
    message,
    remedy: { zh: '若知道是哪种协议，用 --as 指定。', en: 'If you know the protocol, name it with --as.' },
  }
  return [...explainUnknown(bytes, [expert], { protocols, dialect: null }), ...(envelope.expert ?? [])]
}

/** The message's one-line summary; of a body that cannot be read, that; else nothing. */
export function summaryOf(frame: DecodedFrame): Label {
  const { decoded } = frame
  if (!decoded) return { zh: '未知协议', en: 'unknown protocol' }
  const { message, protocol } = decoded
  if (decoded.encrypted) return protocol.encrypted!.message
  if (message?.summary) return fillSummary(message.summary, decoded)
  return { zh: '', en: '' }
}
