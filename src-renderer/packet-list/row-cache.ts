// Rows of one capture's view, or its events, that were asked for, by blocks. On the data path: bridge `view.rows` → here →
// list. What is stale is still shown until its successor arrives, so nothing flickers; only so many blocks are kept.
import type { Row } from '../../src-shared/view/row.ts'
import type { RowSpan } from './scroll-window.ts'

/** Rows asked for at a time: about a window of them, since a jump waits for all that are asked for with it. */
export const blockSize = 32
/** Blocks kept: about 25,000 rows. */
const mostBlocks = 800
/**
 * Questions that may wait for an answer at a time: few, so that a fast drag asks for what is seen now, and fewer for what
 * nobody sees yet, so that a jump waits behind one of them at most.
 */
const mostWaiting = { seen: 2, unseen: 1 }
/** Blocks asked for on either side of what is visible. */
const ahead = 6

/** How long what nobody sees yet is not asked for after rows in sight came. */
const restMillis = 40

interface Block<Item> {
  rows: readonly Item[]
  isStale: boolean
  /** When it was last looked at, in looks. */
  used: number
}

export type FetchRows<Item> = (first: number, count: number) => Promise<readonly Item[]>

export class RowCache<Item = Row> {
  private readonly fetch: FetchRows<Item>
  private readonly blocks = new Map<number, Block<Item>>()
  /** By block; each ends when its rows are here, or were refused, or are of an old view. */
  private readonly asked = new Map<number, Promise<void>>()
  private wanted: number[] = []
  /** Blocks of a row that is being loaded, until they are here. */
  private expected: readonly number[] = []
  /** Blocks that are at least partly visible, or will be. */
  private seen: ReadonlySet<number> = new Set()
  private readonly listeners = new Set<() => void>()
  private total = 0
  private looks = 0
  private generation = 0
  private rests: Promise<void> | null = null
  /** Changes whenever rows arrived; for useSyncExternalStore. */
  version = 0

  constructor(fetch: FetchRows<Item>) {
    this.fetch = fetch
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly getVersion = (): number => this.version

  /** Row at `index` of the view, if it is here; perhaps a stale one. */
  get(index: number): Item | undefined {
    if (index >= this.total) return undefined
    return this.blocks.get(Math.floor(index / blockSize))?.rows[index % blockSize]
  }

  /** False while a stale row, or none, is here: the view has changed since. */
  isFresh(index: number): boolean {
    return this.get(index) !== undefined && !this.blocks.get(Math.floor(index / blockSize))!.isStale
  }

  /** The newest row that is here, looked for near the end of the view; −1: there is none. */
  lastKnown(): number {
    const least = Math.max(this.total - 2 * blockSize, 0)
    for (let index = this.total - 1; index >= least; index--) if (this.get(index)) return index
    return -1
  }

  /** How many rows the view has now. More rows leave those that are here as they are. */
  setTotal(total: number): void {
    this.total = total
  }

  /** The view is another: everything here is out of date. */
  invalidate(): void {
    this.generation++
    this.asked.clear()
    for (const block of this.blocks.values()) block.isStale = true
  }

  /** The last row may have changed. */
  renewLast(): void {
    const last = this.blocks.get(Math.floor((this.total - 1) / blockSize))
    if (last) last.isStale = true
  }

  /** These rows, in one span or several, are looked at: asks for what is missing, nearest first, then for neighbours. */
  look(...visible: readonly RowSpan[]): void {
    this.looks++
    const blocks = visible.map(({ first, end }): RowSpan => {
      const block = Math.floor(first / blockSize)
      return { first: block, end: Math.floor(Math.max(end - 1, first) / blockSize) + 1 }
    })
    const visibleBlocks = blocks.flatMap(({ first, end }) => Array.from({ length: end - first }, (_, at) => first + at))
    this.expected = this.expected.filter((block) => this.isMissing(block))
    this.seen = new Set([...this.expected, ...visibleBlocks])
    const wanted = new Set(this.seen)
    // What lies ahead of a place that is about to be left is of no use.
    for (let step = 1; step <= ahead && this.expected.length === 0; step++)
      for (const { first, end } of blocks) wanted.add(end - 1 + step).add(first - step)
    for (const block of wanted) {
      const known = this.blocks.get(block)
      if (known) known.used = this.looks
    }
    this.wanted = [...wanted].filter((block) => this.isMissing(block))
    this.ask()
  }

  /** Row at `index` of the view as it is when it comes, asked for when it is not here; undefined when there is none. */
  async load(index: number): Promise<Item | undefined> {
    const block = Math.floor(index / blockSize)
    if (this.isMissing(block)) this.expect(index)
    while (this.isMissing(block)) {
      const { generation } = this
      await (this.asked.get(block) ?? this.askFor(block))
      if (generation === this.generation) break
    }
    return this.get(index)
  }

  /** The list will soon show this row in its middle: what is near is asked for before what lies ahead of where it is. */
  private expect(index: number): void {
    const block = Math.floor(index / blockSize)
    const nearer = index % blockSize < blockSize / 2 ? -1 : 1
    this.expected = [block, block + nearer, block - nearer].filter((one) => this.isMissing(one))
    const visible = this.wanted.filter((one) => this.seen.has(one))
    this.seen = new Set([...this.expected, ...this.seen])
    this.wanted = [...this.expected, ...visible]
    this.ask()
  }

  private isMissing(block: number): boolean {
    const start = block * blockSize
    if (start < 0 || start >= this.total) return false
    const known = this.blocks.get(block)
    return !known || known.isStale || known.rows.length < Math.min(blockSize, this.total - start)
  }

  private ask(): void {
    for (;;) {
      const block = this.wanted.find((one) => !this.asked.has(one))
      if (block === undefined) return
      const isSeen = this.seen.has(block)
      if (this.asked.size >= (isSeen ? mostWaiting.seen : mostWaiting.unseen)) return
      if (!isSeen && this.rests) return
      this.wanted = this.wanted.filter((one) => one !== block)
      // The rows stay blank; the next look asks again.
      this.askFor(block).catch(() => {})
    }
  }

  /** Rejects when the rows are refused. */
  private askFor(block: number): Promise<void> {
    const { generation } = this
    const asking = this.fetch(block * blockSize, blockSize)
      .then((rows) => {
        if (generation === this.generation) this.keep(block, rows)
      })
      .finally(() => {
        if (generation !== this.generation) return
        this.asked.delete(block)
        this.ask()
      })
    this.asked.set(block, asking)
    return asking
  }

  private keep(block: number, rows: readonly Item[]): void {
    this.blocks.set(block, { rows, isStale: false, used: this.looks })
    if (this.seen.has(block)) this.rest()
    if (this.blocks.size > mostBlocks) this.forgetOldest()
    this.version++
    for (const listener of this.listeners) listener()
  }

  /** Ends when rows in sight that just came were painted, before which nothing else is asked for; null: they were. */
  get resting(): Promise<void> | null {
    return this.rests
  }

  private rest(): void {
    this.rests ??= new Promise((resolve) => {
      setTimeout(() => {
        this.rests = null
        resolve()
        this.ask()
      }, restMillis)
    })
  }

  private forgetOldest(): void {
    const byAge = [...this.blocks].sort(([, a], [, b]) => a.used - b.used)
    for (const [block] of byAge.slice(0, mostBlocks / 4)) this.blocks.delete(block)
  }
}
