// What bytes between frames are: the preamble of the frame behind them, stray ones, or a protocol that is none of ours.
// Part of capture.ts.
import type { Label } from '../bytes/range.ts'
import type { Protocol } from '../protocol/plan.ts'

export type PassedOver = 'skipped' | 'preamble' | 'unknown_protocol'

/** What bytes [start, end) are; `before`: the run that they go on, if any, and its length. */
export function passedOver(
  protocol: Protocol | null,
  bytes: Uint8Array,
  start: number,
  end: number,
  before: { kind: string; length: number } | null,
): PassedOver {
  if (!protocol) return 'unknown_protocol'
  if (before && before.kind !== 'preamble') return 'skipped'
  const size = (before?.length ?? 0) + end - start
  const fits = protocol.frames.some(
    ({ preamble }) => preamble && size <= preamble.most && isFilledWith(preamble.byte, bytes, start, end),
  )
  return fits ? 'preamble' : 'skipped'
}

function isFilledWith(byte: number, bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== byte) return false
  return true
}

/** A run of bytes in words. */
export function passedOverMessage(kind: PassedOver, length: number, isTls = false): Label {
  if (isTls)
    return {
      zh: `${length} 字节 TLS 加密数据，没有密钥读不了。`,
      en: `${length} bytes encrypted with TLS: not readable without its keys.`,
    }
  if (kind === 'preamble')
    return {
      zh: `${length} 字节前导字节，属于链路。`,
      en: `${length} ${length === 1 ? 'byte' : 'bytes'} of preamble, which belongs to the link.`,
    }
  return kind === 'skipped'
    ? {
        zh: `跳过 ${length} 字节：不属于任何一帧。`,
        en:
          length === 1
            ? '1 byte passed over: it belongs to no frame.'
            : `${length} bytes passed over: they belong to no frame.`,
      }
    : {
        zh: `${length} 字节不是已知的充电桩协议。`,
        en: `${length} ${length === 1 ? 'byte' : 'bytes'} of no known charging protocol.`,
      }
}
