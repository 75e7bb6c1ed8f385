// What buttons, menus, keys and drops have done: each asks the bridge and shows the outcome. Failures are said, not thrown.
import { isBridgeError } from '../../src-shared/bridge/bridge-error.ts'
import type { CaptureState, ShownView } from '../../src-shared/bridge/bridge.ts'
import type { CallParameters } from '../../src-shared/bridge/calls.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { bridge } from '../connect.ts'
import { proxyOfCapture } from '../store/proxy-store.ts'
import { proxyWords } from '../i18n/words-proxy.ts'
import { appWords } from '../i18n/words-app.ts'
import { fillDraft } from '../import/draft.ts'
import { activate, noteCapture, noteView, setDraft, useCaptures, type Sort } from '../store/capture-store.ts'
import { chosenView, viewAsked, viewHolds, viewRefused } from '../store/coming-views.ts'
import { say, showPage, useScreen } from '../store/screen-store.ts'
import { changePreferences, usePreferences } from '../store/preferences-store.ts'
import { forgetRow, useSelection } from '../store/selection-store.ts'
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
/** Closes a capture, whatever is noted in it. A recording that it follows goes on, which is said. */
export async function closeNow(captureId: number): Promise<void> {
  const isRecording = proxyOfCapture(captureId)?.status === 'running'
  await tell(bridge.call('captures.close', { captureId }))
  if (isRecording) say('done', proxyWords.stillRecording)
}

/** Closes a capture; asks first when notes of it are in no file yet. */
export async function closeCapture(captureId: number): Promise<void> {
  const capture = useCaptures.getState().captures.find((one) => one.captureId === captureId)
  if (!capture?.isChanged) return closeNow(captureId)
  useScreen.setState({ dialog: 'unsaved', closing: captureId })
}

/** Reads a capture again in a new analyzer, as after a decoder that hung. A recording is not touched. */
export const reloadCapture = (captureId: number) => tell(bridge.call('captures.reload', { captureId }))

/** Lets the browser keep a file of its host. */
function download(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}

/** True when it was saved. */
export async function saveCapture(captureId: number): Promise<boolean> {
  return keepFile(bridge.call('captures.save', { captureId, path: null }))
}

/** Saves a text as a file; true when it was. */
export async function saveText(name: string, text: string): Promise<boolean> {
  return keepFile(bridge.call('text.save', { name, text }))
}

/** Says where something was saved, or fetches it from there; true unless it was dismissed or failed. */
export async function keepFile(saved: Promise<string | null>): Promise<boolean> {
  try {
    const path = await saved
    if (path === null) return false
    if (useScreen.getState().info?.host === 'web') download(path)
    else say('done', { zh: appWords.saved.zh + path, en: appWords.saved.en + path })
    return true
  } catch (error) {
    sayFailure(error)
    return false
  }
}

/** Decodes the capture, or one conversation of it, again as `PROTOCOL[/DIALECT]`; null: let the bytes decide. */
export async function decodeCaptureAs(
  captureId: number,
  decodeAs: string | null,
  conversation: number | null,
): Promise<void> {
  try {
    noteCapture(await bridge.call('captures.decodeAs', { captureId, decodeAs, port: null, conversation }))
  } catch (error) {
    sayFailure(error)
  }
}

/** Filters kept as history. */
const mostHistory = 30

export type FilterErrors = { message: Label; start: number; end: number; suggestion: string | null }[]

/** Sets filter and order. An invalid filter keeps the view and answers with its errors; null: it holds. */
export async function setView(
  captureId: number,
  filter: string,
  sort = chosenView(captureId).sort,
  selected = useSelection.getState().frames[captureId]?.frame ?? null,
): Promise<FilterErrors | null> {
  const choice: ShownView = { filter, sort, selected }
  viewAsked(captureId, choice)
  try {
    const reply = await bridge.call('view.set', { captureId, ...choice })
    if ('errors' in reply) {
      viewRefused(captureId, choice)
      return reply.errors
    }
    if (viewHolds(captureId, choice)) {
      noteView(captureId, choice)
      forgetRow(captureId)
    }
    return null
  } catch (error) {
    viewRefused(captureId, choice)
    return [{ message: failureLabel(error), start: 0, end: filter.length, suggestion: null }]
  }
}

/** Puts a filter into the bar and applies it; when it is right, the history keeps it. */
export async function applyFilter(captureId: number, filter: string): Promise<FilterErrors | null> {
  const wanted = filter.trim()
  setDraft(captureId, filter)
  const errors = await setView(captureId, wanted)
  if (errors || wanted === '') return errors
  const { filterHistory } = usePreferences.getState()
  if (filterHistory[0] !== wanted)
    changePreferences({
      filterHistory: [wanted, ...filterHistory.filter((one) => one !== wanted)].slice(0, mostHistory),
    })
  return null
}

/** Shows all frames again, in the order that they are in. */
export function clearFilter(captureId: number): void {
  setDraft(captureId, '')
  void setView(captureId, '')
}

export async function setSort(captureId: number, sort: Sort | null): Promise<void> {
  // The filter goes on meaning the frame that was selected when it was applied.
  const { filter, selected } = chosenView(captureId)
  const errors = await setView(captureId, filter, sort, selected)
  if (errors?.[0]) say('failed', errors[0].message)
}

/** A click on a header: ascending, descending, then as the frames came. */
export function turnSort(captureId: number, column: string): Promise<void> {
  const { sort } = chosenView(captureId)
  if (sort?.column !== column) return setSort(captureId, { column, isDescending: false })
  return setSort(captureId, sort.isDescending ? null : { column, isDescending: true })
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
