// A display filter over the frames of a capture. It reads columns where it can and decodes a frame only when a field of it
// is asked for; trees and findings are made only for expert.* names.
import { check, type NameInfo } from '../expression/check.ts'
import type { CompiledExpression, Environment, ListTest } from '../expression/evaluate.ts'
import { parse } from '../expression/parse.ts'
import type { ExpressionError } from '../expression/syntax.ts'
import { secondsBetween } from '../expression/times.ts'
import type { Value } from '../expression/value.ts'
import { decodeFrame, type Decoded } from '../protocol/decode.ts'
import { rawOffset } from '../protocol/names.ts'
import { Slots } from '../protocol/slots.ts'
import { findingsOf } from '../protocol/tree.ts'
import type { Capture } from './capture.ts'
import { FixedFields } from './fixed-fields.ts'
import { envelopeList, FilterNames, type EnvelopeName } from './filter-names.ts'
import type { FrameNotes } from './frame-notes.ts'
import { relationNames, relationValue, type FrameRelations, type RelationName } from './frame-relations.ts'
import { checksumCodes } from './frame-table.ts'
import type { TextOrigin } from './import-text.ts'

const nothing: readonly Value[] = []

type Finding = { code: string; severity: string; group: string }

/** What is known of a capture's frames beside the store. What is left out is made of the store, or is not there. */
export interface FrameKnowledge {
  origins?: readonly (TextOrigin | undefined)[] | null
  notes?: FrameNotes | null
  /** What was found about a row, causes included; without it, only what the decoder finds. */
  findingsOf?: (row: number) => readonly Finding[]
  /** Whether any of it is of severity error, if that is known more cheaply. */
  isBad?: (row: number) => boolean
  /** What frames tell of each other; without it no frame has a response or a session. */
  relations?: FrameRelations | null
  /** The selected frame, which `$name` is about; null: there is none, and `$name` is absent. */
  selected?: number | null
}

/** A filter ready to run over one capture. */
export class FrameFilter implements Environment {
  private row = 0
  private decoded: Decoded | null = null
  private expert: readonly Finding[] | null = null
  private readonly slots = new Slots()
  private readonly capture: Capture
  private readonly origins: readonly (TextOrigin | undefined)[] | null
  private readonly known: FrameKnowledge
  private readonly names: FilterNames
  private readonly expression: CompiledExpression | null
  /** The values of the selected frame, read once: a filter keeps meaning what it meant when it was applied. */
  private readonly selected: Environment | undefined
  /** Ignored frames are left out, unless the filter asks for them. */
  private readonly showsIgnored: boolean
  /** Types of the messages that were met, by protocol and message. */
  private readonly types: (readonly Value[])[][]
  private readonly fixed: FixedFields

  /** Compiles `text`, or gives its mistakes. */
  static compile(
    text: string,
    capture: Capture,
    known: FrameKnowledge = {},
  ): { filter: FrameFilter } | { errors: ExpressionError[] } {
    const parsed = parse(text)
    if ('error' in parsed) return { errors: [parsed.error] }
    const names = new FilterNames(capture.protocols)
    const checked = check(parsed.expression, names, { use: 'condition' })
    return 'errors' in checked ? checked : { filter: new FrameFilter(capture, known, names, checked.compiled) }
  }

  /** Reads the values of one name, row by row; null: there is no such name. */
  static reader(
    name: string,
    capture: Capture,
    known: FrameKnowledge = {},
  ): { info: NameInfo; read: (row: number) => readonly Value[] } | null {
    const names = new FilterNames(capture.protocols)
    const info = names.resolve(name)
    if (!info) return null
    const frames = new FrameFilter(capture, known, names, null)
    return { info, read: (row) => frames.at(row).values(info.slot) }
  }

  private constructor(
    capture: Capture,
    known: FrameKnowledge,
    names: FilterNames,
    expression: CompiledExpression | null,
  ) {
    this.capture = capture
    this.origins = known.origins ?? null
    this.known = known
    this.names = names
    this.fixed = new FixedFields(capture, names)
    this.expression = expression
    this.types = capture.protocols.map(() => [])
    this.showsIgnored = expression?.slots.includes(envelopeList.indexOf('frame.ignored')) ?? true
    this.selected = this.selectedValues()
  }

  /** Relations of all frames are to be known before the filter is asked. */
  get needsRelations(): boolean {
    return this.names.needsRelations
  }

  /** True when frame `row` passes. */
  matches(row: number): boolean {
    if (!this.showsIgnored && this.known.notes?.ignored.has(row)) return false
    return this.at(row).expression!.matches(this, this.selected)
  }

  private at(row: number): this {
    this.row = row
    this.decoded = null
    this.expert = null
    return this
  }

  private selectedValues(): Environment | undefined {
    const { selected } = this.known
    if (selected === undefined || selected === null || !this.expression) return undefined
    this.at(selected)
    const values = new Map(this.expression.selectedSlots.map((slot) => [slot, [...this.values(slot)]]))
    return { values: (slot) => values.get(slot) ?? nothing }
  }

  passes(slot: number, test: ListTest): boolean {
    const fixed = slot < envelopeList.length || this.decoded ? null : this.fixed.passes(this.row, slot, test)
    return fixed ?? test(this.values(slot))
  }

  values(slot: number): readonly Value[] {
    if (slot < envelopeList.length) return this.envelope(envelopeList[slot]!)
    const fixed = this.decoded ? null : this.fixed.values(this.row, slot)
    if (fixed) return fixed
    const { target, raw } = this.names.target(slot)
    const slots = target.slots.get(this.capture.frames.protocol[this.row]!)
    if (!slots) return nothing
    if (slots.length === 0) return [true]
    const { environment } = this.frame()!
    if (slots.length === 1) return environment.values(raw ? slots[0]! + rawOffset : slots[0]!)
    return slots.flatMap((one) => environment.values(raw ? one + rawOffset : one))
  }

  private frame(): Decoded | null {
    const protocol = this.capture.protocolOf(this.row)
    if (!protocol) return null
    const { dialect } = this.capture.conversations[this.capture.frames.conversation[this.row]!]!
    return (this.decoded ??= decodeFrame(protocol, this.capture.bytes(this.row), dialect, this.slots))
  }

  private findings(): readonly Finding[] {
    if (this.expert) return this.expert
    if (this.known.findingsOf) return (this.expert = this.known.findingsOf(this.row))
    const decoded = this.frame()
    return (this.expert = decoded ? findingsOf(decoded) : [])
  }

  private envelope(name: EnvelopeName): readonly Value[] {
    const { capture, row } = this
    const { frames } = capture
    switch (name) {
      case 'frame':
        return [capture.bytes(row)]
      case 'frame.number':
        return [row + 1]
      case 'frame.time':
        return this.time(row)
      case 'frame.len':
        return [frames.length[row]!]
      case 'frame.bad':
        return [this.isBad()]
      case 'frame.marked':
        return [this.known.notes?.marked.has(row) ?? false]
      case 'frame.ignored':
        return [this.known.notes?.ignored.has(row) ?? false]
      case 'frame.comment':
        return one(this.known.notes?.comments.get(row))
      case 'frame.time_relative':
        return this.secondsSince(Math.max(this.known.notes?.referenceOf(row) ?? 0, 0))
      case 'frame.time_delta':
        return row === 0 ? nothing : this.secondsSince(row - 1)
      case 'frame.duplicate':
        return [(this.origins?.[row]?.duplicateOf ?? null) !== null]
      case 'protocol':
        return one(capture.protocolOf(row)?.id)
      case 'dialect':
        return one(this.frame()?.dialect)
      case 'direction': {
        const origin = this.origins?.[row]
        if (!origin) return [capture.directionOf(row)]
        return [origin.direction === 'unknown' ? (this.frame()?.direction ?? 'unknown') : origin.direction]
      }
      case 'conversation':
      case 'tcp.stream':
        return [frames.conversation[row]!]
      case 'message.type':
        return this.type()
      case 'message.id':
        return one(capture.messageOf(row)?.id)
      case 'message.name': {
        const label = capture.messageOf(row)?.name
        return label ? [label.zh, label.en] : nothing
      }
      case 'message.role':
        return one(capture.messageOf(row)?.role)
      case 'checksum.status':
        return [checksumCodes[frames.checksum[row]!]!]
      case 'length.status':
        return [frames.lengthBad[row] === 1 ? 'bad' : 'good']
      case 'expert.code':
        return this.findings().map((finding) => finding.code)
      case 'expert.severity':
        return this.findings().map((finding) => finding.severity)
      case 'expert.group':
        return this.findings().map((finding) => finding.group)
      default:
        return Object.hasOwn(relationNames, name) ? this.relation(name as RelationName) : this.endpoint(name)
    }
  }

  private relation(name: RelationName): readonly Value[] {
    const value = this.known.relations ? relationValue(this.known.relations, name, this.row) : null
    return value === null ? nothing : [value]
  }

  /** Has a finding of severity error. */
  private isBad(): boolean {
    if (this.known.isBad) return this.known.isBad(this.row)
    return this.findings().some((finding) => finding.severity === 'error')
  }

  private secondsSince(row: number): readonly Value[] {
    const [now] = this.time(this.row)
    const [then] = this.time(row)
    const seconds = now === undefined || then === undefined ? null : secondsBetween(now, then, 'local')
    return seconds === null ? nothing : [seconds]
  }

  private time(row: number): readonly Value[] {
    const origin = this.origins?.[row]
    if (origin) return origin.time ? [origin.time] : nothing
    const { seconds, nanos } = this.capture.frames
    const whole = seconds[row]!
    return Number.isNaN(whole) ? nothing : [BigInt(whole) * 1_000_000_000n + BigInt(nanos[row]!)]
  }

  private type(): readonly Value[] {
    const { message, protocol } = this.capture.frames
    const index = message[this.row]!
    if (index >= 0) {
      const known = this.types[protocol[this.row]!]!
      return (known[index] ??= [typeValue(this.capture.messageOf(this.row)!.type)])
    }
    const type = this.frame()?.type
    return type ? [typeValue(type)] : nothing
  }

  private endpoint(name: EnvelopeName): readonly Value[] {
    const { conversation } = this.capture.conversations[this.capture.frames.conversation[this.row]!]!
    if (conversation.a.address === '') return nothing
    const fromA = this.capture.frames.sender[this.row] === 0
    const [source, destination] = fromA ? [conversation.a, conversation.b] : [conversation.b, conversation.a]
    switch (name) {
      case 'ip':
      case 'tcp':
        return [true]
      case 'ip.src':
        return [source.address]
      case 'ip.dst':
        return [destination.address]
      case 'ip.addr':
        return [source.address, destination.address]
      case 'tcp.srcport':
        return [source.port]
      case 'tcp.dstport':
        return [destination.port]
      default:
        return [source.port, destination.port]
    }
  }
}

function one(value: string | null | undefined): readonly Value[] {
  return value ? [value] : nothing
}

/** Types written as numbers compare as numbers, the others as text. */
function typeValue(type: string): Value {
  const number = Number(type)
  return Number.isNaN(number) ? type : number
}
