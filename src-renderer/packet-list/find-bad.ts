// Where the next bad row is. The minimap knows the first bad row of each stretch of the view; within one stretch the rows
// themselves are read. Pure over what it is given.
import type { Minimap } from '../../src-shared/bridge/results.ts'
import type { Row } from '../../src-shared/view/row.ts'

export interface BadSearch {
  minimap: Minimap
  /** Rows in the view. */
  total: number
  /** Rows [first, first + count) of the view. */
  read(first: number, count: number): Promise<readonly Row[]>
}

/** Most rows that one call of the bridge answers. */
const mostRows = 2000

/** First row of a stretch. Stretches are equal shares of the view, cut at whole rows. */
export function stretchStart(bucket: number, buckets: number, total: number): number {
  return Math.ceil((bucket * total) / buckets)
}

/** The nearest bad row after (1) or before (−1) row `from`; `from` −1 begins at the start. null: there is none. */
export async function findBad(search: BadSearch, from: number, step: 1 | -1): Promise<number | null> {
  const { minimap, total } = search
  const count = minimap.buckets.length
  if (total === 0 || count === 0) return null
  const here = Math.max(0, Math.min(Math.floor((Math.max(from, 0) * count) / total), count - 1))
  for (let bucket = here; bucket >= 0 && bucket < count; bucket += step) {
    const first = minimap.firstBad[bucket] ?? -1
    if (first < 0) continue
    if (step > 0 && first > from) return first
    const start = Math.max(first, step > 0 ? from + 1 : 0)
    const end = Math.min(stretchStart(bucket + 1, count, total), step > 0 ? total : Math.max(from, 0))
    const found = await scan(search, start, end, step)
    if (found !== null) return found
  }
  return null
}

async function scan(search: BadSearch, start: number, end: number, step: 1 | -1): Promise<number | null> {
  for (let at = 0; at < end - start; at += mostRows) {
    const count = Math.min(mostRows, end - start - at)
    const first = step > 0 ? start + at : end - at - count
    const rows = await search.read(first, count)
    const isBad = (row: Row) => row.severity === 'error'
    const place = step > 0 ? rows.findIndex(isBad) : rows.findLastIndex(isBad)
    if (place >= 0) return first + place
  }
  return null
}
