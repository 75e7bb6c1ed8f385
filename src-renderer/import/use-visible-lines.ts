// Which lines of long text are in view, so that only they are drawn. Used by TextEditor.tsx.
import { useCallback, useMemo, useState, type RefObject } from 'react'

export interface VisibleLines {
  /** Half-open [first, last). */
  first: number
  last: number
  /** The view scrolled or changed its size. */
  update(): void
}

/** Lines drawn above and below the view, so that a small scroll shows no gap. */
const margin = 30

/** All lines when not `isWindowed`. */
export function useVisibleLines(
  scroller: RefObject<HTMLElement | null>,
  lineHeight: number,
  lines: number,
  isWindowed: boolean,
): VisibleLines {
  const [range, setRange] = useState({ first: 0, last: 2 * margin })
  const update = useCallback(() => {
    const { current } = scroller
    if (!current || !isWindowed) return
    const top = Math.floor(current.scrollTop / lineHeight)
    const bottom = Math.ceil((current.scrollTop + current.clientHeight) / lineHeight)
    setRange((before) => {
      const isCovered = before.first <= Math.max(top - 5, 0) && before.last >= Math.min(bottom + 5, lines)
      return isCovered ? before : { first: Math.max(top - margin, 0), last: bottom + margin }
    })
  }, [scroller, lineHeight, lines, isWindowed])
  return useMemo(
    () => (isWindowed ? { ...range, update } : { first: 0, last: lines, update }),
    [isWindowed, range, lines, update],
  )
}
