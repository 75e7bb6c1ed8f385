// What a protocol definition may say: the schema of the YAML files, the TypeScript types of what they hold, and (by
// `z.toJSONSchema`) the JSON Schema that editors use. The language is described for people in docs/definitions.md.
import { z } from 'zod'
import {
  enumSchema,
  expression,
  fieldId,
  fieldSchema,
  flagsSchema,
  flatFieldShape,
  hexByte,
  hexBytes,
  labelSchema,
  nestedFieldShape,
} from './definition-field.ts'
import { groups, severities } from './severity.ts'

/** Names a protocol, a dialect. */
const definitionId = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'lower case letters, digits, dots and -')
/** Codes and roles: permanent words for filters. */
const word = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower case letters, digits and _')

const findingShape = {
  code: word,
  severity: z.enum(severities),
  group: z.enum(groups).optional(),
  message: labelSchema,
  remedy: labelSchema.optional(),
}
/** Something to say when `when` holds; texts may hold {expression}. `field`: what it is about. */
const checkSchema = z.strictObject({ when: expression, field: fieldId.optional(), ...findingShape })

/** Left out when `when` does not hold, and when the fields that it names are all absent or blank. */
const summaryPartSchema = z.strictObject({ when: expression.optional(), ...labelSchema.shape })

const matchValue = z.union([z.int(), z.array(z.int())])
export const messageSchema = z.strictObject({
  id: fieldId,
  name: labelSchema,
  /** The value of the one header field that chooses messages; `match` when there are several. */
  type: matchValue.optional(),
  match: z.record(fieldId, matchValue).optional(),
  direction: z.enum(['up', 'down']).optional(),
  reference: z.string().optional(),
  uncertain: z.union([z.boolean(), labelSchema]).optional(),
  note: labelSchema.optional(),
  /** Dialects that have this layout; without it: the file's dialect, or all. */
  dialects: z.array(z.string()).optional(),
  /** Body sizes in bytes that this layout is for: exactly, or between two bounds (inclusive). */
  body: z
    .union([z.int().min(0), z.strictObject({ min: z.int().min(0).optional(), max: z.int().min(0).optional() })])
    .optional(),
  /** This layout is out of the question when this does not hold; it may look at `body` and `frame` as bytes. */
  when: expression.optional(),
  fields: z.array(fieldSchema),
  /** Header fields that have these values in this message; others are noted. */
  expect: z.record(fieldId, matchValue).optional(),
  /** Said of every frame of this layout, such as a known malformed body. */
  finding: z.strictObject(findingShape).optional(),
  checks: z.array(checkSchema).optional(),
  /** What the frame tells of its connection's dialect; `weight` above 2 outdoes the kind of message. */
  tells: z
    .array(
      z.strictObject({ dialect: z.string(), when: expression.optional(), weight: z.int().min(1).max(9).optional() }),
    )
    .optional(),
  /** One line for the frame list, whole or in parts that may be left out; {field} is the field's text with its unit. */
  summary: z.union([labelSchema, z.array(summaryPartSchema).min(1)]).optional(),
  /** The part the message plays in a charging session. */
  role: word.optional(),
})

const checksumNames = ['crc16-modbus', 'crc16-ccitt', 'sum8', 'sum16', 'sum32', 'xor8'] as const
/** Frames without length are looked for in so many bytes at most. */
const longestMarked = 16_384

const endingSchema = z.strictObject({
  /** The last bytes of every frame; they are the last constant of the trailer too. */
  mark: hexBytes,
  /** Bounds of the frame as it is sent, inclusive. */
  min: z.int().min(2),
  max: z.int().min(2).max(longestMarked),
  /** Bytes between start and end mark that are sent as two: `lead` and another one. */
  escape: z
    .strictObject({
      lead: hexByte,
      /** The second byte is the meant one XOR this. */
      xor: z.int().min(1).max(255).optional(),
      /** Or: what each second byte means. */
      pairs: z.record(hexByte, hexByte).optional(),
    })
    .optional(),
})

export const frameSchema = z.strictObject({
  id: fieldId,
  name: labelSchema.optional(),
  dialect: z.string().optional(),
  /** The first bytes of every frame. */
  start: hexBytes,
  /** How many header bytes `when` looks at, and the test; bytes that fail it begin no frame of this format. */
  header_size: z.int().min(1).max(256),
  when: expression.optional(),
  /** Bytes of the link in front of a frame, such as fe fe fe fe: which, and how many at most. */
  preamble: z.strictObject({ byte: hexByte, most: z.int().min(1).max(64) }).optional(),
  /** Frames end with a mark. Then `length` may be left out. */
  ending: endingSchema.optional(),
  length: z
    .strictObject({
      /** Where the length stands; with several places all must agree, and the one that fits the trailer is taken. */
      at: z.union([z.int().min(0), z.array(z.int().min(0)).min(1)]),
      read: z.enum(['u8', 'u16', 'u16be', 'u32', 'u32be']),
      /** Frame size = (length >> shift) + add. */
      shift: z.int().min(0).max(8).optional(),
      add: z.int(),
      /** Bounds of the frame size in bytes, inclusive. */
      min: z.int().min(1),
      max: z.int().min(1),
      /** In words: what the length counts. */
      counts: labelSchema,
    })
    .optional(),
  checksum: z.strictObject({
    field: fieldId,
    algorithm: z.enum(checksumNames),
    /** Covered bytes: from this offset, to this one counted from the frame's end (negative), exclusive. */
    from: z.int().min(0),
    to: z.int().max(-1),
    size: z.int().min(1).max(4),
    order: z.enum(['little', 'big']),
    /** The other byte order is accepted and noted. */
    swapped: z.boolean().optional(),
    /** How the value is written in results: the bytes as they stand, or the number high byte first. */
    shown: z.enum(['bytes', 'number']).optional(),
    /** The length is covered: also try the checksum with the length that the frame really has. */
    true_length: z.boolean().optional(),
    /** With escapes: it covers the bytes that are meant, or those that are sent. */
    over: z.enum(['plain', 'sent']).optional(),
  }),
  header: z.array(fieldSchema),
  trailer: z.array(fieldSchema),
  /** Where the trailer is looked for in bytes taken as one frame, first that applies. */
  end: z
    .array(z.enum(['valid_declared', 'valid_real', 'declared', 'real', 'marked', 'cut']))
    .min(1)
    .optional(),
  /** `proven`: only when length and checksum agree. */
  accept: z.enum(['always', 'proven']).optional(),
  /** False: no message is looked for, the body is raw. */
  messages: z.boolean().optional(),
  /** A relative whose length is coded otherwise: the length status is bad, though no finding says so. */
  foreign: z.boolean().optional(),
  finding: z.strictObject(findingShape).optional(),
  /** Under this many bytes nothing is decoded. */
  smallest: z.int().min(1).optional(),
  /** No message is claimed when a start mark is wrong. */
  strict_start: z.boolean().optional(),
})

const dictionarySchema = z.array(
  z.strictObject({ ...flatFieldShape, ...nestedFieldShape, tag: z.union([z.int(), z.tuple([z.int(), z.int()])]) }),
)

const pairSchema = z.strictObject({
  request: z.array(fieldId).min(1),
  reply: z.array(fieldId).min(1),
  /** Fields that have the same value in both: one name, or `request_field=reply_field`. */
  keys: z.array(z.string()).optional(),
  /** A reply later than this counts as missing, in seconds. */
  deadline: z.number().positive().optional(),
  /** The reply repeats the request's sequence field. */
  sequence: z.boolean().optional(),
})

const shared = {
  enums: z.record(fieldId, enumSchema).optional(),
  flags: z.record(fieldId, flagsSchema).optional(),
  groups: z.record(fieldId, z.array(fieldSchema)).optional(),
  dictionaries: z.record(fieldId, dictionarySchema).optional(),
  messages: z.array(messageSchema).optional(),
  pairs: z.array(pairSchema).optional(),
  dialects: z
    .array(
      z.strictObject({
        id: definitionId,
        name: labelSchema,
        inherits: z.string().optional(),
      }),
    )
    .optional(),
  /** Frames for the tests of a definition: hex → message id. */
  samples: z.array(z.strictObject({ hex: hexBytes, message: z.string() })).optional(),
}

export const familySchema = z.strictObject({
  id: definitionId,
  /** Stands before every field name of the protocol. */
  prefix: fieldId,
  name: labelSchema,
  description: labelSchema.optional(),
  order: z.enum(['little', 'big']),
  text: z.strictObject({
    ends: z.enum(['first_nul', 'trailing_nul', 'never']),
    encoding: z.enum(['ascii', 'utf-8', 'gbk']),
  }),
  default_dialect: z.string().optional(),
  frames: z.array(frameSchema).min(1),
  /** The header fields that choose the message, and how message types are written. */
  select: z.strictObject({ by: z.array(fieldId).min(1), type: z.enum(['hex', 'decimal', 'id']) }),
  /** Direction of frames whose message does not say it, from header fields. */
  direction: z.strictObject({ up: expression, down: expression }).optional(),
  /** How a code that no list names is written: 未知(9) or 未知(0x09). */
  unknown_codes: z.enum(['decimal', 'hex']).optional(),
  /** How a unit is written in texts, where it is a word of one language. */
  units: z.record(z.string().min(1), labelSchema).optional(),
  /** Bodies that cannot be read: when, and what stands there instead of the message's fields. */
  encrypted: z.strictObject({ when: expression, fields: z.array(fieldSchema), message: labelSchema }).optional(),
  /** Bytes behind a layout: their name, and whether that is worth a finding. */
  extra: z.strictObject({ id: fieldId, label: labelSchema, report: z.boolean(), cut: z.boolean().default(false) }),
  /** Bytes of 0 and 1 that speak for this protocol when nothing else decides; each that holds adds to the score. */
  evidence: z
    .array(z.strictObject({ when: expression, score: z.int().min(-100).max(100), reason: labelSchema }))
    .optional(),
  checks: z.array(checkSchema).optional(),
  ...shared,
  /** How requests find their replies, first that fits: same sequence field, the same swapped, a key field, nearest. */
  matching: z
    .strictObject({
      sequence: fieldId.optional(),
      swapped: z.boolean().optional(),
      key: fieldId.optional(),
      window: z.number().positive(),
    })
    .optional(),
  /** What the specification promises of a charging session, in seconds: bill after the end, time between samples. */
  session: z
    .strictObject({ bill_within: z.number().positive().optional(), sample_every: z.number().positive().optional() })
    .optional(),
  /** Frames that specifications print although their checksum is not that of their bytes: no traffic, when met. */
  examples: z.array(z.strictObject({ hex: hexBytes, reference: z.string().optional() })).optional(),
})

/** A file that adds messages to a family, as a rule those of one dialect. */
export const partSchema = z.strictObject({ extends: z.string(), dialect: z.string().optional(), ...shared })

export type MessageDefinition = z.infer<typeof messageSchema>
export type FrameDefinition = z.infer<typeof frameSchema>
export type FamilyDefinition = z.infer<typeof familySchema>
export type PartDefinition = z.infer<typeof partSchema>
export type DictionaryDefinition = z.infer<typeof dictionarySchema>
export type CheckDefinition = z.infer<typeof checkSchema>
export type PairDefinition = z.infer<typeof pairSchema>
export type ChecksumName = (typeof checksumNames)[number]
