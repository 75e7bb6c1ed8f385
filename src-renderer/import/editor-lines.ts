// The lines that the editor's backdrop draws, with what each character is used for. Positions in a line count from its
// start, so that a line that only moved is drawn as it was.
import { lineEnd, stretchesOf, type PreviewRun, type Stretch } from './line-index.ts'

export interface EditorLine {
  /** 0-based. */
  index: number
  text: string
  stretches: Stretch[]
  /** Same for lines that look the same. */
  signature: string
}

/** Lines [first, last) of the text. */
export function editorLines(
  text: string,
  starts: Uint32Array,
  runs: readonly PreviewRun[],
  first: number,
  last: number,
): EditorLine[] {
  const lines: EditorLine[] = []
  for (let index = first; index < Math.min(last, starts.length); index++) {
    const start = starts[index]!
    const end = lineEnd(starts, index, text.length)
    const stretches = stretchesOf(text, runs, start, end)
    for (const stretch of stretches) {
      stretch.start -= start
      stretch.end -= start
    }
    const signature = stretches
      .map(({ end, kind, frame, isDoubtful, why }) => `${end} ${kind} ${frame} ${isDoubtful} ${why}`)
      .join('|')
    lines.push({ index, text: text.slice(start, end), stretches, signature })
  }
  return lines
}

/** Text up to here is drawn whole and wraps; longer text has one row per line and only its visible lines are drawn. */
export const wrapLimit = { characters: 200_000, lines: 4_000 }

/** Lines longer than this are not coloured in long text: drawing one would be as much as drawing a whole page. */
export const longestColouredLine = 20_000

/** How the editor shows a text. `plain`: without colours. */
export type EditorMode = 'wrapped' | 'windowed' | 'plain'

export function editorMode(textLength: number, starts: Uint32Array): EditorMode {
  if (textLength <= wrapLimit.characters && starts.length <= wrapLimit.lines) return 'wrapped'
  for (let line = 0; line < starts.length; line++) {
    if (lineEnd(starts, line, textLength) - starts[line]! > longestColouredLine) return 'plain'
  }
  return 'windowed'
}
