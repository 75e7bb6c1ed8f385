// What the import desk shows besides its text: the preview, the frame that is looked at, the caret, the place to go to.
// Text and frames choose each other through here.
import { useEffect, useMemo, useState } from 'react'
import type { LayoutRule } from '../../src-shared/capture/text/layout-rule.ts'
import { useImportDraft } from './draft.ts'
import { lineAtCaret } from './line-at-caret.ts'
import { lineEnd, lineStartsOf, runAt } from './line-index.ts'
import type { Reveal } from './reveal.ts'
import { taughtRule, useTeaching, type Teaching } from './teaching.ts'
import { usePreview, useRuns } from './use-preview.ts'
import { verdictOf, type PreviewFrame } from './verdict.ts'

const noFrames: readonly PreviewFrame[] = []

export function useDesk() {
  const { text, fills, decodeAs } = useImportDraft()
  const teaching = useTeaching()
  const trial = useMemo(() => trialOf(teaching), [teaching])
  const state = usePreview(text, decodeAs, trial)
  const runs = useRuns(state, text)
  const [selected, setSelected] = useState<number | null>(null)
  const [reveal, setReveal] = useState<Reveal | null>(null)
  const [caret, setCaret] = useState(0)
  const frames = state.preview?.frames ?? noFrames
  const badFrames = useMemo(() => indexesOfBad(frames), [frames])

  useEffect(() => {
    setSelected(null)
    setCaret(0)
  }, [fills])

  return {
    isTeaching: teaching.isOpen,
    /** Lines that the taught layout reads, as far as the preview says. */
    fitting:
      trial && state.preview ? (state.preview.layouts.find(({ name }) => name === trial.name)?.lines ?? 0) : null,
    lineAtCaret: () => lineAtCaret(text, runs, Math.min(caret, text.length)),
    text,
    fills,
    state,
    runs,
    frames,
    badFrames,
    selected,
    reveal,
    caret: Math.min(caret, text.length),
    /** `isFinal`: shows its characters too. */
    selectFrame: (frame: number, isFinal: boolean): void => {
      setSelected(frame)
      const own = runs.filter((run) => run.frame === frame && run.kind === 'hex')
      if (isFinal && own.length > 0) setReveal({ start: own[0]!.start, end: own.at(-1)!.end })
    },
    /** Line and column from 1; selects to the line's end. */
    showPlace: (line: number, column: number): void => {
      const starts = lineStartsOf(text)
      setReveal({ start: (starts[line - 1] ?? 0) + column - 1, end: lineEnd(starts, line - 1, text.length) })
    },
    /** The caret's frame becomes the selected one. */
    moveCaret: (position: number): void => {
      setCaret(position)
      const frame = runAt(runs, position)?.frame ?? null
      if (frame !== null) setSelected(frame)
    },
  }
}

/** The layout that is being taught, under a name; null while there is none that could be tried. */
function trialOf(teaching: Teaching): LayoutRule | null {
  const taught = taughtRule(teaching)
  return taught && 'rule' in taught ? { ...taught.rule, name: taught.rule.name || '…' } : null
}

function indexesOfBad(frames: readonly PreviewFrame[]): ReadonlySet<number> {
  return new Set(frames.flatMap((frame, i) => (verdictOf(frame).tone === 'bad' ? [i] : [])))
}

export type Desk = ReturnType<typeof useDesk>
