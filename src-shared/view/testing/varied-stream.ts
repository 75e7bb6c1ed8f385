// Streams of sample frames, right and damaged in all ways, as a connection brings them: what quick ways over a capture's
// rows are held against the slow ones with.
import { Capture } from '../../capture/capture.ts'
import { noTcpCounts } from '../../capture/conversation.ts'
import type { Random } from '../../capture/testing/random.ts'
import { withReplaced, withTrueChecksum } from '../../diagnosis/frame-copy.ts'
import { decodeFrame } from '../../protocol/decode.ts'
import type { Protocol } from '../../protocol/plan.ts'

/** A frame as it is, cut, with any byte changed, or with one or several changed and a checksum that fits again. */
function varied(protocol: Protocol, bytes: Uint8Array, random: Random): Uint8Array {
  const way = random.below(5)
  if (way === 0) return bytes
  if (way === 1) return bytes.subarray(0, random.between(2, bytes.length))
  const changed = withReplaced(bytes, random.below(bytes.length), random.bytes(1))
  if (way === 4)
    for (let i = 0; i < 6; i++) changed.set(random.bytes(1), random.between(8, bytes.length) % bytes.length)
  return way === 2 ? changed : withTrueChecksum(decodeFrame(protocol, changed).frame, changed)
}

/** A stream of frames, as a connection brings them. */
function streamOf(protocols: readonly Protocol[], frames: readonly Uint8Array[]): Capture {
  const capture = new Capture({ protocols })
  const endpoint = { address: '10.0.0.1', port: 40_000 }
  const conversation = capture.begin({
    index: 0,
    a: endpoint,
    b: { ...endpoint, port: 8767 },
    opener: 'a',
    firstPacket: 0,
    packets: 0,
    counts: noTcpCounts(),
  })
  const stream = Uint8Array.from(frames.flatMap((frame) => [...frame]))
  conversation.data(0, stream, 0, stream.length, 1_763_683_201, 0, -1, 1)
  conversation.end()
  capture.finish()
  return capture
}

/** A stream of `count` frames of a protocol out of `samples`, each varied. */
export function variedStream(
  protocols: readonly Protocol[],
  protocol: Protocol,
  samples: readonly Uint8Array[],
  count: number,
  random: Random,
): Capture {
  return streamOf(
    protocols,
    Array.from({ length: count }, () => varied(protocol, random.pick(samples), random)),
  )
}
