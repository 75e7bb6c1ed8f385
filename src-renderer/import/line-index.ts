// Where the lines of the pasted text begin, and which runs of the preview lie in a line. The editor's backdrop draws from
// this; the text is the textarea's own value, so its only line break is \n.
import type { TextPreview } from '../../src-shared/bridge/bridge.ts'

export type PreviewRun = TextPreview['runs'][number]

/** A part of one line that is drawn in one way. Positions count UTF-16 units from the start of the text, half-open. */
export interface Stretch {
  start: number
  end: number
  /** null: not judged yet, the preview is on its way. */
  kind: PreviewRun['kind'] | null
  /** 0-based index of the frame, where there is one. */
  frame: number | null
  /** Ignored, though it looks like bytes: worth a second look. */
  isDoubtful: boolean
  /** Chinese reason, to tell neighbours apart; '' while not judged. */
  why: string
}

/** First position of each line. */
export function lineStartsOf(text: string): Uint32Array {
  const starts: number[] = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return Uint32Array.from(starts)
}

/** 0-based line that holds `position`. */
export function lineAt(starts: Uint32Array, position: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= position) low = middle
    else high = middle - 1
  }
  return low
}

/** End of a line, without its line break. */
export function lineEnd(starts: Uint32Array, line: number, textLength: number): number {
  return line + 1 < starts.length ? starts[line + 1]! - 1 : textLength
}

/** Index of the first run that ends behind `position`; `runs.length` when none does. */
export function runIndexAt(runs: readonly PreviewRun[], position: number): number {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (runs[middle]!.end <= position) low = middle + 1
    else high = middle
  }
  return low
}

/** The run that holds the character at `position`, if any. */
export function runAt(runs: readonly PreviewRun[], position: number): PreviewRun | null {
  const run = runs[runIndexAt(runs, position)]
  return run && run.start <= position ? run : null
}

/** What may be a byte when nothing is known of the rest: two or more hex digits that stand alone. */
const byteLike = /(?<![\p{L}\p{N}_.])[0-9a-fA-F]{2,}(?![\p{L}\p{N}_.])/gu

/** The stretches that tile [start, end), which lies within one line. */
export function stretchesOf(text: string, runs: readonly PreviewRun[], start: number, end: number): Stretch[] {
  const stretches: Stretch[] = []
  let at = start
  for (let i = runIndexAt(runs, start); at < end; i++) {
    const run = runs[i]
    const next = run ? Math.max(at, Math.min(run.start, end)) : end
    if (next > at) stretches.push({ start: at, end: next, ...notJudged })
    at = next
    if (!run || at >= end) break
    const stop = Math.min(run.end, end)
    if (run.kind === 'ignored' && run.frame === null) pushIgnored(stretches, text, { ...run, start: at, end: stop })
    else push(stretches, stretchOf(run, at, stop, false))
    at = stop
  }
  return stretches
}

const notJudged = { kind: null, frame: null, isDoubtful: false, why: '' } as const

function stretchOf(run: PreviewRun, start: number, end: number, isDoubtful: boolean): Stretch {
  return { start, end, kind: run.kind, frame: run.frame, isDoubtful, why: run.reason.zh }
}

/** Numbers in ignored text that might have been bytes are marked apart from the words around them. */
function pushIgnored(stretches: Stretch[], text: string, run: PreviewRun): void {
  let at = run.start
  for (const match of text.slice(run.start, run.end).matchAll(byteLike)) {
    const from = run.start + match.index
    push(stretches, stretchOf(run, at, from, false))
    at = from + match[0].length
    push(stretches, stretchOf(run, from, at, true))
  }
  push(stretches, stretchOf(run, at, run.end, false))
}

/** Joins neighbours that look and mean the same, so that a preview byte by byte is not an element for each byte. */
function push(stretches: Stretch[], next: Stretch): void {
  if (next.end <= next.start) return
  const last = stretches.at(-1)
  if (last?.end === next.start && isSameUse(last, next)) last.end = next.end
  else stretches.push(next)
}

function isSameUse(one: Stretch, other: Stretch): boolean {
  return (
    one.kind === other.kind && one.frame === other.frame && one.isDoubtful === other.isDoubtful && one.why === other.why
  )
}
