// All that frames of a capture tell together: pairs, piles, charging sessions, counts. One pass over the frames, each decoded
// once, as far as they are there; asked at any time. The owner calls `extend` in slices and `finish` at the end.
import type { FrameRelations } from '../capture/frame-relations.ts'
import type { ExpertInfo } from '../protocol/expert.ts'
import { billFindings, checkBill } from './bill-checks.ts'
import type { BillSheet } from './billing.ts'
import { ChargingSessions } from './charging-sessions.ts'
import { FrameReader } from './frame-reader.ts'
import { isLeftOut, type FrameSource } from './frame-times.ts'
import { MessageTimes } from './message-times.ts'
import { Pairing } from './pairing.ts'
import { Piles } from './piles.ts'
import { responseFindings } from './response-findings.ts'
import type { SessionStep } from './session-steps.ts'
import { sessionTimeline } from './session-timeline.ts'

const nothing: readonly ExpertInfo[] = []

export class CaptureDiagnosis implements FrameRelations {
  readonly source: FrameSource
  readonly pairing: Pairing
  readonly piles: Piles
  readonly sessions: ChargingSessions
  readonly messages: MessageTimes
  /** For questions, beside the one that goes over the frames. */
  readonly reader: FrameReader
  /** Counts what changes answers: frames that were taken in, and the end. */
  revision = 0
  private readonly passing: FrameReader
  private readonly bills = new Map<number, { bill: BillSheet | null; asOf: number }>()

  constructor(source: FrameSource) {
    this.source = source
    this.pairing = new Pairing(source)
    this.piles = new Piles(source)
    this.sessions = new ChargingSessions(this.pairing)
    this.messages = new MessageTimes(source)
    this.passing = new FrameReader(source)
    this.reader = new FrameReader(source)
  }

  /** Frames that were taken in. */
  get count(): number {
    return this.pairing.count
  }

  get isComplete(): boolean {
    return this.pairing.isComplete
  }

  /** Takes in frames up to row `end`, exclusive, as far as there are any. */
  extend(end: number): void {
    const { capture } = this.source
    const until = Math.min(end, capture.frames.count)
    const from = this.count
    for (let row = from; row < until; row++) this.take(row)
    this.pairing.noteEvents(capture.events)
    if (until > from) this.revision++
  }

  /** Takes in the rest; no more frames come. */
  finish(): void {
    this.extend(Infinity)
    this.pairing.isComplete = true
    this.revision++
  }

  private take(row: number): void {
    const { passing } = this
    if (isLeftOut(this.source, row)) return this.pairing.pass(row)
    passing.read(row)
    this.pairing.add(row, passing)
    const isCopy = (this.source.origins?.[row]?.duplicateOf ?? null) !== null
    const pile = isCopy ? null : this.piles.add(row, passing)
    if (!isCopy) this.sessions.add(row, passing, pile)
    this.messages.add(row)
  }

  responseIn(row: number): number {
    return this.pairing.responseIn(row)
  }

  responseTo(row: number): number {
    return this.pairing.responseTo(row)
  }

  rtt(row: number): number {
    return this.pairing.rtt(row)
  }

  isInferred(row: number): boolean {
    const reply = this.pairing.responseTo(row) >= 0 ? row : this.pairing.responseIn(row)
    return reply >= 0 && this.pairing.matched(reply) === 'nearest'
  }

  session(row: number): number {
    return this.sessions.sessionOf(row)
  }

  isWaiting(row: number): boolean {
    return this.pairing.isWaiting(row)
  }

  findings(row: number): readonly ExpertInfo[] {
    const own = responseFindings(this.source, this.pairing, row)
    if (this.source.capture.messageOf(row)?.role !== 'bill') return own.length > 0 ? own : nothing
    const session = this.sessions.get(this.session(row))
    if (!session) return own
    if (session.bills.first !== row) return [repeatedBill(session.bills.first, this.range(row)), ...own]
    return [...billFindings(this.bill(session.id)?.checks ?? [], row + 1, this.range(row)), ...own]
  }

  /** The session's bill, computed when it is first asked for; null when it has none. */
  bill(id: number): BillSheet | null {
    const session = this.sessions.get(id)
    if (!session || session.bills.count === 0) return null
    const known = this.bills.get(id)
    if (known?.asOf === session.lastRow) return known.bill
    const bill = checkBill(session, this)
    this.bills.set(id, { bill, asOf: session.lastRow })
    return bill
  }

  /** The session's timeline; empty when there is no such session. */
  steps(id: number): SessionStep[] {
    const session = this.sessions.get(id)
    return session ? sessionTimeline(session, this) : []
  }

  private range(row: number): { start: number; end: number } {
    return { start: 0, end: this.source.capture.frames.length[row]! }
  }
}

function repeatedBill(first: number, range: ExpertInfo['range']): ExpertInfo {
  return {
    code: 'duplicate',
    severity: 'warn',
    group: 'response',
    range,
    message: {
      zh: `重复账单：同一笔交易已在第 ${first + 1} 帧上送。`,
      en: `A repeated bill: frame ${first + 1} has the same transaction.`,
    },
    remedy: {
      zh: '平台按交易号去重，以免重复扣款。',
      en: 'The platform should drop it by its transaction number, so that nobody pays twice.',
    },
  }
}
