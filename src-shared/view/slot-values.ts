// Values of a field name in a decoded frame, straight from its slots: columns, exports and lists ask a million frames for
// a few names, and a tree of each frame would be made for nothing. Gives what the tree's nodes of that name hold.
import type { Decoded } from '../protocol/decode.ts'
import { formatHex } from '../bytes/hex.ts'
import { readBits, slotValue } from '../protocol/environment.ts'
import { fixedPlaces, type FixedPlace, type Wanted } from '../protocol/fixed-place.ts'
import { bitValue } from '../protocol/format.ts'
import type { BitPlan, FieldPlan, MessagePlan, Protocol } from '../protocol/plan.ts'
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

/**
 * Where the values of `name` stand in every right frame of a message, in the order of slotValues, which then are those of
 * FixedPlaces.readShown that are not null; null: a frame must be decoded to know.
 */
export function valuePlaces(protocol: Protocol, message: MessagePlan, name: string): readonly FixedPlace[] | null {
  const use = nameUse(protocol, name)
  return fixedPlaces(protocol)?.find(message, (field) => use.wantedOf(field)) ?? null
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
  /** Any label may read like the name once the number or the name of an item is put into it. */
  private readonly isOfItem: boolean
  /** By FieldPlan.index. */
  private readonly answers: (Answer | null)[] = []

  constructor(protocol: Protocol, name: string) {
    this.name = name
    this.roles = new Set(protocol.fields.filter((field) => field.role === name).map((field) => field.name))
    this.isOfItem = /[\d\]]$/.test(name) || itemLabelsOf(protocol).has(name)
  }

  answerOf(field: FieldPlan): Answer | null {
    let answer = this.answers[field.index]
    if (answer === undefined) this.answers[field.index] = answer = this.makeAnswer(field)
    return answer
  }

  /** What is wanted of a field for this name. */
  wantedOf(field: FieldPlan): Wanted {
    const answer = this.answerOf(field)
    if (answer === null) return []
    if (answer.derived || !hasValue(field) || (answer.own === 'ask' && !this.hasOneLabel(field))) return 'unclear'
    const label = (field.reading.label ?? field.label).zh
    const isOwn = answer.own === 'always' || (answer.own === 'ask' && this.fits(field.name, label))
    return isOwn ? [null, ...answer.bits] : answer.bits
  }

  /** Outside of lists its nodes are all called the same. */
  private hasOneLabel({ name, templated, cases }: FieldPlan): boolean {
    return !this.isOfItem && !templated && cases.length === 0 && !name.endsWith('.item')
  }

  /** Whether the node of a slot has this name: numbers of items and readings chosen by cases make a difference. */
  isCalled(decoded: Decoded, slot: number): boolean {
    return this.fits(slotName(decoded, slot), slotLabel(decoded, slot).zh)
  }

  private makeAnswer(field: FieldPlan): Answer | null {
    const { bits, derived } = field
    const answer: Answer = {
      own: this.ownAnswer(field),
      bits: bits.filter((bit) => this.fits(bit.name, bit.label.zh)),
      derived: derived !== null && this.fits(derived.name, derived.label.zh),
    }
    return answer.own === 'never' && answer.bits.length === 0 && !answer.derived ? null : answer
  }

  private ownAnswer(field: FieldPlan): Answer['own'] {
    if (field.templated) return this.isOfItem || this.fitsTemplate(field) ? 'ask' : 'never'
    if (this.fits(field.name, '')) return 'always'
    return this.isOfItem || fieldLabels(field).includes(this.name) ? 'ask' : 'never'
  }

  /** Whether the name, or a label, of a field can be this one when its numbers are filled in. */
  private fitsTemplate({ name, label, reading, cases }: FieldPlan): boolean {
    const labels = [label, reading.label, ...cases.map((one) => one.reading.label)]
    return (
      this.roles.has(name) ||
      [name, name.slice(name.indexOf('.') + 1), ...labels.map((one) => one?.zh ?? '')].some((template) =>
        fillsTemplate(template, this.name),
      )
    )
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

/** Whether a text can come of a template (`battery_{n}`) by filling in numbers. */
function fillsTemplate(template: string, text: string): boolean {
  const literal = (part: string) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return new RegExp(
    `^${template
      .split(/\{[^}]*\}/)
      .map(literal)
      .join('[0-9a-fA-F-]+')}$`,
  ).test(text)
}

const uses = new WeakMap<Protocol, Map<string, NameUse>>()

function nameUse(protocol: Protocol, name: string): NameUse {
  let byName = uses.get(protocol)
  if (!byName) uses.set(protocol, (byName = new Map()))
  let use = byName.get(name)
  if (!use) byName.set(name, (use = new NameUse(protocol, name)))
  return use
}

const itemLabels = new WeakMap<Protocol, ReadonlySet<string>>()

/** Chinese labels that lists give their items, whatever the item's own fields are called. */
function itemLabelsOf(protocol: Protocol): ReadonlySet<string> {
  let known = itemLabels.get(protocol)
  if (!known) {
    const texts = protocol.fields.flatMap(({ itemEnum }) => [...(itemEnum?.texts.values() ?? [])])
    itemLabels.set(protocol, (known = new Set(texts.map((one) => one.zh))))
  }
  return known
}

function fieldLabels({ label, reading, cases }: FieldPlan): string[] {
  const readings = [reading, ...cases.map((one) => one.reading)]
  return [label.zh, ...readings.flatMap((one) => one.label?.zh ?? [])]
}
