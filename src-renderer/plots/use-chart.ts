// A uPlot chart in an element: made anew when what it draws changes, as large as the element.
import { useEffect, useRef, type RefObject } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

export interface ChartSource {
  options: Omit<uPlot.Options, 'width' | 'height'>
  data: uPlot.AlignedData
}

/** `make` is called when it changes; keep it with useCallback. Returns the chart that shows. */
export function useChart(
  place: RefObject<HTMLElement | null>,
  make: (() => ChartSource) | null,
): RefObject<uPlot | null> {
  const chart = useRef<uPlot | null>(null)
  const pointer = useRef<{ left: number; top: number } | null>(null)
  useEffect(() => {
    const element = place.current
    if (!element || !make) return
    const { options, data } = make()
    const size = () => ({ width: Math.max(element.clientWidth, 60), height: Math.max(element.clientHeight, 40) })
    const made = new uPlot({ ...options, ...size() }, data, element)
    chart.current = made
    // The pointer stays where it is while a live capture has the chart made anew.
    if (pointer.current) made.setCursor(pointer.current)
    const observer = new ResizeObserver(() => made.setSize(size()))
    observer.observe(element)
    return () => {
      observer.disconnect()
      const { left = -1, top = -1 } = made.cursor
      pointer.current = left < 0 ? null : { left, top }
      chart.current = null
      made.destroy()
    }
  }, [place, make])
  return chart
}
