// The names that expressions of a protocol may use: its fields, by id or full name, and a few of the frame itself.
import type { NameInfo, NameTable } from '../expression/names.ts'
import { similarWords } from '../expression/similar.ts'
import type { ValueType } from '../expression/value.ts'
import type { FieldDefinition, ReadName } from './definition-field.ts'
import type { FamilyDefinition } from './definition.ts'
import { builtins } from './plan.ts'
import { bitRange, joinRanges, valueRange, type ValueRange } from './value-range.ts'

const builtinTypes: Record<(typeof builtins)[number], ValueType> = {
  body: 'bytes',
  frame: 'bytes',
  'body.len': 'integer',
  'frame.len': 'integer',
  left: 'integer',
  n: 'integer',
  'checksum.status': 'string',
  'length.status': 'string',
  'message.id': 'string',
  dialect: 'string',
}

const wholeNumbers = /^[ui]\d+(be)?$|^u?int$/

/** What comparisons make of a field's value. */
function valueType(field: {
  read?: ReadName | undefined
  size?: unknown
  as?: string | undefined
  scale?: number | undefined
  bits?: unknown
}): ValueType {
  if (field.bits) return 'integer'
  if (field.as === 'digits') return 'digits'
  if (field.as) return 'string'
  const read = field.read
  if (!read) return 'any'
  if (wholeNumbers.test(read)) return field.scale === undefined ? 'integer' : 'number'
  if (read === 'bcd' || read === 'bcd_reversed') return 'digits'
  if (read.startsWith('bcd_number')) return 'number'
  if (read === 'bytes') return 'bytes'
  return read === 'text' || read === 'ip' || read === 'clock' || read === 'version' ? 'string' : 'time'
}

/** Added to a name's slot to mean its bytes as captured, `@name`. */
export const rawOffset = 1_000_000

/** The name of a slot is one of a field, and its value is meant. */
export const isFieldName = (slot: number): boolean => slot >= builtins.length && slot < rawOffset

/** Field names of one protocol with their slots, in the order they are first met; builtins have the first slots. */
export class ProtocolNames implements NameTable {
  readonly slots = new Map<string, number>()
  readonly names: string[] = []
  private readonly types = new Map<string, ValueType>()
  private readonly ranges = new Map<string, ValueRange | null>()
  private readonly enumSources = new Map<string, NonNullable<FieldDefinition['enum']>[]>()
  private readonly enumTexts = new Map<string, Map<string, number>>()
  private readonly family: FamilyDefinition
  private readonly prefix: string

  constructor(family: FamilyDefinition) {
    this.family = family
    this.prefix = `${family.prefix}.`
    for (const name of builtins) this.add(name, builtinTypes[name])
    for (const frame of family.frames) this.addFields([...frame.header, ...frame.trailer])
    this.addFields(family.encrypted?.fields ?? [])
    for (const group of Object.values(family.groups ?? {})) this.addFields(group)
    for (const dictionary of Object.values(family.dictionaries ?? {})) this.addFields(dictionary)
    for (const message of family.messages ?? []) this.addFields(message.fields)
    for (const id of [family.extra.id, 'data', 'undecoded']) this.add(id, 'bytes')
  }

  /** Slot of a field id (or template), made when it is new. `range`: whole numbers that the field can hold. */
  add(id: string, type: ValueType, range: ValueRange | null = null): number {
    const known = this.types.get(id)
    this.types.set(id, known === undefined || known === type ? type : merged(known, type))
    this.ranges.set(id, known === undefined ? range : joinRanges(this.ranges.get(id) ?? null, range))
    let slot = this.slots.get(id)
    if (slot === undefined) {
      slot = this.names.length
      this.slots.set(id, slot)
      this.names.push(id)
    }
    return slot
  }

  private addFields(fields: readonly FieldDefinition[]): void {
    for (const field of fields) {
      // Another reading of the same bytes may be wider.
      if (field.id) this.add(field.id, valueType(field), field.cases ? null : valueRange(field))
      if (field.id) this.addTexts(field.id, field.enum)
      for (const bit of field.bits ?? []) {
        const isWhole = bit.scale === undefined
        this.add(bit.id, isWhole ? 'integer' : 'number', isWhole && !bit.offset ? bitRange(bit.count) : null)
        this.addTexts(bit.id, bit.enum)
      }
      if (field.derived) this.add(field.derived.id, 'any')
      this.addFields(field.fields ?? [])
      if (field.repeat) {
        if (field.repeat.item)
          this.addFields([{ ...field.repeat.item, id: field.repeat.item.id ?? `${field.id}.item` }])
        else this.add(`${field.id}.item`, 'any')
        this.addFields(field.repeat.fields ?? [])
      }
      if (field.tlv) {
        this.add(field.tlv.item.id, 'any')
        this.add(field.tlv.tag.id, valueType(field.tlv.tag))
        this.add(field.tlv.length.id, 'integer')
        this.add(field.tlv.unknown.id, 'bytes')
      }
    }
  }

  /** Texts of a field's codes, for comparisons such as `gun_status == "故障"`; made when they are asked for. */
  private textsOf(id: string): Map<string, number> | null {
    const sources = this.enumSources.get(id)
    if (!sources) return null
    let texts = this.enumTexts.get(id)
    if (texts) return texts
    this.enumTexts.set(id, (texts = new Map()))
    for (const source of sources) {
      const table = typeof source === 'string' ? this.family.enums?.[source] : source
      for (const [code, label] of Object.entries(table ?? {})) {
        if (code === 'default') continue
        for (const text of [label.zh, label.en])
          if (!texts.has(text.toLowerCase())) texts.set(text.toLowerCase(), Number(code))
      }
    }
    return texts
  }

  private addTexts(id: string, source: FieldDefinition['enum']): void {
    if (source === undefined) return
    const sources = this.enumSources.get(id)
    if (sources) sources.push(source)
    else this.enumSources.set(id, [source])
  }

  /** Slot of a name with or without prefix. */
  slotOf(name: string): number | undefined {
    return this.slots.get(name.startsWith(this.prefix) ? name.slice(this.prefix.length) : name)
  }

  resolve(name: string): NameInfo | null {
    const id = name.startsWith(this.prefix) ? name.slice(this.prefix.length) : name
    const slot = this.slots.get(id)
    if (slot === undefined) return null
    const enumTexts = this.textsOf(id)
    const type = this.types.get(id) ?? 'any'
    const range = type === 'integer' ? this.ranges.get(id) : null
    return { slot, type, rawSlot: slot + rawOffset, ...range, ...(enumTexts ? { enumTexts } : {}) }
  }

  similar(name: string): string[] {
    return similarWords(name, this.names)
  }
}

/** Layouts may read one name differently; then comparisons take values as they come. */
function merged(a: ValueType, b: ValueType): ValueType {
  const numeric = (type: ValueType) => type === 'integer' || type === 'number'
  return numeric(a) && numeric(b) ? 'number' : 'any'
}
