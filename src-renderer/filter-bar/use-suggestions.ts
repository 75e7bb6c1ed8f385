// Asks the analyzer what the filter can be continued with, and keeps the list that shows it: open or not, which line is
// chosen.
import { useEffect, useMemo, useState } from 'react'
import type { Completion } from '../../src-shared/expression/complete.ts'
import { bridge } from '../connect.ts'
import { usePreferences } from '../store/preferences-store.ts'
import { suggestionsFor, type Suggestion } from './suggestions.ts'

const pauseMillis = 60

export interface SuggestionList {
  isOpen: boolean
  items: readonly Suggestion[]
  /** Chosen line; −1: none. */
  active: number
  open(caret: number): void
  close(): void
  choose(index: number): void
}

export function useSuggestions(captureId: number, draft: string): SuggestionList {
  const language = usePreferences((preferences) => preferences.language)
  const saved = usePreferences((preferences) => preferences.savedFilters)
  const history = usePreferences((preferences) => preferences.filterHistory)
  const [caret, setCaret] = useState<number | null>(null)
  const [answer, setAnswer] = useState<{ draft: string; caret: number; completion: Completion } | null>(null)
  const [active, setActive] = useState(-1)
  useEffect(() => {
    if (caret === null) return
    let isCurrent = true
    const timer = setTimeout(() => {
      bridge
        .call('filter.complete', { captureId, filter: draft, position: Math.min(caret, draft.length), language })
        .then(
          (completion) => isCurrent && setAnswer({ draft, caret, completion }),
          () => {},
        )
    }, pauseMillis)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [captureId, draft, caret, language])
  const isFresh = answer !== null && answer.draft === draft && answer.caret === caret
  const items = useMemo(
    () => (caret === null ? [] : suggestionsFor(draft, isFresh ? answer.completion : null, saved, history)),
    [caret, draft, isFresh, answer, saved, history],
  )
  return {
    isOpen: caret !== null && items.length > 0,
    items,
    active: Math.min(active, items.length - 1),
    open: (at) => {
      setCaret(at)
      setActive(-1)
    },
    close: () => {
      setCaret(null)
      setActive(-1)
    },
    choose: setActive,
  }
}
