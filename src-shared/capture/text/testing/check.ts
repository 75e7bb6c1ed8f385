// Reads a text with the stand-in for the detector and compares what it gives. Used by the tests of the text reader.

import { expect } from 'vitest'
import { formatHex } from '../../../bytes/hex.ts'
import type { ProtocolProbe } from '../../../protocol/probe.ts'
import { readText } from '../read-text.ts'
import type { TextFrame } from '../text-result.ts'
import { probeDouble } from './probe-double.ts'

/** A frame's bytes as hex; or these with the line, the code of a note, and anything else that the frame must have. */
export type Wanted = string | (Partial<Omit<TextFrame, 'bytes'>> & { hex: string; line?: number; note?: string })

/** Compares the frames of a text one by one, and that the runs tile it. */
export function check(text: string, wanted: Wanted[], probe: ProtocolProbe = probeDouble): void {
  const { frames, runs } = readText(text, probe)
  const list = wanted.map((one) => (typeof one === 'string' ? { hex: one } : one))
  expect(frames.map((found) => formatHex(found.bytes))).toEqual(list.map((one) => one.hex))
  list.forEach(({ hex: _hex, line, note, ...rest }, i) => {
    expect(frames[i]).toMatchObject(rest)
    if (line !== undefined) expect(frames[i]!.source.line).toBe(line)
    if (note !== undefined) expect(frames[i]!.notes.map((one) => one.code)).toContain(note)
  })
  expect(runs.map((run) => text.slice(run.start, run.end)).join('')).toBe(text)
}
