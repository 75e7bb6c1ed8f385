import { expect, test } from 'vitest'
import type { CaptureEvent } from '../../src-shared/capture/capture.ts'
import { EventRows } from './event-rows.ts'

const event = (kind: CaptureEvent['kind'], after: number): CaptureEvent => ({
  kind,
  after,
  conversation: null,
  sender: null,
  seconds: NaN,
  nanos: 0,
  offset: -1,
  length: 0,
  message: { zh: '', en: '' },
  bytes: null,
})

test('preambles have no row; the others keep their index among all', () => {
  const events = [event('connect', 0), event('preamble', 0), event('gap', 0), event('preamble', 1), event('reset', 3)]
  const rows = new EventRows(events, true)
  expect(rows.count()).toBe(3)
  expect(rows.runs(0, 10)).toEqual([0, 2, 3, 1])
  expect(rows.runs(1, 2)).toEqual([0, 1])
  expect(rows.list(1, 3)).toMatchObject({
    total: 3,
    events: [
      { index: 2, kind: 'gap' },
      { index: 4, event: 'reset' },
    ],
  })
})

test('bytes that are a preamble so far are not decided before more comes', () => {
  const events = [event('preamble', 2)]
  const rows = new EventRows(events, false)
  expect(rows.count()).toBe(0)
  events[0]!.kind = 'skipped'
  expect(rows.count()).toBe(1)
  expect(new EventRows([event('preamble', 2)], true).count()).toBe(0)
})
