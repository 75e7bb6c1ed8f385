// What compile.ts makes of a definition and run.ts, tree.ts and detect.ts work with: fields with their readings, and
// layouts as flat tables of operations.
import type { ChecksumAlgorithm } from '../bytes/checksum.ts'
import type { ByteOrder } from '../bytes/number.ts'
import type { Label } from '../bytes/range.ts'
import type { TimePart } from '../bytes/time.ts'
import type { CompiledExpression } from '../expression/evaluate.ts'
import type { NameTable } from '../expression/names.ts'
import type { Template } from '../expression/template.ts'
import type { ByteTest } from './byte-test.ts'
import type { ReadName } from './definition-field.ts'
import type { PairDefinition } from './definition.ts'
import type { FindingGroup, Severity } from './severity.ts'

export interface EnumPlan {
  texts: ReadonlyMap<number, Label>
  /** Names every number that is not listed, or null: unknown. */
  otherwise: Label | null
}

/** How the bytes of a field become a value and a text. */
export interface ReadingPlan {
  read: ReadName
  /** Bytes, or null when an expression or the rest decides. */
  size: number | null
  order: ByteOrder
  scale: number
  offset: number
  decimals: number
  unit: string | null
  /** The unit as texts have it. */
  unitText: Label | null
  as: 'hex' | 'digits' | 'text' | null
  digits: number
  before: string
  enum: EnumPlan | null
  flags: ReadonlyMap<number, Label> | null
  none: number | null
  noneText: Label | null
  blank: readonly number[]
  ends: 'first_nul' | 'trailing_nul' | 'never'
  /** The bytes that end the field; they are no part of the value. */
  until: Uint8Array | null
  encoding: 'ascii' | 'utf-8' | 'gbk'
  layout: readonly TimePart[]
  parts: readonly ('u8' | 'u16' | 'u16be')[]
  second: { label: Label; reading: ReadingPlan; when: CompiledExpression | null } | null
  range: readonly [number, number] | null
  rangeSwapped: boolean
  label: Label | null
  uncertain: boolean | Label | null
}

export interface BitPlan {
  name: string
  slot: number
  label: Label
  from: number
  count: number
  reading: ReadingPlan
  field: FieldPlan
}

/** One field of one layout. */
export interface FieldPlan {
  /** Place in Protocol.plans. */
  index: number
  /** Full name, `ykc.pile_no`; `{n}` and `{tag:04x}` are filled in when the tree is built. */
  name: string
  templated: boolean
  /** The name's number: all fields of one name share it. Expressions know fields by it. */
  slot: number
  label: Label
  kind: 'value' | 'bits' | 'group' | 'repeat' | 'item' | 'tlv' | 'unit'
  reading: ReadingPlan
  cases: readonly { when: CompiledExpression; reading: ReadingPlan }[]
  bits: readonly BitPlan[]
  /** The bit field whose value the whole takes. */
  valueFrom: BitPlan | null
  /** Bits: said when no part is set; the text lists the parts that are. */
  activeNone: Label | null
  optional: boolean
  constant: Uint8Array | null
  /** Its value is its number × scale + offset: unsigned, up to 4 bytes, without fillers or another shape. */
  plain: boolean
  /** An expression looks at this field while the frame is being read. */
  watched: boolean
  derived: { name: string; label: Label; when: CompiledExpression | null; value: CompiledExpression } | null
  reference: string | null
  uncertain: boolean | Label
  note: Label | null
  role: string | null
  sensitive: string | null
  /** Units of a dictionary: their documented size when the reading needs one. */
  exactSize: number | null
  itemEnum: EnumPlan | null
  /** A list whose value is that of its items. */
  isListed: boolean
}

export interface RepeatPlan {
  field: FieldPlan
  /** A constant number of items of fixed size: one field of the specification, whole or missing. */
  isOne: boolean
  /** Items with ids of their own are fields of the specification: those that are whole stay when the list is cut. */
  named: boolean
  count: number | 'rest' | CompiledExpression
  /** Bytes of the whole list; null: as many as its items take. */
  bytes: number | CompiledExpression | null
  from: number | CompiledExpression
  expect: CompiledExpression | null
  /** Items of several fields get a node of their own. */
  item: FieldPlan | null
  program: Program
}

export interface TlvPlan {
  field: FieldPlan
  unit: FieldPlan
  tag: FieldPlan
  length: FieldPlan
  /** Name slot of the count field, or -1. */
  count: number
  sizes: 'numbers' | 'exact'
  unknown: FieldPlan
  entries: ReadonlyMap<number, Program>
  ranges: readonly { first: number; last: number; program: Program }[]
}

/** A layout as operations, in the order of the bytes. */
export interface Program {
  ops: Int32Array
  expressions: readonly CompiledExpression[]
  programs: readonly Program[]
  repeats: readonly RepeatPlan[]
  tlvs: readonly TlvPlan[]
  /** Bytes of the whole when they are always the same, else -1. */
  fixedSize: number
}

export interface FindingPlan {
  code: string
  severity: Severity
  group: FindingGroup
  message: { zh: Template; en: Template }
  remedy: Label | null
}
export interface CheckPlan extends FindingPlan {
  when: CompiledExpression
  /** Name slot of the field it is about, or -1: the whole frame. */
  slot: number
}

export interface MessagePlan {
  index: number
  id: string
  /** As the specification writes it: "0x13", "106", "login_req". */
  type: string
  name: Label
  direction: 'up' | 'down' | null
  reference: string | null
  uncertain: boolean | Label
  note: Label | null
  /** Dialects that have this layout; empty: all. */
  dialects: readonly string[]
  body: { min: number; max: number } | null
  when: CompiledExpression | null
  program: Program
  expect: readonly { slot: number; name: string; values: readonly number[] }[]
  finding: FindingPlan | null
  checks: readonly CheckPlan[]
  tells: readonly { dialect: string; when: CompiledExpression | null; weight: number }[]
  summary: readonly SummaryPart[] | null
  role: string | null
}

/** A piece of a message's one-line summary; of the fields `needs` names, when there are any, one must have a text. */
export interface SummaryPart {
  texts: { zh: Template; en: Template }
  when: CompiledExpression | null
  needs: readonly number[]
}

/** Where a number of the header lies: a whole field, or bits of one. */
export interface KeyPart {
  start: number
  size: number
  order: ByteOrder
  shift: number
  /** Of the shifted number. */
  mask: number
}

/** How bytes are written that would else be taken for marks: a lead byte, and what the byte behind it means. */
export interface EscapePlan {
  lead: number
  /** By the byte behind the lead: the byte that is meant, or −1. */
  means: Int16Array
}

/** Where the trailer of a lone frame is looked for. */
export type EndRule = 'valid_declared' | 'valid_real' | 'declared' | 'real' | 'marked' | 'cut'

/** Frames that end with a mark instead of by their length. */
export interface EndingPlan {
  mark: Uint8Array
  /** Bounds of the frame as sent, inclusive. */
  min: number
  max: number
  escape: EscapePlan | null
}

export interface FramePlan {
  index: number
  id: string
  dialect: string | null
  start: Uint8Array
  headerTestSize: number
  /** Bytes of the link that may stand in front of the start mark. */
  preamble: { byte: number; most: number } | null
  ending: EndingPlan | null
  when: CompiledExpression | null
  /** The same as `when`, for formats whose test compares single bytes; null: ask `when`. */
  byteTest: ByteTest | null
  /** Without places (`at`) the format has no length. */
  length: {
    at: readonly number[]
    size: number
    order: ByteOrder
    shift: number
    add: number
    min: number
    max: number
    counts: Label
    /** Name slot of the first length field. */
    slot: number
  }
  checksum: {
    slot: number
    algorithm: ChecksumAlgorithm
    from: number
    to: number
    size: number
    order: ByteOrder
    swapped: boolean
    shown: 'bytes' | 'number'
    trueLength: boolean
    /** It covers the bytes as sent, escapes and all. */
    overSent: boolean
  }
  header: Program
  headerSize: number
  trailer: Program
  trailerSize: number
  /** End marks: constants of the trailer, offset counted from its start. */
  endMarks: readonly { offset: number; bytes: Uint8Array }[]
  /** Constants of the header, offset from the frame's start. */
  startMarks: readonly { offset: number; bytes: Uint8Array }[]
  end: readonly EndRule[]
  proven: boolean
  messages: boolean
  foreign: boolean
  finding: FindingPlan | null
  smallest: number
  strictStart: boolean
  /** Where the values that choose the message lie, in the order of Protocol.selectBy. */
  keys: readonly KeyPart[]
}

export interface DialectPlan {
  id: string
  name: Label
  /** Itself first, then what it inherits, nearest first. */
  chain: readonly string[]
}

/** How replies find their requests; slots are those of names, −1: none. */
export interface MatchingPlan {
  sequence: number
  swapped: boolean
  key: number
  /** Seconds within which the nearest unanswered request may be meant. */
  window: number
}

/** What the specification promises of a charging session, in seconds; null: nothing. */
export interface SessionPlan {
  billWithin: number | null
  sampleEvery: number | null
}

/** A compiled protocol: a family and its parts. */
export interface Protocol {
  id: string
  prefix: string
  name: Label
  dialects: readonly DialectPlan[]
  defaultDialect: string | null
  /** All fields of all layouts; the first look at it compiles the messages that were not needed so far. */
  readonly fields: readonly FieldPlan[]
  /** The fields compiled so far, by FieldPlan.index: those of every layout that was ever read. */
  plans: readonly FieldPlan[]
  /** Names by slot, without prefix. */
  names: readonly string[]
  nameSlots: ReadonlyMap<string, number>
  /** Names for expressions. */
  nameTable: NameTable
  frames: readonly FramePlan[]
  messages: readonly MessagePlan[]
  /** Messages by their selecting values, joined with `,`. */
  byKey: ReadonlyMap<string, readonly MessagePlan[]>
  selectBy: readonly number[]
  typeFormat: 'hex' | 'decimal' | 'id'
  directionUp: CompiledExpression | null
  directionDown: CompiledExpression | null
  encrypted: { when: CompiledExpression; program: Program; message: Label } | null
  extra: { field: FieldPlan; report: boolean; cut: boolean }
  /** Leaf for what no field explains. */
  undecoded: FieldPlan
  /** Body of a message that is not known. */
  data: FieldPlan
  unknownHex: boolean
  evidence: readonly { when: CompiledExpression; score: number; reason: Label }[]
  checks: readonly CheckPlan[]
  /** Place of each name among those that expressions may look at while a frame is read, by name slot; −1: they do not. */
  watchPlaces: Int16Array
  watchCount: number
  pairs: readonly PairDefinition[]
  matching: MatchingPlan
  session: SessionPlan
  samples: readonly { hex: string; message: string }[]
  /** Frames that specifications print with a checksum that does not fit, and the clause. */
  examples: readonly { hex: string; reference?: string | undefined }[]
}

/** Slots of names that are no fields; field names come after them. */
export const builtins = [
  'body',
  'frame',
  'body.len',
  'frame.len',
  'left',
  'n',
  'checksum.status',
  'length.status',
  'message.id',
  'dialect',
] as const
