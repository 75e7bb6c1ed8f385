// Scrolling of the list: true pixels as state, the element's scroll position only as their picture (scroll-window.ts).
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject, type UIEvent } from 'react'
import { usePreferences } from '../store/preferences-store.ts'
import { clampTop, lastTop, scrollOf, topOf, topShowing, wheelTop, type ScrollSize } from './scroll-window.ts'

export interface ScrollWindow {
  size: ScrollSize
  /** Pixels above the window. */
  top: number
  onScroll: (event: UIEvent<HTMLElement>) => void
  goTo: (top: number) => void
  goToEnd: () => void
  /** Brings a row into sight, if it is not. */
  show: (row: number) => void
}

const rowHeights = { compact: 20, normal: 24, comfortable: 28 }
/** Height of the headers, which stay in sight above the rows. */
export const headerHeight = 26

export function useScrollWindow(scroller: RefObject<HTMLDivElement | null>, rows: number): ScrollWindow {
  const density = usePreferences((preferences) => preferences.density)
  const [viewport, setViewport] = useState(0)
  const [wanted, setWanted] = useState(0)
  const size = useMemo<ScrollSize>(
    () => ({ rows, rowHeight: rowHeights[density], viewport }),
    [rows, density, viewport],
  )
  const top = clampTop(size, wanted)
  const now = useRef({ size, top })
  now.current = { size, top }
  const pictured = useRef(0)

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => setViewport(Math.max(element.clientHeight - headerHeight, 0))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])

  // The scroll position follows, so that touch, the platform's own scrolling and screen readers agree with what is seen.
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const position = scrollOf(size, top)
    if (Math.abs(element.scrollTop - position) < 1) return
    element.scrollTop = position
    pictured.current = element.scrollTop
  }, [scroller, size, top])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const turn = (event: WheelEvent) => {
      if (event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return
      event.preventDefault()
      const next = wheelTop(now.current.size, now.current.top, event)
      now.current.top = next
      setWanted(next)
    }
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  }, [scroller])

  const onScroll = useCallback((event: UIEvent<HTMLElement>) => {
    const { scrollTop } = event.currentTarget
    if (Math.abs(scrollTop - pictured.current) < 1) return
    pictured.current = scrollTop
    setWanted(topOf(now.current.size, scrollTop))
  }, [])
  const goTo = useCallback((next: number) => setWanted(clampTop(now.current.size, next)), [])
  const goToEnd = useCallback(() => setWanted(lastTop(now.current.size)), [])
  const show = useCallback((row: number) => setWanted(topShowing(now.current.size, now.current.top, row)), [])
  return { size, top, onScroll, goTo, goToEnd, show }
}
