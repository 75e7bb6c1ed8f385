import { expect, test } from 'vitest'
import { Capture } from '../capture/capture.ts'
import { noTcpCounts } from '../capture/conversation.ts'
import { createRandom, type Random } from '../capture/testing/random.ts'
import { withReplaced, withTrueChecksum } from '../diagnosis/frame-copy.ts'
import { decodeFrame } from '../protocol/decode.ts'
import type { Protocol } from '../protocol/plan.ts'
import { protocols, sampleFrames } from '../protocol/testing/bundled.ts'
import { FrameLevels } from './frame-levels.ts'

const seed = Number(process.env['SEED'] ?? 11)

/** A frame as it is, cut, with any byte changed, or with one changed in the body and a checksum that fits again. */
function varied(protocol: Protocol, bytes: Uint8Array, random: Random): Uint8Array {
  const way = random.below(4)
  if (way === 0) return bytes
  if (way === 1) return bytes.subarray(0, random.between(2, bytes.length))
  const changed = withReplaced(bytes, random.below(bytes.length), random.bytes(1))
  return way === 2 ? changed : withTrueChecksum(decodeFrame(protocol, changed).frame, changed)
}

/** A stream of frames, as a connection brings them. */
function streamOf(frames: readonly Uint8Array[]): Capture {
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

test.each(protocols.map((protocol) => [protocol.id, protocol] as const))(
  `%s, seed ${seed}: a frame is bad exactly when one of its findings is an error`,
  (id, protocol) => {
    const random = createRandom(seed)
    const samples = sampleFrames(id)
    const frames = Array.from({ length: 400 }, () => varied(protocol, random.pick(samples), random))
    const view = { capture: streamOf(frames), origins: null, zone: 'utc' as const }
    const quick = new FrameLevels(view)
    const whole = new FrameLevels(view)
    let bad = 0
    for (let row = 0; row < view.capture.frames.count; row++) {
      const isBad = whole.levelOf(row) === 3
      if (isBad) bad++
      expect(quick.isBad(row), `row ${row}, first time`).toBe(isBad)
      expect(quick.isBad(row), `row ${row}, again`).toBe(isBad)
      expect(quick.levelOf(row), `row ${row}, its level afterwards`).toBe(whole.levelOf(row))
    }
    expect(bad, 'bad frames in the stream').toBeGreaterThan(10)
    expect(bad, 'bad frames in the stream').toBeLessThan(view.capture.frames.count)
  },
)
