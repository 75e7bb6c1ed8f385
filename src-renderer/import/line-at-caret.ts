// The line to teach a layout with: the caret's, or where that is empty the first that is not, with what the reader made of it.
import type { LineMark } from '../../src-shared/capture/text/layout-rule.ts'
import { lineAt, lineEnd, lineStartsOf, type PreviewRun } from './line-index.ts'
import { marksOf } from './teaching.ts'

export interface LineAtCaret {
  line: string
  marks: LineMark[]
}

export function lineAtCaret(text: string, runs: readonly PreviewRun[], caret: number): LineAtCaret {
  const starts = lineStartsOf(text)
  let line = lineAt(starts, caret)
  const textOf = (one: number): string => text.slice(starts[one], lineEnd(starts, one, text.length))
  if (textOf(line).trim() === '') {
    line = 0
    while (line < starts.length - 1 && textOf(line).trim() === '') line++
  }
  const start = starts[line]!
  return { line: textOf(line), marks: marksOf(runs, start, lineEnd(starts, line, text.length)) }
}
