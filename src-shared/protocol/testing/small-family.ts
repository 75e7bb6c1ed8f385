// A definition of one small protocol, for tests that need one to put something wrong (or special) into.
import { loadDefinitions, type LoadResult } from '../load.ts'
import type { Protocol } from '../plan.ts'

/** Everything before the messages. Frames: 68 length type body sum8; the length counts all bytes. */
export const smallHead = `id: small
prefix: small
name: { zh: 小, en: small }
order: little
text: { ends: trailing_nul, encoding: ascii }
select: { by: [type], type: hex }
extra: { id: trailing, label: { zh: 多余, en: extra }, report: true }
frames:
  - id: standard
    start: "68"
    header_size: 3
    length: { at: 1, read: u8, add: 0, min: 4, max: 255, counts: { zh: 整帧, en: the whole frame } }
    checksum: { field: checksum, algorithm: sum8, from: 2, to: -1, size: 1, order: little }
    header:
      - { id: start, label: { zh: 起始, en: Start }, read: bytes, size: 1, const: "68" }
      - { id: length, label: { zh: 长度, en: Length }, read: u8 }
      - { id: type, label: { zh: 类型, en: Type }, read: u8 }
    trailer:
      - { id: checksum, label: { zh: 校验, en: Checksum }, read: u8 }
    end: [real]
`

/** The small family with one message of type 1 that has these fields (YAML of a list, in one line or indented by 4). */
export function smallFamily(fields: string, more = ''): string {
  return `${smallHead}messages:
  - id: message
    type: 1
    name: { zh: 报文, en: message }
    fields: ${fields}
${more}`
}

/** The protocol of a definition that must be right. */
export function protocolOf(text: string): Protocol {
  const { protocols, errors } = load(text)
  const [first] = errors
  if (first) throw new Error(`${first.line}:${first.column} ${first.message.en}`)
  return protocols[0]!
}

/** Loads one file called file.yaml. */
export function load(text: string): LoadResult {
  return loadDefinitions([{ name: 'file.yaml', text }])
}

/** A frame of the small family with this body. */
export function smallFrame(type: number, body: readonly number[]): Uint8Array {
  const sum = [type, ...body].reduce((total, byte) => total + byte, 0)
  return Uint8Array.from([0x68, body.length + 4, type, ...body, sum & 0xff])
}
