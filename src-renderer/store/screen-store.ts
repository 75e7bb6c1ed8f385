// What the window shows around the capture: page, dialog, notices, connection, and choices that last as long as the window.
import { create } from 'zustand'
import type { AppInfo } from '../../src-shared/bridge/bridge.ts'
import type { Label } from '../../src-shared/bytes/range.ts'

export type Page = 'welcome' | 'capture' | 'import' | 'proxy'
export type DialogName =
  | 'preferences'
  | 'go-to-frame'
  | 'keys'
  | 'about'
  | 'saved-filters'
  | 'colour-rules'
  | 'comment'
  | 'add-column'
  | 'rename-column'
  | 'unsaved'

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
  /** What a dialog of filters or colours begins with: a filter to add. */
  newFilter: string | null
  /** Id of the column that gets another title. */
  renamedColumn: string | null
  /** Capture that is to be closed when its notes are saved, or given up. */
  closing: number | null
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
  newFilter: null,
  renamedColumn: null,
  closing: null,
}))

/** Came by a link for viewing, which is said. What may be done then: permission.ts. */
export const isViewOnly = ({ info }: ScreenStore): boolean => info?.role === 'view'

export function showPage(page: Page): void {
  useScreen.setState({ page })
}

export function showDialog(dialog: DialogName | null): void {
  useScreen.setState({ dialog })
}

/** Opens the saved filters; `filter` is added to them. */
export function showSavedFilters(filter: string | null): void {
  useScreen.setState({ dialog: 'saved-filters', newFilter: filter })
}

/** Opens the colour rules; `filter` becomes a new one. */
export function showColourRules(filter: string | null): void {
  useScreen.setState({ dialog: 'colour-rules', newFilter: filter })
}

/** Asks for another title of a column. */
export function showColumnRename(id: string): void {
  useScreen.setState({ dialog: 'rename-column', renamedColumn: id })
}

/** Says in a line at the window's edge how something went. */
export function say(kind: Notice['kind'], text: Label): void {
  useScreen.setState(({ notice }) => ({ notice: { id: (notice?.id ?? 0) + 1, kind, text } }))
}

export function dismissNotice(): void {
  useScreen.setState({ notice: null })
}
