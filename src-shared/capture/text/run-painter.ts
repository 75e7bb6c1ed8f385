// Keeps for every character of a text whether and why it was used: what comes later paints over what came before. Shown by
// the paste preview; not kept for files that are only imported.

import { type ReasonCode, reasons } from './reasons.ts'
import type { TextRun } from './text-result.ts'

const kinds: TextRun['kind'][] = ['ignored', 'hex', 'time', 'direction', 'endpoint', 'label']
const codes = Object.keys(reasons) as ReasonCode[]
const codeNumbers = new Map(codes.map((code, i) => [code, i]))

export class RunPainter {
  private readonly colours: Uint16Array
  private readonly frames: Int32Array

  /** `length`: of the text, in UTF-16 code units. */
  constructor(length: number) {
    this.colours = new Uint16Array(length).fill(colour('ignored', 'blank'))
    this.frames = new Int32Array(length).fill(-1)
  }

  paint(start: number, end: number, kind: TextRun['kind'], reason: ReasonCode, frame = -1): void {
    this.colours.fill(colour(kind, reason), start, end)
    this.frames.fill(frame, start, end)
  }

  runs(): TextRun[] {
    const runs: TextRun[] = []
    const { colours, frames } = this
    for (let start = 0, end = 0; start < colours.length; start = end) {
      while (end < colours.length && colours[end] === colours[start] && frames[end] === frames[start]) end++
      const painted = colours[start]!
      const kind = kinds[painted >> 8]!
      runs.push({
        start,
        end,
        kind,
        reason: codes[painted & 0xff]!,
        frame: frames[start] === -1 ? null : frames[start]!,
      })
    }
    return runs
  }
}

function colour(kind: TextRun['kind'], reason: ReasonCode): number {
  return (kinds.indexOf(kind) << 8) | codeNumbers.get(reason)!
}
