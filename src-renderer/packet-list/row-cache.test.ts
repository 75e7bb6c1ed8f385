import { describe, expect, test, vi } from 'vitest'
import type { Row } from '../../src-shared/view/row.ts'
import { makeRow } from '../testing/make-row.ts'
import { blockSize, RowCache } from './row-cache.ts'

/** A view of `size` rows whose answers are given by hand. */
function questions(size: () => number) {
  const asked: { first: number; answer(): Promise<void> }[] = []
  const cache = new RowCache<Row>((first, count) => {
    return new Promise((resolve) => {
      asked.push({
        first,
        answer: async () => {
          const rows = []
          for (let row = first; row < Math.min(first + count, size()); row++) rows.push(makeRow(row + 1))
          resolve(rows)
          await new Promise((done) => setTimeout(done, 0))
        },
      })
    })
  })
  cache.setTotal(size())
  return {
    cache,
    asked,
    answerAll: async () => {
      while (asked.length > 0) await asked.shift()!.answer()
    },
  }
}

describe('row cache', () => {
  test('asks for what is visible first, two questions at a time, later for the neighbours', async () => {
    const { cache, asked } = questions(() => 10_000)
    cache.look({ first: 1000, end: 1030 })
    const block = Math.floor(1000 / blockSize)
    expect(asked.map(({ first }) => first)).toEqual([block * blockSize, (block + 1) * blockSize])
    await asked.shift()!.answer()
    expect(cache.get(1000)?.number).toBe(1001)
    await asked.shift()!.answer()
    expect(asked, 'what came is painted first').toHaveLength(0)
    // Neighbours one at a time, so that a jump does not wait behind them.
    await vi.waitUntil(() => asked.length > 0)
    expect(asked.map(({ first }) => first)).toEqual([(block + 2) * blockSize])
    await asked.shift()!.answer()
    expect(asked.map(({ first }) => first)).toEqual([(block - 1) * blockSize])
  })

  test('a fast drag asks only for where it ends', async () => {
    const { cache, asked } = questions(() => 1_000_000)
    for (let row = 0; row < 900_000; row += 10_000) cache.look({ first: row, end: row + 20 })
    expect(asked).toHaveLength(2)
    await asked.shift()!.answer()
    expect(asked.at(-1)!.first).toBe(Math.floor(890_000 / blockSize) * blockSize)
  })

  test('the newest row that is here lags behind the end until the answer comes', async () => {
    let size = 50
    const { cache, answerAll } = questions(() => size)
    expect(cache.lastKnown()).toBe(-1)
    cache.look({ first: 40, end: 50 })
    await answerAll()
    expect(cache.lastKnown()).toBe(49)
    size = 60
    cache.setTotal(60)
    expect(cache.lastKnown()).toBe(49)
    cache.setTotal(100_000)
    expect(cache.lastKnown()).toBe(-1)
  })

  test('a block that was cut by the end of the view is asked for again when the capture grows', async () => {
    let size = 10
    const { cache, answerAll } = questions(() => size)
    cache.look({ first: 0, end: 10 })
    await answerAll()
    expect(cache.get(20)).toBeUndefined()
    size = 30
    cache.setTotal(30)
    cache.look({ first: 0, end: 20 })
    await answerAll()
    expect(cache.get(20)?.number).toBe(21)
  })

  test('stale rows show until their successors come, and late answers of the old view are dropped', async () => {
    const { cache, asked, answerAll } = questions(() => 100)
    cache.look({ first: 0, end: 20 })
    const late = asked.shift()!
    cache.invalidate()
    await late.answer()
    expect(cache.get(0)).toBeUndefined()
    cache.look({ first: 0, end: 20 })
    await answerAll()
    cache.invalidate()
    expect(cache.get(0)?.number).toBe(1)
  })

  test('rows behind the end of the view are not there, whatever is cached', async () => {
    const { cache, answerAll } = questions(() => 100)
    cache.look({ first: 0, end: 20 })
    await answerAll()
    cache.setTotal(10)
    expect(cache.get(20)).toBeUndefined()
  })

  test('loading a row that is far away asks for its place before what lay ahead of the old one', async () => {
    const { cache, asked } = questions(() => 10_000)
    cache.look({ first: 1000, end: 1010 })
    await asked.shift()!.answer()
    await vi.waitUntil(() => asked.length > 0)
    const [ahead] = asked
    void cache.load(5000)
    const block = Math.floor(5000 / blockSize)
    expect(asked.map(({ first }) => first)).toEqual([ahead!.first, block * blockSize])
    await asked.shift()!.answer()
    // Row 5000 is in the first half of its block: what is above it will be in sight too.
    expect(asked.map(({ first }) => first)).toEqual([block * blockSize, (block - 1) * blockSize])
    await asked.shift()!.answer()
    // The list, which has not moved yet, is drawn again.
    cache.look({ first: 1000, end: 1010 })
    expect(asked.map(({ first }) => first)).toEqual([(block - 1) * blockSize, (block + 1) * blockSize])
    while (asked.length > 0) await asked.shift()!.answer()
    cache.look({ first: 1000, end: 1010 })
    await vi.waitUntil(() => asked.length > 0)
    expect(asked, 'a list that stays is read ahead of again').toHaveLength(1)
  })

  test('loading one row keeps it', async () => {
    const { cache, asked, answerAll } = questions(() => 10_000)
    const row = cache.load(5000)
    await answerAll()
    expect((await row)?.number).toBe(5001)
    expect((await cache.load(5001))?.number).toBe(5002)
    expect(asked).toHaveLength(0)
  })

  test('memory is bounded', async () => {
    const cache = new RowCache(async (first, count) =>
      Array.from({ length: count }, (_row, index) => makeRow(first + index + 1)),
    )
    cache.setTotal(10_000_000)
    const rows = 60_000
    for (let row = 0; row < rows; row += blockSize) await cache.load(row)
    let kept = 0
    for (let row = 0; row < rows; row++) if (cache.get(row)) kept++
    expect(kept).toBeLessThanOrEqual(26_000)
  })
})
