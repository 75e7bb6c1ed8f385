// Scrolling of the list: the place in true pixels as state, the element's scroll position as its picture (scroll-window.ts).
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject, type UIEvent } from 'react'
import { rowHeightOf } from '../app/use-line-window.ts'
import { usePreferences } from '../store/preferences-store.ts'
import {
  lastTop,
  placeAt,
  placeOfScroll,
  scrollOf,
  topShowing,
  wheelTop,
  type ScrollPlace,
  type ScrollSize,
} from './scroll-window.ts'

export interface ScrollWindow {
  size: ScrollSize
  place: ScrollPlace
  onScroll: (event: UIEvent<HTMLElement>) => void
  goTo: (top: number) => void
  goToEnd: () => void
  /** Brings a row into sight, if it is not. */
  show: (row: number) => void
}

/** Height of the headers, which stay in sight above the rows. */
export const headerHeight = 26

/** More than this is not used even where it can be had. */
const wantedHeight = 30_000_000
let tallest = 0

/** Height that this browser gives an element at most, up to what is wanted. */
function tallestElement(): number {
  if (tallest > 0) return tallest
  const probe = document.createElement('div')
  probe.style.position = 'absolute'
  probe.style.visibility = 'hidden'
  probe.style.height = `${wantedHeight}px`
  document.body.append(probe)
  tallest = Math.min(probe.getBoundingClientRect().height || wantedHeight, wantedHeight)
  probe.remove()
  return tallest
}

export function useScrollWindow(scroller: RefObject<HTMLDivElement | null>, rows: number): ScrollWindow {
  const rowHeight = rowHeightOf(usePreferences((preferences) => preferences.density))
  const [viewport, setViewport] = useState(0)
  const [wanted, setWanted] = useState<ScrollPlace>({ top: 0, base: 0 })
  const size = useMemo<ScrollSize>(
    () => ({ rows, rowHeight, viewport, tallest: tallestElement() }),
    [rows, rowHeight, viewport],
  )
  const place = useMemo(() => placeAt(size, wanted, wanted.top), [size, wanted])
  const now = useRef({ size, place })
  now.current = { size, place }

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => setViewport(Math.max(element.clientHeight - headerHeight, 0))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])

  // The element follows, so that touch, the platform's own scrolling and screen readers agree with what is seen.
  const putAt = useRef(0)
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    if (Math.abs(element.scrollTop - scrollOf(place)) >= 1) element.scrollTop = scrollOf(place)
    putAt.current = element.scrollTop
  }, [scroller, place])

  const goTo = useCallback((top: number) => {
    const next = placeAt(now.current.size, now.current.place, top)
    now.current.place = next
    setWanted(next)
  }, [])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const turn = (event: WheelEvent) => {
      if (event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return
      event.preventDefault()
      goTo(wheelTop(now.current.size, now.current.place.top, event))
    }
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  }, [scroller, goTo])

  const onScroll = useCallback((event: UIEvent<HTMLElement>) => {
    const { scrollTop } = event.currentTarget
    // The event comes a frame after the element was put there. A jump meanwhile has its place already, and the element not
    // yet: taken for a person's scrolling, the old position would undo the jump.
    if (Math.abs(scrollTop - putAt.current) < 1) return
    putAt.current = scrollTop
    const next = placeOfScroll(now.current.size, now.current.place, scrollTop)
    now.current.place = next
    setWanted(next)
  }, [])
  const goToEnd = useCallback(() => goTo(lastTop(now.current.size)), [goTo])
  const show = useCallback((row: number) => goTo(topShowing(now.current.size, now.current.place.top, row)), [goTo])
  return { size, place, onScroll, goTo, goToEnd, show }
}
