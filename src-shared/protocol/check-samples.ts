// The sample frames of a definition: each must decode as the message it names. Damage is allowed: a sample may be
// there to show it.
import { parseHex } from '../bytes/hex.ts'
import type { Label } from '../bytes/range.ts'
import { decodeFrame } from './decode.ts'
import type { Protocol } from './plan.ts'

/** What is wrong with the samples of a protocol; empty when all decode. */
export function checkSamples(protocol: Protocol): Label[] {
  return protocol.samples.flatMap(({ hex, message }) => {
    const parsed = parseHex(hex)
    if (!('bytes' in parsed)) return [{ zh: `样例 ${hex} 不是十六进制`, en: `sample ${hex} is not hex` }]
    const decoded = decodeFrame(protocol, parsed.bytes)
    const found = decoded.message?.id ?? 'unknown'
    if (found !== message)
      return [
        {
          zh: `样例 ${hex} 应为 ${message}，解析为 ${found}`,
          en: `sample ${hex} should be ${message}, decodes as ${found}`,
        },
      ]
    return []
  })
}
