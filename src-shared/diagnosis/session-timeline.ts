// A charge as a timeline: login, price model, start, samples, stop, bill, acknowledgement. A step that is missing or late is
// a row too, with the message that was expected and the rule that says so. Every row names its frames.
import type { Label } from '../bytes/range.ts'
import type { MessagePlan } from '../protocol/plan.ts'
import type { ChargingSession } from './charging-sessions.ts'
import { addDue } from './due-steps.ts'
import { secondsBetween } from './frame-times.ts'
import type { RequestState } from './pairing.ts'
import { addSamples } from './sample-steps.ts'
import {
  billRule,
  known,
  nameOf,
  StepList,
  type SessionStep,
  type StepKind,
  type StepSource,
  type StepState,
} from './session-steps.ts'

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

/** The session's timeline, in order of time; what is missing stands where it was due. */
export function sessionTimeline(session: ChargingSession, from: StepSource): SessionStep[] {
  const list = new StepList(session, from)
  addBefore(list, 'login', session.loginRow, ['login'])
  addBefore(list, 'price', session.priceRow, ['price_model', 'price_set'])
  for (const row of session.events.values()) addEvent(list, row)
  addSamples(list, 'samples', session.samples.values(), 'sample')
  addSamples(list, 'battery', session.batterySamples.values(), 'bms_sample')
  addDue(list)
  return list.inOrder()
}

/** What came before the charge: done, or not seen. */
function addBefore(list: StepList, kind: StepKind, row: number, roles: readonly string[]): void {
  if (row >= 0) return addExchange(list, row, kind)
  const names = list.namesOf(roles)
  if (!names) return
  list.add(kind === 'login' ? -1 : list.session.loginRow + 0.1, {
    ...list.blank(kind, 'unseen', names),
    detail: { zh: '抓包里没有', en: 'not in the capture' },
  })
}

function addEvent(list: StepList, row: number): void {
  const role = list.source.capture.messageOf(row)?.role ?? ''
  const asked = list.pairing.responseTo(row)
  // A reply is shown with its request, which is a frame of this session or of its beginning.
  if (asked >= 0 && list.pairing.responseIn(asked) === row && role !== 'bill_reply') return
  const kind = kinds[role]
  if (kind === 'bill') addBill(list, row)
  else if (kind === 'acknowledgement') addAcknowledgement(list, row, asked)
  else if (kind) addExchange(list, row, kind)
}

/** A request with its reply, or a report that needs none. */
function addExchange(list: StepList, row: number, kind: StepKind): void {
  const reply = list.pairing.responseIn(row)
  const state = list.pairing.state(row)
  const message = list.source.capture.messageOf(row)!
  const title = reply < 0 ? nameOf(message) : joined(message, list.source.capture.messageOf(reply) ?? message)
  list.add(row, {
    ...list.blank(kind, state === 'late' ? 'late' : 'done', title),
    frames: reply < 0 ? [row + 1] : [row + 1, reply + 1],
    count: reply < 0 ? 1 : 2,
    seconds: list.secondsOf(row),
    took: reply < 0 ? null : known(list.pairing.rtt(row)),
    detail: list.detailOf(reply < 0 ? row : reply),
    expected: expectedReply(list, row, state),
  })
  if (state === 'unanswered' || state === 'pending') addNoReply(list, row, kind)
}

function addBill(list: StepList, row: number): void {
  const { session, protocol } = list
  const { billWithin } = protocol.session
  const isFirst = row === session.bills.first
  const waited = session.endRow >= 0 && isFirst ? secondsBetween(list.source, session.endRow, row) : NaN
  const isLate = billWithin !== null && waited > billWithin
  const message = list.source.capture.messageOf(row)!
  list.add(row, {
    ...list.blank('bill', isLate ? 'late' : 'done', nameOf(message)),
    frames: [row + 1],
    count: 1,
    seconds: list.secondsOf(row),
    took: known(waited),
    detail: isFirst
      ? list.detailOf(row)
      : {
          zh: `重复：同一笔交易已在第 ${session.bills.first + 1} 帧上送`,
          en: `repeats the bill of frame ${session.bills.first + 1}`,
        },
    expected: isLate ? { message: nameOf(message), rule: billRule(billWithin), deadline: billWithin } : null,
  })
  if (isFirst && list.pairing.responseIn(row) < 0) addNoReply(list, row, 'acknowledgement')
}

/** A request that waits for its answer, or waited in vain. */
function addNoReply(list: StepList, row: number, kind: StepKind): void {
  const rule = list.pairing.ruleOf(row)
  if (!rule) return
  const state = list.pairing.state(row)
  const due = list.secondsOf(row)
  list.add(row + 0.5, {
    ...list.blank(kind, stepState(state), rule.replyNames),
    seconds: due === null ? null : due + (rule.deadline ?? 0),
    expected: expectedReply(list, row, state),
  })
}

function addAcknowledgement(list: StepList, row: number, asked: number): void {
  const state = asked < 0 ? 'answered' : list.pairing.state(asked)
  list.add(row, {
    ...list.blank('acknowledgement', stepState(state), nameOf(list.source.capture.messageOf(row)!)),
    frames: [row + 1],
    count: 1,
    seconds: list.secondsOf(row),
    took: asked < 0 ? null : known(list.pairing.rtt(asked)),
    detail: list.detailOf(row),
    expected: asked < 0 ? null : expectedReply(list, asked, state),
  })
}

function expectedReply(list: StepList, row: number, state: RequestState): SessionStep['expected'] {
  const rule = list.pairing.ruleOf(row)
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

function stepState(state: RequestState): StepState {
  if (state === 'late') return 'late'
  if (state === 'unanswered') return 'missing'
  return state === 'pending' ? 'open' : 'done'
}

function joined(request: MessagePlan, reply: MessagePlan): Label {
  const answer = reply.type === reply.id ? reply.name : { zh: reply.type, en: reply.type }
  const { zh, en } = nameOf(request)
  return { zh: `${zh} → ${answer.zh}`, en: `${en} → ${answer.en}` }
}
