// Electron's BrowserWindow and WebContents: here the record of a window, whose page is a Chromium page of the test.
import { EventEmitter } from 'node:events'
import { app, event, isAppReady, onQuit } from './app.mjs'
import { answer, ask, tell } from './parent.mjs'
import { recorded } from './record.mjs'
import { cloned, strict } from './strict.mjs'

const windows = new Map()
let next = 1

/** What Electron does when a window does not say. */
const defaultPreferences = {
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
  spellcheck: true,
  devTools: true,
  preload: undefined,
}

function effectivePreferences(given = {}) {
  for (const key of Object.keys(given)) {
    if (!(key in defaultPreferences)) throw new Error(`stand-in: web preference ${key} is not modelled`)
  }
  return { ...defaultPreferences, ...given }
}

class StandInWebContents extends EventEmitter {
  constructor(window) {
    super()
    this.id = window.id
    this.window = window
    this.openHandler = () => ({ action: 'allow' })
    this.url = ''
    this.mainFrame = this.frame('', null)
  }

  frame(origin, parent, detached = false) {
    return { parent, detached, origin, url: origin === '' ? '' : `${origin}/` }
  }

  send(channel, ...values) {
    tell('send', { windowId: this.id, channel, values: values.map(cloned) })
  }

  getURL() {
    return this.url
  }

  setWindowOpenHandler(handler) {
    this.openHandler = handler
  }

  reload() {
    void ask('load', { windowId: this.id, url: this.url })
  }

  isDestroyed() {
    return this.window.destroyed
  }
}

class StandInWindow extends EventEmitter {
  constructor(options = {}) {
    super()
    if (!isAppReady()) throw new Error('electron: Cannot create BrowserWindow before app is ready')
    this.id = next++
    this.destroyed = false
    this.maximized = false
    this.minimized = false
    const { x = 100, y = 80, width = 800, height = 600 } = options
    this.bounds = { x, y, width, height }
    const webPreferences = effectivePreferences(options.webPreferences)
    recorded.windows.push({ ...cloned({ ...options, webPreferences: undefined }), webPreferences })
    windows.set(this.id, this)
    this.webContents = strict('WebContents', new StandInWebContents(this))
    app.emit('web-contents-created', event(), this.webContents)
    recorded.webContentsEvents = this.webContents.eventNames()
    tell('window-made', { windowId: this.id, width, height, webPreferences })
  }

  async loadURL(url) {
    this.webContents.url = url
    this.webContents.mainFrame = this.webContents.frame(originOf(url), null)
    await ask('load', { windowId: this.id, url })
    this.webContents.emit('did-finish-load')
    this.emit('ready-to-show')
  }

  show() {
    tell('window-shown', { windowId: this.id })
  }

  focus() {
    recorded.focused = (recorded.focused ?? 0) + 1
  }

  restore() {
    this.minimized = false
  }

  maximize() {
    this.maximized = true
    this.emit('maximize')
  }

  isMaximized() {
    return this.maximized
  }

  isMinimized() {
    return this.minimized
  }

  isDestroyed() {
    return this.destroyed
  }

  getNormalBounds() {
    return { ...this.bounds }
  }

  setBackgroundColor(color) {
    recorded.backgroundColors.push(color)
  }

  close() {
    if (this.destroyed) return
    const closing = event()
    this.emit('close', closing)
    if (closing.defaultPrevented) return
    this.destroyed = true
    windows.delete(this.id)
    tell('window-closed', { windowId: this.id })
    this.emit('closed')
    if (windows.size === 0) app.emit('window-all-closed')
  }
}

/** `new` gives the window behind a guard against what is not modelled. */
export const BrowserWindow = new Proxy(StandInWindow, {
  construct: (_class, [options]) => strict('BrowserWindow', new StandInWindow(options)),
})

export function originOf(url) {
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}

export const windowOf = (windowId) => windows.get(windowId)

onQuit(() => {
  for (const window of windows.values()) window.close()
})

answer('close-window', ({ windowId }) => windowOf(windowId)?.close())
answer('move-window', ({ windowId, bounds, isMaximized }) => {
  const window = windowOf(windowId)
  window.bounds = bounds
  window.maximized = isMaximized
  window.emit('move')
  window.emit('resize')
})
answer('started-navigation', ({ windowId, url }) => {
  windowOf(windowId)?.webContents.emit('did-start-navigation', { url, isMainFrame: true, isSameDocument: false })
})
/** True when the app lets the page go there. */
answer('may-navigate', ({ windowId, url, isMainFrame }) => {
  const { webContents } = windowOf(windowId)
  const going = event({ url, isMainFrame })
  if (isMainFrame) webContents.emit('will-navigate', going)
  webContents.emit('will-frame-navigate', going)
  return !going.defaultPrevented
})
answer('may-be-redirected', ({ windowId, url }) => {
  const going = event({ url, isMainFrame: true })
  windowOf(windowId).webContents.emit('will-redirect', going)
  return !going.defaultPrevented
})
answer('may-attach-webview', ({ windowId }) => {
  const attaching = event()
  windowOf(windowId).webContents.emit('will-attach-webview', attaching, {}, {})
  return !attaching.defaultPrevented
})
/** `allow` or `deny`. */
answer('open-window', ({ windowId, url }) => windowOf(windowId).webContents.openHandler({ url }).action)
answer('page-gone', ({ windowId }) => {
  windowOf(windowId).webContents.emit('render-process-gone', event(), { reason: 'crashed', exitCode: 1 })
})
