// How many frames saved filters select, for the numbers on their buttons: counted once, in turns, and further as frames come.
import type { FilterCount } from '../../src-shared/bridge/results.ts'
import type { FrameFilter } from '../../src-shared/capture/frame-filter.ts'
import type { FindingIndex } from '../../src-shared/diagnosis/finding-index.ts'
import { nextTurn } from './turns.ts'

const turnMillis = 10
/** Frames between two looks at the clock. */
const step = 256

interface Count {
  filter: FrameFilter
  frames: number
  /** Rows that were looked at. */
  upTo: number
}

/** `expert.code == "no_response"`: the finding index has counted those. */
const codeFilter = /^expert\.code\s*(?:==|eq)\s*"(\w+)"$/

export class FilterCounts {
  private readonly known = new Map<string, Count>()

  /** The frames with a code, when that is all a filter asks for; else null. */
  static ofCode(filter: string, index: FindingIndex): number | null {
    const code = codeFilter.exec(filter.trim())?.[1]
    return code === undefined ? null : index.frames(code, 0, 0).total
  }

  /** `compile`: null for a filter that is wrong, or that would have every frame looked at as a whole. */
  async count(
    text: string,
    rows: () => number,
    compile: () => FrameFilter | null,
    isStale: () => boolean,
  ): Promise<FilterCount | null> {
    let count = this.known.get(text)
    if (!count) {
      const filter = compile()
      if (!filter) return null
      this.known.set(text, (count = { filter, frames: 0, upTo: 0 }))
    }
    let ends = performance.now() + turnMillis
    while (count.upTo < rows()) {
      const until = Math.min(count.upTo + step, rows())
      for (; count.upTo < until; count.upTo++) if (count.filter.matches(count.upTo)) count.frames++
      if (performance.now() < ends) continue
      await nextTurn()
      if (isStale()) return null
      ends = performance.now() + turnMillis
    }
    return { frames: count.frames, isComplete: true }
  }
}
