// Which rows a window onto a long list shows. A browser's elements end at some height (Chromium: 33,554,428 px, 1.4 million
// rows). Past that the element's scroll position and the true one differ by `base`, which stays as it is while the person
// scrolls by pixels, so that rows keep their places in the element, and is set anew by jumps and at the ends. Pure.

export interface ScrollSize {
  rows: number
  /** In pixels. */
  rowHeight: number
  /** Visible height in pixels. */
  viewport: number
  /** Height in pixels that an element can have. */
  tallest: number
}

export interface ScrollPlace {
  /** True pixels above the window. */
  top: number
  /** `top` less the element's scroll position; 0 for lists that fit into an element. */
  base: number
}

/** Rows, half-open. */
export interface RowSpan {
  first: number
  end: number
}

/** Rows that one notch of a mouse wheel moves. */
const rowsPerNotch = 3
/** A scroll position further away than this many windows is a jump. */
const jump = 3

const contentHeight = ({ rows, rowHeight }: ScrollSize): number => rows * rowHeight

/** The largest `top`. */
export const lastTop = (size: ScrollSize): number => Math.max(contentHeight(size) - size.viewport, 0)

export const clampTop = (size: ScrollSize, top: number): number => Math.min(Math.max(top, 0), lastTop(size))

/** Height of the element that is scrolled. */
export const scrollHeight = (size: ScrollSize): number => Math.min(contentHeight(size), size.tallest)

const lastScroll = (size: ScrollSize): number => Math.max(scrollHeight(size) - size.viewport, 0)

const fits = (size: ScrollSize): boolean => contentHeight(size) <= size.tallest

/** The place after scrolling to `top`. `base` is kept while the scroll position has room, but for the list's ends. */
export function placeAt(size: ScrollSize, { base }: ScrollPlace, top: number): ScrollPlace {
  const next = clampTop(size, top)
  if (fits(size)) return { top: next, base: 0 }
  const scroll = next - base
  const hasRoom = scroll > 0 && scroll < lastScroll(size) && next > 0 && next < lastTop(size)
  return hasRoom ? { top: next, base } : { top: next, base: next - (next / lastTop(size)) * lastScroll(size) }
}

/** The place after the element was scrolled to `scroll`: near moves count as pixels, far ones as a share of the list. */
export function placeOfScroll(size: ScrollSize, place: ScrollPlace, scroll: number): ScrollPlace {
  const moved = scroll - scrollOf(place)
  if (fits(size) || (Math.abs(moved) <= jump * size.viewport && scroll > 0 && scroll < lastScroll(size)))
    return placeAt(size, place, place.top + moved)
  const top = clampTop(size, (scroll / lastScroll(size)) * lastTop(size))
  return { top, base: top - scroll }
}

/** The element's scroll position. */
export const scrollOf = ({ top, base }: ScrollPlace): number => top - base

/** Rows that are at least partly visible. */
export function visibleRows(size: ScrollSize, top: number): RowSpan {
  const first = Math.max(Math.floor(top / size.rowHeight), 0)
  return { first, end: Math.min(Math.ceil((top + size.viewport) / size.rowHeight), size.rows) }
}

/** How many rows fit whole; at least 1. */
export const rowsPerPage = (size: ScrollSize): number => Math.max(Math.floor(size.viewport / size.rowHeight), 1)

/** `top` after a turn of the wheel. A notch moves three rows whatever the list's length; fine steps move pixels. */
export function wheelTop(size: ScrollSize, top: number, event: { deltaY: number; deltaMode: number }): number {
  return clampTop(size, top + wheelPixels(size, event))
}

function wheelPixels(size: ScrollSize, { deltaY, deltaMode }: { deltaY: number; deltaMode: number }): number {
  if (deltaMode === 1) return deltaY * size.rowHeight
  if (deltaMode === 2) return deltaY * rowsPerPage(size) * size.rowHeight
  // Mouse wheels report 100 or 120 pixels a notch, touch pads anything.
  const notch = [120, 100].find((pixels) => deltaY !== 0 && deltaY % pixels === 0)
  return notch ? (deltaY / notch) * rowsPerNotch * size.rowHeight : deltaY
}

/** `top` that shows `row`: unchanged when it is visible, one step when it is next to the edge, else in the middle. */
export function topShowing(size: ScrollSize, top: number, row: number): number {
  const above = row * size.rowHeight
  const below = above + size.rowHeight
  if (above >= top && below <= top + size.viewport) return top
  const near = size.rowHeight * 1.5
  if (above < top && top - above <= near) return clampTop(size, above)
  if (below > top + size.viewport && below - top - size.viewport <= near) return clampTop(size, below - size.viewport)
  return clampTop(size, above - (size.viewport - size.rowHeight) / 2)
}
