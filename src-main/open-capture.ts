// One capture that is open: its source, its worker, its state as the screen sees it. service.ts holds all of them.
import type { CaptureState, ShownView } from '../src-shared/bridge/bridge.ts'
import type { Label } from '../src-shared/bytes/range.ts'
import type { LayoutRule } from '../src-shared/capture/text/layout-rule.ts'
import type { AnalyzerClient } from './analyzer/analyzer-client.ts'
import type { ListLooks } from './analyzer/analysis-state.ts'
import type { Analyzer, AnalyzerMethod, AnalyzerResult } from './analyzer/analyzer-messages.ts'
import type { InputKind } from './analyzer/file-loader.ts'
import { labelOf } from './command-error.ts'

export interface CaptureSource {
  name: string
  /** Where the person knows it from; null for text, samples and uploads. */
  path: string | null
  /** What is read. */
  file: string
  input: InputKind
  /** `file` goes away with the capture. */
  isTemporary: boolean
  /** `PROTOCOL[/DIALECT]` for all of it. */
  decodeAs: string | null
  /** Files of a recording that grows, in their order; null: a file that is what it is. */
  growing: string[] | null
}

export interface CaptureOptions {
  /** The same by server port. */
  ports: Readonly<Record<string, string>>
  /** Layouts of logs that users taught, as they are when it is read. */
  /** The same by conversation, as said when the file was open before. */
  conversations: Readonly<Record<string, string>>
  rules(): Promise<LayoutRule[]>
  looks: ListLooks
  newAnalyzer(): AnalyzerClient
  /** Hears of changes, at most ten times a second. */
  changed(state: CaptureState): void
}

const eventMillis = 100
/** A live analyzer that dies is replaced, unless it does so this often within a minute. */
const mostRestarts = 3
const restartMillis = 60_000

export class OpenCapture {
  readonly source: CaptureSource
  private readonly options: CaptureOptions
  private current: CaptureState
  private analyzer: AnalyzerClient
  private ports: Record<string, string>
  private looks: ListLooks
  private lastEvent = 0
  private eventTimer: NodeJS.Timeout | null = null
  private isClosed = false
  /** Files of the recording that are gone and still among what was read. */
  private forgotten = 0
  /** Times of restarts, in milliseconds. */
  private restarts: number[] = []

  /** Begins to load at once. */
  constructor(captureId: number, source: CaptureSource, options: CaptureOptions) {
    this.source = source
    this.options = options
    this.ports = { ...options.ports }
    this.looks = options.looks
    this.current = {
      captureId,
      name: source.name,
      path: source.path,
      kind: source.input === 'text' ? 'text' : 'capture',
      status: 'loading',
      isLive: source.growing !== null,
      read: 0,
      total: 0,
      frames: 0,
      view: { filter: '', sort: null, selected: null },
      shown: 0,
      events: 0,
      firstBad: null,
      findings: { note: 0, warn: 0, error: 0, isComplete: false },
      diagnosis: { revision: 0, frames: 0, total: 0, isComplete: false },
      marked: 0,
      ignored: 0,
      isChanged: false,
      revision: 1,
      decodeAs: { all: source.decodeAs, conversations: options.conversations },
      remarks: [],
      damaged: false,
      error: null,
    }
    this.analyzer = this.load()
  }

  get state(): CaptureState {
    return this.current
  }

  /** Asks the worker. Rejects with a CommandError, also when the worker is gone. */
  ask<Method extends AnalyzerMethod>(
    method: Method,
    ...parameters: Parameters<Analyzer[Method]>
  ): Promise<AnalyzerResult<Method>> {
    return this.analyzer.ask(method, ...parameters)
  }

  async setView(view: ShownView): Promise<AnalyzerResult<'setView'>> {
    const reply = await this.ask('setView', view.filter, view.sort, view.selected)
    if ('total' in reply) this.change({ view })
    return reply
  }

  /** Columns and colours that rows show from now on. */
  setLooks(looks: ListLooks): void {
    if (JSON.stringify(looks) === JSON.stringify(this.looks)) return
    this.looks = looks
    this.analyzer.ask('setLooks', looks).catch(() => {})
  }

  /** Reads the source again with another idea of its protocol: of a conversation, a port or all; filter and order stay. */
  async decodeAs(text: string | null, port: number | null, conversation: number | null): Promise<void> {
    const { all, conversations } = this.current.decodeAs
    if (conversation !== null) {
      const { [conversation]: _before, ...others } = conversations
      const chosen = text === null ? others : { ...others, [conversation]: text }
      this.change({ decodeAs: { all, conversations: chosen } })
    } else if (port === null) this.change({ decodeAs: { all: text, conversations } })
    else if (text === null) delete this.ports[port]
    else this.ports[port] = text
    await this.reload()
  }

  /** Reads everything again in a new worker, whatever the old one is at. */
  async reload(): Promise<void> {
    const before = this.analyzer
    this.analyzer = this.load()
    await before.close()
  }

  /** The recording went on to another file. */
  grow(path: string): void {
    this.source.growing?.push(path)
    this.ask('grow', path).catch(() => {})
  }

  /**
   * Files of a ring that gave way. Once as many are gone as are left, what is left is read again: so a recording of days
   * takes the memory of about two rings. Not while people's marks are on its frames, which would be lost.
   */
  forget(paths: readonly string[]): void {
    const { growing } = this.source
    if (!growing) return
    const left = growing.filter((path) => !paths.includes(path))
    this.forgotten += growing.length - left.length
    growing.splice(0, growing.length, ...left)
    if (!this.current.isLive || this.forgotten < left.length || this.current.marked > 0) return
    this.forgotten = 0
    void this.reload()
  }

  /** Nothing more will be recorded. */
  endGrowth(): void {
    if (!this.current.isLive) return
    this.change({ isLive: false })
    this.ask('endGrowth').catch(() => {})
  }

  async close(): Promise<void> {
    if (this.eventTimer) clearTimeout(this.eventTimer)
    this.eventTimer = null
    this.isClosed = true
    await this.analyzer.close()
  }

  private load(): AnalyzerClient {
    const analyzer = this.options.newAnalyzer()
    const { file, input, growing } = this.source
    const revision = this.current.revision + 1
    const isCurrent = () => this.analyzer === analyzer && !this.isClosed
    analyzer.told = ({ isCaughtUp, ...state }) => {
      // The first frames are waited for; what follows is told at most ten times a second.
      const isFirst = this.current.shown === 0 && state.shown > 0
      if (isCurrent()) this.change(isCaughtUp ? { ...state, status: 'ready' } : state, isFirst)
    }
    analyzer.lost = (why) => isCurrent() && this.lost(why)
    this.change({
      status: 'loading',
      read: 0,
      frames: 0,
      shown: 0,
      events: 0,
      firstBad: null,
      remarks: [],
      error: null,
      revision,
    })
    analyzer.ask('setLooks', this.looks).catch(() => {})
    const decodeAs = { ...this.current.decodeAs, ports: { ...this.ports } }
    // Layouts are for texts. A recording is asked for at once: what grows must not be told before it is open.
    const open = async () => {
      const rules = growing ? [] : await this.options.rules()
      return analyzer.ask('open', { path: file, input, decodeAs, rules, revision, growing })
    }
    open().then(
      (isCancelled) => isCurrent() && this.change({ status: isCancelled ? 'cancelled' : 'ready' }, true),
      (error: unknown) => isCurrent() && !analyzer.isEnded && this.fail(labelOf(error)),
    )
    if (growing && !this.current.isLive) analyzer.ask('endGrowth').catch(() => {})
    const { filter, sort, selected } = this.current.view
    if (filter !== '' || sort) analyzer.ask('setView', filter, sort, selected).catch(() => {})
    return analyzer
  }

  /** The worker died. What is recorded is safe, so a live capture is read again. */
  private lost(why: Label): void {
    const now = Date.now()
    this.restarts = this.restarts.filter((time) => time > now - restartMillis)
    if (!this.current.isLive || this.restarts.length >= mostRestarts) return this.fail(why)
    this.restarts.push(now)
    this.analyzer = this.load()
  }

  private fail(error: Label): void {
    this.change({ status: 'failed', error }, true)
  }

  private change(change: Partial<CaptureState>, atOnce = false): void {
    this.current = { ...this.current, ...change }
    const wait = this.lastEvent + eventMillis - Date.now()
    if (atOnce || wait <= 0) return this.emit()
    this.eventTimer ??= setTimeout(() => this.emit(), wait)
  }

  private emit(): void {
    if (this.eventTimer) clearTimeout(this.eventTimer)
    this.eventTimer = null
    this.lastEvent = Date.now()
    this.options.changed(this.current)
  }
}
