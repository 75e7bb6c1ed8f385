// One open capture as the analyzer's worker keeps it: loads it, answers for rows, frames, filters and counts while it
// loads and after, saves it. The only owner of a Capture; analyzer-client.ts reaches it from the other threads.
import type { RowWindow } from '../../src-shared/bridge/bridge.ts'
import type { CaptureDocument, FindWanted } from '../../src-shared/bridge/calls.ts'
import type {
  DiagnosisFrames,
  DiagnosisSummary,
  FilterCount,
  FilterMistake,
  EventPlacesReply,
  FindReply,
  FrameDetails,
  Minimap,
  ViewReply,
} from '../../src-shared/bridge/results.ts'
import { parseHex } from '../../src-shared/bytes/hex.ts'
import type { FrameKnowledge } from '../../src-shared/capture/frame-filter.ts'
import type { FrameNote } from '../../src-shared/capture/frame-notes.ts'
import type { Completion } from '../../src-shared/expression/complete.ts'
import { captureCopy, captureFrame, type CaptureView } from '../../src-shared/view/capture-frame.ts'
import { RowColours } from '../../src-shared/view/colour-rules.ts'
import { ConnectionTable, type ConnectionRow } from '../../src-shared/view/connections.ts'
import { summaryOf } from '../../src-shared/view/decoded-frame.ts'
import { eventToJson } from '../../src-shared/view/event-json.ts'
import { knowledgeOf } from '../../src-shared/view/frame-knowledge.ts'
import { frameToJson } from '../../src-shared/view/frame-json.ts'
import { layoutOf } from '../../src-shared/view/frame-layout.ts'
import { rowsOf, type Row, type RowLooks } from '../../src-shared/view/row.ts'
import { summarize, type Summary } from '../../src-shared/view/summary.ts'
import type { Language } from '../../src-shared/view/tree-text.ts'
import { clockOf, namedZone, utcZone } from '../../src-shared/view/wall-clock.ts'
import { CommandError } from '../command-error.ts'
import { decodeAsRules } from '../decode-as.ts'
import { knownProtocols } from '../definitions.ts'
import { GrowingFile } from '../sources/growing-file.ts'
import { TargetFile } from '../target-file.ts'
import type { AnalysisState, ListLooks, OpenRequest } from './analysis-state.ts'
import { EventRows } from './event-rows.ts'
import { FilterAnswers } from './filter-answers.ts'
import { findFrame } from './find-frame.ts'
import { searchFor } from './frame-search.ts'
import { frameText, type TextFormat } from './frame-text.ts'
import type { DiagnosisAnswers } from './diagnosis-answers.ts'
import { ListView } from './list-view.ts'
import { LookOver, notLoaded } from './look-over.ts'
import { makeDocument } from './make-document.ts'
import { openFile, type OpenedFile } from './open-file.ts'
import type { SortOrder } from './sort-rows.ts'
import { writePcapng } from './write-pcapng.ts'

const tellMillis = 100
/** How long after a question about rows or a frame the next one is expected: long work gives way until then. */
const askedMillis = 150
const mostRows = 10_000

export class Analysis {
  private opened: OpenedFile | null = null
  private paths: string[] = []
  private growing: GrowingFile | null = null
  private isCaughtUp = false
  private table: ConnectionTable | null = null
  private eventList: EventRows | null = null
  private view: CaptureView | null = null
  private isLoaded = false
  private readonly list: ListView
  private readonly lookOver: LookOver
  private readonly filters: FilterAnswers
  private listLooks: ListLooks = { fields: [], colours: [] }
  private rowLooks: RowLooks | null = null
  private isChanged = false
  /** Counts searches that were begun or called off; the last one holds. */
  private search = 0
  private revision = 0
  /** The revision that the capture began with. */
  private openedRevision = 0
  /** When somebody last looked at rows or at a frame. */
  private lastAsked = -Infinity
  private read = 0
  private total = 0
  private lastTold = 0
  private toldShown = 0
  /** Something changed that was not told yet. */
  private untold = false
  private readonly cancelling = new AbortController()
  /** Ends when there is something to ask about, or when it is certain that there will not be. */
  private readonly begun: Promise<void>
  private hasBegun = () => {}
  private readonly tell: (state: AnalysisState) => void

  /** `tell` hears of changes, at most ten times a second while it loads. */
  constructor(tell: (state: AnalysisState) => void) {
    this.tell = tell
    this.begun = new Promise((resolve) => (this.hasBegun = resolve))
    this.list = new ListView({
      knowledge: (selected) => this.knowledge(selected),
      diagnosed: () => this.lookOver.diagnosed(),
      built: () => this.revision++,
    })
    this.lookOver = new LookOver({
      isBusy: () => this.list.isBuilding || performance.now() - this.lastAsked < askedMillis,
      told: (isLast) => this.tellNow(isLast),
      rowsChanged: () => {
        this.revision++
        this.tellNow(true)
      },
      answersSettled: async () => {
        this.revision++
        if (this.list.needsRelations) await this.list.rebuild()
        this.tellNow(false)
      },
    })
    this.filters = new FilterAnswers(this.list, () => this.knowledge(null))
  }

  /** Compiles the protocols, so that the next file is opened faster. */
  warmUp(): void {
    knownProtocols()
  }

  /** Loads a file; rows can be asked for before it is done. True when it was cancelled. */
  async open(request: OpenRequest): Promise<boolean> {
    this.paths = request.growing ?? [request.path]
    this.revision = this.openedRevision = request.revision
    const growing = request.growing && new GrowingFile(request.path)
    for (const path of request.growing?.slice(1) ?? []) growing!.add(path)
    this.growing = growing
    const loading = openFile(request.path, {
      protocols: knownProtocols(),
      input: request.input,
      signal: this.cancelling.signal,
      begun: (opened) => this.begin(opened),
      progress: (read, total) => this.progressed(read, total),
      decodeAs: decodeAsRules(request.decodeAs),
      rules: request.rules,
      ...(growing ? { growing, caughtUp: () => this.catchUp() } : {}),
    })
    await loading.finally(this.hasBegun)
    this.isCaughtUp = false
    const isCancelled = this.cancelling.signal.aborted
    // Late detection reorders frames and settles dialects: what was judged while loading is judged again.
    if (this.view) {
      this.table = new ConnectionTable(this.view)
      this.eventList = new EventRows(this.view.capture.events, true)
    }
    this.isLoaded = true
    this.lookOver.anew(true)
    this.lookOver.scan?.extend()
    this.forgetReaders()
    await this.list.rebuild()
    this.tell(this.state())
    void this.lookOver.run()
    return isCancelled
  }

  /** The recording went on to another file. */
  grow(path: string): void {
    this.paths.push(path)
    this.growing?.add(path)
  }

  /** Nothing more will be recorded. */
  endGrowth(): void {
    this.growing?.finish()
  }

  connections(first: number, count: number, openOnly: boolean): { total: number; connections: ConnectionRow[] } {
    this.table?.extend()
    return this.table?.list(first, count, openOnly) ?? { total: 0, connections: [] }
  }

  /** Events [first, first + count) as far as there are any. */
  events(first: number, count: number): { total: number; events: Record<string, unknown>[] } {
    const events = this.opened?.capture.events ?? []
    return { total: events.length, events: events.slice(first, first + count).map((one) => eventToJson(one, 'utc')) }
  }

  /** Where the rows of events stand, of events [first, first + count) that have one. */
  eventPlaces(first: number, count: number): EventPlacesReply {
    const { opened, eventList } = this
    if (!opened || !eventList) return { order: 0, total: 0, runs: [] }
    const order = this.openedRevision + opened.capture.revision
    return { order, total: eventList.count(), runs: eventList.runs(first, first + count) }
  }

  /** Those events. */
  eventRows(first: number, count: number): { total: number; events: Record<string, unknown>[] } {
    return this.eventList?.list(first, first + count) ?? { total: 0, events: [] }
  }

  /** Everything that is recorded so far is there; called at every end that was reached. */
  private catchUp(): void {
    this.extend()
    const isNews = !this.isCaughtUp || this.untold
    this.isCaughtUp = true
    if (isNews) this.tellNow(true)
    void this.lookOver.run()
  }

  /** The diagnosis as far as it comes in a moment; it goes on, and the state's revision tells how far. */
  answers(): Promise<DiagnosisAnswers> {
    return this.lookOver.answers()
  }

  /** Stops loading; what was read stays. */
  cancel(): void {
    this.cancelling.abort()
  }

  /** Rows [first, first + count) of the view, as far as there are any. */
  rows(first: number, count: number): Omit<RowWindow, 'captureId'> {
    this.lastAsked = performance.now()
    const rows: Row[] = []
    const { shown } = this.list
    const total = shown?.total ?? 0
    const end = Math.min(first + Math.min(count, mostRows), total)
    for (let place = first; place < end; place++) {
      const row = shown!.rowAt(place)!
      this.lookOver.shown(row, this.growing !== null)
      rows.push(...rowsOf(this.view!, row, 1, this.looks()))
    }
    return { revision: this.currentRevision, total, first, rows }
  }

  /** Place of frame `number` in the view, or null. */
  find(number: number): number | null {
    const { shown } = this.list
    return shown && this.has(number) ? shown.placeOf(number - 1) : null
  }

  minimap(buckets: number): Minimap {
    const { scan } = this.lookOver
    const { shown } = this.list
    if (scan && shown) return scan.minimap(shown, buckets)
    return { buckets: Array<number>(buckets).fill(0), firstBad: Array<number>(buckets).fill(-1) }
  }

  /** Filters and sorts; a wrong filter leaves the view as it is. Answers when this view, or a later one, is there. */
  async setView(filter: string, order: SortOrder | null, selected: number | null = null): Promise<ViewReply> {
    const errors = this.list.mistakes(filter)
    if (errors.length > 0) return { errors }
    await this.list.show({ filter, order, selected: selected === null ? null : selected - 1 })
    this.tell(this.state())
    return { total: this.list.shown?.total ?? 0, revision: this.currentRevision }
  }

  /** The frame as JSON of the CLI contract and its summary, or null when there is no such frame. */
  frame(number: number): Omit<FrameDetails, 'captureId'> | null {
    if (!this.view || !this.has(number)) return null
    this.lastAsked = performance.now()
    const decoded = captureFrame(this.view, number - 1)
    return {
      number,
      frame: frameToJson(decoded),
      layout: layoutOf(decoded),
      summary: summaryOf(decoded),
      note: this.noteOf(number),
    }
  }

  /** Notes about frames; numbers that no frame has are passed over. */
  async note(numbers: readonly number[], change: Partial<FrameNote>): Promise<void> {
    const { opened } = this
    if (!opened) return
    for (const number of numbers) if (this.has(number)) opened.notes.change(number - 1, change)
    if (change.isIgnored !== undefined) this.lookAnew()
    this.isChanged = true
    this.filters.forget()
    if (this.list.isFiltered) await this.list.rebuild()
    else this.revision++
    this.tell(this.state())
  }

  /** Ignored frames count for nothing: everything is found again without them, or with them. */
  private lookAnew(): void {
    this.lookOver.anew(this.isLoaded)
    this.lookOver.scan?.extend()
    this.forgetReaders()
    void this.lookOver.run()
  }

  /** The next frame of the view that is what is wanted. A later search, or `cancelFind`, calls it off. */
  async findNext(wanted: FindWanted, from: number | null, step: 1 | -1): Promise<FindReply> {
    const search = ++this.search
    const { view } = this
    const { shown } = this.list
    if (!view || !shown) return { kind: 'none' }
    const row = from !== null && this.has(from) ? from - 1 : null
    const found = searchFor(wanted, view, this.knowledge(row), row)
    if ('errors' in found) return { kind: 'wrong', errors: found.errors }
    const place = row === null ? null : shown.placeOf(row)
    return findFrame(shown, found.search, place ?? -1, step, () => search !== this.search || this.opened === null)
  }

  cancelFind(): void {
    this.search++
  }

  /** What is wrong with a filter; empty when it is right. */
  checkFilter(filter: string): FilterMistake[] {
    return this.list.mistakes(filter)
  }

  /** How many frames filters select; null where a count would need every frame looked at as a whole. */
  async filterCounts(filters: readonly string[]): Promise<(FilterCount | null)[]> {
    const { scan } = this.lookOver
    return this.view && scan ? this.filters.counts(this.view, scan, filters) : filters.map(() => null)
  }

  /** The filter for frames with the value that `name` has in a frame; null when it has none. */
  filterOfField(number: number, name: string, occurrence: number): string | null {
    if (!this.view || !this.has(number)) return null
    return this.filters.ofField(this.view, number - 1, name, occurrence)
  }

  completeFilter(filter: string, position: number, language: Language): Completion {
    if (!this.view) return { start: position, end: position, items: [] }
    return this.filters.complete(this.view, filter, position, language)
  }

  /** Columns and colours that rows show from now on. */
  setLooks(looks: ListLooks): void {
    this.listLooks = looks
    this.rowLooks = null
    if (!this.opened) return
    this.revision++
    this.tell(this.state())
  }

  /** Bytes decoded as frame `number` is; null when there is no such frame or the hex is none. */
  decodeCopy(number: number, hex: string): Omit<FrameDetails, 'captureId'> | null {
    const parsed = parseHex(hex)
    if (!this.view || !this.has(number) || !('bytes' in parsed)) return null
    const decoded = captureCopy(this.view, number - 1, parsed.bytes)
    const [frame, layout, summary] = [frameToJson(decoded), layoutOf(decoded), summaryOf(decoded)]
    return { number, frame, layout, summary, note: this.noteOf(number) }
  }

  /** The frame for the clipboard; empty when there is no such frame. */
  text(number: number, format: TextFormat, language: Language): string {
    return this.view && this.has(number) ? frameText(captureFrame(this.view, number - 1), format, language) : ''
  }

  summary(): Summary | null {
    return this.opened && summarize(this.opened.capture, this.opened.captureImport, this.opened.notes)
  }

  /** What was found so far, by code. */
  findings(): Omit<DiagnosisSummary, 'captureId'> {
    const frames = this.opened?.capture.frames.count ?? 0
    const { scan } = this.lookOver
    return {
      revision: this.currentRevision,
      frames,
      looked: scan?.looked ?? 0,
      isComplete: scan?.findings.isComplete ?? false,
      findings: scan?.index.list() ?? [],
    }
  }

  /** Numbers of frames with a code, in a window. */
  findingFrames(code: string, first: number, count: number): Omit<DiagnosisFrames, 'captureId'> {
    const found = this.lookOver.scan?.index.frames(code, first, Math.min(count, mostRows)) ?? { total: 0, numbers: [] }
    return { code, first, ...found }
  }

  /** A table or a report about all frames that are there, times in `zone`; null when it is about nothing there is. */
  async document(name: string, document: CaptureDocument, language: 'zh' | 'en', zone: string): Promise<string | null> {
    const { opened, view } = this
    if (!opened || !view || !(this.isLoaded || this.isCaughtUp)) throw notLoaded()
    await this.lookOver.diagnosed()
    await this.lookOver.scanned()
    const { kept, scan } = this.lookOver
    const { shown } = this.list
    if (!kept || !scan || !shown) throw notLoaded()
    const { diagnosis } = kept
    const { index } = scan
    const { capture, captureImport, remarks, kind } = opened
    const summary = summarize(capture, captureImport, opened.notes)
    const clock = clockOf({ kind }, namedZone(zone) ?? utcZone)
    const source = { name, view, shown, diagnosis, index, summary, remarks }
    return makeDocument(source, document, language, clock, () => this.opened === null)
  }

  /** Writes what is opened to `target` as pcapng. Asked for while a capture is read again, it waits for its beginning. */
  async save(target: string): Promise<void> {
    await this.begun
    if (!this.opened) throw notLoaded()
    const file = new TargetFile(target)
    try {
      await writePcapng(this.paths, this.opened, file)
      await file.complete()
      this.isChanged = false
      this.tell(this.state())
    } catch (error) {
      file.abandon()
      const { code } = error as NodeJS.ErrnoException
      throw code === undefined ? error : new CommandError(`写不了（${code}）。`, `it cannot be written (${code}).`)
    }
  }

  close(): void {
    this.cancel()
    this.list.close()
    this.lookOver.close()
    this.opened?.close()
    this.opened = this.view = this.table = this.eventList = null
  }

  private begin(opened: OpenedFile): void {
    this.opened = opened
    this.hasBegun()
    const relations = () => this.lookOver.kept?.diagnosis ?? null
    this.view = {
      capture: opened.capture,
      zone: 'utc',
      // The reader puts the origins in when it knows what the file is.
      get origins() {
        return opened.origins
      },
      get relations() {
        return relations()
      },
      get notes() {
        return opened.notes
      },
    }
    this.lookOver.begin(this.view)
    this.table = new ConnectionTable(this.view)
    this.eventList = new EventRows(opened.capture.events, false)
    this.forgetReaders()
    this.list.begin(this.view)
  }

  private progressed(read: number, total: number): void {
    this.read = read
    this.total = total
    this.extend()
    this.tellNow(false)
  }

  /** Takes in frames that came. */
  private extend(): void {
    this.list.shown?.extend()
    this.lookOver.scan?.extend()
  }

  /** Asked for only while there is a view. */
  private knowledge(selected: number | null): FrameKnowledge {
    return knowledgeOf(
      this.view!,
      this.lookOver.scan?.levels,
      selected !== null && this.has(selected + 1) ? selected : null,
    )
  }

  private looks(): RowLooks {
    const { fields, colours } = this.listLooks
    this.rowLooks ??= { fields, colours: new RowColours(colours, this.view!.capture, this.knowledge(null)) }
    return this.rowLooks
  }

  /** Frames are in another order, or read differently: what was made for them before is wrong. */
  private forgetReaders(): void {
    this.rowLooks = null
    this.filters.forget()
  }

  private noteOf(number: number): FrameNote {
    return this.opened!.notes.of(number - 1)
  }

  private has(number: number): boolean {
    return number >= 1 && number <= (this.opened?.capture.frames.count ?? 0)
  }

  private get currentRevision(): number {
    return this.revision + (this.opened?.capture.revision ?? 0)
  }

  private tellNow(isLast: boolean): void {
    const now = performance.now()
    const shown = this.list.shown?.total ?? 0
    // The first frames are waited for.
    const isFirst = this.toldShown === 0 && shown > 0
    this.untold = !isLast && !isFirst && now - this.lastTold < tellMillis
    if (this.untold) return
    this.lastTold = now
    this.toldShown = shown
    this.tell(this.state())
  }

  private state(): AnalysisState {
    const { opened } = this
    const { scan, kept } = this.lookOver
    return {
      kind: opened?.kind ?? 'capture',
      read: this.read,
      total: this.total,
      frames: opened?.capture.frames.count ?? 0,
      shown: this.list.shown?.total ?? 0,
      events: this.eventList?.count() ?? 0,
      firstBad: scan?.firstBad ?? null,
      findings: scan?.findings ?? { note: 0, warn: 0, error: 0, isComplete: false },
      diagnosis: kept?.progress ?? { revision: 0, frames: 0, total: 0, isComplete: false },
      marked: opened?.notes.marked.size ?? 0,
      ignored: opened?.notes.ignored.size ?? 0,
      isChanged: this.isChanged,
      revision: this.currentRevision,
      remarks: opened?.remarks ?? [],
      damaged: opened?.damaged ?? false,
      isCaughtUp: this.isCaughtUp,
    }
  }
}
