// Keeps the stores in step with the analyzer: first a snapshot of everything, then events. On the data path: bridge → stores.
import type { BridgeEvent, CaptureState, DefinitionsState } from '../../src-shared/bridge/bridge.ts'
import { bridge } from '../connect.ts'
import { definitionWords } from '../i18n/words-preferences.ts'
import { noteCapture, noteCaptures, noteClosed, useCaptures } from '../store/capture-store.ts'
import { followView } from '../store/coming-views.ts'
import { useLayouts } from '../store/layouts-store.ts'
import { notePreferences } from '../store/preferences-store.ts'
import { noteProxy, noteProxyClosed, useProxies } from '../store/proxy-store.ts'
import { say, showPage, useScreen } from '../store/screen-store.ts'
import { runHostCommand } from './run-command.ts'

/** Begins; returns how to stop. */
export function followBridge(): () => void {
  const stop = bridge.subscribe(hear)
  void snapshot()
  return stop
}

function hear(event: BridgeEvent): void {
  switch (event.kind) {
    case 'capture':
      noteCapture(event.capture)
      return followView(event.capture)
    case 'capture-closed':
      noteClosed(event.captureId)
      return leaveEmptyPage()
    case 'proxy':
      return noteProxy(event.proxy)
    case 'proxy-closed':
      return noteProxyClosed(event.proxyId)
    case 'preferences':
      return notePreferences(event.preferences)
    case 'layouts':
      return useLayouts.setState(event.layouts)
    case 'definitions':
      return noteDefinitions(event.definitions)
    case 'command':
      return runHostCommand(event.command, event.argument)
    case 'connection':
      if (!event.isConnected) return useScreen.setState({ connection: 'lost' })
      // The first connection is what the first snapshot waits for.
      if (useScreen.getState().connection === 'lost') void snapshot()
  }
}

/** Protocols may have come or gone; mistakes are said at once, since their author has just saved the file. */
function noteDefinitions({ mistakes }: DefinitionsState): void {
  if (mistakes.length > 0) say('failed', definitionWords.refused(mistakes.length))
  bridge.call('app.info', {}).then(
    (info) => useScreen.setState({ info }),
    () => {
      // The connection broke; an event says so.
    },
  )
}

/**
 * What is so now. Each answer holds from when it came: one kept back until the others are here would undo what events told
 * meanwhile, a file that was opened or a language that was chosen early. Fails only when the connection breaks, which is told
 * by an event.
 */
async function snapshot(): Promise<void> {
  const isFirst = useScreen.getState().info === null
  try {
    await Promise.all([
      bridge.call('app.info', {}).then((info) => useScreen.setState({ info })),
      bridge.call('preferences.get', {}).then(notePreferences),
      bridge.call('layouts.list', {}).then((layouts) => useLayouts.setState(layouts)),
      bridge.call('captures.list', {}).then((captures) => showCaptures(captures, isFirst)),
      bridge.call('proxy.list', {}).then((proxies) => useProxies.setState({ proxies })),
    ])
    useScreen.setState({ connection: 'connected' })
    const { mistakes } = await bridge.call('definitions.get', {})
    if (isFirst && mistakes.length > 0) say('failed', definitionWords.refused(mistakes.length))
  } catch {
    useScreen.setState({ connection: 'lost' })
  }
}

/** At first the captures that the host was started with take the welcome page's place, unless the person went elsewhere. */
function showCaptures(captures: readonly CaptureState[], isFirst: boolean): void {
  noteCaptures(captures)
  captures.forEach(followView)
  if (isFirst && captures.length > 0 && useScreen.getState().page === 'welcome') showPage('capture')
  leaveEmptyPage()
}

/** A page that shows a capture makes no sense without one. */
function leaveEmptyPage(): void {
  if (useScreen.getState().page === 'capture' && useCaptures.getState().captures.length === 0)
    useScreen.setState({ page: 'welcome' })
}
