// Keeps the backdrop under the textarea: same width, same scroll position. Used by TextEditor.tsx.
import { useCallback, useLayoutEffect, type RefObject } from 'react'

/** Returns what to call when the textarea scrolls. `changed`: told after each move. */
export function useBackdrop(
  area: RefObject<HTMLTextAreaElement | null>,
  backdrop: RefObject<HTMLDivElement | null>,
  changed: () => void,
): () => void {
  const follow = useCallback(() => {
    const { current: source } = area
    const { current: target } = backdrop
    if (!source || !target) return
    target.style.transform = `translate(${-source.scrollLeft}px, ${-source.scrollTop}px)`
    target.style.setProperty('--scrolled', `${source.scrollLeft}px`)
    changed()
  }, [area, backdrop, changed])

  useLayoutEffect(() => {
    const { current: source } = area
    if (!source) return
    const fit = (): void => {
      // The textarea's width without its scrollbar, so that both wrap at the same places.
      backdrop.current?.style.setProperty('--editor-width', `${source.clientWidth}px`)
      follow()
    }
    fit()
    const observer = new ResizeObserver(fit)
    observer.observe(source)
    return () => observer.disconnect()
  }, [area, backdrop, follow])

  return follow
}
