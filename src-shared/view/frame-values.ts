// Values of a decoded frame by name, for columns and `--fields`: envelope names, full field names, family-wide names
// (roles), last parts of names, and Chinese labels.
import type { Label } from '../bytes/range.ts'
import { formatHex } from '../bytes/hex.ts'
import { envelopeList } from '../capture/filter-names.ts'
import { similarWords } from '../expression/similar.ts'
import type { Value } from '../expression/value.ts'
import { worstSeverity } from '../protocol/expert.ts'
import { severities } from '../protocol/severity.ts'
import type { Protocol } from '../protocol/plan.ts'
import type { FieldNode } from '../protocol/tree.ts'
import type { DecodedFrame } from './decoded-frame.ts'
import { slotValues } from './slot-values.ts'

type Read = (frame: DecodedFrame) => string | number | boolean | null

const envelopeValues: Record<string, Read> = {
  frame: (frame) => formatHex(frame.bytes),
  'frame.number': (frame) => frame.envelope.number,
  'frame.time': (frame) => frame.envelope.time,
  'frame.len': (frame) => frame.bytes.length,
  'frame.bad': (frame) => worstSeverity(frame.expert) >= 3,
  'frame.duplicate': (frame) => frame.envelope.duplicateOf !== undefined,
  'frame.marked': (frame) => frame.envelope.note?.isMarked ?? false,
  'frame.ignored': (frame) => frame.envelope.note?.isIgnored ?? false,
  'frame.comment': (frame) => frame.envelope.note?.comment ?? null,
  protocol: (frame) => frame.decoded?.protocol.id ?? null,
  dialect: (frame) => frame.decoded?.dialect ?? null,
  direction: (frame) => frame.direction,
  conversation: (frame) => frame.envelope.conversation,
  'message.type': (frame) => frame.decoded?.type ?? null,
  'message.id': (frame) => frame.decoded?.message?.id ?? null,
  'message.name': (frame) => frame.decoded?.message?.name.zh ?? null,
  'message.role': (frame) => frame.decoded?.message?.role ?? null,
  'checksum.status': (frame) => frame.decoded?.placement.checksum.status ?? null,
  'length.status': (frame) => (frame.decoded ? (frame.decoded.lengthGood ? 'good' : 'bad') : null),
  response_in: (frame) => frame.envelope.relations?.responseIn ?? null,
  response_to: (frame) => frame.envelope.relations?.responseTo ?? null,
  rtt: (frame) => frame.envelope.relations?.rtt ?? null,
  'session.id': (frame) => frame.envelope.relations?.session ?? null,
  'expert.code': (frame) => frame.expert.map((one) => one.code).join(' ') || null,
  'expert.severity': (frame) => severities[worstSeverity(frame.expert)] ?? null,
  'expert.group': (frame) => [...new Set(frame.expert.map((one) => one.group))].join(' ') || null,
}

const envelopeReaders = new Map(Object.entries(envelopeValues))

const isEnvelopeName = (name: string): boolean => (envelopeList as readonly string[]).includes(name)

/** Names of the envelope that only the capture around a frame knows. */
export const isAroundName = (name: string): boolean => isEnvelopeName(name) && !envelopeReaders.has(name)

/** Names of fields. */
export const isFieldName = (name: string): boolean => !isEnvelopeName(name)

/** Seconds without the noise of binary fractions; bytes in hex. */
export function textOfValue(value: Value): string {
  if (typeof value === 'number') return String(Number(value.toFixed(9)))
  return value instanceof Uint8Array ? formatHex(value) : String(value)
}

/** All values of a name in a frame, as text; empty when the frame does not have it. */
export function valuesOf(frame: DecodedFrame, name: string): string[] {
  const envelope = envelopeReaders.get(name)
  if (envelope) {
    const value = envelope(frame)
    return value === null ? [] : [String(value)]
  }
  if (isAroundName(name)) return (frame.envelope.around?.(name) ?? []).map(textOfValue)
  if (frame.decoded) return slotValues(frame.decoded, name)
  return frame.fields.flatMap((node) => (node.name === name || node.label.zh === name ? [String(node.value)] : []))
}

/** The same as a person reads them: numbers with their unit, codes with their meaning; null: the frame has none. */
export function textOf(frame: DecodedFrame, name: string): Label | null {
  if (isEnvelopeName(name)) {
    const text = valuesOf(frame, name).join(', ')
    return text === '' ? null : { zh: text, en: text }
  }
  const nodes = fieldsNamed(frame, name).filter((node) => node.value !== undefined)
  if (nodes.length === 0) return null
  const joined = (language: 'zh' | 'en') => nodes.map((node) => node.text[language]).join(', ')
  return { zh: joined('zh'), en: joined('en') }
}

function fieldsNamed(frame: DecodedFrame, name: string): FieldNode[] {
  const roles = frame.decoded ? fieldsOfRole(frame.decoded.protocol, name) : noFields
  const found: FieldNode[] = []
  const visit = (node: FieldNode) => {
    const tail = node.name.slice(node.name.indexOf('.') + 1)
    if (node.name === name || tail === name || roles.has(node.name) || node.label.zh === name) found.push(node)
    node.children.forEach(visit)
  }
  frame.fields.forEach(visit)
  return found
}

const noFields: ReadonlySet<string> = new Set()
/** Found once per protocol: lists ask for the same few roles of every row. */
const roleFields = new WeakMap<Protocol, Map<string, ReadonlySet<string>>>()

/** Names of the fields that play a family-wide role in a protocol. */
function fieldsOfRole(protocol: Protocol, role: string): ReadonlySet<string> {
  let roles = roleFields.get(protocol)
  if (!roles) {
    roles = new Map()
    for (const field of protocol.fields)
      if (field.role) roles.set(field.role, new Set([...(roles.get(field.role) ?? []), field.name]))
    roleFields.set(protocol, roles)
  }
  return roles.get(role) ?? noFields
}

/** Names that no protocol has, each with those that may have been meant. */
export function unknownFieldNames(
  names: readonly string[],
  protocols: readonly Protocol[],
): { name: string; similar: string[] }[] {
  const known = new Set<string>(envelopeList)
  const templates: RegExp[] = []
  for (const protocol of protocols) {
    for (const field of protocol.fields) {
      known
        .add(field.name)
        .add(field.name.slice(field.name.indexOf('.') + 1))
        .add(field.label.zh)
      if (field.role) known.add(field.role)
      if (field.derived) known.add(field.derived.name)
      if (field.templated)
        templates.push(
          new RegExp(
            `^(${protocol.prefix}\\.)?${field.name.slice(protocol.prefix.length + 1).replace(/\{[^}]*\}/g, '[0-9a-f]+')}$`,
          ),
        )
    }
  }
  return names
    .filter((name) => !known.has(name) && !templates.some((template) => template.test(name)))
    .map((name) => ({ name, similar: similarWords(name, known, 3) }))
}
