// What each command of the table does. Menus of the host, toolbar and keys all come here.
import type { CommandId } from '../../src-shared/bridge/app-commands.ts'
import type { PaneLayout, Theme, TimeFormat } from '../../src-shared/bridge/bridge.ts'
import { viewOnlyReason } from '../../src-shared/bridge/view-only.ts'
import { bridge, isDesktop } from '../connect.ts'
import { applyAsColumn } from '../filter-bar/apply-field.ts'
import { findNext, goTo, openFind } from '../find-bar/find.ts'
import { stepInGroup } from '../findings/group-frames.ts'
import { inLanguage, nextLanguage } from '../i18n/language.ts'
import { toggleNote } from '../notes/note-frames.ts'
import { shownFrame } from '../packet-details/details-source.ts'
import { nodeOfPath } from '../packet-details/display-tree.ts'
import { moveSelection, selectBad, selectFirst, selectLast, stepBack, toggleFollow } from '../packet-list/navigate.ts'
import { selectPaired } from '../packet-list/frame-link.ts'
import { selectedValue } from '../packet-details/selected-value.ts'
import { stopOrResume } from '../proxy/proxy-actions.ts'
import { activeCapture, shownViewOf, showView, useCaptures, type CaptureViewId } from '../store/capture-store.ts'
import { changePreferences, usePreferences } from '../store/preferences-store.ts'
import { mayRun } from '../store/permission.ts'
import { proxyInView } from '../store/proxy-store.ts'
import { say, showColourRules, showDialog, showPage, showSavedFilters, useScreen } from '../store/screen-store.ts'
import { useSelection } from '../store/selection-store.ts'
import {
  clearFilter,
  closeCapture,
  copy,
  openSource,
  pasteFromClipboard,
  reloadCapture,
  showImport,
  saveCapture,
  sayFailure,
  stopLoading,
} from './actions.ts'
import { exportFrames } from './export-file.ts'
import { focusFilter } from './focus.ts'
import { openWithDialog } from './open-files.ts'

const themes: readonly Theme[] = ['system', 'light', 'dark']
const timeFormats: readonly TimeFormat[] = ['time', 'date', 'since-first', 'since-previous']
const layouts: readonly PaneLayout[] = ['list-over-tree-beside-hex', 'list-beside-tree-over-hex']

const next = <Value>(all: readonly Value[], now: Value): Value => all[(all.indexOf(now) + 1) % all.length]!

/** Runs a command by its id; unknown ids are ignored, so that an older screen bears a newer menu. */
export function runCommand(id: string, argument: string | null = null): void {
  // Nothing on the screen offers it then; keys and pastes come here all the same, and are told why nothing happens.
  if (!mayRun(id)) return say('failed', viewOnlyReason)
  const inCapture = captureCommands[id as CommandId]
  const capture = activeCapture(useCaptures.getState())
  if (inCapture && capture) inCapture(capture.captureId)
  else windowCommands[id]?.(argument)
}

/**
 * Runs what the host's menu or the system asks for. A dialog keeps commands away, as it does those of keys and toolbar; only
 * a file that the system hands over is not lost: it closes the dialog and opens.
 */
export function runHostCommand(id: string, argument: string | null): void {
  if (useScreen.getState().dialog !== null) {
    if (id !== 'file.open' || argument === null) return
    showDialog(null)
  }
  runCommand(id, argument)
}

const windowCommands: Record<string, ((argument: string | null) => void) | undefined> = {
  'file.open': (path) =>
    void (path === null
      ? openWithDialog(useScreen.getState().info?.hasDialogs ?? isDesktop())
      : openSource({ kind: 'path', path })),
  'file.open-sample': (id) => id !== null && void openSource({ kind: 'sample', id }),
  // The native menu sends the clipboard's text along, since the page may not read it there.
  'file.paste': (text) => (text === null ? void pasteFromClipboard() : showImport(text)),
  'file.welcome': () => showPage('welcome'),
  'file.proxy': () => showPage('proxy'),
  'file.start-stop': () => startOrStop(),
  'edit.preferences': () => showDialog('preferences'),
  'view.language': () => changePreferences({ language: nextLanguage(usePreferences.getState().language) }),
  'view.theme': () => changePreferences({ theme: next(themes, usePreferences.getState().theme) }),
  'view.layout': () => changePreferences({ layout: next(layouts, usePreferences.getState().layout) }),
  'help.keys': () => showDialog('keys'),
  'help.about': () => showDialog('about'),
}

const captureCommands: Partial<Record<CommandId, (captureId: number) => void>> = {
  'file.save': (captureId) => void saveCapture(captureId),
  'file.export': (captureId) => void exportFrames(captureId),
  'file.reload': (captureId) => void reloadCapture(captureId),
  'file.stop': (captureId) => void stopLoading(captureId),
  'file.close': (captureId) => void closeCapture(captureId),
  'edit.copy-value': () => {
    const value = selectedValue()
    if (value !== null) void copy(value)
  },
  'edit.copy-hex': (captureId) => void copyFrame(captureId, 'hex'),
  'edit.copy-tree': (captureId) => void copyFrame(captureId, 'tree'),
  'edit.copy-json': (captureId) => void copyFrame(captureId, 'json'),
  'edit.find': openFind,
  'edit.find-next': (captureId) => void findNext(captureId, 1),
  'edit.find-previous': (captureId) => void findNext(captureId, -1),
  'edit.saved-filters': () => showSavedFilters(null),
  'edit.mark': (captureId) => void toggleNote(captureId, 'isMarked'),
  'edit.ignore': (captureId) => void toggleNote(captureId, 'isIgnored'),
  'edit.time-reference': (captureId) => void toggleNote(captureId, 'isReference'),
  'edit.comment': (captureId) => {
    if (useSelection.getState().frames[captureId]) showDialog('comment')
  },
  'view.colour-rules': () => showColourRules(null),
  'view.apply-column': applySelectedAsColumn,
  'view.add-column': () => showDialog('add-column'),
  'go.next-mark': (captureId) => void goTo(captureId, 'marked', 1),
  'go.previous-mark': (captureId) => void goTo(captureId, 'marked', -1),
  'go.next-in-conversation': (captureId) => void goTo(captureId, 'conversation', 1),
  'go.previous-in-conversation': (captureId) => void goTo(captureId, 'conversation', -1),
  'edit.filter': () => focusFilter(''),
  'edit.clear-filter': clearFilter,
  'view.frames': (captureId) => showCaptureView(captureId, 'frames'),
  'view.findings': (captureId) => showCaptureView(captureId, 'findings'),
  'view.connections': (captureId) => showCaptureView(captureId, 'connections'),
  'view.sessions': (captureId) => showCaptureView(captureId, 'sessions'),
  'view.plots': (captureId) => showCaptureView(captureId, 'plots'),
  'view.statistics': (captureId) => showCaptureView(captureId, 'statistics'),
  'view.time': () => changePreferences({ timeFormat: next(timeFormats, usePreferences.getState().timeFormat) }),
  'view.event-rows': () => changePreferences({ eventRows: !usePreferences.getState().eventRows }),
  'view.follow': toggleFollow,
  'view.text': () =>
    useScreen.setState(({ textEncoding }) => ({ textEncoding: textEncoding === 'ascii' ? 'gbk' : 'ascii' })),
  'go.frame': () => showDialog('go-to-frame'),
  'go.next': (captureId) => void moveSelection(captureId, 1),
  'go.previous': (captureId) => void moveSelection(captureId, -1),
  'go.first': (captureId) => void selectFirst(captureId),
  'go.last': (captureId) => void selectLast(captureId),
  'go.next-bad': (captureId) => stepBad(captureId, 1),
  'go.previous-bad': (captureId) => stepBad(captureId, -1),
  'go.paired': (captureId) => void selectPaired(captureId),
  'go.back': (captureId) => void stepBack(captureId, -1),
  'go.forward': (captureId) => void stepBack(captureId, 1),
}

/** The selected field of the tree becomes a column; without one, a field is asked for. */
function applySelectedAsColumn(): void {
  const shown = shownFrame()
  const path = useSelection.getState().part?.path ?? null
  const field = shown && path !== null ? nodeOfPath(shown.tree, path)?.field : undefined
  if (!field) return showDialog('add-column')
  applyAsColumn({ name: field.name, title: inLanguage(field.label, usePreferences.getState().language) })
}

/** The next bad frame of the list, or of the cause that is looked at. */
function stepBad(captureId: number, step: 1 | -1): void {
  if (shownViewOf(useCaptures.getState(), captureId) === 'findings') void stepInGroup(captureId, step)
  else void selectBad(captureId, step)
}

/** Ctrl+E: what loads is stopped; else the proxy that is looked at stops or goes on. Without one its page shows. */
function startOrStop(): void {
  const capture = activeCapture(useCaptures.getState())
  if (useScreen.getState().page === 'capture' && capture?.status === 'loading' && !capture.isLive)
    return void stopLoading(capture.captureId)
  const proxy = proxyInView()
  if (proxy && proxy.status !== 'failed') void stopOrResume(proxy)
  else showPage('proxy')
}

/** Looks at the capture through one of its views. */
function showCaptureView(captureId: number, view: CaptureViewId): void {
  showView(captureId, view)
  showPage('capture')
}

/** Copies the selected frame as text in the language of the window. */
export async function copyFrame(captureId: number, format: 'hex' | 'tree' | 'json'): Promise<void> {
  const selected = useSelection.getState().frames[captureId]
  if (!selected) return
  const { language } = usePreferences.getState()
  try {
    await copy(await bridge.call('frames.text', { captureId, number: selected.frame, format, language }))
  } catch (error) {
    sayFailure(error)
  }
}
