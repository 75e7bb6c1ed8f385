// Frames that are not damaged traffic at all: a specification's printed example, a frame of another protocol.
import { formatHex } from '../bytes/hex.ts'
import type { Decoded } from '../protocol/decode.ts'
import { detectFrame } from '../protocol/detect.ts'
import { checksumTexts } from '../protocol/findings.ts'
import type { Protocol } from '../protocol/plan.ts'
import type { Cause, FrameContext } from './cause.ts'
import { isRight } from './frame-copy.ts'

/** By hex, the clause that prints the frame. */
const printed = new WeakMap<Protocol, Map<string, string | null>>()

function examplesOf(protocol: Protocol): Map<string, string | null> {
  let examples = printed.get(protocol)
  if (!examples) {
    examples = new Map(protocol.examples.map(({ hex, reference }) => [hex.toLowerCase(), reference ?? null]))
    printed.set(protocol, examples)
  }
  return examples
}

/** The frame stands in a specification just so, wrong checksum included. */
export function exampleCause(decoded: Decoded): Cause | null {
  const { protocol, bytes, placement } = decoded
  const examples = examplesOf(protocol)
  if (examples.size === 0 || placement.checksum.status !== 'bad') return null
  const clause = examples.get(formatHex(bytes))
  if (clause === undefined) return null
  const { found, expected } = checksumTexts(decoded)!
  const where = clause === null ? { zh: '', en: '' } : { zh: `（${clause} 节）`, en: ` (clause ${clause})` }
  return {
    code: 'spec_example',
    severity: 'note',
    group: 'checksum',
    range: { start: 0, end: bytes.length },
    message: {
      zh: `这是规范里的示例报文${where.zh}，不是实际通信：它印的校验值 ${found} 不是这些字节的，应为 ${expected}。`,
      en: `This is an example of the specification${where.en}, not traffic: the checksum it prints, ${found}, is not that of its bytes, ${expected}.`,
    },
    evidence: [{ zh: '与规范示例逐字节相同', en: 'the same as the printed example, byte for byte' }],
    remedy: {
      zh: '不要拿这条示例验证校验算法；请用实际抓到的报文。',
      en: 'Do not test a checksum routine with this example; take a captured frame.',
    },
    copy: null,
    bits: 16,
  }
}

/** All is right as a frame of another protocol. */
export function foreignCause(decoded: Decoded, { protocols }: FrameContext): Cause | null {
  const others = protocols.filter((protocol) => protocol !== decoded.protocol)
  const best = others.length > 0 ? detectFrame(others, decoded.bytes)[0] : undefined
  if (!best || !isRight(best.decoded)) return null
  const { protocol, message } = best.decoded
  const own = decoded.protocol.name
  const name = message?.name ?? { zh: '', en: '' }
  return {
    code: 'foreign_protocol',
    severity: 'warn',
    group: 'malformed',
    range: { start: 0, end: decoded.bytes.length },
    message: {
      zh: `不是${own.zh}报文，而是起始字节相同的${protocol.name.zh}报文${name.zh ? `“${name.zh}”` : ''}：按${protocol.name.zh}，长度与校验都正确。`,
      en: `Not a frame of ${own.en} but one of ${protocol.name.en}, which starts alike${name.en ? ` ("${name.en}")` : ''}: as such its length and checksum are right.`,
    },
    evidence: best.reasons,
    remedy: {
      zh: `把这个连接改为按${protocol.name.zh}解析。`,
      en: `Decode this connection as ${protocol.name.en}.`,
    },
    copy: null,
    bits: 14,
  }
}
