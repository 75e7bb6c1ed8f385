// What the frame list says of a frame without decoding it must be what decoding says.
import { expect, test } from 'vitest'
import { formatHex } from '../bytes/hex.ts'
import { randomNumbers } from '../expression/testing/random.ts'
import { decodeFrame } from './decode.ts'
import { quickJudge } from './quick.ts'
import { protocols, sampleFrames } from './testing/bundled.ts'

test.each(protocols.map((protocol) => [protocol.id, protocol] as const))('%s', (id, protocol) => {
  const seed = 5
  const next = randomNumbers(seed)
  const below = (limit: number) => Math.floor(next() * limit)
  const judge = quickJudge(protocol)
  const dialects = [null, ...protocol.dialects.map((dialect) => dialect.id)]
  const check = (bytes: Uint8Array, dialect: string | null) => {
    const decoded = decodeFrame(protocol, bytes, dialect)
    // In the middle of other bytes, as in a stream.
    const stream = new Uint8Array(bytes.length + 9)
    stream.set(bytes, 4)
    judge.judge(stream, 4, 4 + bytes.length, dialect, null)
    const said = { message: judge.message?.id, checksum: judge.checksum, lengthGood: judge.lengthGood }
    const { status } = decoded.placement.checksum
    expect(said, `${formatHex(bytes)} as ${dialect}, seed ${seed}`).toEqual({
      message: decoded.message?.id,
      checksum: status,
      lengthGood: decoded.lengthGood,
    })
  }
  for (const frame of sampleFrames(id)) {
    for (const dialect of dialects) check(frame, dialect)
    check(frame.subarray(0, below(frame.length)), null)
    const changed = Uint8Array.from(frame)
    changed[below(frame.length)]! ^= 1 << below(8)
    check(changed, dialects[below(dialects.length)]!)
  }
})
