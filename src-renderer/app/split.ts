// Where a divider between two panes may stand: a share of the space, with a least size for either side. Pure.

/** Shares that the preferences can keep. */
const leastShare = 0.05
/** Pixels that either pane keeps, where there is room for both. */
const leastPixels = 96
const step = 0.02

/** The share that is nearest to `share` and leaves both panes their least size in `space` pixels. */
export function clampShare(share: number, space: number): number {
  const least = Math.min(Math.max(leastShare, space > 0 ? leastPixels / space : 0), 0.5)
  return Math.min(Math.max(share, least), 1 - least)
}

/** Share after a key on the divider, or null for other keys. Arrows across the divider move it. */
export function shareAfterKey(share: number, key: string, isHorizontal: boolean): number | null {
  if (key === (isHorizontal ? 'ArrowUp' : 'ArrowLeft')) return share - step
  if (key === (isHorizontal ? 'ArrowDown' : 'ArrowRight')) return share + step
  if (key === 'Home') return 0
  if (key === 'End') return 1
  return null
}
