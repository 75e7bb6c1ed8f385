// Brings a place of the text into view in the editor. Used by TextEditor.tsx.
import { lineAt } from './line-index.ts'

/** A place that the editor is asked to show and select. A new object is a new request. */
export interface Reveal {
  start: number
  end: number
}

/** Pixels; the same in import.css. */
export const lineHeight = 22

/** Selects the place and, unless it is in view, scrolls so that it stands a third from the top. */
export function revealPlace(
  area: HTMLTextAreaElement,
  backdrop: HTMLElement | null,
  { start, end }: Reveal,
  starts: Uint32Array,
): void {
  area.focus({ preventScroll: true })
  area.setSelectionRange(start, end)
  const line = lineAt(starts, start)
  // Wrapped lines take the height they take; of unwrapped text only the lines in view are drawn.
  const drawn = backdrop?.querySelector<HTMLElement>(`[data-number="${line + 1}"]`)
  const top = drawn ? drawn.offsetTop : line * lineHeight
  const isInView = top >= area.scrollTop && top + lineHeight <= area.scrollTop + area.clientHeight
  if (!isInView) area.scrollTop = top - area.clientHeight / 3
  area.scrollLeft = 0
}
