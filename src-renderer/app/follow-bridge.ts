// Keeps the stores in step with the analyzer: first a snapshot of everything, then events. On the data path: bridge → stores.
import type { BridgeEvent, DefinitionsState } from '../../src-shared/bridge/bridge.ts'
import { bridge } from '../connect.ts'
import { definitionWords } from '../i18n/words-preferences.ts'
import { noteCapture, noteCaptures, noteClosed, useCaptures } from '../store/capture-store.ts'
import { useLayouts } from '../store/layouts-store.ts'
import { usePreferences } from '../store/preferences-store.ts'
import { noteProxy, noteProxyClosed, useProxies } from '../store/proxy-store.ts'
import { say, useScreen } from '../store/screen-store.ts'
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
      return noteCapture(event.capture)
    case 'capture-closed':
      noteClosed(event.captureId)
      return leaveEmptyPage()
    case 'proxy':
      return noteProxy(event.proxy)
    case 'proxy-closed':
      return noteProxyClosed(event.proxyId)
    case 'preferences':
      return usePreferences.setState(event.preferences)
    case 'layouts':
      return useLayouts.setState(event.layouts)
    case 'definitions':
      return noteDefinitions(event.definitions)
    case 'command':
      return runHostCommand(event.command, event.argument)
    case 'connection':
      if (!event.isConnected) return useScreen.setState({ connection: 'lost' })
      void snapshot()
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

/** What is so now. Fails only when the connection breaks, which is told by an event. */
async function snapshot(): Promise<void> {
  try {
    const [info, preferences, layouts, captures, proxies] = await Promise.all([
      bridge.call('app.info', {}),
      bridge.call('preferences.get', {}),
      bridge.call('layouts.list', {}),
      bridge.call('captures.list', {}),
      bridge.call('proxy.list', {}),
    ])
    usePreferences.setState(preferences)
    useLayouts.setState(layouts)
    noteCaptures(captures)
    useProxies.setState({ proxies })
    const { page, connection } = useScreen.getState()
    const isFirst = connection === 'connecting'
    useScreen.setState({
      info,
      connection: 'connected',
      page: isFirst && captures.length > 0 ? 'capture' : page,
    })
    leaveEmptyPage()
    const { mistakes } = await bridge.call('definitions.get', {})
    if (isFirst && mistakes.length > 0) say('failed', definitionWords.refused(mistakes.length))
  } catch {
    useScreen.setState({ connection: 'lost' })
  }
}

/** A page that shows a capture makes no sense without one. */
function leaveEmptyPage(): void {
  if (useScreen.getState().page === 'capture' && useCaptures.getState().captures.length === 0)
    useScreen.setState({ page: 'welcome' })
}
