// Which lines of a fixed height are in sight of a scrolling element, so that long trees and frames cost no more than short
// ones. For lists that stay below the browser's height limit; the frame list has its own (packet-list/scroll-window.ts).
import { useCallback, useLayoutEffect, useState, type RefObject } from 'react'

export interface LineWindow {
  /** Lines to draw, half-open. */
  first: number
  end: number
  /** Lines that fit whole. */
  page: number
  onScroll: () => void
  /** Brings a line into sight, if it is not. */
  show: (line: number) => void
}

/** Lines drawn beyond either edge, so that fast scrolling shows no gaps. */
const beyond = 8

/** `above`: pixels of the element's content before the first line. */
export function useLineWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  lineHeight: number,
  above = 0,
): LineWindow {
  const [seen, setSeen] = useState({ first: 0, last: 0, page: 1 })
  const measure = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const first = Math.max(Math.floor((element.scrollTop - above) / lineHeight), 0)
    const last = Math.ceil((element.scrollTop - above + element.clientHeight) / lineHeight)
    const page = Math.max(Math.floor(element.clientHeight / lineHeight) - 1, 1)
    setSeen((before) =>
      before.first === first && before.last === last && before.page === page ? before : { first, last, page },
    )
  }, [scroller, lineHeight, above])
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller, measure, count])
  const show = useCallback(
    (line: number) => {
      const element = scroller.current
      if (!element) return
      const top = above + line * lineHeight
      if (top < element.scrollTop) element.scrollTop = top
      else if (top + lineHeight > element.scrollTop + element.clientHeight)
        element.scrollTop = top + lineHeight - element.clientHeight
    },
    [scroller, lineHeight, above],
  )
  return {
    first: Math.max(Math.min(seen.first, count) - beyond, 0),
    end: Math.min(seen.last + beyond, count),
    page: seen.page,
    onScroll: measure,
    show,
  }
}

const rowHeights = { compact: 20, normal: 24, comfortable: 28 } as const

/** Pixels of a row by density; tokens.css has the same numbers. */
export const rowHeightOf = (density: keyof typeof rowHeights): number => rowHeights[density]
