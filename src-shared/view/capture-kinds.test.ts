import { expect, test } from 'vitest'
import { createRandom } from '../capture/testing/random.ts'
import { CaptureDiagnosis } from '../diagnosis/capture-diagnosis.ts'
import { protocols, sampleFrames } from '../protocol/testing/bundled.ts'
import { captureFindings, captureKinds } from './capture-frame.ts'
import { variedStream } from './testing/varied-stream.ts'

const seed = Number(process.env['SEED'] ?? 7)

// Bytes changed at random under a right checksum make values odd, checks hold and layouts too long or too short.
test.each(protocols.map((protocol) => [protocol.id, protocol] as const))(
  `%s, seed ${seed}: the kinds of findings are those of the findings`,
  (id, protocol) => {
    const capture = variedStream(protocols, protocol, sampleFrames(id), 1200, createRandom(seed))
    const relations = new CaptureDiagnosis({ capture, origins: null })
    relations.finish()
    const view = { capture, origins: null, zone: 'utc' as const, relations }
    const met = new Set<string>()
    for (let row = 0; row < capture.frames.count; row++) {
      const findings = captureFindings(view, row)
      const expected = findings.map(({ code, severity, group }) => ({ code, severity, group }))
      const kinds = captureKinds(view, row).map(({ code, severity, group }) => ({ code, severity, group }))
      expect(kinds, `row ${row}, ${capture.messageOf(row)?.id}`).toEqual(expected)
      if (capture.frames.isUsual[row] === 1) for (const { code } of findings) met.add(code)
    }
    expect(met.size, `codes found in right frames: ${[...met].join(' ')}`).toBeGreaterThan(4)
  },
)
