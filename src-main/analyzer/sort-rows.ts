// Puts rows of a capture into the order of a column. Numbers and columns of the store are quick; columns that only the
// decoded frame knows are read once per row, in turns.
import { formatHex } from '../../src-shared/bytes/hex.ts'
import { checksumCodes } from '../../src-shared/capture/frame-table.ts'
import type { CaptureView } from '../../src-shared/view/capture-frame.ts'
import { FrameFilter } from '../../src-shared/capture/frame-filter.ts'
import type { Value } from '../../src-shared/expression/value.ts'
import { fieldOfColumn, type ColumnId } from '../../src-shared/view/columns.ts'
import { knowledgeOf } from '../../src-shared/view/frame-knowledge.ts'
import { rowsOf } from '../../src-shared/view/row.ts'
import { fieldReader } from './field-reader.ts'
import { inTurns } from './turns.ts'

export interface SortOrder {
  /** ColumnId, or a field's own column. */
  column: string
  isDescending: boolean
}

const directions = ['up', 'down', 'unknown']

/** Sorts `rows` in place: equal ones keep their order, those without a value come last. False when it became stale. */
export async function sortRows(
  view: CaptureView,
  rows: Uint32Array,
  order: SortOrder,
  isStale: () => boolean,
): Promise<boolean> {
  const keys = await sortKeys(view, rows, order.column, isStale)
  if (!keys) return false
  const sign = order.isDescending ? -1 : 1
  const places = new Uint32Array(rows.length).map((_, index) => index)
  places.sort((a, b) => {
    const [left, right] = [keys[a]!, keys[b]!]
    if (left === right) return a - b
    if (Number.isNaN(left)) return Number.isNaN(right) ? a - b : 1
    return Number.isNaN(right) ? -1 : (left - right) * sign
  })
  rows.set(places.map((place) => rows[place]!))
  return true
}

/** One number per row that compares as the column does; NaN: no value. */
async function sortKeys(
  view: CaptureView,
  rows: Uint32Array,
  column: string,
  isStale: () => boolean,
): Promise<Float64Array | null> {
  const field = fieldOfColumn(column)
  const read = field === null ? keyReader(view, column as ColumnId) : fieldKeyReader(view, field)
  const keys = new Float64Array(rows.length)
  if ('number' in read) {
    const isDone = await inTurns(rows.length, (at) => (keys[at] = read.number(rows[at]!)), isStale)
    return isDone ? keys : null
  }
  const texts = new TextRanks()
  if (!(await inTurns(rows.length, (at) => (keys[at] = texts.add(read.text(rows[at]!))), isStale))) return null
  const ranks = texts.ranks()
  return keys.map((id) => (id < 0 ? NaN : ranks[id]!))
}

type KeyReader = { number: (row: number) => number } | { text: (row: number) => string | null }

function keyReader(view: CaptureView, column: ColumnId): KeyReader {
  const { capture, origins } = view
  const { frames } = capture
  switch (column) {
    case 'number':
      return { number: (row) => row }
    case 'length':
      return { number: (row) => frames.length[row]! }
    case 'checksum':
      return { number: (row) => frames.checksum[row]! + (frames.lengthBad[row] === 1 ? checksumCodes.length : 0) }
    case 'time':
      if (origins) return { text: (row) => origins[row]?.time ?? null }
      // Doubles hold a quarter of a microsecond; closer frames keep the order of the capture.
      return { number: (row) => frames.seconds[row]! + frames.nanos[row]! / 1e9 }
    case 'direction':
      return { number: (row) => directions.indexOf(directionOf(view, row)) }
    case 'protocol':
      return { text: (row) => capture.protocolOf(row)?.id ?? null }
    case 'message':
      return { text: (row) => capture.messageOf(row)?.name.zh ?? null }
    case 'type':
      return { text: (row) => capture.messageOf(row)?.type ?? shownRow(view, row).type }
    case 'pile':
      return { text: fieldReader(capture, 'pile_no') }
    case 'gun':
      return { text: fieldReader(capture, 'gun_no') }
    case 'info':
      return { text: (row) => shownRow(view, row).info.zh || null }
  }
}

/** By the first value of a field: numbers as numbers, all else as text. */
function fieldKeyReader(view: CaptureView, name: string): KeyReader {
  const reader = FrameFilter.reader(name, view.capture, knowledgeOf(view))
  if (!reader) return { number: () => NaN }
  const { info, read } = reader
  if (info.type === 'number' || info.type === 'integer') return { number: (row) => Number(read(row)[0] ?? NaN) }
  return { text: (row) => sortText(read(row)[0]) }
}

function sortText(value: Value | undefined): string | null {
  if (value === undefined) return null
  return value instanceof Uint8Array ? formatHex(value, 0, value.length) : String(value)
}

function directionOf({ capture, origins }: CaptureView, row: number): string {
  const origin = origins?.[row]
  if (!origin) return capture.directionOf(row)
  return origin.direction === 'unknown' ? (capture.messageOf(row)?.direction ?? 'unknown') : origin.direction
}

const shownRow = (view: CaptureView, row: number) => rowsOf(view, row, 1)[0]!

/** Numbers texts as they come, and ranks them when all are known: columns have far fewer texts than rows. */
class TextRanks {
  private readonly ids = new Map<string, number>()

  /** −1 for null. */
  add(text: string | null): number {
    if (text === null) return -1
    let id = this.ids.get(text)
    if (id === undefined) this.ids.set(text, (id = this.ids.size))
    return id
  }

  /** By id. Digits in texts compare as numbers, Chinese by sound. */
  ranks(): Float64Array {
    const { compare } = new Intl.Collator('zh', { numeric: true })
    const ranks = new Float64Array(this.ids.size)
    ;[...this.ids].toSorted((a, b) => compare(a[0], b[0])).forEach(([, id], rank) => (ranks[id] = rank))
    return ranks
  }
}
