// Findings without the tree are those of the tree.
import { expect, test } from 'vitest'
import { decodeFrame } from './decode.ts'
import { protocols, sampleFrames } from './testing/bundled.ts'
import { buildTree, findingsOf } from './tree.ts'

test.each(protocols)('$id: findings of all samples, cut ones too', (protocol) => {
  for (const bytes of sampleFrames(protocol.id))
    for (const part of [bytes, bytes.subarray(0, bytes.length - 3)]) {
      const decoded = decodeFrame(protocol, part)
      const { expert } = buildTree(decoded)
      const byWords = (list: typeof expert) => list.map((one) => JSON.stringify(one)).toSorted()
      expect(byWords(findingsOf(decoded))).toEqual(byWords(expert))
    }
})
