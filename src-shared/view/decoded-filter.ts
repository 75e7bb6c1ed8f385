// A display filter over frames that stand alone (pasted hex, one frame to a line): no capture, no connection. Counterpart
// of capture/frame-filter.ts, which filters the rows of a capture.
import { envelopeList, FilterNames, type EnvelopeName } from '../capture/filter-names.ts'
import { check } from '../expression/check.ts'
import type { CompiledExpression, Environment } from '../expression/evaluate.ts'
import { parse } from '../expression/parse.ts'
import type { ExpressionError } from '../expression/syntax.ts'
import type { Value } from '../expression/value.ts'
import { worstSeverity } from '../protocol/expert.ts'
import { rawOffset } from '../protocol/names.ts'
import type { Protocol } from '../protocol/plan.ts'
import type { DecodedFrame } from './decoded-frame.ts'

const nothing: readonly Value[] = []

/** A filter ready to run over decoded frames. */
export class DecodedFilter implements Environment {
  private frame: DecodedFrame | null = null
  private readonly protocols: readonly Protocol[]
  private readonly names: FilterNames
  private readonly expression: CompiledExpression

  /** Compiles `text` over the names of `protocols`, or gives its mistakes. */
  static compile(
    text: string,
    protocols: readonly Protocol[],
  ): { filter: DecodedFilter } | { errors: ExpressionError[] } {
    const parsed = parse(text)
    if ('error' in parsed) return { errors: [parsed.error] }
    const names = new FilterNames(protocols)
    const checked = check(parsed.expression, names, { use: 'condition' })
    return 'errors' in checked ? checked : { filter: new DecodedFilter(protocols, names, checked.compiled) }
  }

  private constructor(protocols: readonly Protocol[], names: FilterNames, expression: CompiledExpression) {
    this.protocols = protocols
    this.names = names
    this.expression = expression
  }

  /** True when the frame passes. */
  matches(frame: DecodedFrame): boolean {
    this.frame = frame
    return this.expression.matches(this)
  }

  values(slot: number): readonly Value[] {
    const frame = this.frame!
    if (slot < envelopeList.length) return envelopeValues(envelopeList[slot]!, frame)
    if (!frame.decoded) return nothing
    const { target, raw } = this.names.target(slot)
    const slots = target.slots.get(this.protocols.indexOf(frame.decoded.protocol))
    if (!slots) return nothing
    if (slots.length === 0) return [true]
    const { environment } = frame.decoded
    return slots.flatMap((one) => environment.values(raw ? one + rawOffset : one))
  }
}

/** What a frame without capture and connection has; names of those have no value. */
function envelopeValues(name: EnvelopeName, { envelope, decoded, bytes, expert, direction }: DecodedFrame) {
  switch (name) {
    case 'frame':
      return [bytes]
    case 'frame.number':
      return [envelope.number]
    case 'frame.len':
      return [bytes.length]
    case 'frame.bad':
      return [worstSeverity(expert) >= 3]
    case 'frame.duplicate':
    case 'frame.marked':
    case 'frame.ignored':
      return [false]
    case 'protocol':
      return known(decoded?.protocol.id)
    case 'dialect':
      return known(decoded?.dialect)
    case 'direction':
      return [direction]
    case 'message.type':
      return known(decoded?.type).map((type) => (Number.isNaN(Number(type)) ? type : Number(type)))
    case 'message.id':
      return known(decoded?.message?.id)
    case 'message.name':
      return decoded?.message ? [decoded.message.name.zh, decoded.message.name.en] : nothing
    case 'message.role':
      return known(decoded?.message?.role)
    case 'checksum.status':
      return known(decoded?.placement.checksum.status)
    case 'length.status':
      return decoded ? [decoded.lengthGood ? 'good' : 'bad'] : nothing
    case 'expert.code':
      return expert.map((one) => one.code)
    case 'expert.severity':
      return expert.map((one) => one.severity)
    case 'expert.group':
      return expert.map((one) => one.group)
    default:
      return nothing
  }
}

function known(value: string | null | undefined): readonly string[] {
  return value ? [value] : []
}
