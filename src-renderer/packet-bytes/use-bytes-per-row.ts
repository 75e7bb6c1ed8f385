// How many bytes fit in a row of the byte pane: 16 where there is room, else 8, in a very narrow pane 4.
import { useLayoutEffect, useState, type RefObject } from 'react'

/** Pixels that a row of so many bytes takes: offset, hex with gaps, text. packet-bytes.css has the same measures. */
export function rowWidth(bytes: number): number {
  const gaps = Math.max(Math.ceil(bytes / 8) - 1, 0)
  return 56 + bytes * 24 + gaps * 8 + 14 + bytes * 9 + 24
}

export function bytesThatFit(width: number): number {
  return [16, 8].find((bytes) => rowWidth(bytes) <= width) ?? 4
}

export function useBytesPerRow(element: RefObject<HTMLElement | null>): number {
  const [perRow, setPerRow] = useState(16)
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return
    const measure = () => setPerRow(bytesThatFit(current.clientWidth))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return perRow
}
