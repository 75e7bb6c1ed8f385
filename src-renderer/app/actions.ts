// What buttons, menus, keys and drops have done: each asks the bridge and shows the outcome. Failures are said, not thrown.
import { isBridgeError } from '../../src-shared/bridge/bridge-error.ts'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { CallParameters } from '../../src-shared/bridge/calls.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { bridge } from '../connect.ts'
import { appWords } from '../i18n/words-app.ts'
import { fillDraft } from '../import/draft.ts'
import {
  activate,
  noteCapture,
  noteDecodeAs,
  noteView,
  useCaptures,
  viewOf,
  type Sort,
} from '../store/capture-store.ts'
import { say, showPage, useScreen } from '../store/screen-store.ts'
import { forgetRow } from '../store/selection-store.ts'
import { copyText } from './clipboard.ts'

export type Source = CallParameters['captures.open']['source']

/** Words for any failure. */
export function failureLabel(error: unknown): Label {
  if (isBridgeError(error)) return error.message
  const text = error instanceof Error ? error.message : String(error)
  return { zh: text, en: text }
}

/** Says that something failed, with the reason. */
export function sayFailure(error: unknown): void {
  const { zh, en } = failureLabel(error)
  say('failed', { zh: appWords.somethingFailed.zh + zh, en: appWords.somethingFailed.en + en })
}

/** Opens a capture and looks at it; null when it could not be opened, which is said. */
export async function openSource(source: Source, decodeAs: string | null = null): Promise<CaptureState | null> {
  try {
    const capture = await bridge.call('captures.open', { source, decodeAs })
    noteCapture(capture)
    activate(capture.captureId)
    showPage('capture')
    return capture
  } catch (error) {
    sayFailure(error)
    return null
  }
}

/** Opens the import desk, with text where there is any. */
export function showImport(text: string | null): void {
  if (text !== null && text.trim() !== '') fillDraft(text)
  showPage('import')
}

/** Puts the clipboard's text on the import desk. */
export async function pasteFromClipboard(): Promise<void> {
  try {
    showImport(await navigator.clipboard.readText())
  } catch {
    showImport(null)
    say('failed', appWords.pasteFailed)
  }
}

/** Runs a call whose only outcome is an event; says it when it fails. */
async function tell(call: Promise<unknown>): Promise<void> {
  try {
    await call
  } catch (error) {
    sayFailure(error)
  }
}

export const stopLoading = (captureId: number) => tell(bridge.call('captures.cancel', { captureId }))
export const closeCapture = (captureId: number) => tell(bridge.call('captures.close', { captureId }))

/** Lets the browser keep a file of its host. */
function download(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}

export async function saveCapture(captureId: number): Promise<void> {
  try {
    const path = await bridge.call('captures.save', { captureId, path: null })
    if (path === null) return
    if (useScreen.getState().info?.host === 'web') return download(path)
    say('done', { zh: appWords.saved.zh + path, en: appWords.saved.en + path })
  } catch (error) {
    sayFailure(error)
  }
}

/** Decodes the capture again as `PROTOCOL[/DIALECT]`; null: let the bytes decide. */
export async function decodeCaptureAs(captureId: number, decodeAs: string | null): Promise<void> {
  try {
    noteCapture(await bridge.call('captures.decodeAs', { captureId, decodeAs, port: null }))
    noteDecodeAs(captureId, decodeAs ?? '')
  } catch (error) {
    sayFailure(error)
  }
}

export type FilterErrors = { message: Label; start: number; end: number; suggestion: string | null }[]

/** Sets filter and order. An invalid filter keeps the view and answers with its errors; null: it holds. */
export async function setView(captureId: number, filter: string, sort: Sort | null): Promise<FilterErrors | null> {
  try {
    const reply = await bridge.call('view.set', { captureId, filter, sort })
    if ('errors' in reply) return reply.errors
    noteView(captureId, filter, sort)
    forgetRow(captureId)
    return null
  } catch (error) {
    return [{ message: failureLabel(error), start: 0, end: filter.length, suggestion: null }]
  }
}

export async function setSort(captureId: number, sort: Sort | null): Promise<void> {
  const { filter } = viewOf(useCaptures.getState(), captureId)
  const errors = await setView(captureId, filter, sort)
  if (errors?.[0]) say('failed', errors[0].message)
}

/** Puts text on the clipboard and says so. */
export async function copy(text: string): Promise<void> {
  try {
    await copyText(text)
    say('done', appWords.copied)
  } catch (error) {
    sayFailure(error)
  }
}
