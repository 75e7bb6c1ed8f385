// The literal inputs and the sample files again, with the detector over the bundled definitions in place of the double.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatHex } from '../../bytes/hex.ts'
import { readText } from './read-text.ts'
import { bundledDetector } from '../../protocol/testing/bundled-detector.ts'

interface Case {
  id: string
  text: string
  expect: { hex: string; direction?: string; missing?: number }[]
}
const { cases } = JSON.parse(readFileSync('samples/text-cases.json', 'utf8')) as { cases: Case[] }

test.each(cases.map((one) => [one.id, one] as const))('%s', (_id, one) => {
  const { frames } = readText(one.text, bundledDetector)
  expect(frames.map((frame) => formatHex(frame.bytes))).toEqual(one.expect.map((expected) => expected.hex))
})

test.each([
  ['ykc/ykc-field-test-log.txt', 'ykc/ykc.frames.json'],
  ['ykc/ykc-1.5-simulated.md', 'ykc/ykc.frames.json'],
  ['aaf5/lvneng-dc-3.4-simulated.md', 'aaf5/aaf5.frames.json'],
  ['gw376-68/gbframe-68-session-log.txt', 'gw376-68/gw376-68.frames.json'],
  ['ur-7572/7572-spec-appendix.txt', 'ur-7572/ur-7572.frames.json'],
])('%s', (file, list) => {
  const { frames: expected } = JSON.parse(readFileSync(`samples/${list}`, 'utf8')) as {
    frames: { hex: string; line: number; source: string }[]
  }
  const { frames } = readText(readFileSync(`samples/${file}`, 'utf8'), bundledDetector)
  const own = expected.filter((frame) => file.endsWith(frame.source))
  expect(frames.map((frame) => `${frame.source.line} ${formatHex(frame.bytes)}`)).toEqual(
    own.map((frame) => `${frame.line} ${frame.hex}`),
  )
})
