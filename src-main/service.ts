// The only implementation of the Bridge: what the screen asks is answered here, whichever host and carrier it came through.
// Captures live in workers (open-capture.ts); this thread only passes on, so it never blocks.
import { join, resolve } from 'node:path'
import { Refusal, toBridgeError } from '../src-shared/bridge/bridge-error.ts'
import type { AppInfo, Bridge, BridgeEvent } from '../src-shared/bridge/bridge.ts'
import type { CallName, CallParameters, CaptureDocument } from '../src-shared/bridge/calls.ts'
import { readCall } from '../src-shared/bridge/codec.ts'
import type { CallResults } from '../src-shared/bridge/results.ts'
import type { FrameNote } from '../src-shared/capture/frame-notes.ts'
import { CaptureOpener } from './capture-opener.ts'
import { CaptureSaver, type SaveDialog } from './capture-saver.ts'
import { CommandError, fileError } from './command-error.ts'
import { KeptLayouts } from './layout-rules.ts'
import { KeptPreferences } from './preferences.ts'
import { localPileAddresses, Proxies } from './proxies.ts'
import { RecentFiles } from './recent-files.ts'
import type { LaunchRecorder } from './recorder/recorder-client.ts'
import { listSamples } from './samples.ts'
import { SettingsFile } from './settings-file.ts'
import { WatchedDefinitions } from './watched-definitions.ts'

/** The host's own dialogs. */
export interface Dialogs extends SaveDialog {
  /** Paths the user chose; null: dismissed. */
  open(): Promise<string[] | null>
}

export interface ServiceOptions {
  host: AppInfo['host']
  /** Address beyond this machine that the web host serves without encryption. */
  unencryptedOn?: string | null
  version: string
  /** The built worker entry. */
  workerPath: string
  samplesFolder: string
  /** Starts the recorder's process as the host can. */
  launchRecorder: LaunchRecorder
  /** Ports that this program listens on: no proxy may lead to them. */
  ownPorts?: () => number[]
  /** Where preferences, recent files and the user's definitions are kept. */
  configFolder: string
  /** Further definitions: files and folders. */
  definitions?: readonly string[]
  /** null: the host has none. */
  dialogs: Dialogs | null
  /** For hosts without dialogs: makes a saved file available and returns where the screen gets it. */
  offerDownload?: (path: string, name: string) => string
}

type Handlers = {
  [Name in CallName]: (parameters: CallParameters[Name]) => CallResults[Name] | Promise<CallResults[Name]>
}

export class Service implements Bridge {
  private readonly options: ServiceOptions
  private readonly listeners = new Set<(event: BridgeEvent) => void>()
  private readonly preferences: KeptPreferences
  private readonly recent: RecentFiles
  private readonly layouts: KeptLayouts
  private readonly definitions: WatchedDefinitions
  private readonly captures: CaptureOpener
  private readonly saver: CaptureSaver
  private readonly proxies: Proxies
  private readonly handlers: Handlers

  constructor(options: ServiceOptions) {
    this.options = options
    this.preferences = new KeptPreferences(new SettingsFile(join(options.configFolder, 'preferences.json')))
    this.recent = new RecentFiles(new SettingsFile(join(options.configFolder, 'recent.json')))
    this.layouts = new KeptLayouts(options.configFolder)
    this.definitions = new WatchedDefinitions(options.configFolder, options.definitions ?? [], (isChanged) =>
      this.redefined(isChanged),
    )
    this.captures = new CaptureOpener(
      {
        ...options,
        recent: this.recent,
        preferences: this.preferences,
        layouts: this.layouts,
        definitions: this.definitions,
      },
      (event) => this.emit(event),
    )
    this.saver = new CaptureSaver(options, this.captures)
    const { launchRecorder, configFolder, ownPorts = () => [] } = options
    const recordingsFolder = join(configFolder, 'recordings')
    this.proxies = new Proxies({ launchRecorder, recordingsFolder, ownPorts }, this.captures, (event) =>
      this.emit(event),
    )
    this.handlers = {
      ...this.appCalls(),
      ...this.captureCalls(),
      ...this.viewCalls(),
      ...this.proxyCalls(),
      ...this.findCalls(),
    }
  }

  /** Checks name and parameters, whatever carried them; rejects with a BridgeError. */
  async call<Name extends CallName>(name: Name, parameters: CallParameters[Name]): Promise<CallResults[Name]> {
    try {
      const call = readCall(name, parameters)
      return await (this.handlers[name] as Handlers[Name])(call.parameters as CallParameters[Name])
    } catch (error) {
      // The contract: a plain value that every carrier takes as it is.
      // oxlint-disable-next-line no-throw-literal
      throw toBridgeError(error instanceof CommandError ? notLoaded(error) : error)
    }
  }

  subscribe(listener: (event: BridgeEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** From now on the screen may open this file: the host gave it out (dialog, drop, command line). */
  allowPath(path: string): void {
    this.captures.allowPath(resolve(path))
  }

  /** Files that a browser sends. */
  get uploads(): CaptureOpener['uploads'] {
    return this.captures.uploads
  }

  /** Closes all captures, ends the workers and removes temporary files. */
  async close(): Promise<void> {
    this.listeners.clear()
    this.definitions.close()
    await this.proxies.closeAll()
    await this.captures.closeAll()
  }

  private emit(event: BridgeEvent): void {
    for (const listener of this.listeners) listener(event)
  }

  private appCalls() {
    return {
      'app.info': () => this.info(),
      'samples.list': () => listSamples(this.options.samplesFolder),
      'recent.list': () => this.recent.list(),
      'recent.clear': async () => {
        await this.recent.clear()
        return null
      },
      'preferences.get': () => this.preferences.get(),
      'preferences.set': (change) => this.changePreferences(change),
      'layouts.list': () => this.layouts.list(),
      'layouts.set': ({ rules }) => this.changeLayouts(rules),
      'definitions.get': async () => {
        await this.definitions.ready
        return this.definitions.state
      },
      'definitions.reload': async () => {
        await this.definitions.reload()
        return this.definitions.state
      },
      'dialogs.open': () => this.openDialog(),
    } satisfies Partial<Handlers>
  }

  private captureCalls() {
    const { captures, saver } = this
    return {
      'captures.open': ({ source, decodeAs }) => captures.open(source, decodeAs),
      'captures.list': () => captures.list(),
      'captures.cancel': async ({ captureId }) => {
        await captures.get(captureId).ask('cancel')
        return null
      },
      'captures.close': async ({ captureId }) => {
        await captures.close(captureId)
        return null
      },
      'captures.save': ({ captureId, path }) => saver.save(captureId, path),
      'captures.decodeAs': ({ captureId, decodeAs, port, conversation }) =>
        this.decodeAs(captureId, decodeAs, port, conversation ?? null),
      'captures.reload': async ({ captureId }) => {
        await captures.get(captureId).reload()
        return captures.get(captureId).state
      },
      'captures.connections': ({ captureId, first, count, openOnly }) =>
        captures.get(captureId).ask('connections', first, count, openOnly),
      'captures.events': ({ captureId, first, count }) => captures.get(captureId).ask('events', first, count),
      'captures.eventPlaces': ({ captureId, first, count }) => captures.get(captureId).ask('eventPlaces', first, count),
      'captures.eventRows': ({ captureId, first, count }) => captures.get(captureId).ask('eventRows', first, count),
      'text.save': ({ name, text }) => saver.saveContent(name, text, 'json'),
      'picture.save': ({ name, png }) => saver.saveContent(`${name}.png`, Buffer.from(png, 'base64'), 'png'),
      'text.preview': ({ text, decodeAs, trial }) => captures.preview(text, decodeAs, trial ?? null),
    } satisfies Partial<Handlers>
  }

  private proxyCalls() {
    const { proxies } = this
    return {
      'proxy.start': (wanted) => proxies.start(wanted),
      'proxy.stop': ({ proxyId }) => proxies.stop(proxyId),
      'proxy.resume': ({ proxyId }) => proxies.resume(proxyId),
      'proxy.close': async ({ proxyId }) => {
        await proxies.close(proxyId)
        return null
      },
      'proxy.list': () => proxies.list(),
      'proxy.show': ({ proxyId }) => proxies.show(proxyId),
      'proxy.check': ({ host, port }) => proxies.check(host, port),
      'proxy.interfaces': () => localPileAddresses(),
    } satisfies Partial<Handlers>
  }

  private viewCalls() {
    const capture = (captureId: number) => this.captures.get(captureId)
    return {
      'view.set': ({ captureId, filter, sort, selected = null }) =>
        capture(captureId).setView({ filter, sort, selected }),
      'view.rows': async ({ captureId, first, count }) => ({
        captureId,
        ...(await capture(captureId).ask('rows', first, count)),
      }),
      'view.find': ({ captureId, number }) => capture(captureId).ask('find', number),
      'view.minimap': ({ captureId, buckets }) => capture(captureId).ask('minimap', buckets),
      'frames.details': async ({ captureId, number }) => {
        const frame = await capture(captureId).ask('frame', number)
        return frame && { captureId, ...frame }
      },
      'frames.decode': async ({ captureId, number, hex }) => {
        const frame = await capture(captureId).ask('decodeCopy', number, hex)
        return frame && { captureId, ...frame }
      },
      'diagnosis.summary': async ({ captureId }) => ({ captureId, ...(await capture(captureId).ask('findings')) }),
      'diagnosis.frames': async ({ captureId, code, first, count }) => ({
        captureId,
        ...(await capture(captureId).ask('findingFrames', code, first, count)),
      }),
      ...this.diagnosisCalls(),
      'frames.text': ({ captureId, number, format, language }) =>
        capture(captureId).ask('text', number, format, language),
    } satisfies Partial<Handlers>
  }

  private diagnosisCalls() {
    const capture = (captureId: number) => this.captures.get(captureId)
    return {
      'frames.links': ({ captureId, numbers }) => capture(captureId).ask('links', numbers),
      'piles.list': ({ captureId }) => capture(captureId).ask('piles'),
      'sessions.list': ({ captureId, pile }) => capture(captureId).ask('sessions', pile),
      'sessions.get': ({ captureId, session }) => capture(captureId).ask('session', session),
      'plots.series': ({ captureId, subject, buckets, from, to }) =>
        capture(captureId).ask('series', subject, buckets, from, to),
      'statistics.conversations': ({ captureId }) => capture(captureId).ask('conversations'),
      'statistics.messages': ({ captureId }) => capture(captureId).ask('messages'),
      'statistics.coverage': ({ captureId, pile }) => capture(captureId).ask('coverage', pile),
      'document.text': ({ captureId, document, language, zone }) =>
        capture(captureId).ask('document', capture(captureId).state.name, document, language, zone),
      'document.save': ({ captureId, name, document, language, zone }) =>
        this.saveDocument(captureId, name, document, language, zone),
      'statistics.rate': ({ captureId, buckets, from, to }) => capture(captureId).ask('rate', buckets, from, to),
    } satisfies Partial<Handlers>
  }

  private findCalls() {
    const capture = (captureId: number) => this.captures.get(captureId)
    return {
      'frames.note': async ({ captureId, numbers, change }) => {
        await capture(captureId).ask('note', numbers, withoutUndefined(change))
        return null
      },
      'frames.find': ({ captureId, wanted, from, step }) => capture(captureId).ask('findNext', wanted, from, step),
      'frames.cancelFind': async ({ captureId }) => {
        await capture(captureId).ask('cancelFind')
        return null
      },
      'filter.counts': ({ captureId, filters }) => this.captures.get(captureId).ask('filterCounts', filters),
      'filter.check': async ({ captureId, filter }) => ({
        errors: await capture(captureId).ask('checkFilter', filter),
      }),
      'filter.ofField': ({ captureId, number, name, occurrence }) =>
        capture(captureId).ask('filterOfField', number, name, occurrence),
      'filter.complete': ({ captureId, filter, position, language }) =>
        capture(captureId).ask('completeFilter', filter, position, language),
    } satisfies Partial<Handlers>
  }

  /** Whoever reads the protocols next hears of the change first. */
  private redefined(isChanged: boolean): void {
    if (isChanged) void this.captures.redefine()
    this.emit({ kind: 'definitions', definitions: this.definitions.state })
  }

  private async info(): Promise<AppInfo> {
    await this.definitions.ready
    const { host, version, dialogs } = this.options
    return {
      version,
      host,
      role: 'operate',
      platform: process.platform,
      hasDialogs: dialogs !== null,
      unencryptedOn: this.options.unencryptedOn ?? null,
      protocols: this.definitions.all.map(({ id, name, dialects }) => ({
        id,
        name,
        dialects: (dialects ?? []).map((dialect) => ({ id: dialect.id, name: dialect.name })),
      })),
    }
  }

  private async saveDocument(
    captureId: number,
    name: string,
    document: CaptureDocument,
    language: 'zh' | 'en',
    zone: string,
  ): Promise<string | null> {
    const capture = this.captures.get(captureId)
    const text = await capture.ask('document', capture.state.name, document, language, zone)
    if (text === null) throw new Refusal('no-such-subject', '没有这个桩或会话。', 'There is no such pile or session.')
    const extension = document.format === 'markdown' ? 'md' : document.format
    return this.saver.saveContent(`${name}.${extension}`, text, extension)
  }

  private async changePreferences(change: CallParameters['preferences.set']): Promise<CallResults['preferences.set']> {
    const { preferences, kept } = await this.preferences.set(change)
    this.emit({ kind: 'preferences', preferences })
    if (change.columns || change.colourRules) this.captures.setLooks(preferences)
    try {
      await kept
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      throw new Refusal('not-saved', `首选项没能保存（${code}）。`, `Preferences could not be kept (${code}).`)
    }
    return preferences
  }

  private async changeLayouts(rules: CallParameters['layouts.set']['rules']): Promise<CallResults['layouts.set']> {
    try {
      await this.layouts.set(rules)
    } catch (error) {
      const { zh, en } = error instanceof CommandError ? error.label : fileError(this.layouts.path, error).label
      throw new Refusal('not-saved', `版式没能保存：${zh}。`, `The layouts could not be kept: ${en}.`)
    }
    const layouts = await this.layouts.list()
    this.emit({ kind: 'layouts', layouts })
    return layouts
  }

  private async openDialog(): Promise<string[] | null> {
    const { dialogs } = this.options
    if (!dialogs) throw new Refusal('no-dialogs', '这里没有打开对话框。', 'There is no open dialog here.')
    const paths = await dialogs.open()
    for (const path of paths ?? []) this.allowPath(path)
    return paths
  }

  private async decodeAs(
    captureId: number,
    decodeAs: string | null,
    port: number | null,
    conversation: number | null,
  ): Promise<CallResults['captures.decodeAs']> {
    const state = await this.captures.decodeAs(captureId, decodeAs, port, conversation)
    // What is said of a port holds for the next captures too.
    if (port !== null && conversation === null) {
      const { [port]: _before, ...others } = (await this.preferences.get()).decodeAs
      await this.changePreferences({ decodeAs: decodeAs === null ? others : { ...others, [port]: decodeAs } })
    }
    return state
  }
}

/** What the worker could not do, or that there is no worker any more. */
function notLoaded({ label }: CommandError): Refusal {
  return new Refusal('not-loaded', label.zh, label.en)
}

/** The keys that were given. */
function withoutUndefined(change: CallParameters['frames.note']['change']): Partial<FrameNote> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}
