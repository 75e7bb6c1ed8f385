// The window's only way out: one ordered channel of plain messages, and the path of a file that the user dropped. Runs
// sandboxed before the page, apart from it. Counterparts: src-renderer/connect.ts, src-main/electron/ipc-guard.ts.
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { bridgeChannel, droppedFileChannel } from './electron/ipc-names.ts'

const early: unknown[] = []
let hear: ((message: unknown) => void) | null = null

// Electron's event carries its sender; the page sees the message alone.
ipcRenderer.on(bridgeChannel, (_event, message: unknown) => {
  if (hear) hear(message)
  else early.push(message)
})

contextBridge.exposeInMainWorld('bridge', {
  send: (message: unknown): void => ipcRenderer.send(bridgeChannel, message),
  /** The listener also hears what came before it, once. */
  onMessage: (listener: (message: unknown) => void): void => {
    hear = listener
    for (const message of early.splice(0)) listener(message)
  },
  /** Only files that the user dropped or chose have a path; the main side hears it and allows it to be opened. */
  pathOf: (file: File): string => {
    const path = webUtils.getPathForFile(file)
    if (path !== '') ipcRenderer.send(droppedFileChannel, path)
    return path
  },
})
