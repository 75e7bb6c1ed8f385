// Answers for whoever writes a filter: completion, the filter of a field's value, how many frames saved filters select.
// Part of analysis.ts.
import type { FilterCount } from '../../src-shared/bridge/results.ts'
import { filterOfField } from '../../src-shared/capture/field-filter.ts'
import type { FrameKnowledge } from '../../src-shared/capture/frame-filter.ts'
import { complete, type Completion } from '../../src-shared/expression/complete.ts'
import type { CaptureView } from '../../src-shared/view/capture-frame.ts'
import type { Language } from '../../src-shared/view/tree-text.ts'
import { FilterCompletion } from './filter-completion.ts'
import { FilterCounts } from './filter-counts.ts'
import type { ListView } from './list-view.ts'
import type { SeverityScan } from './severity-scan.ts'

export class FilterAnswers {
  private completion: FilterCompletion | null = null
  private counted = new FilterCounts()
  private readonly list: ListView
  private readonly knowledge: () => FrameKnowledge

  constructor(list: ListView, knowledge: () => FrameKnowledge) {
    this.list = list
    this.knowledge = knowledge
  }

  /** Frames are in another order, or read or noted differently: what was counted before is wrong. */
  forget(): void {
    this.completion = null
    this.counted = new FilterCounts()
  }

  /** How many frames filters select; null where a count would need every frame looked at as a whole. */
  async counts(view: CaptureView, scan: SeverityScan, filters: readonly string[]): Promise<(FilterCount | null)[]> {
    const { counted } = this
    const found: (FilterCount | null)[] = []
    for (const text of filters) {
      const ofCode = FilterCounts.ofCode(text, scan.index)
      const compile = () => {
        const compiled = this.list.compile(text)
        return compiled && 'filter' in compiled && !compiled.filter.needsRelations ? compiled.filter : null
      }
      const frames = () => view.capture.frames.count
      const isStale = () => this.counted !== counted
      if (ofCode !== null) found.push({ frames: ofCode, isComplete: scan.findings.isComplete })
      else found.push(await counted.count(text, frames, compile, isStale))
    }
    return found
  }

  /** The filter for frames with the value that `name` has in row `row`; null when it has none. */
  ofField(view: CaptureView, row: number, name: string, occurrence: number): string | null {
    return filterOfField(view.capture, this.knowledge(), row, name, occurrence)
  }

  complete(view: CaptureView, filter: string, position: number, language: Language): Completion {
    this.completion ??= new FilterCompletion(view.capture, this.knowledge())
    return complete(filter, Math.min(position, filter.length), this.completion, { language })
  }
}
