// What a test sees of the app beside its page: menus and records. Counterparts: main-process/menu.mjs, main-process/record.mjs.

export interface MenuItem {
  id?: string
  label?: string
  type?: 'separator' | 'radio' | 'checkbox'
  role?: string
  accelerator?: string
  registerAccelerator?: boolean
  enabled?: boolean
  visible?: boolean
  checked?: boolean
  submenu?: MenuItem[]
}

/** What the app did that shows in no page. */
export interface Recorded {
  isSandboxEnabled: boolean
  privilegedSchemes: { scheme: string; privileges: Record<string, boolean> }[]
  windows: { webPreferences: Record<string, unknown>; [name: string]: unknown }[]
  dialogs: { kind: 'open' | 'save' | 'message'; options: Record<string, unknown> }[]
  openedExternally: string[]
  recentDocuments: string[]
  backgroundColors: string[]
  themeSources: string[]
  webContentsEvents: string[]
  focused?: number
}

/** Where a forged message pretends to come from. */
export interface ForgedSender {
  origin?: string
  frame?: null
  isSubFrame?: boolean
  isDetached?: boolean
  isOtherWindow?: boolean
}
