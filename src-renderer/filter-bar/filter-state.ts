// How the filter in the bar stands: derived from what is typed, what was applied and what is wrong. Pure.

/**
 * none: nothing typed, nothing applied · checking: not known yet · wrong · valid: right, not applied · applied · nothing:
 * applied, and no frame fits.
 */
export type FilterState = 'none' | 'checking' | 'wrong' | 'valid' | 'applied' | 'nothing'

export interface FilterFacts {
  draft: string
  applied: string
  /** Mistakes in the draft; null: not known yet. */
  mistakes: number | null
  /** Frames that the applied filter shows, and whether more may come. */
  shown: number
  isLoading: boolean
}

export function filterState({ draft, applied, mistakes, shown, isLoading }: FilterFacts): FilterState {
  const typed = draft.trim()
  if (typed === applied) {
    if (typed === '') return 'none'
    return shown === 0 && !isLoading ? 'nothing' : 'applied'
  }
  if (mistakes === null) return 'checking'
  return mistakes > 0 ? 'wrong' : 'valid'
}
