// Makes a frame of the reader's result out of scanned bytes. On the data path: conversation-bytes.ts → here → text-reader.ts.

import type { Found } from './frame-scan.ts'
import { noteLabel, type NoteCode } from './reasons.ts'
import { joint, type TextBytes } from './text-bytes.ts'
import type { TextFrame, TextNote, TextPart, TextSpan } from './text-result.ts'

export interface FrameRecord {
  frame: TextFrame
  /** How it is printed: a copy of the same bytes in another form is a duplicate. */
  form: string
  /** Where the heading that names it stands. */
  labelSpan: TextSpan | null
}

export function makeFrame(run: TextBytes, found: Found): FrameRecord {
  const { bytes, parts } = collect(run, found)
  const seam = run.seamOf(found.start)
  const lastSeam = run.seamOf(found.end - 1)
  const { context } = seam
  const offset = run.start(found.start)
  const notes = collectNotes(run, found)
  const frame: TextFrame = {
    bytes,
    source: {
      line: seam.line.number,
      column: seam.line.column + offset - seam.line.start + 1,
      offset,
      endOffset: run.end(found.end - 1),
      endLine: lastSeam.line.number,
    },
    direction: context.direction,
    observed: context.observed,
    time: context.time,
    endpoints: context.endpoints,
    label: context.label,
    duplicateOf: null,
    missing: found.missing,
    reading: seam.reading,
    notes,
    parts,
  }
  const lines = frame.source.line === frame.source.endLine ? 'line' : 'lines'
  const spacing = parts.length > 2 ? 'parts' : isSpaced(run, found) ? 'spaced' : 'solid'
  const head = context.own && seam.joint >= joint.text ? 'own' : 'bare'
  return { frame, form: `${seam.reading} ${lines} ${spacing} ${head}`, labelSpan: context.labelSpan }
}

function collect(run: TextBytes, found: Found): { bytes: Uint8Array; parts: TextPart[] } {
  const bytes = new Uint8Array(found.end - found.start)
  const parts: TextPart[] = []
  const isSwapped = run.seamOf(found.start).reading === 'word-swapped'
  let length = 0
  let part: TextPart | null = null
  let skip = 0
  let seam = run.seamBehind(found.start)
  for (let i = found.start; i < found.end; i++) {
    const leftOut = found.leftOut[skip]
    if (leftOut && i >= leftOut.start) {
      if (i === leftOut.end - 1) skip++
      part = null
      continue
    }
    if (seam < run.seams.length && run.seams[seam]!.at <= i) {
      seam++
      part = null
    }
    if (part && (isSwapped || run.start(i) >= part.end)) {
      part.start = Math.min(part.start, run.start(i))
      part.end = Math.max(part.end, run.end(i))
      part.count++
    } else {
      part = { start: run.start(i), end: run.end(i), first: length, count: 1 }
      parts.push(part)
    }
    bytes[length++] = run.bytes[i]!
  }
  return { bytes: bytes.slice(0, length), parts }
}

function isSpaced(run: TextBytes, found: Found): boolean {
  let gaps = 0
  const end = Math.min(found.end, found.start + 32)
  for (let i = found.start + 1; i < end; i++) if (run.start(i) > run.end(i - 1)) gaps++
  return gaps * 2 > end - found.start
}

function collectNotes(run: TextBytes, found: Found): TextNote[] {
  const notes: TextNote[] = []
  const add = (code: NoteCode, span: TextSpan | null) => notes.push({ code, label: noteLabel(code), span })
  const seam = run.seamOf(found.start)
  const end = run.end(found.end - 1)
  if (seam.context.mistyped) add('arrow_mistyped', null)
  if (seam.reading === 'ascii-hex') add('hex_of_hex', null)
  for (const odd of run.oddDigits) {
    if (odd.at <= found.start || odd.at > found.end) continue
    const isLast = odd.at === found.end && found.missing > 0
    if (isLast || odd.at < found.end)
      add(isLast ? 'last_digit_missing' : 'odd_digits', { start: odd.offset, end: odd.offset + 1 })
  }
  if (found.missing > 0 && isCutMark(run, found.end - 1)) add('cut_short', { start: end, end: end + 1 })
  if (found.leftOut.length > 0) {
    const first = found.leftOut[0]!
    add('doubtful_left_out', { start: run.start(first.start), end: run.end(first.end - 1) })
  }
  addSeamNotes(run, found, add)
  if (seam.context.countDiffers && seam.at === found.start) add('count_differs', null)
  return notes
}

function addSeamNotes(run: TextBytes, found: Found, add: (code: NoteCode, span: TextSpan | null) => void): void {
  const said = new Set<NoteCode>()
  let line = run.seamOf(found.start).line
  for (let i = run.seamBehind(found.start); i < run.seams.length; i++) {
    const seam = run.seams[i]!
    if (seam.at >= found.end) break
    const isSkip = seam.joint !== joint.message && seam.line.number - line.number > 1
    if (seam.joint === joint.message) said.add('joined')
    else if (seam.joint >= joint.blank || isSkip) said.add('text_between')
    if (seam.line.number === line.number && seam.line !== line) said.add('line_split')
    line = seam.line
  }
  for (const code of said) add(code, null)
}

/** "…" or "..." right behind the byte. */
function isCutMark(run: TextBytes, index: number): boolean {
  const { line } = run.seamOf(index)
  const rest = line.text.slice(run.end(index) - line.start, run.end(index) - line.start + 6)
  return /^.? ?(?:…|\.\.)/.test(rest)
}
