// One frame's bytes → slots, message, checksum and length verdicts. Total: any bytes give a result, and every byte
// belongs to a slot. tree.ts makes nodes of it.
import type { Direction } from '../bytes/range.ts'
import { chooseMessage, messageKey } from './choose.ts'
import { formatType } from './compile-message.ts'
import { FrameEnvironment } from './environment.ts'
import { formatChecks, rightFrame } from './format-check.ts'
import { passesHeaderTest } from './header-test.ts'
import { plainBytes, type PlainBytes } from './plain-bytes.ts'
import { placeFrame, placeRight, type Placement } from './place.ts'
import type { FieldPlan, FramePlan, MessagePlan, Protocol } from './plan.ts'
import { Run } from './run.ts'
import type { RunProblem } from './run-problem.ts'
import { Slots } from './slots.ts'

export interface Decoded {
  protocol: Protocol
  frame: FramePlan
  /** What the format describes: the bytes as captured, but for a preamble and escapes. All places are in these. */
  bytes: Uint8Array
  /** Where `bytes` come from; null: they are as captured. */
  plain: PlainBytes | null
  placement: Placement
  message: MessagePlan | null
  /** As the specification writes it; null when the header is cut before it. */
  type: string | null
  dialect: string | null
  /** What the message or the header says. */
  direction: Direction
  lengthGood: boolean
  encrypted: boolean
  bodyStart: number
  bodyEnd: number
  slots: Slots
  /** Sees the whole frame: for checks, summaries, filters. */
  environment: FrameEnvironment
  missing: readonly FieldPlan[]
  problems: readonly RunProblem[]
  /** Bytes of the body that its layout does not reach; half-open. */
  extra: { start: number; end: number; cut: boolean } | null
}

/** True when the length and the checksum of a placement agree. */
export function isProven(placement: Placement): boolean {
  const { checksum } = placement
  return (
    placement.trailerStart >= 0 &&
    placement.end === placement.declaredSize &&
    placement.startMark &&
    placement.endMark &&
    (checksum.status === 'good' || checksum.status === 'swapped')
  )
}

interface ChosenFormat {
  frame: FramePlan
  plain: PlainBytes | null
  placement: Placement
}

/** The usual format when the bytes are a right frame of it, as nearly all are: all ways to place its parts then agree. */
function usualFormat(protocol: Protocol, bytes: Uint8Array): ChosenFormat | null {
  const usual = formatChecks(protocol)[0]!
  const size = bytes.length
  if (
    usual.frame.proven ||
    usual.frame.ending ||
    usual.look(bytes, 0, size, null) !== rightFrame ||
    usual.size !== size
  )
    return null
  return { frame: usual.frame, plain: null, placement: placeRight(usual.frame, bytes, usual.expected, usual.swapped) }
}

/** The format that the bytes are read by, and where its parts lie. */
function chooseFormat(protocol: Protocol, sent: Uint8Array): ChosenFormat {
  const usual = usualFormat(protocol, sent)
  if (usual) return usual
  let fallback: ChosenFormat | null = null
  for (const frame of protocol.frames) {
    const plain = plainBytes(frame, sent)
    const bytes = plain?.bytes ?? sent
    if (frame.proven && !passesHeaderTest(frame, bytes, 0)) continue
    const placement = placeFrame(frame, bytes, plain)
    if (isProven(placement)) return { frame, plain, placement }
    if (!fallback && !frame.proven) fallback = { frame, plain, placement }
  }
  return fallback ?? { frame: protocol.frames[0]!, plain: null, placement: placeFrame(protocol.frames[0]!, sent) }
}

/**
 * Decodes `sent` as one whole frame of `protocol`. `dialect`: the one known of the user or the connection; it settles
 * what the bytes leave open.
 */
export function decodeFrame(
  protocol: Protocol,
  sent: Uint8Array,
  dialect: string | null = null,
  slots = new Slots(),
): Decoded {
  slots.clear()
  const { frame, plain, placement } = chooseFormat(protocol, sent)
  const bytes = plain?.bytes ?? sent
  const environment = new FrameEnvironment(protocol, slots, bytes)
  const lengthGood = isLengthGood(frame, placement, bytes.length)
  environment.checksumStatus = placement.checksum.status
  environment.lengthStatus = lengthGood ? 'good' : 'bad'
  environment.dialect = dialect ?? ''
  const decoded: Decoded = {
    protocol,
    frame,
    bytes,
    plain,
    placement,
    message: null,
    type: null,
    dialect,
    direction: 'unknown',
    lengthGood,
    encrypted: false,
    bodyStart: 0,
    bodyEnd: placement.trailerStart >= 0 ? placement.trailerStart : placement.end,
    slots,
    environment,
    missing: [],
    problems: [],
    extra: null,
  }
  if (bytes.length < frame.smallest) {
    addRaw(decoded, protocol.data, 0, bytes.length)
    environment.complete = true
    return decoded
  }
  const run = new Run(protocol, slots, environment)
  readHeader(decoded, run)
  readTrailer(decoded, run)
  environment.complete = true
  decoded.dialect = dialectOf(decoded, dialect)
  environment.dialect = decoded.dialect ?? ''
  decoded.direction = directionOf(decoded)
  return decoded
}

function isLengthGood(frame: FramePlan, placement: Placement, size: number): boolean {
  return (
    !frame.foreign &&
    placement.declaredSize === size &&
    placement.lengthValues.every((value) => value === placement.lengthValue)
  )
}

/** Adds a leaf of bytes that no field explains. */
function addRaw(decoded: Decoded, field: FieldPlan, start: number, end: number): void {
  decoded.slots.add(field.index, start, end, 0, 0, -1, 0)
}

function readHeader(decoded: Decoded, run: Run): void {
  const { protocol, frame, bytes, environment } = decoded
  run.begin(bytes, 0, decoded.bodyEnd)
  if (!run.execute(frame.header)) {
    decoded.missing = run.missing
    decoded.bodyStart = decoded.bodyEnd
    if (run.at < decoded.bodyEnd) addRaw(decoded, protocol.undecoded, run.at, decoded.bodyEnd)
    return
  }
  decoded.bodyStart = run.at
  environment.bodyStart = run.at
  environment.bodyEnd = decoded.bodyEnd
  const key = messageKey(frame, bytes, 0, bytes.length)
  if (!frame.messages || (frame.strictStart && !decoded.placement.startMark)) {
    addRaw(decoded, protocol.data, decoded.bodyStart, decoded.bodyEnd)
    return
  }
  decoded.message = chooseMessage(
    protocol,
    key,
    bytes,
    decoded.bodyStart,
    decoded.bodyEnd,
    decoded.dialect ?? frame.dialect,
    environment,
  )
  decoded.type = decoded.message?.type ?? typeOf(protocol, key)
  environment.messageId = decoded.message?.id ?? 'unknown'
  decoded.encrypted = protocol.encrypted?.when.matches(environment) ?? false
  readBody(decoded, run)
}

/** The type of a message that is not known, as far as its selecting values tell it. */
function typeOf(protocol: Protocol, key: string | null): string | null {
  if (key === null || protocol.typeFormat === 'id') return key && 'unknown'
  return formatType(protocol.typeFormat, Number(key.split(',')[0]))
}

function readBody(decoded: Decoded, run: Run): void {
  const { protocol, bytes, bodyStart, bodyEnd } = decoded
  const program = decoded.encrypted ? protocol.encrypted!.program : decoded.message?.program
  if (!program) {
    addRaw(decoded, protocol.data, bodyStart, bodyEnd)
    return
  }
  run.begin(bytes, bodyStart, bodyEnd)
  const whole = run.execute(program)
  decoded.missing = run.missing
  decoded.problems = run.problems
  if (run.at < bodyEnd) {
    const cut = !whole || decoded.placement.trailerStart < 0
    decoded.extra = { start: run.at, end: bodyEnd, cut }
    addRaw(decoded, cut && !protocol.extra.cut ? protocol.undecoded : protocol.extra.field, run.at, bodyEnd)
  }
}

function readTrailer(decoded: Decoded, run: Run): void {
  const { protocol, frame, bytes, placement } = decoded
  if (placement.trailerStart >= 0) run.begin(bytes, placement.trailerStart, placement.end).execute(frame.trailer)
  if (placement.end < bytes.length) addRaw(decoded, protocol.undecoded, placement.end, bytes.length)
}

/** How strongly a message that belongs to a dialect speaks for it. */
export const ownDialectWeight = 2

/** The dialect that a message speaks for by what it is, when it says nothing else. */
export function ownDialect(message: MessagePlan): string | null {
  return message.tells.length > 0 ? null : (message.dialects[0] ?? null)
}

/** What the frame tells of its dialect, strongest evidence first. */
export function dialectEvidence(decoded: Decoded): { dialect: string; weight: number } | null {
  const { message, frame, environment } = decoded
  let best: { dialect: string; weight: number } | null = null
  const consider = (dialect: string | undefined | null, weight: number) => {
    if (dialect && (!best || weight > best.weight)) best = { dialect, weight }
  }
  for (const tell of message?.tells ?? [])
    if (!tell.when || tell.when.matches(environment)) consider(tell.dialect, tell.weight)
  if (message) consider(ownDialect(message), ownDialectWeight)
  consider(frame.dialect, 3)
  return best
}

function dialectOf(decoded: Decoded, known: string | null): string | null {
  const { protocol, message } = decoded
  const chain = protocol.dialects.find((one) => one.id === known)?.chain
  const foreign = message !== null && message.dialects.length > 0 && !message.dialects.some((id) => chain?.includes(id))
  if (known !== null && !foreign) return known
  return dialectEvidence(decoded)?.dialect ?? protocol.defaultDialect
}

function directionOf(decoded: Decoded): Direction {
  const { protocol, message, environment } = decoded
  if (message?.direction) return message.direction
  if (decoded.type === null && decoded.bodyStart === 0) return 'unknown'
  if (protocol.directionUp?.matches(environment)) return 'up'
  return protocol.directionDown?.matches(environment) ? 'down' : 'unknown'
}
