// Which character of the text the pointer is at. The textarea lies on top and tells nothing, so the backdrop under it is
// asked: it has the same characters in the same places.

/** Line (0-based) and position in it of the stretch under a point of the screen. */
export function placeUnder(backdrop: HTMLElement, x: number, y: number): { line: number; at: number } | null {
  for (const element of document.elementsFromPoint(x, y)) {
    if (!(element instanceof HTMLElement) || element.dataset['at'] === undefined) continue
    if (backdrop.contains(element)) return { line: Number(element.dataset['line']), at: Number(element.dataset['at']) }
  }
  return null
}
