import { expect, test } from 'vitest'
import { createRandom } from '../capture/testing/random.ts'
import { protocols, sampleFrames } from '../protocol/testing/bundled.ts'
import { FrameLevels } from './frame-levels.ts'
import { variedStream } from './testing/varied-stream.ts'

const seed = Number(process.env['SEED'] ?? 11)

test.each(protocols.map((protocol) => [protocol.id, protocol] as const))(
  `%s, seed ${seed}: a frame is bad exactly when one of its findings is an error`,
  (id, protocol) => {
    const view = {
      capture: variedStream(protocols, protocol, sampleFrames(id), 400, createRandom(seed)),
      origins: null,
      zone: 'utc' as const,
    }
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
