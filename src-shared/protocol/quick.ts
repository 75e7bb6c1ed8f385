// What the frame list needs of a frame, without decoding its fields: message, checksum, length. For whole frames out of
// streams; a million of them must take no more than a second or two.
import { readUnsigned } from '../bytes/number.ts'
import { chooseMessage, messageKey } from './choose.ts'
import { decodeFrame } from './decode.ts'
import { FrameEnvironment } from './environment.ts'
import { formatChecks, rightFrame } from './format-check.ts'
import type { FrameProof } from './framing.ts'
import type { KeyPart, MessagePlan, Protocol } from './plan.ts'
import type { ChecksumStatus } from './probe.ts'
import { Run } from './run.ts'
import { Slots } from './slots.ts'

/** Of one frame after the other. */
const slots = new Slots()

/** The messages that one set of selecting values can mean. */
interface Candidates {
  messages: readonly MessagePlan[]
  /** The only one there is, when nothing else decides. */
  single: MessagePlan | null
  /** None of them asks for more than a size. */
  unconditional: boolean
}

/** Judges frames of one protocol. The verdict stands in its fields until the next call. */
export class QuickJudge {
  message: MessagePlan | null = null
  checksum: ChecksumStatus = 'absent'
  lengthGood = false
  /** Several layouts are possible for the message type: another dialect may choose another. */
  ambiguous = false
  readonly protocol: Protocol
  private readonly candidates = new Map<number, Candidates>()
  private readonly keys: readonly KeyPart[]
  /** By dialect: what was chosen, by key number and body size. */
  private readonly chosen = new Map<string | null, Map<number, MessagePlan | null>>()
  private readonly strongestTell: Float64Array
  /** The selecting values fit into one number. */
  private readonly isExact: boolean

  constructor(protocol: Protocol) {
    this.protocol = protocol
    this.strongestTell = Float64Array.from(protocol.messages, ({ tells }) =>
      Math.max(0, ...tells.map((tell) => tell.weight)),
    )
    this.keys = protocol.frames[0]!.keys
    const spans = this.keys.map((part) => part.mask + 1)
    for (const [key, messages] of protocol.byKey) {
      const single = messages.length === 1 && !messages[0]!.when ? messages[0]! : null
      const unconditional = messages.every((message) => !message.when)
      const number = key.split(',').reduce((total, value, i) => total * (spans[i] ?? 1) + Number(value), 0)
      this.candidates.set(number, { messages, single, unconditional })
    }
    this.isExact =
      this.keys.every((part) => part.size <= 4) && spans.reduce((total, span) => total * span, 1) <= 2 ** 31
  }

  /** True when fields of such a message may tell more of the dialect than evidence of `weight`. */
  mayTellMore(message: MessagePlan, weight: number): boolean {
    return this.strongestTell[message.index]! > weight
  }

  /** Judges bytes [start, end), a frame as the framer cut it; `proof` as the framer gives it. */
  judge(bytes: Uint8Array, start: number, end: number, dialect: string | null, proof: FrameProof): void {
    const { protocol } = this
    const frame = protocol.frames[0]!
    const status = proof ?? this.check(bytes, start, end)
    if (status === null || !frame.messages || !this.isExact || frame.ending?.escape)
      return this.judgeSlowly(bytes, start, end, dialect)
    this.checksum = status
    this.lengthGood = true
    const number = this.numberOf(bytes, start)
    const found = this.candidates.get(number)
    this.ambiguous = found !== undefined && found.messages.length > 1
    this.message = !found ? null : (found.single ?? this.choose(found, number, bytes, start, end, dialect))
  }

  /** Whether the bytes are a right frame of the usual format. */
  private check(bytes: Uint8Array, start: number, end: number): FrameProof {
    const usual = formatChecks(this.protocol)[0]!
    if (usual.look(bytes, start, end, null) !== rightFrame || usual.size !== end - start) return null
    return usual.swapped ? 'swapped' : 'good'
  }

  /** Anything unusual goes the whole way. */
  private judgeSlowly(bytes: Uint8Array, start: number, end: number, dialect: string | null): void {
    const decoded = decodeFrame(this.protocol, bytes.subarray(start, end), dialect)
    this.message = decoded.message
    this.checksum = decoded.placement.checksum.status
    this.lengthGood = decoded.lengthGood
    this.ambiguous = true
  }

  /** The selecting values of a frame as one number. */
  private numberOf(bytes: Uint8Array, at: number): number {
    let number = 0
    for (const { start, size, order, shift, mask } of this.keys) {
      const from = at + start
      const raw = size === 1 ? bytes[from]! : readUnsigned(bytes, from, from + size, order)
      number = (number * (mask + 1) + ((raw >>> shift) & mask)) | 0
    }
    return number
  }

  private choose(
    found: Candidates,
    number: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    dialect: string | null,
  ): MessagePlan | null {
    let chosen = this.chosen.get(dialect)
    if (!chosen) this.chosen.set(dialect, (chosen = new Map()))
    const place = number * sizeSpan + end - start
    const known = chosen.get(place)
    if (known !== undefined) return known
    const message = this.chooseAnew(bytes, start, end, dialect)
    const frame = this.protocol.frames[0]!
    const bodySize = end - start - frame.headerSize - frame.trailerSize
    if (found.unconditional && isSettled(found.messages, bodySize)) chosen.set(place, message)
    return message
  }

  private chooseAnew(bytes: Uint8Array, start: number, end: number, dialect: string | null): MessagePlan | null {
    const { protocol } = this
    const frame = protocol.frames[0]!
    const own = bytes.subarray(start, end)
    // Conditions may look at fields of the header, so it is read as decodeFrame reads it.
    slots.clear()
    const environment = new FrameEnvironment(protocol, slots, own)
    const run = new Run(protocol, slots, environment).begin(own, 0, own.length - frame.trailerSize)
    run.execute(frame.header)
    environment.bodyStart = run.at
    environment.bodyEnd = own.length - frame.trailerSize
    environment.dialect = dialect ?? ''
    environment.checksumStatus = this.checksum
    const key = messageKey(frame, own, 0, own.length)
    return chooseMessage(protocol, key, own, environment.bodyStart, environment.bodyEnd, dialect, environment)
  }
}

/** No frame is longer; with it, numbers of key and size stay exact. */
const sizeSpan = 2 ** 17

/** Whether size and dialect alone decide between messages, whatever the body says, as chooseMessage ranks them. */
function isSettled(messages: readonly MessagePlan[], bodySize: number): boolean {
  const fits = messages.map((message) => fitBySize(message, bodySize))
  return fits.includes('exactly') || !fits.includes('perhaps')
}

function fitBySize({ body, program }: MessagePlan, bodySize: number): 'exactly' | 'not' | 'perhaps' {
  if (body && bodySize >= body.min && bodySize <= body.max) return 'exactly'
  if (program.fixedSize < 0) return 'perhaps'
  if (program.fixedSize !== bodySize) return 'not'
  return body ? 'perhaps' : 'exactly'
}

const made = new WeakMap<Protocol, QuickJudge>()

/** The judge of a protocol. */
export function quickJudge(protocol: Protocol): QuickJudge {
  let judge = made.get(protocol)
  if (!judge) made.set(protocol, (judge = new QuickJudge(protocol)))
  return judge
}
