// Electron's app: life cycle, single instance, folders, recent documents.
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { answer, tell } from './parent.mjs'
import { recorded } from './record.mjs'
import { strict } from './strict.mjs'

const folders = { userData: '', sessionData: '' }
const isSecond = process.env.STAND_IN_IS_SECOND === '1'

let isReady = false
let isQuitting = false
let letReady = () => {}
const ready = new Promise((resolve) => {
  letReady = resolve
})

const emitter = new EventEmitter()
const onlyBeforeReady = (name) => {
  if (isReady) throw new Error(`electron: ${name} must be called before the app is ready`)
}

export const app = strict(
  'app',
  Object.assign(emitter, {
    isPackaged: process.env.STAND_IN_IS_PACKAGED === '1',
    name: 'Pilescope',
    whenReady: () => ready,
    isReady: () => isReady,
    getVersion: () => '0.0.0',
    setPath(name, folder) {
      onlyBeforeReady('app.setPath')
      if (!(name in folders)) throw new Error(`stand-in: folder ${name} is not modelled`)
      if (!existsSync(folder)) throw new Error(`electron: ${folder} does not exist`)
      folders[name] = folder
    },
    getPath(name) {
      if (!folders[name]) throw new Error(`stand-in: folder ${name} is not modelled`)
      return folders[name]
    },
    setAppUserModelId: () => {},
    enableSandbox() {
      onlyBeforeReady('app.enableSandbox')
      recorded.isSandboxEnabled = true
    },
    requestSingleInstanceLock(additionalData = {}) {
      if (!isSecond) return true
      tell('second-instance', { additionalData, argv: process.argv, workingDirectory: process.cwd() })
      return false
    },
    addRecentDocument: (path) => void recorded.recentDocuments.push(path),
    clearRecentDocuments: () => void recorded.recentDocuments.splice(0),
    exit: (code = 0) => process.exit(code),
    quit() {
      if (isQuitting) return
      isQuitting = true
      setImmediate(() => {
        emitter.emit('before-quit', event())
        closeWindows()
        const quitting = event()
        emitter.emit('will-quit', quitting)
        if (!quitting.defaultPrevented) process.exit(0)
      })
    },
  }),
)

let closeWindows = () => {}
/** The windows say how they are closed when the app quits. */
export function onQuit(close) {
  closeWindows = close
}

/** An event of Electron's that can be prevented. */
export function event(details = {}) {
  const made = {
    ...details,
    defaultPrevented: false,
    preventDefault: () => {
      made.defaultPrevented = true
    },
  }
  return made
}

/** Called when the main file has run, as Electron becomes ready only after that. */
export function becomeReady() {
  isReady = true
  if (!isQuitting) letReady()
}

export const isAppReady = () => isReady

answer('second-instance', ({ additionalData, argv, workingDirectory }) => {
  emitter.emit('second-instance', event(), argv, workingDirectory, additionalData)
})
answer('open-file', (path) => {
  const made = event()
  emitter.emit('open-file', made, path)
  return made.defaultPrevented
})
answer('quit', () => app.quit())
