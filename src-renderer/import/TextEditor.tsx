// The import desk's editor: a textarea for typing, selection and undo, over a backdrop that colours what each character is
// used for. The pointer's character is found through the backdrop, which lies under the textarea in the same layout.
import { useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useText } from '../i18n/use-text.ts'
import { importWords as words } from '../i18n/words-import.ts'
import { editorLines, editorMode } from './editor-lines.ts'
import { lineAt, lineStartsOf, runAt, type PreviewRun } from './line-index.ts'
import { ReasonTip, type Pointed } from './ReasonTip.tsx'
import { BackdropLines } from './TextBackdrop.tsx'
import { useVisibleLines } from './use-visible-lines.ts'

/** A place that the editor is asked to show and select. A new object is a new request. */
export interface Reveal {
  start: number
  end: number
}

export interface TextEditorProps {
  text: string
  runs: readonly PreviewRun[]
  badFrames: ReadonlySet<number>
  selectedFrame: number | null
  reveal: Reveal | null
  /** Counts texts that were put in place of the former one: the editor scrolls to its top. */
  fills: number
  onEdit(text: string): void
  /** The caret moved, by the person. */
  onCaret(position: number): void
}

/** Pixels; the same in import.css. */
const lineHeight = 22

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
  const shownRuns = useDeferredValue(runs)
  const lines = useMemo(
    () => (mode === 'plain' ? [] : editorLines(text, starts, shownRuns, visible.first, visible.last)),
    [mode, text, starts, shownRuns, visible.first, visible.last],
  )

  const scrolled = useCallback(() => {
    const { current: source } = area
    const { current: target } = backdrop
    if (!source || !target) return
    target.style.transform = `translate(${-source.scrollLeft}px, ${-source.scrollTop}px)`
    target.style.setProperty('--scrolled', `${source.scrollLeft}px`)
    setPointed(null)
    visible.update()
  }, [visible])

  // The backdrop wraps where the textarea does: the textarea's width without its scrollbar.
  useLayoutEffect(() => {
    const { current: source } = area
    if (!source) return
    const fit = (): void => {
      backdrop.current?.style.setProperty('--editor-width', `${source.clientWidth}px`)
      scrolled()
    }
    fit()
    const observer = new ResizeObserver(fit)
    observer.observe(source)
    return () => observer.disconnect()
  }, [scrolled, text, mode])

  useEffect(() => {
    area.current?.scrollTo(0, 0)
    area.current?.setSelectionRange(0, 0)
  }, [fills])

  useEffect(() => {
    if (reveal && area.current) revealPlace(area.current, backdrop.current, reveal, starts)
    // `starts` belongs to the text that the request was made for.
  }, [reveal])

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
        <div className="editor-backdrop" ref={backdrop}>
          <div className="editor-lines" style={{ paddingTop: visible.first * lineHeight }}>
            <BackdropLines lines={lines} {...{ badFrames, selectedFrame, caretLine }} />
          </div>
        </div>
      </div>
      <textarea
        ref={area}
        className="editor-text"
        aria-label={show(words.editor)}
        aria-describedby="import-hint import-caret"
        value={text}
        wrap={mode === 'wrapped' ? 'soft' : 'off'}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        onChange={(event) => onEdit(event.target.value)}
        onSelect={moved}
        onScroll={scrolled}
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

/** Line (0-based) and position in it of the stretch under a point of the screen. */
function placeUnder(backdrop: HTMLElement, x: number, y: number): { line: number; at: number } | null {
  for (const element of document.elementsFromPoint(x, y)) {
    if (!(element instanceof HTMLElement) || element.dataset['at'] === undefined) continue
    if (backdrop.contains(element)) return { line: Number(element.dataset['line']), at: Number(element.dataset['at']) }
  }
  return null
}

/** Selects a place and scrolls so that it stands a third from the top, unless it is in view. */
function revealPlace(
  area: HTMLTextAreaElement,
  backdrop: HTMLElement | null,
  { start, end }: Reveal,
  starts: Uint32Array,
): void {
  area.focus({ preventScroll: true })
  area.setSelectionRange(start, end)
  const line = lineAt(starts, start)
  const drawn = backdrop?.querySelector<HTMLElement>(`[data-number="${line + 1}"]`)
  const top = drawn ? drawn.offsetTop : line * lineHeight
  const isInView = top >= area.scrollTop && top + lineHeight <= area.scrollTop + area.clientHeight
  if (!isInView) area.scrollTop = top - area.clientHeight / 3
  area.scrollLeft = 0
}
