// What one line of a layout may say: how bytes become a value and how the value is described. definition.ts holds the
// rest of the language; docs/definitions.md explains it for people.
import { z } from 'zod'

// Plain loops and no generated code: the app's content security policy forbids `new Function`.
z.config({ jitless: true })

export const fieldId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'lower case letters, digits and _')
  .refine((id) => id !== 'constructor' && id !== 'prototype', 'a name that is not reserved')
/** An identifier that may hold `{n}` (number of a repeated item) or `{tag:04x}` (tag of a unit). */
export const templateId = z
  .string()
  .regex(
    /^(?=[a-z]|[a-z0-9_]*\{)[a-z0-9_]*(\{[a-z]+(:[0-9a-zA-Z]+)?\}[a-z0-9_]*)*$/,
    'a lower case name, which may hold {n} or {tag:04x}',
  )
  .refine((id) => id !== 'constructor' && id !== 'prototype', 'a name that is not reserved')
export const hexByte = z.string().regex(/^[0-9a-fA-F]{2}$/, 'one byte in hex, in quotes')
export const hexBytes = z.string().regex(/^([0-9a-fA-F]{2})+$/, 'pairs of hex digits in quotes')
/** One byte that fills a field. */
export const expression = z.string().min(1)

/** A text in both languages; both are always there. */
export const labelSchema = z
  .strictObject({ zh: z.string().min(1), en: z.string().min(1) })
  .meta({ id: 'label', description: 'A text in Chinese and English / 中英文文字' })

/** Texts of codes: number → label; `default` names every number that is not listed. */
export const enumSchema = z.record(z.string().regex(/^(-?\d+|default)$/, 'a number or `default`'), labelSchema)
/** Texts of single bits: bit number, 0 = lowest bit of the first byte → label. */
export const flagsSchema = z.record(z.string().regex(/^\d+$/, 'a bit number'), labelSchema)

/** How bytes become a value. `uint`, `int`: as wide as `size` says. `…le`/`…be` override the order of the definition. */
export const readNames = [
  'u8',
  'u16',
  'u24',
  'u32',
  'u40',
  'u48',
  'u64',
  'u16be',
  'u24be',
  'u32be',
  'u64be',
  'i8',
  'i16',
  'i32',
  'i64',
  'i16be',
  'i32be',
  'uint',
  'int',
  'bcd',
  'bcd_reversed',
  'bcd_number',
  'bcd_number_reversed',
  'text',
  'bytes',
  'cp56time2a',
  'bcd_time',
  'unix_time',
  'clock',
  'ip',
  'version',
] as const

const reading = {
  read: z.enum(readNames).optional(),
  /** Bytes: a number, `rest` (to the end of what is left), or an expression over earlier fields. */
  size: z.union([z.int().min(0).max(65535), z.literal('rest'), expression]).optional(),
  /** Which byte of a number comes first, where that is not what the definition says of all. */
  order: z.enum(['little', 'big']).optional(),
  /** bcd_time: what each byte holds, in order, e.g. `YYYY MM DD hh mm ss --`. */
  layout: z.string().optional(),
  /** version: how each part is read, joined by dots. */
  parts: z.array(z.enum(['u8', 'u16', 'u16be'])).optional(),
  /** text: where it ends and how it is coded; the definition's `text` holds the usual way. */
  ends: z.enum(['first_nul', 'trailing_nul', 'never']).optional(),
  encoding: z.enum(['ascii', 'utf-8', 'gbk']).optional(),
  scale: z.number().positive().optional(),
  offset: z.number().optional(),
  unit: z.string().min(1).optional(),
  decimals: z.int().min(0).max(9).optional(),
  /** Another shape of the value: `hex` digits, decimal `digits` padded with zeros, or formatted `text`. */
  as: z.enum(['hex', 'digits', 'text']).optional(),
  /** as digits: how many at least. */
  digits: z.int().min(1).max(20).optional(),
  /** Stands before the value's text, such as V in V3.4. */
  before: z.string().optional(),
  enum: z.union([z.string(), enumSchema]).optional(),
  flags: z.union([z.string(), flagsSchema]).optional(),
  /** All bytes equal to this: the value is null, shown as `none_text`. */
  none: hexByte.optional(),
  none_text: labelSchema.optional(),
  /** All bytes equal to one of these: not given, the value is the empty text. */
  blank: z.array(hexByte).optional(),
  /** Another way to read the same bytes, shown behind the value and never as the value. */
  second: z
    .strictObject({
      label: labelSchema,
      read: z.enum(readNames),
      scale: z.number().positive().optional(),
      offset: z.number().optional(),
      unit: z.string().optional(),
      decimals: z.int().min(0).max(9).optional(),
      when: expression.optional(),
    })
    .optional(),
  /** Physical values that make sense, both inclusive; others are reported. */
  range: z
    .tuple([z.number(), z.number()])
    .refine(([low, high]) => low <= high, 'bounds in ascending order')
    .optional(),
  /** With `range`: when only the bytes in the other order make sense, say so. */
  range_swapped: z.boolean().optional(),
}

const describing = {
  label: labelSchema.optional(),
  reference: z.string().optional(),
  uncertain: z.union([z.boolean(), labelSchema]).optional(),
  note: labelSchema.optional(),
  role: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, 'lower case letters, digits and _')
    .optional(),
  sensitive: z.enum(['card', 'vin', 'plate', 'phone', 'user', 'location', 'password', 'sim', 'address']).optional(),
}

/** A part of the bits of its parent; `from` counts from the lowest bit. */
const bitFieldSchema = z.strictObject({
  id: fieldId,
  ...describing,
  from: z.int().min(0).max(1023),
  count: z.int().min(1).max(64),
  scale: reading.scale,
  offset: reading.offset,
  unit: reading.unit,
  decimals: reading.decimals,
  enum: reading.enum,
  range: reading.range,
})

const derivedSchema = z.strictObject({
  id: fieldId,
  label: labelSchema,
  when: expression.optional(),
  value: expression,
})

/** All of a field that does not hold other fields. */
export const flatFieldShape = {
  id: templateId.optional(),
  ...describing,
  ...reading,
  /** Present only when this holds; it may name fields before this one. */
  when: expression.optional(),
  /** May be absent at the end of a body without that being reported. */
  optional: z.boolean().optional(),
  /** text and bytes instead of a size: they end with these bytes, which belong to the field and not to its value. */
  until: hexBytes.optional(),
  /** The bytes that must stand here. */
  const: hexBytes.optional(),
  /** First case whose `when` holds overrides how the field is read. */
  cases: z
    .array(
      z.strictObject({ when: expression, ...reading, label: labelSchema.optional(), uncertain: describing.uncertain }),
    )
    .optional(),
  /** Bit fields of this number; `value_from` names the one whose value the field takes. */
  bits: z.array(bitFieldSchema).optional(),
  value_from: fieldId.optional(),
  /** The text lists the parts that are not zero; this is said when all are. */
  active: z.strictObject({ none: labelSchema }).optional(),
  /** The fields of a group of the definition, in this place. */
  use: z.string().optional(),
  tlv: z
    .strictObject({
      item: z.strictObject({ id: fieldId, label: labelSchema }),
      tag: z.strictObject({
        id: fieldId,
        label: labelSchema,
        read: z.enum(['u8', 'u16', 'u16be', 'u32', 'u32be']),
        as: reading.as,
        digits: reading.digits,
      }),
      length: z.strictObject({ id: fieldId, label: labelSchema, read: z.enum(['u8', 'u16', 'u16be', 'u32', 'u32be']) }),
      dictionary: z.string(),
      /** The field that says how many units there are; units are read to the end whatever it says. */
      count: fieldId.optional(),
      /** A unit of another length than the dictionary's: numbers are read at the length they have, or all is raw. */
      sizes: z.enum(['numbers', 'exact']),
      unknown: z.strictObject({ id: templateId, label: labelSchema }),
    })
    .optional(),
  /** A generated value made of others, shown in brackets as the only child. */
  derived: derivedSchema.optional(),
}
type FlatField = z.infer<z.ZodObject<typeof flatFieldShape, z.core.$strict>>

/** One line of a layout. Exactly one of read, bits, fields, repeat, tlv, use says what it is. */
export type FieldDefinition = FlatField & {
  /** A group of fields with a node of its own. */
  fields?: FieldDefinition[] | undefined
  repeat?: RepeatDefinition | undefined
}

const flatRepeatShape = {
  /** Number of items: a number, `rest` (as many whole items as fit), or an expression. */
  count: z.union([z.int().min(0).max(65535), z.literal('rest'), expression]),
  /** With `count: rest`: the list takes so many bytes. */
  bytes: z.union([z.int().min(0).max(65535), expression]).optional(),
  /** Number of the first item, for {n} and the labels; 1 when not given. */
  from: z.union([z.int(), expression]).optional(),
  /** The field whose value is the number of items found; a difference is reported. */
  expect: expression.optional(),
  item_label: labelSchema.optional(),
  /** Names each item by an enum of its number. */
  item_enum: z.string().optional(),
  /** `list`: the list has a value too, that of all its items. */
  value: z.literal('list').optional(),
}
/** A list of items, each one value (`item`) or several (`fields`). */
export type RepeatDefinition = z.infer<z.ZodObject<typeof flatRepeatShape, z.core.$strict>> & {
  item?: FieldDefinition | undefined
  fields?: FieldDefinition[] | undefined
}

const nested = z.lazy((): z.ZodType<FieldDefinition> => fieldSchema)
const repeatSchema: z.ZodType<RepeatDefinition> = z.strictObject({
  ...flatRepeatShape,
  item: nested.optional(),
  fields: z.array(nested).optional(),
})
export const nestedFieldShape = { fields: z.array(nested).optional(), repeat: z.lazy(() => repeatSchema).optional() }
export const fieldSchema: z.ZodType<FieldDefinition> = z.strictObject({ ...flatFieldShape, ...nestedFieldShape })

export type BitFieldDefinition = z.infer<typeof bitFieldSchema>
export type ReadName = (typeof readNames)[number]
