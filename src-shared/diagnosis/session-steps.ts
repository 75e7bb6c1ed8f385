// The steps of a charge's timeline: what one is, and the list of them that session-timeline.ts, sample-steps.ts and
// due-steps.ts fill.
import type { Label } from '../bytes/range.ts'
import { fillSummary } from '../protocol/fill-template.ts'
import type { MessagePlan, Protocol } from '../protocol/plan.ts'
import type { ChargingSession } from './charging-sessions.ts'
import type { FrameReader } from './frame-reader.ts'
import { frameSeconds, type FrameSource } from './frame-times.ts'
import type { Pairing } from './pairing.ts'

/** done · late: came after its deadline · missing: should be there · unseen: may have been before the capture began · open: may still come */
export type StepState = 'done' | 'late' | 'missing' | 'unseen' | 'open'

export interface SessionStep {
  /** Word of the step: login, price, start, handshake, config, samples, battery, stop, end, bill, acknowledgement. */
  kind: StepKind
  state: StepState
  title: Label
  /** Numbers of the frames, in order; of samples the first and the last. Empty for missing steps. */
  frames: number[]
  /** How many frames there are. */
  count: number
  /** Seconds since 1970 of the first; null without times. For missing steps: when it was due. */
  seconds: number | null
  /** Seconds from request to reply, or from the first to the last sample. */
  took: number | null
  detail: Label
  /** For late and missing steps: what was expected, and by which rule. */
  expected: { message: Label; rule: Label; deadline: number | null } | null
}

export type StepKind =
  | 'login'
  | 'price'
  | 'start'
  | 'handshake'
  | 'config'
  | 'samples'
  | 'battery'
  | 'error'
  | 'stop'
  | 'end'
  | 'bill'
  | 'acknowledgement'

export const noDetail: Label = { zh: '', en: '' }

/** What the timeline is made from. */
export interface StepSource {
  source: FrameSource
  pairing: Pairing
  reader: FrameReader
}

/** The steps of one session, in the making. */
export class StepList {
  readonly session: ChargingSession
  readonly source: FrameSource
  readonly pairing: Pairing
  readonly reader: FrameReader
  readonly protocol: Protocol
  /** With the row that orders each. */
  private readonly steps: { row: number; step: SessionStep }[] = []

  constructor(session: ChargingSession, { source, pairing, reader }: StepSource) {
    this.session = session
    this.source = source
    this.pairing = pairing
    this.reader = reader
    this.protocol = source.capture.protocols[session.pile.protocol]!
  }

  /** All steps, in order. */
  inOrder(): SessionStep[] {
    return this.steps.toSorted((a, b) => a.row - b.row).map(({ step }) => step)
  }

  /** Names of the protocol's messages with these roles; null when it has none. */
  namesOf(roles: readonly string[]): Label | null {
    const messages = this.protocol.messages.filter(({ role }) => role !== null && roles.includes(role))
    if (messages.length === 0) return null
    const { dialects } = this.protocol
    const { dialect } =
      this.source.capture.conversations[this.source.capture.frames.conversation[this.session.firstRow]!]!
    const chain = dialects.find(({ id }) => id === dialect)?.chain
    const own = messages.filter(
      (message) => !chain || message.dialects.length === 0 || message.dialects.some((id) => chain.includes(id)),
    )
    const shown = own.length > 0 ? own : messages
    const list = (language: 'zh' | 'en') =>
      [...new Set(shown.map((message) => nameOf(message)[language]))].slice(0, 2).join(' / ')
    return { zh: list('zh'), en: list('en') }
  }

  /** The summary of frame `row`. */
  detailOf(row: number): Label {
    const decoded = this.reader.read(row)
    const summary = decoded?.message?.summary
    return summary && !decoded.encrypted ? fillSummary(summary, decoded) : noDetail
  }

  /** Seconds since 1970 of frame `row`; null without times. */
  secondsOf(row: number): number | null {
    return known(frameSeconds(this.source, row))
  }

  /** A step that nothing is known of yet. */
  blank(kind: StepKind, state: StepState, title: Label): SessionStep {
    const nothing = { frames: [], count: 0, seconds: null, took: null, detail: noDetail, expected: null }
    return { kind, state, title, ...nothing }
  }

  /** Adds a step at its place: the frame `row`, a fraction for what stands behind it or in front. */
  add(row: number, step: SessionStep): void {
    this.steps.push({ row, step })
  }
}

/** What is expected of a bill, `within` seconds of the end of the charge. */
export function billRule(within: number | null): Label {
  return within === null
    ? { zh: '充电结束后应上送账单', en: 'a bill follows the end of a charge' }
    : { zh: `结束后 ${within} s 内上送`, en: `due within ${within} s of the end` }
}

/** `0x34 运营平台远程控制启机`. */
export function nameOf({ type, id, name }: MessagePlan): Label {
  return type === id ? name : { zh: `${type} ${name.zh}`, en: `${type} ${name.en}` }
}

/** Null for what is not known, NaN. */
export function known(seconds: number): number | null {
  return Number.isNaN(seconds) ? null : seconds
}
