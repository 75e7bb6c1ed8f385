// Findings of many frames by code: counts, worst severity, windows of frame numbers.
import { expect, test } from 'vitest'
import type { ExpertInfo } from '../protocol/expert.ts'
import { FindingIndex } from './finding-index.ts'

const found = (code: string, severity: ExpertInfo['severity'], repair?: Uint8Array): ExpertInfo => ({
  code,
  severity,
  group: 'malformed',
  range: { start: 0, end: 1 },
  message: { zh: `${code}。`, en: `${code}.` },
  ...(repair ? { repair } : {}),
})

const add = (index: FindingIndex, row: number, expert: readonly ExpertInfo[]): void =>
  index.add(row, expert, () => expert)

test('groups by code, worst first, and counts frames, findings, diagnoses and repairs', () => {
  const index = new FindingIndex()
  add(index, 0, [found('crc_swapped', 'note', new Uint8Array(1))])
  add(index, 2, [found('bit_flip', 'error'), found('checksum_bad', 'error')])
  add(index, 5, [found('crc_swapped', 'note'), found('odd', 'note'), found('odd', 'warn')])
  expect(
    index
      .list()
      .map(({ code, severity, frames, findings, first, repairs, firstFrame }) => [
        code,
        severity,
        frames,
        findings,
        first,
        repairs,
        firstFrame,
      ]),
  ).toEqual([
    ['bit_flip', 'error', 1, 1, 1, 0, 3],
    ['checksum_bad', 'error', 1, 1, 0, 0, 3],
    ['odd', 'warn', 1, 2, 0, 0, 6],
    ['crc_swapped', 'note', 2, 2, 2, 1, 1],
  ])
  expect(index.list()[0]!.name).toEqual({ zh: '比特翻转', en: 'Flipped bit' })
  expect(index.list()[2]!.name).toBeNull()
})

test('gives windows of frame numbers', () => {
  const index = new FindingIndex()
  for (let row = 0; row < 1000; row += 2) add(index, row, [found('glued', 'error')])
  expect(index.frames('glued', 498, 100)).toEqual({ total: 500, numbers: [997, 999] })
  expect(index.frames('glued', 0, 3)).toEqual({ total: 500, numbers: [1, 3, 5] })
  expect(index.frames('nothing', 0, 3)).toEqual({ total: 0, numbers: [] })
})

test('what was found of a frame is taken back, and rows stay in order whenever they come', () => {
  const index = new FindingIndex()
  const [odd, grave] = [found('odd', 'note'), found('odd', 'error')]
  for (const row of [4, 9, 2]) index.add(row, [odd])
  index.add(7, [grave])
  expect(index.frames('odd', 0, 9).numbers).toEqual([3, 5, 8, 10])
  expect(index.list()[0]).toMatchObject({ severity: 'error', frames: 4, first: 4, firstFrame: 3 })
  index.remove(7, [grave])
  index.remove(2, [odd])
  expect(index.frames('odd', 0, 9).numbers).toEqual([5, 10])
  expect(index.list()[0]).toMatchObject({ severity: 'note', frames: 2, first: 2, firstFrame: 5 })
  index.remove(4, [odd])
  index.remove(9, [odd])
  expect(index.list()).toEqual([])
})
