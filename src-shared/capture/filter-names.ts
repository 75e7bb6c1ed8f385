// The names of display filters: the envelope of a frame, the fields of all protocols by full name, short name, Chinese
// label and family-wide name (role). Counterpart: frame-filter.ts reads their values.
import type { NameInfo, NameTable } from '../expression/names.ts'
import { similarWords } from '../expression/similar.ts'
import type { ValueType } from '../expression/value.ts'
import type { Protocol } from '../protocol/plan.ts'
import { joinRanges } from '../protocol/value-range.ts'
import { relationNames } from './frame-relations.ts'

/** Names that every frame has, whatever it says. */
export const envelopeNames = {
  /** The bytes of the frame. */
  frame: 'bytes',
  'frame.number': 'integer',
  'frame.time': 'time',
  'frame.len': 'integer',
  /** Something is wrong with it: a finding of severity error. */
  'frame.bad': 'boolean',
  'frame.duplicate': 'boolean',
  'frame.marked': 'boolean',
  'frame.ignored': 'boolean',
  'frame.comment': 'string',
  /** Seconds since the time reference before it, or since the first frame. */
  'frame.time_relative': 'number',
  /** Seconds since the frame before it. */
  'frame.time_delta': 'number',
  protocol: 'string',
  dialect: 'string',
  direction: 'string',
  conversation: 'integer',
  'message.type': 'any',
  'message.id': 'string',
  'message.name': 'string',
  /** What it does in a charging session: login, sample, bill, alarm … */
  'message.role': 'string',
  'checksum.status': 'string',
  'length.status': 'string',
  'expert.code': 'string',
  'expert.severity': 'string',
  'expert.group': 'string',
  ip: 'presence',
  'ip.src': 'string',
  'ip.dst': 'string',
  'ip.addr': 'string',
  tcp: 'presence',
  'tcp.srcport': 'integer',
  'tcp.dstport': 'integer',
  'tcp.port': 'integer',
  'tcp.stream': 'integer',
  ...relationNames,
} as const satisfies Record<string, ValueType>

export type EnvelopeName = keyof typeof envelopeNames
export const envelopeList = Object.keys(envelopeNames) as EnvelopeName[]

/** Where a field name leads in one protocol: the name slots that it means there. */
export interface FieldTarget {
  /** By index of the capture's protocols. */
  slots: Map<number, number[]>
}

/** As wide as Wireshark has them, so that what it refuses is refused here too. */
function envelopeRange(name: string): { min: bigint; max: bigint } | null {
  if (envelopeNames[name as EnvelopeName] !== 'integer') return null
  return { min: 0n, max: name.endsWith('port') ? 65_535n : 4_294_967_295n }
}

const rawShift = 1_000_000

/** A field that a name means: index of the protocol, name in it without prefix. */
interface FieldUse {
  protocol: number
  id: string
}

function fieldAliases(protocols: readonly Protocol[]): Map<string, FieldUse[]> {
  const byAlias = new Map<string, FieldUse[]>()
  protocols.forEach((protocol, index) => {
    const add = (alias: string, id: string) => {
      const list = byAlias.get(alias)
      if (!list) byAlias.set(alias, [{ protocol: index, id }])
      else if (!list.some((one) => one.protocol === index && one.id === id)) list.push({ protocol: index, id })
    }
    for (const field of protocol.fields) {
      const id = protocol.names[field.slot]!
      for (const alias of [field.name, id, field.label.zh, ...(field.role ? [field.role] : [])]) add(alias, id)
    }
  })
  return byAlias
}

/** Names over several protocols. Slots below envelopeList.length are the envelope's, the others index `targets`. */
export class FilterNames implements NameTable {
  readonly targets: FieldTarget[] = []
  /** A name was asked for whose values other frames decide: relations, and findings that come of them. */
  needsRelations = false
  private readonly protocols: readonly Protocol[]
  private readonly resolved = new Map<string, NameInfo | null>()
  private aliases: ReadonlyMap<string, readonly FieldUse[]> | null = null

  constructor(protocols: readonly Protocol[]) {
    this.protocols = protocols
  }

  /** Made for the first name that is not the envelope's: it takes every layout of every protocol. */
  private get byAlias(): ReadonlyMap<string, readonly FieldUse[]> {
    return (this.aliases ??= fieldAliases(this.protocols))
  }

  resolve(name: string): NameInfo | null {
    let info = this.resolved.get(name)
    if (info === undefined) this.resolved.set(name, (info = this.resolveAnew(name)))
    return info
  }

  private resolveAnew(name: string): NameInfo | null {
    const envelope = envelopeList.indexOf(name as EnvelopeName)
    if (Object.hasOwn(relationNames, name) || name.startsWith('expert.')) this.needsRelations = true
    if (envelope >= 0) return { slot: envelope, type: envelopeNames[envelopeList[envelope]!], ...envelopeRange(name) }
    const whole = this.protocols.findIndex((protocol) => protocol.id === name || protocol.prefix === name)
    const uses = this.byAlias.get(name)
    if (whole < 0 && !uses) return null
    const target: FieldTarget = { slots: new Map(whole >= 0 ? [[whole, []]] : []) }
    const types = new Set<ValueType>()
    let range: { min: bigint; max: bigint } | null | undefined
    const enumTexts = new Map<string, number>()
    for (const { protocol, id } of uses ?? []) {
      const info = this.protocols[protocol]!.nameTable.resolve(id)
      if (!info) continue
      target.slots.set(protocol, [...(target.slots.get(protocol) ?? []), info.slot])
      types.add(info.type)
      const own = info.min !== undefined && info.max !== undefined ? { min: info.min, max: info.max } : null
      range = range === undefined ? own : joinRanges(range, own)
      for (const [text, code] of info.enumTexts ?? []) if (!enumTexts.has(text)) enumTexts.set(text, code)
    }
    const slot = envelopeList.length + this.targets.push(target) - 1
    const type: ValueType =
      whole >= 0
        ? 'presence'
        : types.size === 1
          ? [...types][0]!
          : [...types].every((one) => one === 'integer' || one === 'number')
            ? 'number'
            : 'any'
    const bounds = type === 'integer' ? range : null
    return { slot, type, rawSlot: slot + rawShift, ...bounds, ...(enumTexts.size > 0 ? { enumTexts } : {}) }
  }

  similar(name: string): string[] {
    return similarWords(name, [...envelopeList, ...this.byAlias.keys()])
  }

  /** Splits a slot of NameInfo into the target and whether the bytes are meant. */
  target(slot: number): { target: FieldTarget; raw: boolean } {
    const raw = slot >= rawShift
    return { target: this.targets[(raw ? slot - rawShift : slot) - envelopeList.length]!, raw }
  }
}
