// Which rows a window onto a long list shows. A browser's scroll height ends at 33,554,428 px (1.4 million rows), so past
// `tallest` the scroll position stands for a share of the list, while `top` counts true pixels. Pure.

export interface ScrollSize {
  rows: number
  /** In pixels. */
  rowHeight: number
  /** Visible height in pixels. */
  viewport: number
}

/** Rows, half-open. */
export interface RowSpan {
  first: number
  end: number
}

/** Height in pixels up to which scroll positions are true; all browsers can show it. */
export const tallest = 8_000_000
/** Rows that one notch of a mouse wheel moves. */
const rowsPerNotch = 3

const contentHeight = ({ rows, rowHeight }: ScrollSize): number => rows * rowHeight

/** The largest `top`. */
export const lastTop = (size: ScrollSize): number => Math.max(contentHeight(size) - size.viewport, 0)

export const clampTop = (size: ScrollSize, top: number): number => Math.min(Math.max(top, 0), lastTop(size))

/** Height of the element that is scrolled. */
export const scrollHeight = (size: ScrollSize): number => Math.min(contentHeight(size), tallest)

const lastScroll = (size: ScrollSize): number => Math.max(scrollHeight(size) - size.viewport, 0)

/** The element's scroll position that stands for `top`. */
export function scrollOf(size: ScrollSize, top: number): number {
  return contentHeight(size) <= tallest ? top : (top / lastTop(size)) * lastScroll(size)
}

/** The `top` that a scroll position stands for. */
export function topOf(size: ScrollSize, scroll: number): number {
  if (contentHeight(size) <= tallest) return clampTop(size, scroll)
  return clampTop(size, (scroll / lastScroll(size)) * lastTop(size))
}

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
