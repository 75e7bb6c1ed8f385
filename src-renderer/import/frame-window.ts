// Which cards of the frame list are in view. Cards have one of two heights, so places follow without measuring.
// Counterpart: FrameList.tsx and import.css, which has the same heights.
import type { PreviewFrame } from './verdict.ts'

/** Pixels, with the gap below. */
export const cardHeight = 82
/** More for a line of notes. */
export const notesHeight = 20

export function hasNotes(frame: PreviewFrame): boolean {
  return frame.missing > 0 || frame.duplicateOf !== null || frame.notes.length > 0
}

/** Top of each card, and behind the last one where the list ends. */
export function cardTops(frames: readonly PreviewFrame[]): Float64Array {
  const tops = new Float64Array(frames.length + 1)
  for (let i = 0; i < frames.length; i++) {
    tops[i + 1] = tops[i]! + cardHeight + (hasNotes(frames[i]!) ? notesHeight : 0)
  }
  return tops
}

/** Cards [first, last) that touch the stretch [top, bottom) of the list. */
export function cardsBetween(tops: Float64Array, top: number, bottom: number): { first: number; last: number } {
  const count = tops.length - 1
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (tops[middle + 1]! <= top) low = middle + 1
    else high = middle
  }
  let last = low
  while (last < count && tops[last]! < bottom) last++
  return { first: low, last }
}
