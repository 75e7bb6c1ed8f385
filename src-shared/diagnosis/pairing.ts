// Which frame answers which: requests and replies linked both ways by the pairs of the definitions, frame by frame as they
// arrive. Columns of numbers only, a few look-ups a frame. What it means for people is in response-findings.ts.
import type { CaptureEvent } from '../capture/capture.ts'
import type { FrameReader } from './frame-reader.ts'
import { frameIsUp, frameSeconds, secondsBetween, type FrameSource } from './frame-times.ts'
import { pairRules, type PairRule, type ProtocolPairs } from './pair-rules.ts'
import { KeyHash, RowTable } from './row-table.ts'

/** How a reply was matched: values of Pairing.how. */
export const matchedBy = ['none', 'sequence', 'swapped', 'key', 'nearest', 'repeated'] as const
export type MatchedBy = (typeof matchedBy)[number]

/**
 * answered, late: has a reply, in time or not · pending: may still come · unanswered · unknown: the capture does not show
 * the other side · none: no request.
 */
export type RequestState = 'none' | 'answered' | 'late' | 'pending' | 'unanswered' | 'unknown'

/** Kinds of keys in the table. */
const bySequence = 1
const byKey = 2
const byAll = 3

/** A sequence that was used so long ago has come round. */
const longestSeconds = 3600
const bothSides = 3

export class Pairing {
  /** Rows that were looked at. */
  count = 0
  /** The complete capture was looked at. */
  isComplete = false
  readonly rules: readonly PairRule[]
  private readonly source: FrameSource
  private readonly byProtocol: readonly ProtocolPairs[]
  /** Row of the reply; −1: none. */
  private reply = new Int32Array(1024)
  /** Row of the request; −1: none. */
  private request = new Int32Array(1024)
  /** Index of matchedBy, of replies. */
  private how = new Uint8Array(1024)
  /** 1 + index of the rule by which a frame asks; 0: it asks nothing. */
  private rule = new Uint16Array(1024)
  /** Row of the frame that this one repeats; −1: none. */
  private repeats = new Int32Array(1024)
  /** The request before this one with the same keys; −1: none. */
  private below = new Int32Array(1024)
  /** Low half of the hash of a request's keys by its first rule; 0: it lacks one. */
  private keys = new Uint32Array(1024)
  private readonly table = new RowTable()
  private readonly hash = new KeyHash()
  /** By conversation: bit 0 a frame went up, bit 1 one went down. */
  private sides = new Uint8Array(64)
  /** By conversation: seconds when it was closed; NaN: not yet. */
  private ended = new Map<number, number>()
  private eventsSeen = 0
  /** Seconds of the latest frame. */
  private latest = NaN
  /** Requests by rule that were answered. */
  private readonly answeredByRule: Uint32Array

  constructor(source: FrameSource) {
    this.source = source
    const { all, byProtocol } = pairRules(source.capture.protocols)
    this.rules = all
    this.byProtocol = byProtocol
    this.answeredByRule = new Uint32Array(all.length)
  }

  /** Takes in the next row, which counts for nothing. */
  pass(row: number): void {
    this.reserve(row)
    this.count = row + 1
    this.reply[row] = this.request[row] = this.repeats[row] = this.below[row] = -1
  }

  /** Takes in the next row, which `reader` has read. */
  add(row: number, reader: FrameReader): void {
    this.pass(row)
    const { capture, origins } = this.source
    const conversation = capture.frames.conversation[row]!
    const isUp = frameIsUp(this.source, row)
    if (isUp !== null) this.noteSide(conversation, isUp)
    const seconds = frameSeconds(this.source, row)
    if (!(seconds <= this.latest)) this.latest = Number.isNaN(seconds) ? this.latest : seconds
    const message = reader.decoded?.message
    const pairs = this.byProtocol[capture.frames.protocol[row]!]
    // Another copy of a frame in a text is not sent again.
    if (!message || !pairs || reader.decoded!.encrypted || (origins?.[row]?.duplicateOf ?? null) !== null) return
    const answers = pairs.repliesOf[message.index] ?? []
    if (answers.length > 0) this.answer(row, reader, answers, conversation)
    const asks = pairs.requestsOf[message.index] ?? []
    // What answers a command is no request of its own (a report that was asked for).
    if (asks.length > 0 && this.request[row]! < 0) this.ask(row, reader, asks, conversation, message.role)
  }

  /** Closings of connections up to the frames that were taken in. */
  noteEvents(events: readonly CaptureEvent[]): void {
    for (; this.eventsSeen < events.length; this.eventsSeen++) {
      const event = events[this.eventsSeen]!
      if ((event.kind === 'close' || event.kind === 'reset') && event.conversation !== null)
        this.ended.set(event.conversation, event.seconds + event.nanos / 1e9)
    }
  }

  responseIn(row: number): number {
    return row < this.count ? this.reply[row]! : -1
  }

  responseTo(row: number): number {
    return row < this.count ? this.request[row]! : -1
  }

  /** Row of the frame that this one repeats, or −1. */
  repeatOf(row: number): number {
    return row < this.count ? this.repeats[row]! : -1
  }

  matched(row: number): MatchedBy {
    return row < this.count ? matchedBy[this.how[row]!]! : 'none'
  }

  /** Seconds from a request to its reply, of either; NaN without. */
  rtt(row: number): number {
    if (this.responseIn(row) >= 0) return secondsBetween(this.source, row, this.reply[row]!)
    return this.responseTo(row) >= 0 ? secondsBetween(this.source, this.request[row]!, row) : NaN
  }

  /** The rule by which a frame asks, or null. */
  ruleOf(row: number): PairRule | null {
    return row < this.count ? (this.rules[this.rule[row]! - 1] ?? null) : null
  }

  state(row: number): RequestState {
    const rule = this.ruleOf(row)
    if (!rule) return 'none'
    const { deadline } = rule
    if (this.reply[row]! >= 0) return deadline !== null && this.rtt(row) > deadline ? 'late' : 'answered'
    const conversation = this.source.capture.frames.conversation[row]!
    const isOpened = this.source.capture.conversations[conversation]!.conversation.opener !== 'unknown'
    if (this.sides[conversation] !== bothSides && !isOpened) return 'unknown'
    // Where nothing says that an answer must come, its lack is odd only if others came.
    if (deadline === null && this.answeredByRule[rule.index] === 0) return 'unknown'
    const seconds = frameSeconds(this.source, row)
    if (Number.isNaN(seconds)) return this.isComplete ? 'unanswered' : 'pending'
    if (this.latest - seconds > (deadline ?? rule.matching.window)) return 'unanswered'
    return (this.ended.get(conversation) ?? -Infinity) >= seconds ? 'unanswered' : 'pending'
  }

  /** What is said of a frame may change with the next ones: it was not taken in yet, or its time is not over. */
  isWaiting(row: number): boolean {
    if (row >= this.count) return true
    const state = this.state(row)
    if (state !== 'unknown') return state === 'pending'
    return this.latest - frameSeconds(this.source, row) <= this.ruleOf(row)!.matching.window
  }

  /** Bytes of memory in use. */
  get memory(): number {
    return this.reply.length * (5 * 4 + 3) + this.table.memory
  }

  private noteSide(conversation: number, isUp: boolean): void {
    if (conversation >= this.sides.length) {
      const wider = new Uint8Array(Math.max(conversation + 1, this.sides.length * 2))
      wider.set(this.sides)
      this.sides = wider
    }
    this.sides[conversation]! |= isUp ? 1 : 2
  }

  private ask(
    row: number,
    reader: FrameReader,
    rules: readonly PairRule[],
    conversation: number,
    role: string | null,
  ): void {
    this.rule[row] = rules[0]!.index + 1
    for (const [place, rule] of rules.entries()) {
      const all = this.allKeys(reader, rule, rule.requestKeys, conversation)
      const sequence = this.sequenceKey(reader, rule, conversation, false)
      const before = this.table.get(sequence ?? all)
      if (place === 0) this.repeats[row] = this.isRepeated(row, before, rule, role) ? before : -1
      if (sequence !== null) this.table.set(sequence, row)
      const key = this.keyOf(reader, rule, conversation)
      if (key !== null) this.table.set(key, row)
      if (all === null) continue
      if (place === 0) {
        this.below[row] = this.table.get(all)
        this.keys[row] = all
      }
      this.table.set(all, row)
    }
  }

  /** The same bytes again, soon: while the first waits, or with a sequence of its own that should have moved on. */
  private isRepeated(row: number, before: number, rule: PairRule, role: string | null): boolean {
    if (before < 0 || role === 'heartbeat') return false
    const elapsed = secondsBetween(this.source, before, row)
    const isWaiting = this.reply[before]! < 0 && !(elapsed > (rule.deadline ?? rule.matching.window))
    const isSoon = rule.isSequenced && elapsed <= rule.matching.window
    return (isWaiting || isSoon) && this.sameBytes(before, row)
  }

  private answer(row: number, reader: FrameReader, rules: readonly PairRule[], conversation: number): void {
    let repeated = -1
    let old = -1
    for (const rule of rules) {
      const all = this.allKeys(reader, rule, rule.replyKeys, conversation)
      for (const isSwapped of [false, true]) {
        if (isSwapped && !rule.matching.swapped) continue
        const found = this.table.get(this.sequenceKey(reader, rule, conversation, isSwapped))
        if (found < 0 || !this.fits(found, row, rule, all)) continue
        if (this.reply[found]! >= 0) repeated = found
        else if (!this.isWithin(found, row, rule)) old = found
        else return this.link(found, row, isSwapped ? 'swapped' : 'sequence')
      }
      const byKeyRow = this.table.get(this.keyOf(reader, rule, conversation))
      if (byKeyRow >= 0) {
        if (this.reply[byKeyRow]! >= 0) repeated = byKeyRow
        else return this.link(byKeyRow, row, 'key')
      }
      const nearest = all === null ? -1 : this.nearest(all)
      // What repeats an answer belongs to that one's request, not to an older one.
      if (nearest > repeated && this.isWithin(nearest, row, rule)) {
        // Where a protocol has nothing better, its keys are what belongs together.
        const isSure = !rule.isSequenced && rule.requestKeys.length > 0
        return this.link(nearest, row, isSure ? 'key' : 'nearest')
      }
    }
    if (old >= 0 && !(secondsBetween(this.source, old, row) > longestSeconds)) return this.link(old, row, 'sequence')
    if (repeated < 0) return
    this.request[row] = repeated
    this.how[row] = matchedBy.indexOf('repeated')
    if (this.sameBytes(this.reply[repeated]!, row)) this.repeats[row] = this.reply[repeated]!
  }

  private link(request: number, reply: number, how: MatchedBy): void {
    this.reply[request] = reply
    this.request[reply] = request
    this.how[reply] = matchedBy.indexOf(how)
    this.answeredByRule[this.rule[request]! - 1]!++
  }

  /** The latest request with these keys that waits. Answered ones on top are forgotten, so each is passed once. */
  private nearest(all: number): number {
    let row = this.table.get(all)
    const top = row
    while (row >= 0 && this.reply[row]! >= 0) row = this.below[row]!
    if (row !== top && row >= 0) this.table.set(all, row)
    return row
  }

  /** Asked from the other side, with the same keys. */
  private fits(request: number, reply: number, rule: PairRule, all: number | null): boolean {
    const { source } = this
    if (source.origins) {
      const [asked, answered] = [frameIsUp(source, request), frameIsUp(source, reply)]
      if (asked !== null && asked === answered) return false
    } else if (source.capture.frames.sender[request] === source.capture.frames.sender[reply]) return false
    const isComparable = all !== null && this.keys[request] !== 0 && this.rule[request] === rule.index + 1
    return !isComparable || this.keys[request] === all >>> 0
  }

  private isWithin(request: number, reply: number, rule: PairRule): boolean {
    const elapsed = secondsBetween(this.source, request, reply)
    return !(elapsed > Math.max(rule.matching.window, rule.deadline ?? 0)) && !(elapsed < 0)
  }

  /** All keys of a rule in one; null when the frame lacks one of them. */
  private allKeys(reader: FrameReader, rule: PairRule, slots: readonly number[], conversation: number): number | null {
    this.hash.begin(conversation, rule.index * 4 + byAll)
    const values: string[] = []
    for (const slot of slots) {
      const value = reader.named(slot)
      if (value === null) return null
      values.push(value)
    }
    for (const value of values) this.hash.text(value)
    return this.hash.value
  }

  private sequenceKey(reader: FrameReader, rule: PairRule, conversation: number, isSwapped: boolean): number | null {
    if (!rule.isSequenced || rule.matching.sequence < 0) return null
    const raw = reader.raw(rule.matching.sequence)
    if (raw === null) return null
    this.hash.begin(conversation, rule.index * 4 + bySequence)
    for (let at = 0; at < raw.length; at++) this.hash.number(raw[isSwapped ? raw.length - 1 - at : at]!)
    return this.hash.value
  }

  private keyOf(reader: FrameReader, rule: PairRule, conversation: number): number | null {
    if (!rule.hasMatchingKey) return null
    const value = reader.named(rule.matching.key)
    if (value === null || /^0*$/.test(value)) return null
    return this.hash.begin(conversation, rule.index * 4 + byKey).text(value).value
  }

  private sameBytes(a: number, b: number): boolean {
    const { capture } = this.source
    if (capture.frames.length[a] !== capture.frames.length[b]) return false
    const first = capture.bytes(a).slice()
    return capture.bytes(b).every((byte, at) => byte === first[at])
  }

  private reserve(row: number): void {
    if (row < this.reply.length) return
    const size = Math.max(row + 1, this.reply.length * 2)
    this.reply = wider(this.reply, new Int32Array(size))
    this.request = wider(this.request, new Int32Array(size))
    this.how = wider(this.how, new Uint8Array(size))
    this.rule = wider(this.rule, new Uint16Array(size))
    this.repeats = wider(this.repeats, new Int32Array(size))
    this.below = wider(this.below, new Int32Array(size))
    this.keys = wider(this.keys, new Uint32Array(size))
  }
}

function wider<T extends Int32Array | Uint32Array | Uint8Array | Uint16Array>(from: T, to: T): T {
  to.set(from)
  return to
}
