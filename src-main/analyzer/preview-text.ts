// What a pasted text holds, for the import desk: frames as rows, and the reason for every character. Runs in a worker.
import type { TextPreview } from '../../src-shared/bridge/bridge.ts'
import { formatHex } from '../../src-shared/bytes/hex.ts'
import { Capture } from '../../src-shared/capture/capture.ts'
import { TextImport } from '../../src-shared/capture/import-text.ts'
import type { LayoutRule } from '../../src-shared/capture/text/layout-rule.ts'
import { readText } from '../../src-shared/capture/text/read-text.ts'
import { reasons } from '../../src-shared/capture/text/reasons.ts'
import type { TextResult } from '../../src-shared/capture/text/text-result.ts'
import { Detector } from '../../src-shared/protocol/detect.ts'
import { rowsOf } from '../../src-shared/view/row.ts'
import { decodeAsRules } from '../decode-as.ts'
import { knownProtocols } from '../definitions.ts'

/** What is listed of each; a screen shows a part of that, and the rest is counted. */
const mostFrames = 2000
const mostRuns = 50_000
const mostSkipped = 500

/** Reads `text` as importing it would. `decodeAs`: `PROTOCOL[/DIALECT]` or null. `rules`: taught layouts. */
export function previewText(text: string, decodeAs: string | null, rules: readonly LayoutRule[] = []): TextPreview {
  const protocols = knownProtocols()
  const result = readText(text, new Detector(protocols), { rules })
  const capture = new Capture({ protocols, decodeAs: decodeAsRules({ all: decodeAs, ports: {}, conversations: {} }) })
  const importer = new TextImport(capture)
  for (const frame of result.frames) importer.frame(frame)
  capture.finish()
  const rows = rowsOf({ capture, origins: importer.origins, zone: 'utc' }, 0, mostFrames)
  const runs = result.runs.slice(0, mostRuns)
  return {
    runs: runs.map((run) => ({ ...run, reason: reasons[run.reason] })),
    runsEnd: runs.at(-1)?.end ?? 0,
    frames: rows.map((row, index) => frameOf(result.frames[index]!, row)),
    frameCount: result.frames.length,
    skipped: result.skipped.slice(0, mostSkipped).map(({ line, column, bytes, reason }) => ({
      line,
      column,
      hex: formatHex(bytes, 0, Math.min(bytes.length, 64)),
      reason: reasons[reason],
    })),
    layouts: result.layouts,
    ties: result.ties
      .slice(0, mostSkipped)
      .map(({ otherBytes, ...tie }) => ({ ...tie, otherHex: formatHex(otherBytes) })),
  }
}

function frameOf(
  frame: TextResult['frames'][number],
  row: TextPreview['frames'][number]['row'],
): TextPreview['frames'][number] {
  return {
    row,
    line: frame.source.line,
    column: frame.source.column,
    hex: formatHex(frame.bytes),
    duplicateOf: frame.duplicateOf,
    missing: frame.missing,
    notes: frame.notes.map((note) => note.label),
  }
}
