// What components use to show labels: follows the language preference live.
import { useMemo } from 'react'
import type { Language } from '../../src-shared/bridge/bridge.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { usePreferences } from '../store/preferences-store.ts'
import { inBoth, inLanguage, secondLanguage } from './language.ts'

export interface Text {
  /** A word of the interface, in one language. */
  (label: Label): string
  /** Both languages when both are chosen: names, findings, tooltips. */
  both(label: Label, between?: string): string
  /** The dimmed second language, or ''. */
  second(label: Label): string
  language: Language
}

/** `const text = useText()`, then `text(words.open)`. */
export function useText(): Text {
  const language = usePreferences((preferences) => preferences.language)
  return useMemo(
    () =>
      Object.assign((label: Label) => inLanguage(label, language), {
        both: (label: Label, between = ' ') => inBoth(label, language, between),
        second: (label: Label) => secondLanguage(label, language),
        language,
      }),
    [language],
  )
}
