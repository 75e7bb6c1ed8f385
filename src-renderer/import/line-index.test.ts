// The editor's colours: lines, and what of the preview lies in them.
import { describe, expect, test } from 'vitest'
import { lineAt, lineEnd, lineStartsOf, runAt, stretchesOf, type PreviewRun } from './line-index.ts'

const reason = { zh: '', en: '' }
const run = (start: number, end: number, kind: PreviewRun['kind'], frame: number | null = null): PreviewRun => ({
  start,
  end,
  kind,
  reason,
  frame,
})

describe('lines', () => {
  test('start after each line feed; the last one ends with the text', () => {
    const starts = lineStartsOf('ab\n\nc')
    expect([...starts]).toEqual([0, 3, 4])
    expect([0, 2, 3, 4, 5].map((position) => lineAt(starts, position))).toEqual([0, 0, 1, 2, 2])
    expect([0, 1, 2].map((line) => lineEnd(starts, line, 5))).toEqual([2, 3, 5])
  })

  test('an empty text has one empty line', () => {
    expect([...lineStartsOf('')]).toEqual([0])
    expect(lineEnd(lineStartsOf(''), 0, 0)).toBe(0)
  })
})

describe('stretches of a line', () => {
  const text = '时间 680d\n42 / 44 页'

  test('runs are cut at the ends of the line', () => {
    const runs = [run(0, 2, 'time'), run(2, 3, 'ignored'), run(3, 7, 'hex', 0), run(7, text.length, 'ignored')]
    expect(stretchesOf(text, runs, 0, 7).map(({ start, end, kind }) => [start, end, kind])).toEqual([
      [0, 2, 'time'],
      [2, 3, 'ignored'],
      [3, 7, 'hex'],
    ])
  })

  test('numbers among ignored characters are marked apart from the words', () => {
    const runs = [run(0, text.length, 'ignored')]
    const doubtful = stretchesOf(text, runs, 8, text.length).filter((one) => one.isDoubtful)
    expect(doubtful.map(({ start, end }) => text.slice(start, end))).toEqual(['42', '44'])
  })

  test('what is inside words or decimals is no byte', () => {
    const words = 'nioEventLoop-3 ad1 1.20 v2 A相 ca_fe x68'
    expect(stretchesOf(words, [run(0, words.length, 'ignored')], 0, words.length)).toHaveLength(3)
    // The one left is `ad1`: three hex digits that stand alone.
  })

  test('neighbours of one frame become one stretch', () => {
    const runs = [run(0, 2, 'hex', 1), run(2, 3, 'hex', 1), run(3, 5, 'hex', 2)]
    expect(stretchesOf('68 0d', runs, 0, 5)).toHaveLength(2)
  })

  test('what no run covers is left unjudged', () => {
    const kinds = stretchesOf('abcdef', [run(2, 4, 'label')], 0, 6).map((one) => one.kind)
    expect(kinds).toEqual([null, 'label', null])
  })
})

test('the run at a position; none where none reaches', () => {
  const runs = [run(0, 2, 'time'), run(4, 6, 'hex', 0)]
  expect([0, 1, 2, 3, 4, 5, 6].map((position) => runAt(runs, position)?.kind ?? null)).toEqual([
    'time',
    'time',
    null,
    null,
    'hex',
    'hex',
    null,
  ])
})
