// Marks and thumb of the minimap: geometry, and the painting itself.
import type { Minimap } from '../../src-shared/bridge/results.ts'
import { lastTop, type ScrollSize } from './scroll-window.ts'

const leastThumb = 24
/** Pixels beside a mark that still count as on it. */
const reach = 3
const levelColours = ['', '--note', '--warn', '--bad'] as const
/** Marks this narrow are drawn wider, so that a single one is seen. */
const leastMark = 2

/** Pixels of the bar that stand for the view: all of it, or as far as the rows reach when they all fit. */
export function mapHeight(size: ScrollSize): number {
  return Math.min(size.rows * size.rowHeight, size.viewport)
}

/** The thumb in a bar of `height` pixels. */
export function thumbOf(size: ScrollSize, top: number, height: number): { top: number; height: number } {
  const content = size.rows * size.rowHeight
  if (content <= size.viewport || height <= 0) return { top: 0, height }
  const thumb = Math.min(Math.max((size.viewport / content) * height, leastThumb), height)
  return { top: (top / lastTop(size)) * (height - thumb), height: thumb }
}

/** From a share of the view's frames to the share of its lines that stands above it; events take lines too. */
export type ShareOfLines = (share: number) => number

const sameShare: ShareOfLines = (share) => share

/** First bad row under a click at `y`, or null: no mark is near. */
export function markAt(minimap: Minimap, y: number, height: number, placed = sameShare): number | null {
  const count = minimap.buckets.length
  if (count === 0 || height <= 0) return null
  // The last stretch that begins above the click.
  let [here, below] = [0, count]
  while (below - here > 1) {
    const middle = (here + below) >>> 1
    if (placed(middle / count) * height <= y) here = middle
    else below = middle
  }
  const far = Math.ceil((reach / height) * count)
  for (let step = 0; step <= far; step++) {
    for (const bucket of [here - step, here + step]) {
      const bad = minimap.firstBad[bucket] ?? -1
      if (bad >= 0) return bad
    }
  }
  return null
}

/** Draws the worst level of each stretch: notes on the left half, worse ones across. */
export function paintMinimap(canvas: HTMLCanvasElement, minimap: Minimap, height: number, placed = sameShare): void {
  const width = canvas.clientWidth
  const scale = devicePixelRatio
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d')
  if (!context) return
  const style = getComputedStyle(canvas)
  const colours = levelColours.map((name) => (name === '' ? '' : style.getPropertyValue(name)))
  context.scale(scale, scale)
  const topOf = (bucket: number) => placed(bucket / minimap.buckets.length) * height
  // Worse marks are drawn later, over the others.
  for (const level of [1, 2, 3]) {
    context.fillStyle = colours[level]!
    minimap.buckets.forEach((worst, bucket) => {
      if (worst !== level) return
      const share = level === 1 ? 0.4 : 1
      context.fillRect(
        width * (1 - share),
        topOf(bucket),
        width * share,
        Math.max(topOf(bucket + 1) - topOf(bucket), leastMark),
      )
    })
  }
}
