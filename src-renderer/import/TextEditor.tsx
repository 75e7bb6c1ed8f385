// The import desk's editor: a textarea for typing, selection and undo, over a backdrop that colours what each character is
// used for.
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { useText } from '../i18n/use-text.ts'
import { importWords as words } from '../i18n/words-import.ts'
import { editorLines, editorMode } from './editor-lines.ts'
import { lineAt, lineStartsOf, runAt, type PreviewRun } from './line-index.ts'
import { placeUnder } from './point-at.ts'
import { ReasonTip, type Pointed } from './ReasonTip.tsx'
import { lineHeight, revealPlace, type Reveal } from './reveal.ts'
import { BackdropLines } from './TextBackdrop.tsx'
import { useBackdrop } from './use-backdrop.ts'
import { useVisibleLines } from './use-visible-lines.ts'

export interface TextEditorProps {
  text: string
  runs: readonly PreviewRun[]
  badFrames: ReadonlySet<number>
  selectedFrame: number | null
  reveal: Reveal | null
  /** Counts texts that were put in place of the former one: the editor then goes to its top. */
  fills: number
  onEdit(text: string): void
  /** The caret moved. */
  onCaret(position: number): void
}

export function TextEditor(props: TextEditorProps) {
  const { text, runs, badFrames, selectedFrame, reveal, fills, onEdit, onCaret } = props
  const show = useText()
  const area = useRef<HTMLTextAreaElement>(null)
  const backdrop = useRef<HTMLDivElement>(null)
  const [caretLine, setCaretLine] = useState(0)
  const [pointed, setPointed] = useState<Pointed | null>(null)

  const starts = useMemo(() => lineStartsOf(text), [text])
  const mode = editorMode(text.length, starts)
  const visible = useVisibleLines(area, lineHeight, starts.length, mode === 'windowed')
  // Colours may come a moment after the characters, so that typing never waits for them.
  const shownRuns = useDeferredValue(runs)
  const lines = useMemo(
    () => (mode === 'plain' ? [] : editorLines(text, starts, shownRuns, visible.first, visible.last)),
    [mode, text, starts, shownRuns, visible.first, visible.last],
  )
  const { update } = visible
  const scrolled = useCallback(() => {
    setPointed(null)
    update()
  }, [update])
  const follow = useBackdrop(area, backdrop, scrolled)
  useGoTo(area, backdrop, { fills, reveal, starts })

  const moved = (): void => {
    const position = area.current?.selectionStart ?? 0
    setCaretLine(lineAt(starts, position))
    onCaret(position)
  }
  const point = (x: number, y: number): void => {
    const place = backdrop.current && placeUnder(backdrop.current, x, y)
    const run = place && runAt(shownRuns, starts[place.line]! + place.at)
    setPointed(run ? { run, x, y } : null)
  }

  return (
    <div className={`editor is-${mode}`}>
      <div className="editor-window" aria-hidden="true">
        <div className="editor-backdrop" ref={backdrop} style={{ paddingTop: 10 + visible.first * lineHeight }}>
          <BackdropLines lines={lines} {...{ badFrames, selectedFrame, caretLine }} />
        </div>
      </div>
      <textarea
        ref={area}
        className="editor-text"
        aria-label={show(words.editor)}
        aria-describedby="import-hint import-caret"
        data-testid="import-text"
        value={text}
        wrap={mode === 'wrapped' ? 'soft' : 'off'}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        onChange={(event) => onEdit(event.target.value)}
        onSelect={moved}
        onScroll={follow}
        onPointerMove={(event) => point(event.clientX, event.clientY)}
        onPointerLeave={() => setPointed(null)}
      />
      <p id="import-hint" className="visually-hidden">
        {show(words.editorHint)}
      </p>
      <ReasonTip pointed={pointed} />
    </div>
  )
}

interface Goal {
  fills: number
  reveal: Reveal | null
  starts: Uint32Array
}

/** To the top with a new text; to a place when asked. */
function useGoTo(
  area: RefObject<HTMLTextAreaElement | null>,
  backdrop: RefObject<HTMLDivElement | null>,
  { fills, reveal, starts }: Goal,
): void {
  useEffect(() => {
    area.current?.scrollTo(0, 0)
    area.current?.setSelectionRange(0, 0)
  }, [area, fills])
  const atThatTime = useRef(starts)
  atThatTime.current = starts
  useEffect(() => {
    if (reveal && area.current) revealPlace(area.current, backdrop.current, reveal, atThatTime.current)
  }, [area, backdrop, reveal])
}
