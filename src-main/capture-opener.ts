// Opens captures from all their sources, and holds those that are open. What may be opened: paths that the host itself gave
// out, samples, text, uploads. Part of service.ts.
import { writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { Refusal } from '../src-shared/bridge/bridge-error.ts'
import type { BridgeEvent, CaptureState, Preferences, TextPreview } from '../src-shared/bridge/bridge.ts'
import type { CallParameters } from '../src-shared/bridge/calls.ts'
import type { FamilyDefinition } from '../src-shared/protocol/definition.ts'
import { fieldOfColumn } from '../src-shared/view/columns.ts'
import type { ListLooks } from './analyzer/analysis-state.ts'
import type { AnalyzerClient } from './analyzer/analyzer-client.ts'
import { AnalyzerSupply } from './analyzer-supply.ts'
import { OpenCapture, type CaptureSource } from './open-capture.ts'
import type { KeptLayouts } from './layout-rules.ts'
import type { LayoutRule } from '../src-shared/capture/text/layout-rule.ts'
import type { KeptPreferences } from './preferences.ts'
import type { RecentFiles } from './recent-files.ts'
import { findSample } from './samples.ts'
import { TemporaryFiles } from './temporary-files.ts'
import { Uploads } from './uploads.ts'
import type { WatchedDefinitions } from './watched-definitions.ts'

export interface OpenerOptions {
  workerPath: string
  samplesFolder: string
  recent: RecentFiles
  preferences: KeptPreferences
  layouts: KeptLayouts
  definitions: WatchedDefinitions
}

/** Each has a worker with its own memory. */
const mostCaptures = 24

type Source = CallParameters['captures.open']['source']

export class CaptureOpener {
  readonly files = new TemporaryFiles()
  readonly uploads = new Uploads(this.files)
  private readonly options: OpenerOptions
  private readonly emit: (event: BridgeEvent) => void
  private readonly analyzers: AnalyzerSupply
  private readonly captures = new Map<number, OpenCapture>()
  private readonly allowed = new Set<string>()
  private readonly noted = new Set<number>()
  private previewer: AnalyzerClient | null = null
  private nextId = 1

  constructor(options: OpenerOptions, emit: (event: BridgeEvent) => void) {
    this.options = options
    this.emit = emit
    this.analyzers = new AnalyzerSupply(options.workerPath)
  }

  /** `path`: absolute. */
  allowPath(path: string): void {
    this.allowed.add(path)
  }

  list(): CaptureState[] {
    return [...this.captures.values()].map((capture) => capture.state)
  }

  /** null: it is not open. */
  find(captureId: number): OpenCapture | null {
    return this.captures.get(captureId) ?? null
  }

  get(captureId: number): OpenCapture {
    const capture = this.find(captureId)
    if (!capture) throw new Refusal('no-such-capture', '这个抓包没有打开。', 'This capture is not open.')
    return capture
  }

  /** Answers when loading has begun; its progress and end are events. */
  async open(source: Source, decodeAs: string | null): Promise<CaptureState> {
    await this.checkDecodeAs(decodeAs)
    this.checkRoom()
    const found = await this.findSource(source)
    return (await this.add({ ...found, decodeAs: decodeAs ?? found.decodeAs })).state
  }

  /** Opens a recording while it grows; `files`: those that there are by now. */
  openGrowing(name: string, files: readonly string[]): Promise<OpenCapture> {
    this.checkRoom()
    const file = files[0]!
    for (const path of files) this.allowPath(path)
    return this.add({ name, path: file, file, input: 'pcap', isTemporary: false, decodeAs: null, growing: [...files] })
  }

  private checkRoom(): void {
    if (this.captures.size < mostCaptures) return
    throw new Refusal(
      'too-many',
      `已打开 ${mostCaptures} 个抓包，请先关闭一些。`,
      `${mostCaptures} captures are open; close some first.`,
    )
  }

  private async add(source: CaptureSource): Promise<OpenCapture> {
    const captureId = this.nextId++
    const preferences = await this.options.preferences.get()
    const { decodeAs: ports } = preferences
    const before = source.path === null ? null : await this.options.recent.choicesOf(source.path)
    const capture = new OpenCapture(
      captureId,
      before ? { ...source, decodeAs: source.decodeAs ?? before.all } : source,
      {
        ports,
        conversations: before?.conversations ?? {},
        rules: () => this.rules(),
        looks: looksOf(preferences),
        newAnalyzer: () => this.analyzers.take(),
        changed: (state) => this.changed(state),
      },
    )
    this.captures.set(captureId, capture)
    return capture
  }

  /** Columns and colours were chosen anew: all captures show them. */
  setLooks(preferences: Preferences): void {
    for (const capture of this.captures.values()) capture.setLooks(looksOf(preferences))
  }

  /** Of a conversation, a port, or the whole capture when both are null. */
  async decodeAs(
    captureId: number,
    text: string | null,
    port: number | null,
    conversation: number | null,
  ): Promise<CaptureState> {
    await this.checkDecodeAs(text)
    const capture = this.get(captureId)
    await capture.decodeAs(text, port, conversation)
    const { path, decodeAs } = capture.state
    if (path !== null && port === null) await this.options.recent.keepChoices(path, decodeAs)
    return capture.state
  }

  /** Ends the worker, which frees the memory. */
  async close(captureId: number): Promise<void> {
    const capture = this.get(captureId)
    this.captures.delete(captureId)
    await this.end(capture)
    this.emit({ kind: 'capture-closed', captureId })
  }

  /** What a text holds, without opening it. */
  async preview(text: string, decodeAs: string | null, trial: LayoutRule | null): Promise<TextPreview> {
    await this.checkDecodeAs(decodeAs)
    if (!this.previewer) {
      const previewer = this.analyzers.take()
      this.previewer = previewer
      previewer.lost = () => {
        if (this.previewer === previewer) this.previewer = null
      }
    }
    const { previewer } = this
    const kept = await this.rules()
    const rules = trial ? [trial, ...kept.filter((rule) => rule.name !== trial.name)] : kept
    return previewer.ask('preview', text, decodeAs, rules)
  }

  /** The taught layouts as they are kept now. */
  private async rules(): Promise<LayoutRule[]> {
    return (await this.options.layouts.list()).rules
  }

  /** The user's definitions are other ones now: everything that is open is read again by them. */
  async redefine(): Promise<void> {
    const { previewer } = this
    this.previewer = null
    await Promise.all([
      this.analyzers.useFamilies(this.options.definitions.families),
      ...[...this.captures.values()].map((capture) => capture.reload()),
      previewer?.close(),
    ])
  }

  /** Waits until the definitions are read. */
  private async checkDecodeAs(text: string | null): Promise<void> {
    await this.options.definitions.ready
    if (text !== null) refuseUnknown(text, this.options.definitions.all)
  }

  async closeAll(): Promise<void> {
    const captures = [...this.captures.values()]
    this.captures.clear()
    await Promise.all([
      ...captures.map((capture) => this.end(capture)),
      this.previewer?.close(),
      this.analyzers.close(),
    ])
    this.files.removeAll()
  }

  private async end(capture: OpenCapture): Promise<void> {
    await capture.close()
    if (capture.source.isTemporary) await this.files.remove(capture.source.file)
  }

  private changed(state: CaptureState): void {
    this.emit({ kind: 'capture', capture: state })
    if (state.status !== 'ready' || state.path === null || this.noted.has(state.captureId)) return
    this.noted.add(state.captureId)
    void this.options.recent.add(state.path)
  }

  private async findSource(source: Source): Promise<CaptureSource> {
    switch (source.kind) {
      case 'path':
        return this.findPath(source.path)
      case 'sample':
        return this.findSample(source.id)
      case 'text':
        return this.keepText(source.name, source.text)
      case 'upload': {
        const upload = this.uploads.take(source.uploadId)
        if (!upload) throw new Refusal('no-such-upload', '没有这个上传的文件。', 'There is no such upload.')
        return {
          name: upload.name,
          path: null,
          file: upload.path,
          input: 'auto',
          isTemporary: true,
          decodeAs: null,
          growing: null,
        }
      }
    }
  }

  private async findPath(text: string): Promise<CaptureSource> {
    const path = resolve(text)
    if (!this.allowed.has(path) && !(await this.options.recent.has(path)))
      throw new Refusal(
        'not-allowed',
        '只能打开对话框、拖放、最近文件或命令行给出的文件。',
        'Only files that a dialog, a drop, the recent files or the command line gave may be opened.',
      )
    return { name: basename(path), path, file: path, input: 'auto', isTemporary: false, decodeAs: null, growing: null }
  }

  private findSample(id: string): CaptureSource {
    const sample = findSample(this.options.samplesFolder, id)
    if (!sample) throw new Refusal('no-such-sample', '没有这个样例。', 'There is no such sample.')
    return {
      name: id,
      path: null,
      file: sample.path,
      input: 'auto',
      isTemporary: false,
      decodeAs: sample.decodeAs,
      growing: null,
    }
  }

  private async keepText(name: string, text: string): Promise<CaptureSource> {
    const file = this.files.newPath('.txt')
    await writeFile(file, text, { mode: 0o600 })
    return { name, path: null, file, input: 'text', isTemporary: true, decodeAs: null, growing: null }
  }
}

/** What lists show by these preferences. */
function looksOf({ columns, colourRules }: Preferences): ListLooks {
  const fields = columns.filter(({ isShown }) => isShown).map(({ id }) => fieldOfColumn(id))
  return { fields: fields.filter((field) => field !== null), colours: colourRules }
}

/** Refuses what names no protocol or dialect. */
function refuseUnknown(text: string, families: readonly FamilyDefinition[]): void {
  const [id, dialect, ...more] = text.split('/')
  const family = families.find((one) => one.id === id)
  const isKnown = dialect === undefined || family?.dialects?.some((one) => one.id === dialect)
  if (!family || !isKnown || more.length > 0)
    throw new Refusal('unknown-protocol', '没有这个协议或方言。', 'There is no such protocol or dialect.')
}
