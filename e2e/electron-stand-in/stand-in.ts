// Starts the built desktop app with a stand-in for Electron: the real main and preload files, Chromium for its window, and
// the test in place of the person and the system. It is no Electron: see README.md for what it cannot show.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test'
import { Child, type Mutation } from './child.ts'
import type { ForgedSender, MenuItem, Recorded } from './observed.ts'
import { WindowPage, type Leaks, type WindowMade } from './window-page.ts'

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

export interface StandInOptions {
  /** Files on the command line. */
  files?: readonly string[]
  /** Folder that the app keeps its settings in; a fresh one unless given. */
  userData?: string
  /** Changes of the built files, to see them caught. */
  mutations?: { main?: readonly Mutation[]; preload?: readonly Mutation[] }
  /** Work areas of the displays, the first one first. */
  displays?: readonly { x: number; y: number; width: number; height: number }[]
  isSystemDark?: boolean
  isPackaged?: boolean
  /** Locale, time zone and the like of the window's page. */
  contextOptions?: BrowserContextOptions
}

/** Answers to dialogs, in the order they will be asked: paths, a path, the number of a button, or null for "dismissed". */
export type DialogAnswer = { open: string[] | null } | { save: string | null } | { message: number }

export class StandIn {
  readonly userData: string
  clipboard = ''
  private readonly browser: Browser
  private readonly options: StandInOptions
  private readonly isOwnFolder: boolean
  private readonly answers: DialogAnswer[] = []
  private readonly errors: string[] = []
  private child!: Child
  private context!: BrowserContext
  private window: Promise<WindowPage> | null = null
  private windowId = 0
  private shown!: Promise<void>
  private markShown!: () => void

  private constructor(browser: Browser, options: StandInOptions) {
    this.browser = browser
    this.options = options
    this.isOwnFolder = options.userData === undefined
    this.userData = options.userData ?? mkdtempSync(join(tmpdir(), 'pilescope-stand-in-'))
  }

  /** Resolves when the window shows itself. Rejects when the app ends, or shows no window in time. */
  static async launch(browser: Browser, options: StandInOptions = {}): Promise<StandIn> {
    const standIn = new StandIn(browser, options)
    await standIn.start()
    return standIn
  }

  /** The page in the window. */
  async page(): Promise<Page> {
    return (await this.currentWindow()).page
  }

  async leaks(): Promise<Leaks> {
    return (await this.currentWindow()).leaks
  }

  /** Errors that the page reported. */
  async complaints(): Promise<readonly string[]> {
    return (await this.currentWindow()).complaints
  }

  menu(): Promise<MenuItem[]> {
    return this.child.ask('menu')
  }

  /** Chooses an entry by its id or label. Rejects when it is missing or grey. */
  clickMenu(idOrLabel: string): Promise<void> {
    return this.child.ask('click-menu', idOrLabel)
  }

  /** Prepares the answer to the next dialog. A dialog without an answer fails the app's call. */
  answerDialog(answer: DialogAnswer): void {
    this.answers.push(answer)
  }

  recorded(): Promise<Recorded> {
    return this.child.ask('recorded')
  }

  /** What the page's wishes would be answered: permission, device, recording. */
  permission(permission: string, origin = 'pilescope://app'): Promise<Record<string, unknown>> {
    return this.child.ask('permission', { permission, origin })
  }

  mayRedirect(url: string): Promise<boolean> {
    return this.child.ask('may-be-redirected', { windowId: this.windowId, url })
  }

  mayAttachWebview(): Promise<boolean> {
    return this.child.ask('may-attach-webview', { windowId: this.windowId })
  }

  mayDownload(): Promise<boolean> {
    return this.child.ask('may-download')
  }

  /** A request to the app's scheme as it would be answered; for addresses that a browser would tidy up first. */
  request(url: string, method = 'GET'): Promise<{ kind: string; status?: number; headers?: Record<string, string> }> {
    return this.child.ask('request', { url, method })
  }

  /** A message to the main process that no preload sent. */
  forge(channel: string, message: unknown, from: ForgedSender = {}): Promise<void> {
    return this.child.ask('ipc', { windowId: this.windowId, channel, values: [message], from })
  }

  /** Starts the app a second time with these files; resolves to its exit code. */
  async startAgain(files: readonly string[]): Promise<number | null> {
    const second = new Child(this.childOptions(files, { STAND_IN_IS_SECOND: '1' }), (name, payload) => {
      if (name === 'second-instance') return this.child.ask('second-instance', payload)
      throw new Error(`stand-in: a second instance asked for ${name}`)
    })
    return second.exited
  }

  /** The system opens a file with the app, as macOS does. */
  openFromSystem(path: string): Promise<boolean> {
    return this.child.ask('open-file', path)
  }

  setSystemTheme(isDark: boolean): Promise<void> {
    return this.child.ask('system-theme', isDark)
  }

  moveWindow(bounds: { x: number; y: number; width: number; height: number }, isMaximized = false): Promise<void> {
    return this.child.ask('move-window', { windowId: this.windowId, bounds, isMaximized })
  }

  /** The page's process dies. */
  crashPage(): Promise<void> {
    return this.child.ask('page-gone', { windowId: this.windowId })
  }

  /** Drops files onto an element, with the paths that a real drop would bring. */
  async drop(paths: readonly string[], selector = 'body'): Promise<void> {
    await (await this.currentWindow()).drop(paths, selector)
  }

  /** What the main process printed, and what went wrong on the way to the page. */
  output(): string {
    return [this.child.output, ...this.errors].join('\n')
  }

  /** Resolves to the app's exit code. */
  get exited(): Promise<number | null> {
    return this.child.exited
  }

  /** Closes the window, as its button does; resolves to the app's exit code. */
  async closeWindow(): Promise<number | null> {
    await this.requestClose()
    return this.child.exited
  }

  /** Presses the window's close button; the app may have its reasons to stay. */
  async requestClose(): Promise<void> {
    await this.child.ask('close-window', { windowId: this.windowId }).catch(() => {})
  }

  /** Quits and cleans up. */
  async close(): Promise<void> {
    await this.child.end()
    await this.context.close()
    if (this.isOwnFolder) rmSync(this.userData, { recursive: true, force: true })
  }

  private async start(): Promise<void> {
    this.context = await this.browser.newContext({
      ...this.options.contextOptions,
      acceptDownloads: false,
      colorScheme: this.options.isSystemDark ? 'dark' : 'light',
    })
    this.shown = new Promise((resolve) => (this.markShown = resolve))
    this.child = new Child(this.childOptions(this.options.files ?? []), (name, payload) => this.hear(name, payload))
    const ended = this.child.exited.then((code) => {
      throw new Error(`stand-in: the app ended with ${code} before its window was shown\n${this.output()}`)
    })
    const late = new Promise<never>((_resolve, reject) =>
      setTimeout(() => reject(new Error(`stand-in: no window in 20 s\n${this.output()}`)), 20_000).unref(),
    )
    try {
      await Promise.race([this.shown, ended, late])
    } catch (error) {
      await this.close()
      throw error
    }
    ended.catch(() => {})
  }

  private childOptions(files: readonly string[], environment: Record<string, string> = {}) {
    const { displays, isSystemDark, isPackaged, mutations } = this.options
    return {
      mainFile: join(projectFolder, 'out', 'main', 'electron.js'),
      files,
      mutations: mutations?.main ?? [],
      workingDirectory: projectFolder,
      environment: {
        PILESCOPE_CONFIG: this.userData,
        STAND_IN_DISPLAYS: JSON.stringify(displays ?? [{ x: 0, y: 0, width: 1920, height: 1040 }]),
        STAND_IN_IS_DARK: isSystemDark ? '1' : '',
        STAND_IN_IS_PACKAGED: isPackaged ? '1' : '',
        ...environment,
      },
    }
  }

  private hear(name: string, payload: never): unknown {
    const asked = payload as Record<string, unknown>
    switch (name) {
      case 'window-made':
        return this.openWindow(payload)
      case 'load':
        return this.currentWindow().then((window) => window.load(asked['url'] as string))
      case 'send':
        return void this.deliver(asked['channel'] as string, asked['values'] as unknown[])
      case 'window-shown':
        return this.markShown()
      case 'window-closed':
        return void this.currentWindow().then(({ page }) => page.close())
      case 'theme':
        return void this.showTheme(asked['isDark'] === true)
      case 'dialog':
        return this.nextAnswer(asked['kind'] as string)
      case 'clipboard':
        return this.clipboard
      default:
        throw new Error(`stand-in: nothing is known of ${name}`)
    }
  }

  private openWindow(made: WindowMade): void {
    if (this.window) throw new Error('stand-in: a second window')
    this.windowId = made.windowId
    const mutations = this.options.mutations?.preload ?? []
    const changePreload = (text: string) =>
      mutations.reduce((changed, { find, replace }) => changed.replaceAll(find, replace), text)
    this.window = WindowPage.open(this.context, this.child, made, changePreload)
  }

  private currentWindow(): Promise<WindowPage> {
    if (!this.window) throw new Error('stand-in: there is no window')
    return this.window
  }

  private async deliver(channel: string, values: unknown[]): Promise<void> {
    await this.inWindow((window) => window.deliver(channel, values))
  }

  private async showTheme(isDark: boolean): Promise<void> {
    if (!this.window) return
    await this.inWindow(({ page }) => page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' }))
  }

  /** What the app tells its window. Between two pages, and after the last, nobody hears it, as in Electron. */
  private async inWindow(tell: (window: WindowPage) => Promise<void>): Promise<void> {
    try {
      await tell(await this.currentWindow())
    } catch (error) {
      if (!/context was destroyed|has been closed/.test(String(error))) this.errors.push(String(error))
    }
  }

  private nextAnswer(kind: string): unknown {
    const answer = this.answers.shift()
    if (!answer || !(kind in answer)) throw new Error(`stand-in: no answer is prepared for the ${kind} dialog`)
    return (answer as Record<string, unknown>)[kind]
  }
}

/** Path of a file of the project, for tests. */
export const inProject = (...parts: string[]): string => join(projectFolder, ...parts)
