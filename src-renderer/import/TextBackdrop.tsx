// The coloured text under the editor's transparent textarea: the same characters in the same places. Drawn whole while the
// text is short and wraps; of long text only the lines in view. Counterpart: TextEditor.tsx.
import { memo } from 'react'
import type { EditorLine } from './editor-lines.ts'
import type { Stretch } from './line-index.ts'

/** Colours that neighbouring frames take in turn; see import.css. */
export const frameHues = 5

interface LineProps {
  line: EditorLine
  /** Indexes of frames with an error. */
  badFrames: ReadonlySet<number>
  selectedFrame: number | null
  isCaretHere: boolean
}

const BackdropLine = memo(
  function BackdropLine({ line, badFrames, selectedFrame, isCaretHere }: LineProps) {
    return (
      <div className={isCaretHere ? 'editor-line has-caret' : 'editor-line'} data-number={line.index + 1}>
        {line.stretches.map((stretch) => (
          <span
            key={stretch.start}
            className={stretchClass(stretch, badFrames, selectedFrame)}
            data-line={line.index}
            data-at={stretch.start}
          >
            {line.text.slice(stretch.start, stretch.end)}
          </span>
        ))}
        {'\n'}
      </div>
    )
  },
  (before, after) =>
    before.line.index === after.line.index &&
    before.line.text === after.line.text &&
    before.line.signature === after.line.signature &&
    before.isCaretHere === after.isCaretHere &&
    before.badFrames === after.badFrames &&
    before.selectedFrame === after.selectedFrame,
)

/** Every line of a text, or those in view. */
export function BackdropLines({ lines, ...rest }: Omit<LineProps, 'line' | 'isCaretHere'> & LinesProps) {
  const { caretLine, ...others } = rest
  return lines.map((line) => (
    <BackdropLine key={line.index} line={line} isCaretHere={line.index === caretLine} {...others} />
  ))
}

interface LinesProps {
  lines: EditorLine[]
  caretLine: number
}

function stretchClass(stretch: Stretch, badFrames: ReadonlySet<number>, selectedFrame: number | null): string {
  const { kind, frame, isDoubtful } = stretch
  if (kind === null) return 'use-pending'
  const names = [`use-${kind}`]
  if (isDoubtful) names.push('is-doubtful')
  if (frame !== null) {
    names.push(`hue-${frame % frameHues}`)
    if (badFrames.has(frame)) names.push('is-bad')
    if (frame === selectedFrame) names.push('is-selected')
  }
  return names.join(' ')
}
