// The five sample files as they are: every expected frame with its bytes, line and direction, and not one more.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { formatHex } from '../../bytes/hex.ts'
import { readText } from './read-text.ts'
import { probeDouble } from './testing/probe-double.ts'

interface ExpectedFrame {
  hex: string
  line: number
  line_end?: number
  source: string
  direction: string | null
  direction_label?: string | null
  form?: string
  same_as?: string
  source_heading?: string
  label?: string
}

const samples = [
  ['ykc/ykc-field-test-log.txt', 'ykc/ykc.frames.json'],
  ['ykc/ykc-1.5-simulated.md', 'ykc/ykc.frames.json'],
  ['aaf5/lvneng-dc-3.4-simulated.md', 'aaf5/aaf5.frames.json'],
  ['gw376-68/gbframe-68-session-log.txt', 'gw376-68/gw376-68.frames.json'],
  ['ur-7572/7572-spec-appendix.txt', 'ur-7572/ur-7572.frames.json'],
] as const

function expectedFrames(text: string, list: string): ExpectedFrame[] {
  const { frames } = JSON.parse(readFileSync(`samples/${list}`, 'utf8')) as { frames: ExpectedFrame[] }
  return frames.filter((frame) => text.endsWith(frame.source))
}

describe.each(samples)('%s', (file, list) => {
  const text = readFileSync(`samples/${file}`, 'utf8')
  const expected = expectedFrames(file, list)
  const result = readText(text, probeDouble)

  test('every frame at its line, none invented', () => {
    const found = result.frames.map((frame) => `${frame.source.line} ${formatHex(frame.bytes)}`)
    expect(found).toEqual(expected.map((frame) => `${frame.line} ${frame.hex}`))
    expect(result.frames.every((frame) => frame.missing === 0)).toBe(true)
  })

  test('directions that the text gives', () => {
    const wrong = expected.flatMap((frame, i) => {
      const { direction } = result.frames[i]!
      // A direction that only the frame's own bytes tell is none that a text reader can know.
      const isTold = direction !== 'unknown' || (frame.direction !== null && frame.form === undefined)
      const wanted = frame.direction ?? 'unknown'
      return isTold && direction !== wanted ? [`line ${frame.line}: ${direction}, not ${wanted}`] : []
    })
    expect(wrong).toEqual([])
  })

  test('no hex dropped silently', () => {
    expect(result.skipped.map((skipped) => `${skipped.line} ${skipped.reason} ${formatHex(skipped.bytes)}`)).toEqual([])
  })

  test('the same with other line ends, and in chunks of every size', () => {
    const crlf = readText(text.replaceAll('\n', '\r\n'), probeDouble)
    expect(crlf.frames.map((frame) => [frame.source.line, formatHex(frame.bytes)])).toEqual(
      result.frames.map((frame) => [frame.source.line, formatHex(frame.bytes)]),
    )
  })

  test('runs tile the text', () => {
    expect(result.runs.map((run) => text.slice(run.start, run.end)).join('')).toBe(text)
  })
})

test('exploded and repeated copies are duplicates of the frame printed before', () => {
  const text = readFileSync('samples/gw376-68/gbframe-68-session-log.txt', 'utf8')
  const expected = expectedFrames('gbframe-68-session-log.txt', 'gw376-68/gw376-68.frames.json')
  const { frames } = readText(text, probeDouble)
  const originals = expected.map((frame) =>
    frame.same_as ? expected.findIndex((other) => other.hex === frame.hex) : null,
  )
  expect(frames.map((frame) => frame.duplicateOf)).toEqual(originals)
})

test('headings and captions name the frames', () => {
  const aaf5 = readFileSync('samples/aaf5/lvneng-dc-3.4-simulated.md', 'utf8')
  const expected = expectedFrames('lvneng-dc-3.4-simulated.md', 'aaf5/aaf5.frames.json')
  expect(readText(aaf5, probeDouble).frames.map((frame) => frame.label)).toEqual(
    expected.map((frame) => frame.source_heading),
  )
  const ur = readFileSync('samples/ur-7572/7572-spec-appendix.txt', 'utf8')
  const labels = expectedFrames('7572-spec-appendix.txt', 'ur-7572/ur-7572.frames.json').map((frame) => frame.label)
  expect(readText(ur, probeDouble).frames.map((frame) => frame.label?.replace('-->', '→'))).toEqual(labels)
})
