// The list of frames: columns stand under each other in every language, whatever the names are.
import { describe, expect, test } from 'vitest'
import { protocols, sampleFrames } from '../protocol/testing/bundled.ts'
import { decodeWhole } from './decoded-frame.ts'
import { frameFormatter } from './frame-format.ts'
import { textWidth } from './text-width.ts'

const frames = protocols
  .flatMap(({ id }) => sampleFrames(id))
  .map((bytes, index) =>
    decodeWhole(protocols, bytes, { number: index + 1, time: null, conversation: null, direction: 'unknown' }, null),
  )

describe.each(['zh', 'en', 'both'] as const)('list in %s', (language) => {
  test('the mark of the worst finding stands in the same column of every line', () => {
    const { frame: format } = frameFormatter('list', language, null)
    const columns = new Set(
      frames.map((frame) => textWidth(/^.*?\d (?=[·⇄⚠✕✓]( |$))/u.exec(format(frame).slice(10))![0])),
    )
    expect([...columns]).toHaveLength(1)
  })
})
