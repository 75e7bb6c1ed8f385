// Frames out of a whole text at once, with the reason for every character: what the paste preview shows. For files, and
// text that arrives in chunks: text-reader.ts.

import type { ProtocolProbe } from '../../protocol/probe.ts'
import type { LayoutRule } from './layout-rule.ts'
import { RunPainter } from './run-painter.ts'
import { TextReader } from './text-reader.ts'
import type { TextResult } from './text-result.ts'

export interface ReadTextOptions {
  /** Layouts taught by the user, tried first on every line. */
  rules?: readonly LayoutRule[]
  /** False leaves `runs` empty, which saves 6 bytes of memory per character. */
  runs?: boolean
}

/** Reads every frame that the text holds, by what `probe` says of lengths and checksums. Never throws. */
export function readText(text: string, probe: ProtocolProbe, options: ReadTextOptions = {}): TextResult {
  const result: TextResult = { frames: [], runs: [], skipped: [], ties: [], lines: 0, splitLines: 0, layouts: [] }
  const painter = options.runs === false ? null : new RunPainter(text.length)
  const reader = new TextReader(
    probe,
    {
      frame: (frame) => result.frames.push(frame),
      skipped: (skipped) => result.skipped.push(skipped),
      tie: (tie) => result.ties.push(tie),
    },
    { rules: options.rules ?? [], ...(painter && { painter }) },
  )
  reader.push(text)
  reader.end()
  result.lines = reader.lineCount
  result.splitLines = reader.splitLineCount
  result.layouts = [...reader.layoutCounts].map(([name, lines]) => ({ name, lines }))
  if (painter) result.runs = painter.runs()
  return result
}
