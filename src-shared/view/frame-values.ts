// Values of a decoded frame by name, for columns and `--fields`: envelope names, full field names, family-wide names
// (roles), last parts of names, and Chinese labels.
import { similarWords } from '../expression/similar.ts'
import { worstSeverity } from '../protocol/expert.ts'
import { severities } from '../protocol/severity.ts'
import type { Protocol } from '../protocol/plan.ts'
import type { DecodedFrame } from './decoded-frame.ts'
import { slotValues } from './slot-values.ts'

type Read = (frame: DecodedFrame) => string | number | boolean | null

const envelopeValues: Record<string, Read> = {
  'frame.number': (frame) => frame.envelope.number,
  'frame.time': (frame) => frame.envelope.time,
  'frame.len': (frame) => frame.bytes.length,
  'frame.bad': (frame) => worstSeverity(frame.expert) >= 3,
  'frame.duplicate': (frame) => frame.envelope.duplicateOf !== undefined,
  protocol: (frame) => frame.decoded?.protocol.id ?? null,
  dialect: (frame) => frame.decoded?.dialect ?? null,
  direction: (frame) => frame.direction,
  conversation: (frame) => frame.envelope.conversation,
  'message.type': (frame) => frame.decoded?.type ?? null,
  'message.id': (frame) => frame.decoded?.message?.id ?? null,
  'message.name': (frame) => frame.decoded?.message?.name.zh ?? null,
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

/** All values of a name in a frame, as text; empty when the frame does not have it. */
export function valuesOf(frame: DecodedFrame, name: string): string[] {
  const envelope = envelopeReaders.get(name)
  if (envelope) {
    const value = envelope(frame)
    return value === null ? [] : [String(value)]
  }
  if (frame.decoded) return slotValues(frame.decoded, name)
  return frame.fields.flatMap((node) => (node.name === name || node.label.zh === name ? [String(node.value)] : []))
}

/** Names that no protocol has, each with those that may have been meant. */
export function unknownFieldNames(
  names: readonly string[],
  protocols: readonly Protocol[],
): { name: string; similar: string[] }[] {
  const known = new Set(Object.keys(envelopeValues))
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
