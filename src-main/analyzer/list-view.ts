// Which frames the list of an open capture shows: the filter and order that are wanted, and the view made by them, built
// anew whenever they or the frames' order change. Part of analysis.ts.
import type { FilterMistake } from '../../src-shared/bridge/results.ts'
import { FrameFilter, type FrameKnowledge } from '../../src-shared/capture/frame-filter.ts'
import type { CaptureView } from '../../src-shared/view/capture-frame.ts'
import { mistakesOf } from './filter-mistakes.ts'
import { FrameView } from './frame-view.ts'
import type { SortOrder } from './sort-rows.ts'

export interface WantedView {
  filter: string
  order: SortOrder | null
  /** Row that `$name` is about. */
  selected: number | null
}

export interface ListViewOptions {
  /** What filters know of frames; `selected`: row that `$name` is about. Asked for only while there is a capture. */
  knowledge: (selected: number | null) => FrameKnowledge
  /** Ends when it is known what all frames tell of each other. */
  diagnosed: () => Promise<void>
  /** Another view is shown now. */
  built: () => void
}

export class ListView {
  /** What is shown; until another view is built, the one before. */
  shown: FrameView | null = null
  private view: CaptureView | null = null
  private wanted: WantedView = { filter: '', order: null, selected: null }
  /** Counts views that were begun; the last one holds. */
  private generation = 0
  private building: Promise<void> = Promise.resolve()
  private buildingNow = 0
  private readonly options: ListViewOptions

  constructor(options: ListViewOptions) {
    this.options = options
  }

  /** A capture was opened: all its frames are shown as they come, until the wanted view of them is there. */
  begin(view: CaptureView): void {
    this.view = view
    this.shown = new FrameView(view, null, null)
    if (this.wanted.filter !== '' || this.wanted.order) void this.rebuild()
  }

  get isBuilding(): boolean {
    return this.buildingNow > 0
  }

  get isFiltered(): boolean {
    return this.wanted.filter.trim() !== ''
  }

  /** The filter shows frames by what others tell of them. */
  get needsRelations(): boolean {
    const compiled = this.compile(this.wanted.filter)
    return compiled !== null && 'filter' in compiled && compiled.filter.needsRelations
  }

  /** Shows another view from now on; ends when that, or a later one, is there. The filter must be right. */
  async show(wanted: WantedView): Promise<void> {
    this.wanted = wanted
    await this.rebuild()
  }

  /** Makes the wanted view; when others are wanted meanwhile, waits for the last of them. */
  async rebuild(): Promise<void> {
    const generation = ++this.generation
    this.building = this.build(generation)
    let seen: Promise<void>
    do {
      seen = this.building
      await seen
    } while (seen !== this.building)
  }

  private async build(generation: number): Promise<void> {
    if (!this.view) return
    if (this.needsRelations) {
      await this.options.diagnosed()
      if (generation !== this.generation) return
    }
    const compiled = this.compile(this.wanted.filter)
    const filter = compiled && 'filter' in compiled ? compiled.filter : null
    const shown = new FrameView(this.view, filter, this.wanted.order)
    this.buildingNow++
    const isBuilt = await shown.build(() => generation !== this.generation)
    this.buildingNow--
    if (!isBuilt) return
    shown.extend()
    this.shown = shown
    this.options.built()
  }

  /** null: it shows all frames, or there are none. */
  compile(filter: string): ReturnType<typeof FrameFilter.compile> | null {
    if (!this.view || filter.trim() === '') return null
    return FrameFilter.compile(filter, this.view.capture, this.options.knowledge(this.wanted.selected))
  }

  /** What is wrong with a filter; empty when it is right. */
  mistakes(filter: string): FilterMistake[] {
    const compiled = this.compile(filter)
    return compiled && 'errors' in compiled ? mistakesOf(compiled.errors) : []
  }

  close(): void {
    this.generation++
    this.view = this.shown = null
  }
}
