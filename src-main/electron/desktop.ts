// The desktop app as a whole: one instance, one window, its menus and dialogs, the files it is asked to open. Electron and
// the analyzer's bridge are given to it. Counterpart: electron.ts, the entry.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { toBridgeError } from '../../src-shared/bridge/bridge-error.ts'
import type { Bridge, CaptureState, Preferences } from '../../src-shared/bridge/bridge.ts'
import type { AboutVersions } from './about.ts'
import { AppMenu } from './app-menu.ts'
import { answerAssetRequest, appScheme, appSchemePrivileges, listAssets } from './app-scheme.ts'
import { externalLinks } from './external-links.ts'
import { guardSession, guardWebContents } from './guards.ts'
import { listenGuarded } from './ipc-guard.ts'
import { bridgeChannel, droppedFileChannel } from './ipc-names.ts'
import { handedOverFiles, launchFiles, usableFiles, type Launch } from './launch-arguments.ts'
import { openMainWindow } from './main-window.ts'
import type { MenuActions } from './menu-template.ts'
import { ScreenLink } from './screen-link.ts'
import { UserDialogs } from './user-dialogs.ts'

/** As much of Electron as the shell uses. */
export type ElectronParts = Pick<
  typeof Electron.CrossProcessExports,
  | 'app'
  | 'BrowserWindow'
  | 'clipboard'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'nativeTheme'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'shell'
>

/** What the host's bridge needs from the shell. */
export interface DesktopDialogs {
  /** Paths the user chose; null: dismissed. */
  open(): Promise<string[] | null>
  /** Path to save to; null: dismissed. */
  save(suggestedPath: string, extension?: string): Promise<string | null>
}

/** The analyzer's bridge, which opens only paths that it was told of. */
export interface DesktopBridge extends Bridge {
  allowPath(path: string): void
  close(): Promise<void>
}

export interface DesktopOptions {
  launch: Launch
  platform: string
  versions: AboutVersions
  /** Folder of the built screen. */
  screenFolder: string
  /** File of the built preload. */
  preload: string
  /** The user's folder for this app. */
  folder: string
  makeBridge(dialogs: DesktopDialogs): DesktopBridge
}

/** Nobody waits longer for an app to go. */
const longestEndMillis = 3000

/** Starts the app, or hands the files over to the instance that runs already. To be called before Electron is ready. */
export function startDesktop(parts: ElectronParts, options: DesktopOptions): void {
  const { app, protocol } = parts
  app.enableSandbox()
  // Beside the preferences, and apart from them what Chromium keeps.
  const chromiumFolder = join(options.folder, 'chromium')
  mkdirSync(chromiumFolder, { recursive: true })
  app.setPath('userData', options.folder)
  app.setPath('sessionData', chromiumFolder)
  protocol.registerSchemesAsPrivileged([appSchemePrivileges])
  const files = launchFiles(options.launch)
  if (!app.requestSingleInstanceLock({ files })) return app.quit()
  const desktop = new Desktop(parts, options)
  desktop.openFiles(files)
  app.on('second-instance', (_event, _argv, _workingDirectory, additionalData) => {
    desktop.openFiles(handedOverFiles(additionalData))
    desktop.showWindow()
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    desktop.openFiles(usableFiles([path]))
  })
  app.on('web-contents-created', (_event, contents) => guardWebContents(contents, (url) => desktop.askExternal(url)))
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    event.preventDefault()
    void desktop.end().finally(() => app.exit(0))
  })
  void app
    .whenReady()
    .then(() => desktop.start())
    .catch((error: unknown) => {
      const { zh, en } = toBridgeError(error).message
      parts.dialog.showErrorBox('Pilescope 桩镜', `无法启动。/ It cannot start.\n${zh}\n${en}`)
      app.exit(1)
    })
}

class Desktop {
  private readonly parts: ElectronParts
  private readonly options: DesktopOptions
  private readonly dialogs: UserDialogs
  private readonly bridge: DesktopBridge
  private readonly screenLink: ScreenLink
  private readonly menu: AppMenu
  private readonly noted = new Set<number>()
  /** Names of captures whose notes are in no file yet. */
  private readonly unsaved = new Map<number, string>()
  private window: Electron.BrowserWindow | null = null

  constructor(parts: ElectronParts, options: DesktopOptions) {
    this.parts = parts
    this.options = options
    this.dialogs = new UserDialogs(parts, () => this.window)
    this.bridge = options.makeBridge({
      open: () => this.dialogs.open(),
      save: (path, extension) => this.dialogs.save(path, extension),
    })
    this.screenLink = new ScreenLink(this.bridge, (message) => this.window?.webContents.send(bridgeChannel, message))
    const show = (template: Electron.MenuItemConstructorOptions[]) =>
      parts.Menu.setApplicationMenu(parts.Menu.buildFromTemplate(template))
    this.menu = new AppMenu(this.bridge, this.menuActions(), show, options.platform)
  }

  async start(): Promise<void> {
    const { protocol, session, ipcMain } = this.parts
    guardSession(session.defaultSession)
    const assets = listAssets(this.options.screenFolder)
    protocol.handle(appScheme, (request) => answerAssetRequest(assets, request))
    const contents = () => this.window?.webContents ?? null
    const refuse = (reason: string) => console.warn(`refused: ${reason}`)
    listenGuarded(ipcMain, bridgeChannel, contents, (message) => this.screenLink.receive(message), refuse)
    listenGuarded(ipcMain, droppedFileChannel, contents, (path) => this.allowDropped(path), refuse)
    this.bridge.subscribe((event) => {
      if (event.kind === 'preferences') this.follow(event.preferences)
      if (event.kind === 'capture') this.noteRecent(event.capture)
      if (event.kind === 'capture') this.noteUnsaved(event.capture)
      if (event.kind === 'capture-closed') this.unsaved.delete(event.captureId)
    })
    this.follow(await this.bridge.call('preferences.get', {}))
    await this.menu.start()
    this.openWindow()
  }

  /** Has the screen open files that the system or a menu named. */
  openFiles(paths: readonly string[]): void {
    for (const path of paths) {
      this.bridge.allowPath(path)
      this.screenLink.run('file.open', path)
    }
  }

  showWindow(): void {
    if (this.window?.isMinimized()) this.window.restore()
    this.window?.focus()
  }

  askExternal(url: string): void {
    void this.dialogs.external(url)
  }

  /** Ends the analyzer's threads and removes its temporary files, as far as that takes no longer than a moment. */
  async end(): Promise<void> {
    this.screenLink.end()
    const late = new Promise<void>((resolve) => setTimeout(resolve, longestEndMillis))
    await Promise.race([this.bridge.close(), late])
  }

  private openWindow(): void {
    const { preload, folder } = this.options
    const stateFile = join(folder, 'window.json')
    const window = openMainWindow(this.parts, { preload, stateFile, hasDevTools: !this.parts.app.isPackaged })
    this.window = window
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.screenLink.end()
    })
    window.webContents.on('render-process-gone', () => void this.offerReload(window))
    window.on('close', (event) => {
      if (this.unsaved.size === 0) return
      event.preventDefault()
      void this.leaveUnsaved(window)
    })
    window.on('closed', () => {
      this.screenLink.end()
      this.window = null
    })
  }

  private async leaveUnsaved(window: Electron.BrowserWindow): Promise<void> {
    if (!(await this.dialogs.leaveUnsaved([...this.unsaved.values()]))) return
    this.unsaved.clear()
    window.close()
  }

  private noteUnsaved({ captureId, name, isChanged }: CaptureState): void {
    if (isChanged) this.unsaved.set(captureId, name)
    else this.unsaved.delete(captureId)
  }

  /** The page died; the analyzer and what it holds did not. */
  private async offerReload(window: Electron.BrowserWindow): Promise<void> {
    this.screenLink.end()
    if (await this.dialogs.reload()) window.webContents.reload()
    else this.parts.app.quit()
  }

  private menuActions(): MenuActions {
    return {
      run: (command) => void this.run(command),
      openRecent: (path) => this.openFiles([path]),
      openSample: (id) => this.screenLink.run('file.open-sample', id),
      clearRecent: () => this.parts.app.clearRecentDocuments(),
      choose: (preference, value) =>
        void this.bridge.call('preferences.set', { [preference]: value }).catch((error) => this.dialogs.failed(error)),
      openLink: (link) => this.askExternal(externalLinks[link]),
    }
  }

  private async run(command: string): Promise<void> {
    if (command === 'help.about') return this.dialogs.about(this.options.versions)
    // The page may not read the clipboard by itself; choosing the entry allows it this once.
    this.screenLink.run(command, command === 'file.paste' ? await this.parts.clipboard.readText() : null)
  }

  private follow({ language, theme }: Pick<Preferences, 'language' | 'theme'>): void {
    this.dialogs.language = language
    this.parts.nativeTheme.themeSource = theme
  }

  /** The system's own list of recent documents. */
  private noteRecent({ captureId, path, status }: CaptureState): void {
    if (path === null || status !== 'ready' || this.noted.has(captureId)) return
    this.noted.add(captureId)
    this.parts.app.addRecentDocument(path)
  }

  private allowDropped(path: unknown): void {
    if (typeof path === 'string') usableFiles([path]).forEach((one) => this.bridge.allowPath(one))
  }
}
