// The app's one window: made hardened, put where it stood, kept track of. Counterparts: window-state.ts (what is kept and
// believed), preload.ts (what the page may reach).
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { appPage } from './app-scheme.ts'
import { formatWindowState, parseWindowState, placeWindow, smallestWindow, type WindowState } from './window-state.ts'

type WindowParts = Pick<typeof Electron.CrossProcessExports, 'BrowserWindow' | 'screen' | 'nativeTheme'>

export interface MainWindowOptions {
  /** The built preload. */
  preload: string
  /** Where the window's state is kept. */
  stateFile: string
  /** Developer tools are for developers. */
  hasDevTools: boolean
}

/** Surface colours of the design, shown until the page has painted. */
const background = { light: '#ffffff', dark: '#12161d' }

const saveDelayMillis = 500

/** Makes the window and loads the page; it shows itself when the page has painted. */
export function openMainWindow(parts: WindowParts, options: MainWindowOptions): Electron.BrowserWindow {
  const { BrowserWindow, screen, nativeTheme } = parts
  const state = parseWindowState(readText(options.stateFile))
  const first = screen.getPrimaryDisplay()
  const displays = [first, ...screen.getAllDisplays().filter((display) => display.id !== first.id)]
  const window = new BrowserWindow({
    ...placeWindow(state, displays),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'Pilescope 桩镜',
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: hardenedPreferences(options),
  })
  window.once('ready-to-show', () => {
    if (state.isMaximized) window.maximize()
    window.show()
  })
  keepState(window, options.stateFile)
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed())
      window.setBackgroundColor(nativeTheme.shouldUseDarkColors ? background.dark : background.light)
  })
  // A page that cannot be loaded leaves an empty window; there is nothing else to show.
  void window.loadURL(appPage)
  return window
}

/** Every switch of Electron's security checklist, said even where it is the default. */
function hardenedPreferences({ preload, hasDevTools }: MainWindowOptions): Electron.WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // The spelling checker would fetch dictionaries.
    spellcheck: false,
    devTools: hasDevTools,
  }
}

function keepState(window: Electron.BrowserWindow, file: string): void {
  let timer: NodeJS.Timeout | null = null
  const save = () => {
    if (timer) clearTimeout(timer)
    timer = null
    if (!window.isDestroyed()) writeState(file, currentState(window))
  }
  const saveSoon = () => {
    timer ??= setTimeout(save, saveDelayMillis)
  }
  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('maximize', saveSoon)
  window.on('unmaximize', saveSoon)
  window.on('close', save)
}

function currentState(window: Electron.BrowserWindow): WindowState {
  return { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** Whole or not at all. A place that cannot be written loses the window's position and nothing else. */
function writeState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.new`, formatWindowState(state))
    renameSync(`${file}.new`, file)
  } catch {
    // Shown nowhere: no one can do anything about it, and the next close tries again.
  }
}
