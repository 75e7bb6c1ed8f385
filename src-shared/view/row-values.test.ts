import { expect, test } from 'vitest'
import { envelopeList } from '../capture/filter-names.ts'
import { createRandom } from '../capture/testing/random.ts'
import { protocols, sampleFrames } from '../protocol/testing/bundled.ts'
import { captureFrame, type CaptureView } from './capture-frame.ts'
import { valuesOf } from './frame-values.ts'
import { RowValues } from './row-values.ts'
import { variedStream } from './testing/varied-stream.ts'

const seed = Number(process.env['SEED'] ?? 5)

// Every name of the envelope and of the protocol, full and short, every label and role, in right and damaged frames.
test.each(protocols.map((protocol) => [protocol.id, protocol] as const))(
  `%s, seed ${seed}: the values of rows are those of the decoded frames`,
  (id, protocol) => {
    const view: CaptureView = {
      capture: variedStream(protocols, protocol, sampleFrames(id), 60, createRandom(seed)),
      origins: null,
      zone: 'utc',
    }
    const names = new Set<string>([...envelopeList, 'pile_no', 'gun_no', 'soc'])
    for (const { name, label, role, bits, derived } of protocol.fields) {
      const tail = name.slice(name.indexOf('.') + 1)
      names.add(name).add(tail).add(label.zh).add(`${label.zh} [2]`)
      names.add(name.replace(/\{[^}]*\}/g, '3')).add(label.zh.replace(/\{[^}]*\}/g, '3'))
      if (role) names.add(role)
      for (const one of [...bits, ...(derived ? [derived] : [])]) names.add(one.name).add(one.label.zh)
    }
    const list = [...names]
    const rows = new RowValues(view, list)
    let found = 0
    for (let row = 0; row < view.capture.frames.count; row++) {
      const frame = captureFrame(view, row)
      const values = rows.of(row)
      for (const [i, name] of list.entries()) {
        found += values[i]!.length
        if (values[i]!.join() !== valuesOf(frame, name).join())
          expect(values[i], `${name} of row ${row}`).toEqual(valuesOf(frame, name))
      }
    }
    expect(found, 'values that were compared').toBeGreaterThan(500)
  },
)
