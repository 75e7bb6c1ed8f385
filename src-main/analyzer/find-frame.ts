// Goes through the frames of a view from one place on, forwards or backwards and around its end, until a search finds
// something; in turns, so that questions are answered and it can be called off.
import type { FindReply } from '../../src-shared/bridge/results.ts'
import type { FrameView } from './frame-view.ts'
import type { Search } from './frame-search.ts'
import { inTurns } from './turns.ts'

/** `from`: place in the view to go on from, not looked at until everything else was; −1: before the first. */
export async function findFrame(
  shown: FrameView,
  search: Search,
  from: number,
  step: 1 | -1,
  isStale: () => boolean,
): Promise<FindReply> {
  const { total } = shown
  const begin = from < 0 ? (step > 0 ? -1 : total) : from
  let found: Extract<FindReply, { kind: 'found' }> | null = null
  const look = (index: number): void => {
    if (found) return
    const place = (((begin + step * (index + 1)) % total) + total) % total
    const row = shown.rowAt(place)
    const span = row === undefined ? undefined : search(row)
    if (row === undefined || span === undefined) return
    const isWrapped = from >= 0 && (step > 0 ? place <= from : place >= from)
    found = { kind: 'found', number: row + 1, row: place, span, isWrapped }
  }
  if (total > 0 && !(await inTurns(total, look, () => isStale() || found !== null)) && !found)
    return { kind: 'cancelled' }
  return found ?? { kind: 'none' }
}
