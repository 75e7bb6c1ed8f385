// What the app did that only a test sees. Read by the test with `recorded`.
import { answer } from './parent.mjs'

export const recorded = {
  isSandboxEnabled: false,
  privilegedSchemes: [],
  /** Options of every window, as given. */
  windows: [],
  /** Every dialog: which, with what options. */
  dialogs: [],
  openedExternally: [],
  recentDocuments: [],
  backgroundColors: [],
  themeSources: [],
  /** Listeners of the window's web contents, by event. */
  webContentsEvents: [],
}

answer('recorded', () => structuredClone(recorded))
