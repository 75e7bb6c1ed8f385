// A charging session in one line of a list, and as a whole with timeline and bill: what the bridge answers with.
import type { Label } from '../bytes/range.ts'
import type { BillSheet } from './billing.ts'
import type { CaptureDiagnosis } from './capture-diagnosis.ts'
import type { ChargingSession } from './charging-sessions.ts'
import { frameSeconds } from './frame-times.ts'
import type { SessionStep } from './session-steps.ts'

/** right: checked and in order · wrong: does not add up · none: there is no bill. */
export type BillVerdict = 'right' | 'wrong' | 'none'

export interface SessionSummary {
  /** From 1; `session.id` of filters. */
  id: number
  /** PileSummary.id. */
  pile: number
  pileNumber: string
  gun: string
  /** null: there is none. */
  transaction: string | null
  firstFrame: number
  lastFrame: number
  from: number | null
  to: number | null
  samples: number
  /** kWh and money of the bill, else of the last sample; null: neither. */
  energy: number | null
  amount: number | null
  /** charging: still open · complete: billed · incomplete: over without a bill. */
  state: 'charging' | 'complete' | 'incomplete'
  bill: BillVerdict
  /** Codes of the bill's checks. */
  billCodes: string[]
  /** Steps that are missing or late. */
  missing: number
  late: number
  repeatedBills: number
}

export interface SessionDetails {
  session: SessionSummary
  steps: SessionStep[]
  bill: BillSheet | null
  /** Numbers of all frames of the session by part, up to a limit. */
  frames: { events: number[]; samples: number[]; battery: number[] }
}

const mostFrames = 5000

/** Lines that are made, while what they were made from is as it was. */
const made = new WeakMap<ChargingSession, { summary: SessionSummary; asOf: string; isSettled: boolean }>()

/** One line of the list of sessions; made anew only when something about it may have changed. */
export function sessionSummary(diagnosis: CaptureDiagnosis, session: ChargingSession): SessionSummary {
  const known = made.get(session)
  const own = `${session.lastRow} ${session.isSuperseded} ${diagnosis.isComplete}`
  // Deadlines pass with every frame, until nothing waits any more.
  const asOf = known?.isSettled ? own : `${own} ${diagnosis.count}`
  if (known?.asOf === asOf) return known.summary
  const { summary, isOpen } = makeSummary(diagnosis, session)
  const isSettled = !isOpen && summary.state === 'complete'
  made.set(session, { summary, asOf: isSettled ? own : `${own} ${diagnosis.count}`, isSettled })
  return summary
}

function makeSummary(
  diagnosis: CaptureDiagnosis,
  session: ChargingSession,
): { summary: SessionSummary; isOpen: boolean } {
  const steps = diagnosis.steps(session.id)
  const bill = diagnosis.bill(session.id)
  const { source } = diagnosis
  const seconds = (row: number) => known(frameSeconds(source, row))
  const figures = bill
    ? { energy: valueOf(bill.total.energy), amount: valueOf(bill.total.amount) }
    : lastFigures(diagnosis, session)
  const summary: SessionSummary = {
    id: session.id,
    pile: session.pile.index + 1,
    pileNumber: session.pile.number,
    gun: session.gun,
    transaction: session.transaction,
    firstFrame: session.firstRow + 1,
    lastFrame: session.lastRow + 1,
    from: seconds(session.firstRow),
    to: seconds(session.lastRow),
    samples: session.samples.count,
    ...figures,
    state: stateOf(diagnosis, session),
    bill: !bill ? 'none' : bill.checks.length > 0 ? 'wrong' : 'right',
    billCodes: bill ? [...new Set(bill.checks.map(({ code }) => code))] : [],
    missing: steps.filter(({ state }) => state === 'missing').length,
    late: steps.filter(({ state }) => state === 'late').length,
    repeatedBills: Math.max(0, session.bills.count - 1),
  }
  return { summary, isOpen: steps.some(({ state }) => state === 'open') }
}

/** The session with timeline and bill; null when there is no such session. */
export function sessionDetails(diagnosis: CaptureDiagnosis, id: number): SessionDetails | null {
  const session = diagnosis.sessions.get(id)
  if (!session) return null
  const numbers = (rows: Uint32Array) => Array.from(rows.subarray(0, mostFrames), (row) => row + 1)
  return {
    session: sessionSummary(diagnosis, session),
    steps: diagnosis.steps(id),
    bill: diagnosis.bill(id),
    frames: {
      events: numbers(session.events.values()),
      samples: numbers(session.samples.values()),
      battery: numbers(session.batterySamples.values()),
    },
  }
}

function stateOf(diagnosis: CaptureDiagnosis, session: ChargingSession): SessionSummary['state'] {
  const isBilled = session.bills.count > 0
  // Where a protocol has no bill, the answer to the stop ends it.
  const hasEnded = session.endRow >= 0 && session.samples.last <= session.endRow
  if (isBilled || (hasEnded && !hasBills(diagnosis, session))) return 'complete'
  return session.isSuperseded || hasEnded || diagnosis.isComplete ? 'incomplete' : 'charging'
}

function hasBills(diagnosis: CaptureDiagnosis, session: ChargingSession): boolean {
  return diagnosis.source.capture.protocols[session.pile.protocol]!.messages.some(({ role }) => role === 'bill')
}

function lastFigures(
  { reader }: CaptureDiagnosis,
  session: ChargingSession,
): { energy: number | null; amount: number | null } {
  const row = session.samples.count > 0 ? session.samples.last : session.endRow
  if (row < 0 || !reader.read(row)) return { energy: null, amount: null }
  return { energy: known(reader.number('energy')), amount: known(reader.number('amount')) }
}

function valueOf(figure: { value: number | string } | null): number | null {
  return typeof figure?.value === 'number' ? figure.value : null
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

/** What the list says of a session's bill, in words. */
export const billWords: Readonly<Record<BillVerdict, Label>> = {
  right: { zh: '账单相符', en: 'bill is right' },
  wrong: { zh: '账单不符', en: 'bill is wrong' },
  none: { zh: '无账单', en: 'no bill' },
}
