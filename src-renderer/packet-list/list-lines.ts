// The lines that a capture's list has now, and what is in a span of them.
import { useLayoutEffect, useRef } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { ShownEvent } from '../connections/shown-event.ts'
import { useCaptures, viewOf } from '../store/capture-store.ts'
import { usePreferences } from '../store/preferences-store.ts'
import { noEvents, type EventPlaces, type ListLine } from './event-places.ts'
import { hasEventRows, useEventSource } from './event-source.ts'
import type { RowCache } from './row-cache.ts'
import type { RowSpan } from './scroll-window.ts'
import type { ScrollWindow } from './use-scroll-window.ts'

export type EventLine = Exclude<ListLine, { kind: 'frame' }>

export interface ListLines {
  /** Grows in place. */
  places: EventPlaces
  /** Lines there are: rows of frames and of events. */
  count: number
  events: RowCache<ShownEvent>
}

/** Events stand between frames where all frames are shown, in their own order, and nobody put the events away. */
export function useListLines({ captureId, frames, shown }: CaptureState): ListLines {
  const isWanted = usePreferences((preferences) => preferences.eventRows)
  const fits = useCaptures((store) => hasEventRows(viewOf(store, captureId)))
  const source = useEventSource(captureId)
  // The analyzer may have taken a filter already that is not known here.
  const places = isWanted && fits && frames === shown ? source.places : noEvents
  return { places, count: places.lineOf(shown), events: source.cache }
}

/** Rows of frames in a span of lines, at least the one that stands there. */
export function rowsIn({ places }: ListLines, { first, end }: RowSpan, total: number): RowSpan {
  return { first: Math.min(places.at(first).row, total), end: Math.min(places.at(end).row, total) }
}

/** Events with lines in a span of lines: runs, half-open. What lines for many stand for is not among them. */
export function eventsIn({ places }: ListLines, { first, end }: RowSpan): RowSpan[] {
  const runs: RowSpan[] = []
  for (let line = first; line < end; line++) {
    const one = places.at(line)
    if (one.kind !== 'event') continue
    const last = runs.at(-1)
    if (last?.end === one.event) last.end++
    else runs.push({ first: one.event, end: one.event + 1 })
  }
  return runs
}

export function eventLineAt({ places }: ListLines, at: number): EventLine | null {
  const line = places.at(at)
  return line.kind === 'frame' ? null : line
}

/** The last line whose row is here; −1: none is. Events behind the last frame are the newest. */
export function newestLine({ places, count }: ListLines, lastKnown: number, total: number): number {
  if (lastKnown < 0) return total === 0 ? count - 1 : -1
  return lastKnown === total - 1 ? count - 1 : places.lineOf(lastKnown)
}

/** Row to which a key leads from an event: its neighbours are frames. */
export function moveFromEvent(key: string, { row }: EventLine, move: (row: number | null) => number): number {
  if (key === 'ArrowDown') return row
  if (key === 'ArrowUp') return Math.max(row - 1, 0)
  return move(row)
}

/** What is read stays where it is when lines appear or go above it. */
export function useKeptPlace(captureId: number, { places, count }: ListLines, scroll: ScrollWindow): void {
  const { size, place, goTo } = scroll
  const kept = useRef<{ captureId: number; row: number; above: number; line: number } | null>(null)
  useLayoutEffect(() => {
    const before = kept.current
    if (!before || before.captureId !== captureId || place.top <= 0) return
    const moved = places.lineOf(before.row) - before.line
    if (moved !== 0) goTo(places.lineOf(before.row) * size.rowHeight - before.above)
    // Only when lines come or go; scrolling is no reason.
  }, [captureId, places, count])
  useLayoutEffect(() => {
    const { row } = places.at(Math.ceil(place.top / size.rowHeight))
    const line = places.lineOf(row)
    kept.current = { captureId, row, line, above: line * size.rowHeight - place.top }
  })
}
