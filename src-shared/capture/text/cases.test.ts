// The literal inputs of the features page in machine form, each with the frames that it must give.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { formatHex } from '../../bytes/hex.ts'
import { readText } from './read-text.ts'
import { probeDouble } from './testing/probe-double.ts'

interface Expected {
  hex: string
  line?: number
  direction?: string
  time?: string
  missing?: number
  incomplete?: boolean
  optional?: boolean
  duplicate?: boolean
}
interface Case {
  id: string
  note: string
  text: string
  expect: Expected[]
}

const { cases } = JSON.parse(readFileSync('samples/text-cases.json', 'utf8')) as { cases: Case[] }

describe('literal inputs', () => {
  test.each(cases.map((one) => [one.id, one.note, one] as const))('%s: %s', (_id, _note, one) => {
    const { frames, runs } = readText(one.text, probeDouble)
    const found = frames.map((frame) => formatHex(frame.bytes))
    expect(found).toEqual(one.expect.map((expected) => expected.hex))
    one.expect.forEach((expected, i) => {
      const frame = frames[i]!
      if (expected.line !== undefined) expect(frame.source.line).toBe(expected.line)
      if (expected.direction !== undefined) expect(frame.direction).toBe(expected.direction)
      if (expected.time !== undefined) expect(frame.time).toContain(expected.time)
      if (expected.missing !== undefined) expect(frame.missing).toBe(expected.missing)
      expect(frame.missing > 0).toBe(expected.incomplete === true)
      expect(frame.duplicateOf !== null).toBe(expected.duplicate === true)
    })
    expect(runs.map((run) => one.text.slice(run.start, run.end)).join('')).toBe(one.text)
  })
})
