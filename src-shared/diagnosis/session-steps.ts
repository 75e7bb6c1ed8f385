// A charge as a timeline: login, price model, start, samples, stop, bill, acknowledgement. A step that is missing or late is
// a row too, with the message that was expected and the rule that says so. Every row names its frames.
import type { Label } from '../bytes/range.ts'
import { fillSummary } from '../protocol/fill-template.ts'
import type { MessagePlan, Protocol } from '../protocol/plan.ts'
import type { ChargingSession } from './charging-sessions.ts'
import type { FrameReader } from './frame-reader.ts'
import { frameSeconds, secondsBetween, type FrameSource } from './frame-times.ts'
import type { Pairing, RequestState } from './pairing.ts'
import { gapsOf } from './intervals.ts'

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

/** Requests by role and the kind of step that they begin; their replies are part of it. */
const kinds: Readonly<Record<string, StepKind>> = {
  login: 'login',
  price_model: 'price',
  price_set: 'price',
  start_request: 'start',
  start_reply: 'start',
  start_command: 'start',
  start_result: 'start',
  bms_handshake: 'handshake',
  bms_config: 'config',
  bms_error: 'error',
  stop_command: 'stop',
  stop_result: 'stop',
  stop_by_bms: 'stop',
  stop_by_charger: 'stop',
  bms_end: 'end',
  bill: 'bill',
  bill_reply: 'acknowledgement',
}

const noDetail: Label = { zh: '', en: '' }

/** What the timeline is made from. */
export interface StepSource {
  source: FrameSource
  pairing: Pairing
  reader: FrameReader
}

/** The session's timeline, in order of time; what is missing stands where it was due. */
export function sessionSteps(session: ChargingSession, from: StepSource): SessionStep[] {
  return new Timeline(session, from).build()
}

class Timeline {
  private readonly session: ChargingSession
  private readonly source: FrameSource
  private readonly pairing: Pairing
  private readonly reader: FrameReader
  private readonly protocol: Protocol
  /** With the row that orders each. */
  private readonly steps: { row: number; step: SessionStep }[] = []

  constructor(session: ChargingSession, { source, pairing, reader }: StepSource) {
    this.session = session
    this.source = source
    this.pairing = pairing
    this.reader = reader
    this.protocol = source.capture.protocols[session.pile.protocol]!
  }

  build(): SessionStep[] {
    const { session } = this
    this.before('login', session.loginRow, ['login'])
    this.before('price', session.priceRow, ['price_model', 'price_set'])
    for (const row of session.events.values()) this.event(row)
    this.samples('samples', session.samples.values(), 'sample')
    this.samples('battery', session.batterySamples.values(), 'bms_sample')
    this.missing()
    return this.steps.toSorted((a, b) => a.row - b.row).map(({ step }) => step)
  }

  /** What came before the charge: done, or not seen. */
  private before(kind: StepKind, row: number, roles: readonly string[]): void {
    if (row >= 0) return this.exchange(row, kind)
    const names = this.namesOf(roles)
    if (!names) return
    this.add(kind === 'login' ? -1 : this.session.loginRow + 0.1, {
      ...this.blank(kind, 'unseen', names),
      detail: { zh: '抓包里没有', en: 'not in the capture' },
    })
  }

  private event(row: number): void {
    const role = this.source.capture.messageOf(row)?.role ?? ''
    const asked = this.pairing.responseTo(row)
    // A reply is shown with its request, which is a frame of this session or of its beginning.
    if (asked >= 0 && this.pairing.responseIn(asked) === row && role !== 'bill_reply') return
    const kind = kinds[role]
    if (kind === 'bill') this.bill(row)
    else if (kind === 'acknowledgement') this.acknowledgement(row, asked)
    else if (kind) this.exchange(row, kind)
  }

  /** A request with its reply, or a report that needs none. */
  private exchange(row: number, kind: StepKind): void {
    const reply = this.pairing.responseIn(row)
    const state = this.pairing.state(row)
    const message = this.source.capture.messageOf(row)!
    const title = reply < 0 ? nameOf(message) : joined(message, this.source.capture.messageOf(reply) ?? message)
    this.add(row, {
      ...this.blank(kind, state === 'late' ? 'late' : 'done', title),
      frames: reply < 0 ? [row + 1] : [row + 1, reply + 1],
      count: reply < 0 ? 1 : 2,
      seconds: this.secondsOf(row),
      took: reply < 0 ? null : known(this.pairing.rtt(row)),
      detail: this.detailOf(reply < 0 ? row : reply),
      expected: this.expectedReply(row, state),
    })
    if (state === 'unanswered' || state === 'pending') this.noReply(row, kind)
  }

  private bill(row: number): void {
    const { session, protocol } = this
    const { billWithin } = protocol.session
    const isFirst = row === session.bills.first
    const waited = session.endRow >= 0 && isFirst ? secondsBetween(this.source, session.endRow, row) : NaN
    const isLate = billWithin !== null && waited > billWithin
    const message = this.source.capture.messageOf(row)!
    this.add(row, {
      ...this.blank('bill', isLate ? 'late' : 'done', nameOf(message)),
      frames: [row + 1],
      count: 1,
      seconds: this.secondsOf(row),
      took: known(waited),
      detail: isFirst
        ? this.detailOf(row)
        : {
            zh: `重复：同一笔交易已在第 ${session.bills.first + 1} 帧上送`,
            en: `repeats the bill of frame ${session.bills.first + 1}`,
          },
      expected: isLate ? { message: nameOf(message), rule: billRule(billWithin), deadline: billWithin } : null,
    })
    if (isFirst && this.pairing.responseIn(row) < 0) this.noReply(row, 'acknowledgement')
  }

  /** A request that waits for its answer, or waited in vain. */
  private noReply(row: number, kind: StepKind): void {
    const rule = this.pairing.ruleOf(row)
    if (!rule) return
    const state = this.pairing.state(row)
    const due = this.secondsOf(row)
    this.add(row + 0.5, {
      ...this.blank(kind, stepState(state), rule.replyNames),
      seconds: due === null ? null : due + (rule.deadline ?? 0),
      expected: this.expectedReply(row, state),
    })
  }

  private acknowledgement(row: number, asked: number): void {
    const state = asked < 0 ? 'answered' : this.pairing.state(asked)
    this.add(row, {
      ...this.blank('acknowledgement', stepState(state), nameOf(this.source.capture.messageOf(row)!)),
      frames: [row + 1],
      count: 1,
      seconds: this.secondsOf(row),
      took: asked < 0 ? null : known(this.pairing.rtt(asked)),
      detail: this.detailOf(row),
      expected: asked < 0 ? null : this.expectedReply(asked, state),
    })
  }

  private samples(kind: StepKind, rows: Uint32Array, role: string): void {
    const [first, last] = [rows[0], rows.at(-1)]
    if (first === undefined || last === undefined) return
    const seconds = rows.length > 2 ? Array.from(rows, (row) => frameSeconds(this.source, row)) : []
    const { typical, gaps } = gapsOf(seconds, kind === 'samples' ? this.protocol.session.sampleEvery : null)
    const lost = gaps.reduce((sum, gap) => sum + gap.missed, 0)
    const each = Number.isNaN(typical) ? null : Number(typical.toPrecision(3))
    this.add(first, {
      ...this.blank(kind, 'done', this.namesOf([role]) ?? nameOf(this.source.capture.messageOf(first)!)),
      frames: first === last ? [first + 1] : [first + 1, last + 1],
      count: rows.length,
      seconds: this.secondsOf(first),
      took: known(secondsBetween(this.source, first, last)),
      detail: {
        zh: `${rows.length} 条${each === null ? '' : `，每 ${each} s，缺 ${lost}`}`,
        en: `${rows.length} frames${each === null ? '' : `, every ${each} s, ${lost} missing`}`,
      },
    })
    for (const gap of gaps) this.sampleGap(kind, rows[gap.after]!, gap.missed, typical, role)
  }

  private sampleGap(kind: StepKind, row: number, missed: number, typical: number, role: string): void {
    const names = this.namesOf([role]) ?? noDetail
    const seconds = this.secondsOf(row)
    this.add(row + 0.5, {
      ...this.blank(kind, 'missing', names),
      count: missed,
      seconds: seconds === null ? null : seconds + typical,
      detail: { zh: `第 ${row + 1} 帧之后缺 ${missed} 条`, en: `${missed} missing after frame ${row + 1}` },
      expected: {
        message: names,
        rule: {
          zh: `每 ${Number(typical.toPrecision(3))} s 一条`,
          en: `one every ${Number(typical.toPrecision(3))} s`,
        },
        deadline: typical,
      },
    })
  }

  /** Steps that must be there by what else is. */
  private missing(): void {
    const { session } = this
    const { roles } = session
    const isBilled = session.bills.count > 0
    const isOver = isBilled || (session.isSuperseded && this.secondsOf(session.lastRow) !== null)
    if (isBilled && session.samples.count === 0 && this.billHasEnergy())
      this.absent('samples', ['sample'], session.bills.first - 0.5, {
        zh: '账单有电量，充电过程应有实时数据',
        en: 'the bill has energy: there should be samples',
      })
    const hasBattery = session.batterySamples.count > 0
    const stops = ['stop_command', 'stop_by_bms', 'stop_by_charger']
    if (isOver && hasBattery && !stops.some((role) => roles.has(role)))
      this.absent(
        'stop',
        ['stop_by_bms', 'stop_by_charger'],
        (isBilled ? session.bills.first : session.lastRow) - 0.4,
        {
          zh: '有 BMS 报文的充电以中止报文结束',
          en: 'a charge with BMS frames ends with an abort message',
        },
      )
    if (!isBilled) this.billDue()
  }

  private billDue(): void {
    const { session, protocol } = this
    const names = this.namesOf(['bill'])
    if (!names || (session.endRow < 0 && !session.isSuperseded)) return
    if (session.samples.count === 0 && session.batterySamples.count === 0) return
    const { billWithin } = protocol.session
    const from = session.endRow >= 0 ? session.endRow : session.lastRow
    const passed = secondsBetween(this.source, from, this.pairing.count - 1)
    const seconds = this.secondsOf(from)
    const isDue = session.isSuperseded || this.pairing.isComplete || (billWithin !== null && passed > billWithin)
    // Without times a record cannot be told from an excerpt.
    const isOverdue = isDue && !(billWithin !== null && passed <= billWithin)
    const state = seconds === null ? 'unseen' : isOverdue ? 'missing' : 'open'
    this.add(from + 0.6, {
      ...this.blank('bill', state, names),
      seconds: seconds === null ? null : seconds + (billWithin ?? 0),
      expected: { message: names, rule: billRule(billWithin), deadline: billWithin },
    })
  }

  private billHasEnergy(): boolean {
    this.reader.read(this.session.bills.first)
    return this.reader.number('total_energy') > 0
  }

  private absent(kind: StepKind, roles: readonly string[], row: number, rule: Label): void {
    const names = this.namesOf(roles)
    if (!names) return
    this.add(row, {
      ...this.blank(kind, 'missing', names),
      seconds: this.secondsOf(Math.max(0, Math.floor(row))),
      expected: { message: names, rule, deadline: null },
    })
  }

  private expectedReply(row: number, state: RequestState): SessionStep['expected'] {
    const rule = this.pairing.ruleOf(row)
    if (!rule || (state !== 'late' && state !== 'unanswered')) return null
    const { deadline } = rule
    return {
      message: rule.replyNames,
      rule:
        deadline === null
          ? { zh: '其他同类报文有应答', en: 'others of its kind were answered' }
          : { zh: `应在 ${deadline} s 内应答`, en: `an answer is due within ${deadline} s` },
      deadline,
    }
  }

  /** Names of the protocol's messages with these roles; null when it has none. */
  private namesOf(roles: readonly string[]): Label | null {
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

  private detailOf(row: number): Label {
    const decoded = this.reader.read(row)
    const summary = decoded?.message?.summary
    return summary && !decoded.encrypted ? fillSummary(summary, decoded) : noDetail
  }

  private secondsOf(row: number): number | null {
    return known(frameSeconds(this.source, row))
  }

  private blank(kind: StepKind, state: StepState, title: Label): SessionStep {
    const nothing = { frames: [], count: 0, seconds: null, took: null, detail: noDetail, expected: null }
    return { kind, state, title, ...nothing }
  }

  private add(row: number, step: SessionStep): void {
    this.steps.push({ row, step })
  }
}

function stepState(state: RequestState): StepState {
  if (state === 'late') return 'late'
  if (state === 'unanswered') return 'missing'
  return state === 'pending' ? 'open' : 'done'
}

function billRule(within: number | null): Label {
  return within === null
    ? { zh: '充电结束后应上送账单', en: 'a bill follows the end of a charge' }
    : { zh: `结束后 ${within} s 内上送`, en: `due within ${within} s of the end` }
}

/** `0x34 运营平台远程控制启机`. */
export function nameOf({ type, id, name }: MessagePlan): Label {
  return type === id ? name : { zh: `${type} ${name.zh}`, en: `${type} ${name.en}` }
}

function joined(request: MessagePlan, reply: MessagePlan): Label {
  const answer = reply.type === reply.id ? reply.name : { zh: reply.type, en: reply.type }
  const { zh, en } = nameOf(request)
  return { zh: `${zh} → ${answer.zh}`, en: `${en} → ${answer.en}` }
}

function known(seconds: number): number | null {
  return Number.isNaN(seconds) ? null : seconds
}
