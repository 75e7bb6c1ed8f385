// Lines of the list: rows of frames with the rows of events between them, where they happened. Everything else counts rows of
// frames; only what is drawn counts lines. Of many events at one place a few have lines, so that a storm of refused
// connections stays one glance. Pure.

/** What a line shows. `row`: the frame's row, or for the rest the row of the frame that they stand in front of. */
export type ListLine =
  | { kind: 'frame'; row: number }
  /** `event`: which of the events that have rows. */
  | { kind: 'event'; row: number; event: number }
  /** Stands for `hidden` events. */
  | { kind: 'more'; row: number; event: number; hidden: number }

/** Lines at one place: of more events the first, a line for the rest, and the two latest. */
const mostLines = 4

/** Ascending places with their events; looking up costs the logarithm of their number. */
export class EventPlaces {
  /** By place: rows of frames before it. */
  private readonly rows: number[] = []
  /** By place: events at earlier places, and their lines. */
  private readonly eventsBefore: number[] = []
  private readonly linesBefore: number[] = []
  /** Events known. */
  total = 0

  /** Takes in what comes behind: pairs of rows before it, and how many events stand there. */
  add(runs: readonly number[]): void {
    for (let at = 0; at + 1 < runs.length; at += 2) {
      const row = runs[at]!
      if (this.rows.at(-1) !== row) {
        const lines = this.rows.length === 0 ? 0 : this.linesBefore.at(-1)! + this.linesAt(this.rows.length - 1)
        this.rows.push(row)
        this.eventsBefore.push(this.total)
        this.linesBefore.push(lines)
      }
      this.total += runs[at + 1]!
    }
  }

  /** Line of a frame's row. Of the row behind the last one: how many lines there are. */
  lineOf(row: number): number {
    const place = this.lastPlace((at) => this.rows[at]! <= row)
    return place < 0 ? row : row + this.linesBefore[place]! + this.linesAt(place)
  }

  /** What stands on a line. */
  at(line: number): ListLine {
    const place = this.lastPlace((at) => this.rows[at]! + this.linesBefore[at]! <= line)
    if (place < 0) return { kind: 'frame', row: line }
    const row = this.rows[place]!
    const first = this.eventsBefore[place]!
    const count = this.eventsAt(place)
    const lines = this.linesAt(place)
    const step = line - row - this.linesBefore[place]!
    if (step >= lines) return { kind: 'frame', row: line - this.linesBefore[place]! - lines }
    if (count <= mostLines || step === 0) return { kind: 'event', row, event: first + step }
    if (step === 1) return { kind: 'more', row, event: first + 1, hidden: count - mostLines + 1 }
    return { kind: 'event', row, event: first + count - mostLines + step }
  }

  private eventsAt(place: number): number {
    return (this.eventsBefore[place + 1] ?? this.total) - this.eventsBefore[place]!
  }

  private linesAt(place: number): number {
    return Math.min(this.eventsAt(place), mostLines)
  }

  /** The last place for which `holds`, which holds for all before it; −1: for none. */
  private lastPlace(holds: (place: number) => boolean): number {
    let [low, high] = [0, this.rows.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (holds(middle)) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}

/** Of a list that shows frames only. */
export const noEvents = new EventPlaces()
