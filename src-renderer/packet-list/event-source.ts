// Events of the open captures that have rows in the list: where they stand, fetched once and then what is new, and what they
// say, fetched where it is seen. On the data path: bridge captures.eventPlaces and eventRows → here → list.
import { useSyncExternalStore } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { shownEvent, type ShownEvent } from '../connections/shown-event.ts'
import { bridge } from '../connect.ts'
import { useCaptures, type View } from '../store/capture-store.ts'
import { EventPlaces } from './event-places.ts'
import { RowCache } from './row-cache.ts'

/** Events whose places are asked for at a time. */
const placesAtATime = 50_000

export interface EventSource {
  /** Replaced, not cleared, when frames are in another order. */
  places: EventPlaces
  readonly cache: RowCache<ShownEvent>
  subscribe(listener: () => void): () => void
  /** Changes whenever places or events arrived; for useSyncExternalStore. */
  getVersion(): number
}

/** Events stand between frames only where all frames are shown, in their own order. */
export function hasEventRows({ filter, sort }: View): boolean {
  return filter.trim() === '' && (sort === null || (sort.column === 'number' && !sort.isDescending))
}

class CaptureEvents implements EventSource {
  places = new EventPlaces()
  readonly cache: RowCache<ShownEvent>
  private readonly captureId: number
  private readonly listeners = new Set<() => void>()
  private version = 0
  private order: number | null = null
  /** Of the capture when its places were last asked for. */
  private revision = 0
  private isAsking = false
  private seen: CaptureState | null = null

  constructor(captureId: number) {
    this.captureId = captureId
    this.cache = new RowCache<ShownEvent>(async (first, count) => {
      const { events } = await bridge.call('captures.eventRows', { captureId, first, count })
      return events.map(shownEvent)
    })
    this.cache.subscribe(this.tell)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly getVersion = (): number => this.version

  /** What is known of the capture now. */
  follow(capture: CaptureState): void {
    if (capture === this.seen) return
    this.seen = capture
    // The latest may go on: bytes that are passed over become more.
    this.cache.renewLast()
    if (!this.isAsking) void this.ask()
  }

  private get isBehind(): boolean {
    const { seen } = this
    return seen !== null && (seen.events > this.places.total || seen.revision !== this.revision)
  }

  private async ask(): Promise<void> {
    this.isAsking = true
    try {
      while (this.isBehind) if (!(await this.askOnce())) break
    } catch {
      // Closed, or the connection broke; the next state asks again.
    }
    this.isAsking = false
  }

  /** False when nothing came of it: the next state asks again. */
  private async askOnce(): Promise<boolean> {
    const { captureId, places } = this
    const revision = this.seen!.revision
    const question = { captureId, first: places.total, count: placesAtATime }
    const { order, total, runs } = await bridge.call('captures.eventPlaces', question)
    if (this.order !== null && (order !== this.order || total < places.total)) return await this.askAnew(order)
    this.order = order
    places.add(runs)
    if (places.total === total) this.revision = revision
    this.cache.setTotal(places.total)
    if (runs.length > 0) this.tell()
    return runs.length > 0
  }

  /** Frames are in another order: what is shown stays until all of the new is here. */
  private async askAnew(order: number): Promise<boolean> {
    const { captureId } = this
    const places = new EventPlaces()
    for (;;) {
      const reply = await bridge.call('captures.eventPlaces', { captureId, first: places.total, count: placesAtATime })
      if (reply.order !== order) return true
      places.add(reply.runs)
      if (reply.runs.length === 0 || places.total >= reply.total) break
    }
    this.order = order
    this.places = places
    this.cache.invalidate()
    this.cache.setTotal(places.total)
    this.tell()
    return true
  }

  private readonly tell = (): void => {
    this.version++
    for (const listener of this.listeners) listener()
  }
}

const sources = new Map<number, CaptureEvents>()

/** Events of a capture. */
export function eventsOfCapture(captureId: number): EventSource {
  const known = sources.get(captureId)
  if (known) return known
  const source = new CaptureEvents(captureId)
  sources.set(captureId, source)
  followAll()
  return source
}

function followAll(): void {
  const { captures } = useCaptures.getState()
  for (const [captureId, source] of sources) {
    const capture = captures.find((one) => one.captureId === captureId)
    if (capture) source.follow(capture)
    else sources.delete(captureId)
  }
}

useCaptures.subscribe(followAll)

/** The same for a component, which is drawn again when places or events arrive. */
export function useEventSource(captureId: number): EventSource {
  const source = eventsOfCapture(captureId)
  useSyncExternalStore(source.subscribe, source.getVersion)
  return source
}
