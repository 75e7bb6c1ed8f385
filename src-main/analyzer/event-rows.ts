// Which events have a row in the list of frames, and where those rows stand. Grows with a capture that is loading. Next: the
// bridge's captures.eventPlaces and captures.eventRows.
import type { CaptureEvent } from '../../src-shared/capture/capture.ts'
import { eventToJson } from '../../src-shared/view/event-json.ts'

export class EventRows {
  private readonly events: readonly CaptureEvent[]
  private readonly isComplete: boolean
  /** Indices of the events that have a row. */
  private readonly shown: number[] = []
  /** Events that were looked at. */
  private seen = 0

  /** `isComplete`: no more events come, and those that are there change no more. */
  constructor(events: readonly CaptureEvent[], isComplete: boolean) {
    this.events = events
    this.isComplete = isComplete
  }

  /** Events that have a row. */
  count(): number {
    for (; this.seen < this.events.length; this.seen++) {
      const isPreamble = this.events[this.seen]!.kind === 'preamble'
      // Bytes that follow may show that it is none.
      if (isPreamble && !this.isComplete && this.seen === this.events.length - 1) break
      // Links that send preambles send one before every frame: a row for each would only be in the way.
      if (!isPreamble) this.shown.push(this.seen)
    }
    return this.shown.length
  }

  /** Places of rows [first, end): pairs of frames that stand before, and how many rows follow them. */
  runs(first: number, end: number): number[] {
    const runs: number[] = []
    for (let row = first; row < Math.min(end, this.count()); row++) {
      const { after } = this.events[this.shown[row]!]!
      if (runs.at(-2) === after) runs[runs.length - 1]!++
      else runs.push(after, 1)
    }
    return runs
  }

  /** Rows [first, end) as far as there are any, each with its `index` among all events. */
  list(first: number, end: number): { total: number; events: Record<string, unknown>[] } {
    const total = this.count()
    const events = this.shown.slice(first, end).map((index) => ({ index, ...eventToJson(this.events[index]!, 'utc') }))
    return { total, events }
  }
}
