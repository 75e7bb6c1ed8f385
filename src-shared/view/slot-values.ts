// Values of a field name in a decoded frame, straight from its slots: columns, exports and lists ask a million frames for
// a few names, and a tree of each frame would be made for nothing. Gives what the tree's nodes of that name hold.
import type { Decoded } from '../protocol/decode.ts'
import { formatHex } from '../bytes/hex.ts'
import { readBits, slotValue } from '../protocol/environment.ts'
import { bitValue } from '../protocol/format.ts'
import type { BitPlan, FieldPlan, Protocol } from '../protocol/plan.ts'
import { derivedText, slotLabel, slotName } from '../protocol/tree.ts'

/** What a field has under a name. */
interface Answer {
  /** Its own value: always, or when the slot's own name or label says so. */
  own: 'always' | 'ask' | 'never'
  bits: readonly BitPlan[]
  derived: boolean
}

/** Every value of `name` (full or without prefix, role, or Chinese label), in the order of the tree, as text. */
export function slotValues(decoded: Decoded, name: string): string[] {
  const { protocol, slots, bytes } = decoded
  const use = nameUse(protocol, name)
  const found: string[] = []
  for (let slot = 0; slot < slots.count; slot++) {
    const field = protocol.plans[slots.field[slot]!]!
    const answer = use.answerOf(field)
    if (answer === null) continue
    if (answer.own === 'always' || (answer.own === 'ask' && use.isCalled(decoded, slot))) {
      const value = hasValue(field) ? slotValue(protocol, slots, slot, bytes) : untakenBytes(decoded, slot)
      if (value !== null) found.push(String(value))
    }
    // Raw bytes in place of the field's reading have no parts.
    if (slots.variant[slot]! < 0) continue
    for (const bit of answer.bits) {
      const value = bitValue(bit.reading, readBits(bit, bytes, slots.start[slot]!, slots.end[slot]!))
      if (value !== null) found.push(String(value))
    }
    const derived = answer.derived ? derivedText(decoded, field) : null
    if (derived !== null) found.push(derived)
  }
  return found
}

function hasValue({ kind }: FieldPlan): boolean {
  return kind === 'value' || kind === 'bits'
}

/** The bytes of a structure that could not be taken apart, as its node shows them; null: it has parts, or no bytes. */
function untakenBytes({ slots, bytes }: Decoded, slot: number): string | null {
  const hasParts = slot + 1 < slots.count && slots.parent[slot + 1] === slot
  return hasParts || slots.start[slot] === slots.end[slot] ? null : formatHex(bytes, slots.start[slot], slots.end[slot])
}

/** One name in one protocol; what each field has under it is found when the field is first met. */
class NameUse {
  private readonly name: string
  private readonly roles: ReadonlySet<string>
  /** Some label may read like the name. */
  private readonly isLabel: boolean
  /** By FieldPlan.index. */
  private readonly answers: (Answer | null)[] = []

  constructor(protocol: Protocol, name: string) {
    this.name = name
    this.roles = new Set(protocol.fields.filter((field) => field.role === name).map((field) => field.name))
    this.isLabel = /[\d\]]$/.test(name) || labelsOf(protocol).has(name)
  }

  answerOf(field: FieldPlan): Answer | null {
    let answer = this.answers[field.index]
    if (answer === undefined) this.answers[field.index] = answer = this.makeAnswer(field)
    return answer
  }

  /** Whether the node of a slot has this name: numbers of items and readings chosen by cases make a difference. */
  isCalled(decoded: Decoded, slot: number): boolean {
    return this.fits(slotName(decoded, slot), slotLabel(decoded, slot).zh)
  }

  private makeAnswer(field: FieldPlan): Answer | null {
    const { bits, derived } = field
    const answer: Answer = {
      own: field.templated ? 'ask' : this.fits(field.name, '') ? 'always' : this.isLabel ? 'ask' : 'never',
      bits: bits.filter((bit) => this.fits(bit.name, bit.label.zh)),
      derived: derived !== null && this.fits(derived.name, derived.label.zh),
    }
    return answer.own === 'never' && answer.bits.length === 0 && !answer.derived ? null : answer
  }

  private fits(name: string, label: string): boolean {
    return (
      name === this.name ||
      name.slice(name.indexOf('.') + 1) === this.name ||
      this.roles.has(name) ||
      label === this.name
    )
  }
}

const uses = new WeakMap<Protocol, Map<string, NameUse>>()

function nameUse(protocol: Protocol, name: string): NameUse {
  let byName = uses.get(protocol)
  if (!byName) uses.set(protocol, (byName = new Map()))
  let use = byName.get(name)
  if (!use) byName.set(name, (use = new NameUse(protocol, name)))
  return use
}

const labels = new WeakMap<Protocol, ReadonlySet<string>>()

/** Every Chinese label of a protocol that is written out; numbers of items may still be put behind it. */
function labelsOf(protocol: Protocol): ReadonlySet<string> {
  let known = labels.get(protocol)
  if (!known) labels.set(protocol, (known = new Set(protocol.fields.flatMap(fieldLabels))))
  return known
}

function fieldLabels({ label, reading, cases, itemEnum }: FieldPlan): string[] {
  const readings = [reading, ...cases.map((one) => one.reading)]
  return [
    label.zh,
    ...readings.flatMap((one) => one.label?.zh ?? []),
    ...[...(itemEnum?.texts.values() ?? [])].map((one) => one.zh),
  ]
}
