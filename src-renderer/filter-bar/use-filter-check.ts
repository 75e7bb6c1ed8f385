// Checks a filter as it is typed, in the analyzer, without applying it. On the data path: input → bridge `filter.check` → the
// bar's colour, icon and words.
import { useEffect, useState } from 'react'
import type { FilterErrors } from '../app/actions.ts'
import { bridge } from '../connect.ts'

const pauseMillis = 90

export interface FilterCheck {
  /** The text that was checked. */
  of: string
  errors: FilterErrors
}

/** Mistakes of a filter; null while they are not known yet. Empty texts are right. */
export function useFilterCheck(captureId: number, filter: string): FilterErrors | null {
  const [check, setCheck] = useState<FilterCheck | null>(null)
  const wanted = filter.trim()
  useEffect(() => {
    if (wanted === '') return
    let isCurrent = true
    const timer = setTimeout(() => {
      bridge.call('filter.check', { captureId, filter }).then(
        ({ errors }) => isCurrent && setCheck({ of: filter, errors }),
        () => {},
      )
    }, pauseMillis)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [captureId, filter, wanted])
  if (wanted === '') return []
  return check?.of === filter ? check.errors : null
}
