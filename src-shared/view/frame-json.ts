// A decoded frame as the JSON object of the CLI contract (docs/architecture.md, section 6).
import { formatHex } from '../bytes/hex.ts'
import type { ByteRange } from '../bytes/range.ts'
import { checksumTexts } from '../protocol/findings.ts'
import { lengthFor } from '../protocol/place.ts'
import { sentRange } from '../protocol/plain-bytes.ts'
import type { ExpertInfo } from '../protocol/expert.ts'
import type { FieldNode } from '../protocol/tree.ts'
import type { DecodedFrame } from './decoded-frame.ts'

const pair = (range: ByteRange): [number, number] => [range.start, range.end]

/** The frame as plain JSON values, in the order of the contract. */
export function frameToJson(frame: DecodedFrame): Record<string, unknown> {
  const { envelope, decoded, bytes } = frame
  const message = decoded?.message
  return {
    kind: 'frame',
    number: envelope.number,
    protocol: decoded?.protocol.id ?? null,
    dialect: decoded?.dialect ?? null,
    time: envelope.time,
    conversation: envelope.conversation,
    direction: frame.direction,
    hex: formatHex(bytes),
    message: message
      ? { type: message.type, id: message.id, name: message.name }
      : decoded?.type
        ? { type: decoded.type, id: 'unknown', name: { zh: '未知报文', en: 'Unknown message' } }
        : null,
    length: lengthJson(frame),
    checksum: checksumJson(frame),
    ...(frame.missing > 0 ? { missing: frame.missing } : {}),
    ...(envelope.source ? { source: envelope.source } : {}),
    ...(envelope.label === undefined ? {} : { label: envelope.label }),
    ...(envelope.duplicateOf === undefined ? {} : { duplicate_of: envelope.duplicateOf }),
    ...relationsJson(frame),
    fields: frame.fields.map(nodeToJson),
    expert: frame.expert.map(expertToJson),
  }
}

/** Only what there is: most frames have no reply. */
function relationsJson({ envelope: { relations } }: DecodedFrame): Record<string, unknown> {
  if (!relations) return {}
  const { responseIn, responseTo, rtt, session, isInferred } = relations
  return {
    ...(responseIn === null ? {} : { response_in: responseIn }),
    ...(responseTo === null ? {} : { response_to: responseTo }),
    ...(rtt === null ? {} : { rtt }),
    ...(isInferred ? { response_inferred: true } : {}),
    ...(session === null ? {} : { session }),
  }
}

/** `actual`: what the length should say of the bytes that are here; null when they are fewer than it leaves out. */
function lengthJson({ decoded }: DecodedFrame): Record<string, unknown> | null {
  const value = decoded?.placement.lengthValue
  if (!decoded || value === null || value === undefined) return null
  const actual = lengthFor(decoded.frame, decoded.bytes.length, value)
  return {
    declared: value,
    actual: actual < 0 ? null : actual,
    status: decoded.lengthGood ? 'good' : 'bad',
  }
}

function checksumJson({ decoded }: DecodedFrame): Record<string, unknown> | null {
  if (!decoded) return null
  const { algorithm } = decoded.frame.checksum
  const texts = checksumTexts(decoded)
  if (!texts) return { algorithm, found: null, expected: null, status: 'absent', range: null }
  const { status, start, end } = decoded.placement.checksum
  return { algorithm, ...texts, status, range: pair(sentRange(decoded.plain, { start, end })) }
}

/** JSON numbers hold no integers above 2^53; those are digits. */
const jsonValue = (value: FieldNode['value']) => (typeof value === 'bigint' ? String(value) : (value ?? null))

/** A group has no value, its children have; a list without items says so: its value is null. */
function nodeToJson(node: FieldNode): Record<string, unknown> {
  const empty = node.children.length === 0 && node.range.start === node.range.end
  const value = node.value === undefined && empty ? null : node.value
  const listed = node.isListed && node.children.length > 0 ? node.children.map((item) => jsonValue(item.value)) : null
  return {
    name: node.name,
    label: node.label,
    range: pair(node.range),
    ...(node.range.bits ? { bits: [node.range.bits.from, node.range.bits.count] } : {}),
    raw: node.raw,
    ...(listed ? { value: listed } : value === undefined ? {} : { value: jsonValue(value) }),
    unit: node.unit,
    text: node.text,
    ...(node.reference ? { reference: node.reference } : {}),
    ...(node.uncertain ? { uncertain: true } : {}),
    ...(node.generated ? { generated: true } : {}),
    children: node.children.map(nodeToJson),
  }
}

function expertToJson(one: ExpertInfo): Record<string, unknown> {
  return {
    code: one.code,
    severity: one.severity,
    group: one.group,
    range: pair(one.range),
    message: one.message,
    remedy: one.remedy ?? null,
    repair: one.repair ? formatHex(one.repair) : null,
    ...(one.certainty ? { certainty: one.certainty } : {}),
    ...(one.evidence ? { evidence: one.evidence } : {}),
  }
}
