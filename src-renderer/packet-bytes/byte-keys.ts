// Keys in the byte pane: moving the cursor, and the selection with Shift. Pure.
import type { Span } from '../store/selection-store.ts'

export interface ByteKey {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
}

/** Where a key takes the cursor in a frame of `size` bytes shown `perRow` to a row; null: not a key for it. */
export function caretAfter(
  caret: number,
  { key, ctrlKey }: ByteKey,
  size: number,
  perRow: number,
  page: number,
): number | null {
  const rowStart = caret - (caret % perRow)
  const moves: Record<string, number | undefined> = {
    ArrowLeft: caret - 1,
    ArrowRight: caret + 1,
    ArrowUp: caret - perRow,
    ArrowDown: caret + perRow,
    PageUp: caret - perRow * page,
    PageDown: caret + perRow * page,
    Home: ctrlKey ? 0 : rowStart,
    End: ctrlKey ? size - 1 : rowStart + perRow - 1,
  }
  const to = moves[key]
  if (to === undefined || size === 0) return null
  if ((key === 'ArrowUp' || key === 'ArrowDown') && (to < 0 || to >= size)) return caret
  return Math.min(Math.max(to, 0), size - 1)
}

/** Bytes between two ends, both included. */
export function spanBetween(anchor: number, caret: number): Span {
  return { start: Math.min(anchor, caret), end: Math.max(anchor, caret) + 1 }
}
