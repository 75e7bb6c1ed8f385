// What the window shows around the capture: page, dialog, notices, connection, and choices that last as long as the window.
import { create } from 'zustand'
import type { AppInfo } from '../../src-shared/bridge/bridge.ts'
import type { Label } from '../../src-shared/bytes/range.ts'

export type Page = 'welcome' | 'capture' | 'import'
export type DialogName = 'preferences' | 'go-to-frame' | 'keys' | 'about'

export interface Notice {
  id: number
  kind: 'done' | 'failed'
  text: Label
}

interface ScreenStore {
  page: Page
  dialog: DialogName | null
  notice: Notice | null
  connection: 'connecting' | 'connected' | 'lost'
  findingsPlace: 'above' | 'below'
  textEncoding: 'ascii' | 'gbk'
  info: AppInfo | null
  isDropping: boolean
}

export const useScreen = create<ScreenStore>(() => ({
  page: 'welcome',
  dialog: null,
  notice: null,
  connection: 'connecting',
  findingsPlace: 'above',
  textEncoding: 'ascii',
  info: null,
  isDropping: false,
}))

export function showPage(page: Page): void {
  useScreen.setState({ page })
}

export function showDialog(dialog: DialogName | null): void {
  useScreen.setState({ dialog })
}

/** Says in a line at the window's edge how something went. */
export function say(kind: Notice['kind'], text: Label): void {
  useScreen.setState(({ notice }) => ({ notice: { id: (notice?.id ?? 0) + 1, kind, text } }))
}

export function dismissNotice(): void {
  useScreen.setState({ notice: null })
}
