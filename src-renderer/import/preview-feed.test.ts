// The preview while typing: a pause before asking, one question at a time, the newest text wins.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { TextPreview } from '../../src-shared/bridge/bridge.ts'
import { PreviewFeed, previewLimit, previewPart, type PreviewState } from './preview-feed.ts'

const empty: TextPreview = { runs: [], runsEnd: 0, frames: [], frameCount: 0, skipped: [], ties: [], layouts: [] }

/** A feed whose questions are answered by hand. */
function feedByHand() {
  const asked: { text: string; answer(): void; fail(): void }[] = []
  const states: PreviewState[] = []
  const feed = new PreviewFeed(
    ({ text }) =>
      new Promise((resolve, reject) => {
        asked.push({ text, answer: () => resolve({ ...empty }), fail: () => reject(new Error('gone')) })
      }),
    (state) => states.push(state),
  )
  return { feed, asked, last: () => states.at(-1)! }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds)

describe('preview feed', () => {
  test('the first text is asked at once, the next after a pause', async () => {
    const { feed, asked, last } = feedByHand()
    feed.request('68', null)
    await settle()
    expect(asked.map((one) => one.text)).toEqual(['68'])
    asked[0]!.answer()
    await settle()
    expect(last()).toMatchObject({ text: '68', isPending: false })
    for (const text of ['680', '680d']) feed.request(text, null)
    await settle(100)
    expect(asked).toHaveLength(1)
    expect(last()).toMatchObject({ text: '68', isPending: true })
    await settle(50)
    expect(asked.map((one) => one.text)).toEqual(['68', '680d'])
  })

  test('while one is asked no second goes out; a late answer for old text is dropped', async () => {
    const { feed, asked, last } = feedByHand()
    feed.request('a', null)
    await settle()
    feed.request('ab', null)
    await settle(500)
    feed.request('abc', null)
    await settle(500)
    expect(asked.map((one) => one.text)).toEqual(['a'])
    asked[0]!.answer()
    await settle()
    expect(last().preview).toBeNull()
    expect(asked.map((one) => one.text)).toEqual(['a', 'abc'])
    asked[1]!.answer()
    await settle()
    expect(last()).toMatchObject({ text: 'abc', isPending: false })
  })

  test('a failure is told and keeps the older preview', async () => {
    const { feed, asked, last } = feedByHand()
    feed.request('a', null)
    await settle()
    asked[0]!.answer()
    await settle()
    feed.request('ab', null)
    await settle(200)
    asked[1]!.fail()
    await settle()
    expect(last()).toMatchObject({ text: 'a', isPending: false })
    expect(last().error).toBeInstanceOf(Error)
  })

  test('blank text needs no question and clears what was there', async () => {
    const { feed, asked, last } = feedByHand()
    feed.request('a', null)
    await settle()
    feed.request('  \n', null)
    asked[0]!.answer()
    await settle(500)
    expect(asked).toHaveLength(1)
    expect(last()).toMatchObject({ preview: null, isPending: false })
  })

  test('after stop nothing is asked or told', async () => {
    const { feed, asked, last } = feedByHand()
    feed.request('a', null)
    feed.stop()
    await settle(500)
    expect(asked).toHaveLength(0)
    expect(last().isPending).toBe(true)
  })
})

test('a text over the limit is previewed up to a line end', () => {
  const line = `${'68 0d '.repeat(16)}\n`
  const part = previewPart(line.repeat(Math.ceil(previewLimit / line.length) + 10))
  expect(part.length).toBeLessThanOrEqual(previewLimit)
  expect(part.endsWith('\n')).toBe(true)
  expect(previewPart('6'.repeat(previewLimit + 5))).toHaveLength(previewLimit)
})
