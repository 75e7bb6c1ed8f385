// The preview of the draft, kept up to date while it changes; and the frame that is looked at. Used by ImportDesk.tsx.
import { useEffect, useMemo, useRef, useState } from 'react'
import type { LayoutRule } from '../../src-shared/capture/text/layout-rule.ts'
import { bridge } from '../connect.ts'
import { useLayouts } from '../store/layouts-store.ts'
import type { PreviewRun } from './line-index.ts'
import { nothingPreviewed, PreviewFeed, type PreviewState } from './preview-feed.ts'
import { editBetween, shiftRuns } from './shift-runs.ts'

/** Follows `text`, `decodeAs`, the layout that is being taught and those that are kept. */
export function usePreview(text: string, decodeAs: string | null, trial: LayoutRule | null): PreviewState {
  const kept = useLayouts((layouts) => layouts.rules)
  const [state, setState] = useState(nothingPreviewed)
  const feed = useRef<PreviewFeed | null>(null)
  useEffect(() => {
    feed.current = new PreviewFeed((question) => bridge.call('text.preview', question), setState)
    return () => feed.current?.stop()
  }, [])
  useEffect(() => feed.current?.request(text, decodeAs, trial), [text, decodeAs, trial, kept])
  return state
}

const none: readonly PreviewRun[] = []

/** The preview's runs, moved to where their characters are in the text that is shown now. */
export function useRuns({ preview, text: previewed }: PreviewState, text: string): readonly PreviewRun[] {
  return useMemo(() => {
    if (!preview) return none
    // A long text is previewed in part: the rest of it is simply not judged.
    if (text.startsWith(previewed)) return preview.runs
    return shiftRuns(preview.runs, editBetween(previewed, text))
  }, [preview, previewed, text])
}
