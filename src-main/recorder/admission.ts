// Which new connections of piles are taken: up to a cap in all and, where one is wanted, for each source address. What is
// refused is counted, and told once a second however much it was.
import type { Remark } from '../../src-shared/capture/recorder-remark.ts'
import type { Label } from '../../src-shared/bytes/range.ts'

/** Sources that are named one by one in a second's row; the rest of them are one more row. */
const mostNamed = 20

/** What was refused in a second, for the recording and for people. */
export interface RefusedNews {
  remark: Remark
  line: Label
}

export class Admission {
  /** All that were refused. */
  refused = 0
  /** Most connections at a time. */
  readonly cap: number
  private readonly perSource: number | null
  private readonly open = new Map<string, number>()
  private total = 0
  private overCap = 0
  private readonly overSource = new Map<string, number>()

  /** `perSource`: most connections of one address; null: no limit, since many piles may share one (NAT). */
  constructor(cap: number, perSource: number | null) {
    this.cap = cap
    this.perSource = perSource
  }

  /** True: it is taken, and `leave` must be called when it is over. */
  enter(source: string): boolean {
    const own = this.open.get(source) ?? 0
    if (this.total >= this.cap) this.overCap++
    else if (this.perSource !== null && own >= this.perSource)
      this.overSource.set(source, (this.overSource.get(source) ?? 0) + 1)
    else {
      this.open.set(source, own + 1)
      this.total++
      return true
    }
    this.refused++
    return false
  }

  leave(source: string): void {
    const left = (this.open.get(source) ?? 1) - 1
    if (left > 0) this.open.set(source, left)
    else this.open.delete(source)
    this.total--
  }

  /** Refused since it was asked last. */
  takeNews(): RefusedNews[] {
    const news: RefusedNews[] = []
    if (this.overCap > 0) news.push(capNews(this.overCap, this.cap))
    this.overCap = 0
    const sources = [...this.overSource]
    this.overSource.clear()
    const limit = this.perSource ?? 0
    for (const [source, count] of sources.slice(0, mostNamed)) news.push(sourceNews(source, count, limit))
    const others = sources.slice(mostNamed)
    const count = others.reduce((sum, [, one]) => sum + one, 0)
    if (count > 0) news.push(sourceNews(`${others.length} …`, count, limit))
    return news
  }
}

function capNews(count: number, cap: number): RefusedNews {
  return {
    remark: { event: 'cap', count: String(count), cap: String(cap) },
    line: {
      zh: `已达 ${cap} 个连接的上限，关掉了 ${count} 个新连接`,
      en: `${count} new connections were closed: ${cap} are open, the most there may be`,
    },
  }
}

function sourceNews(source: string, count: number, limit: number): RefusedNews {
  return {
    remark: { event: 'source_cap', source, count: String(count), cap: String(limit) },
    line: {
      zh: `来源 ${source} 已有 ${limit} 个连接，关掉了它的 ${count} 个新连接`,
      en: `${count} new connections of ${source} were closed: it has ${limit} open, the most for one address`,
    },
  }
}
