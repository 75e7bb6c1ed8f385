// The window is made with every switch of Electron's security checklist on the safe side; each test names the checklist's item.
import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { openMainWindow } from './main-window.ts'

/** The preferences with which the window is made. */
function preferencesOf(hasDevTools = false): Electron.WebPreferences {
  let made: Electron.BrowserWindowConstructorOptions = {}
  class BrowserWindow extends EventEmitter {
    constructor(options: Electron.BrowserWindowConstructorOptions) {
      super()
      made = options
    }
    loadURL(): Promise<void> {
      return Promise.resolve()
    }
  }
  const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }
  const parts = {
    BrowserWindow,
    screen: { getPrimaryDisplay: () => display, getAllDisplays: () => [display] },
    nativeTheme: Object.assign(new EventEmitter(), { shouldUseDarkColors: false }),
  }
  openMainWindow(parts as unknown as Parameters<typeof openMainWindow>[0], {
    preload: '/app/preload.cjs',
    stateFile: '/no/such/folder/window.json',
    hasDevTools,
  })
  return made.webPreferences!
}

test.each([
  ['2 no Node in pages', 'nodeIntegration', false],
  ['2 no Node in workers', 'nodeIntegrationInWorker', false],
  ['2 no Node in subframes', 'nodeIntegrationInSubFrames', false],
  ['3 the page is apart from the preload', 'contextIsolation', true],
  ['4 the page is in a sandbox', 'sandbox', true],
  ['6 same origin and certificates are kept', 'webSecurity', true],
  ['8 no insecure content', 'allowRunningInsecureContent', false],
  ['9 no experimental features', 'experimentalFeatures', false],
  ['11 no webview', 'webviewTag', false],
  ['13 a dropped file does not navigate', 'navigateOnDragDrop', false],
  // Dictionaries would be fetched.
  ['1 nothing is fetched for spelling', 'spellcheck', false],
] as const)('%s: %s is %s', (_item, name, value) => {
  expect(preferencesOf()[name]).toBe(value)
})

test('10 Blink features are as Chromium has them, and nothing else is set that the checklist did not see', () => {
  expect(Object.keys(preferencesOf()).toSorted()).toEqual([
    'allowRunningInsecureContent',
    'contextIsolation',
    'devTools',
    'experimentalFeatures',
    'navigateOnDragDrop',
    'nodeIntegration',
    'nodeIntegrationInSubFrames',
    'nodeIntegrationInWorker',
    'preload',
    'sandbox',
    'spellcheck',
    'webSecurity',
    'webviewTag',
  ])
})

test('20 the one script beside the page is our preload', () => {
  expect(preferencesOf().preload).toBe('/app/preload.cjs')
})

test('developer tools are there for developers only', () => {
  expect(preferencesOf(false).devTools).toBe(false)
  expect(preferencesOf(true).devTools).toBe(true)
})
