// Lines of the list against a plain list of what stands in it.
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../src-shared/capture/testing/random.ts'
import { EventPlaces, noEvents, type ListLine } from './event-places.ts'

/** All lines, written out one by one. */
function written(rows: number, eventRows: readonly number[]): ListLine[] {
  const lines: ListLine[] = []
  for (let row = 0; row <= rows; row++) {
    const here = eventRows.flatMap((at, event) => (at === row ? [event] : []))
    if (here.length <= 4) lines.push(...here.map((event): ListLine => ({ kind: 'event', row, event })))
    else
      lines.push(
        { kind: 'event', row, event: here[0]! },
        { kind: 'more', row, event: here[1]!, hidden: here.length - 3 },
        { kind: 'event', row, event: here.at(-2)! },
        { kind: 'event', row, event: here.at(-1)! },
      )
    if (row < rows) lines.push({ kind: 'frame', row })
  }
  return lines
}

/** Places that came in pieces, cut anywhere: also within the events of one place. */
function placesOf(eventRows: readonly number[], cut: () => number): EventPlaces {
  const places = new EventPlaces()
  for (let at = 0; at < eventRows.length;) {
    const end = Math.min(at + cut(), eventRows.length)
    const runs: number[] = []
    for (const row of eventRows.slice(at, end))
      if (runs.at(-2) === row) runs[runs.length - 1]!++
      else runs.push(row, 1)
    places.add(runs)
    at = end
  }
  return places
}

describe('lines of the list', () => {
  for (let seed = 1; seed <= 60; seed++)
    test(`are those of the plain list, whatever the events (seed ${seed})`, () => {
      const random = createRandom(seed)
      const rows = random.below(60)
      const count = random.below(random.pick([4, 40, 200]))
      const eventRows = Array.from({ length: count }, () => random.below(rows + 1)).toSorted((a, b) => a - b)
      const places = placesOf(eventRows, () => random.between(1, 12))
      const lines = written(rows, eventRows)
      expect(places.total).toBe(count)
      expect(places.lineOf(rows)).toBe(lines.length)
      lines.forEach((line, at) => {
        expect(places.at(at)).toEqual(line)
        if (line.kind === 'frame') expect(places.lineOf(line.row)).toBe(at)
      })
    })

  test('a hundred thousand refusals at one place take four lines: the first, how many more, the latest two', () => {
    const places = new EventPlaces()
    places.add([2, 100_000])
    expect(places.lineOf(5)).toBe(9)
    expect([2, 3, 4, 5, 6].map((line) => places.at(line))).toEqual([
      { kind: 'event', row: 2, event: 0 },
      { kind: 'more', row: 2, event: 1, hidden: 99_997 },
      { kind: 'event', row: 2, event: 99_998 },
      { kind: 'event', row: 2, event: 99_999 },
      { kind: 'frame', row: 2 },
    ])
  })

  test('without events a line is a row', () => {
    expect(noEvents.lineOf(7)).toBe(7)
    expect(noEvents.at(7)).toEqual({ kind: 'frame', row: 7 })
  })

  test('events known of already, behind frames that are not, have no line yet', () => {
    const places = new EventPlaces()
    places.add([1, 1, 9, 2])
    expect(places.lineOf(5)).toBe(6)
  })
})
