// What the proxy page and the toolbar do to proxies: each asks the bridge; the outcome comes back as an event, failures are
// said, or answered where the page shows them in place.
import { isBridgeError } from '../../src-shared/bridge/bridge-error.ts'
import type { ProxyProblemCode, ProxyProfile, ProxyState } from '../../src-shared/bridge/proxy.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { failureLabel, sayFailure } from '../app/actions.ts'
import { bridge } from '../connect.ts'
import { activate, noteCapture, setFollowing, showView } from '../store/capture-store.ts'
import { noteProxy } from '../store/proxy-store.ts'
import { showPage } from '../store/screen-store.ts'

/** Which fields of the first route a failure is about; null: the proxy as a whole. */
export type FailurePlace = 'listen' | 'platform' | null

/** Why a proxy did not start. */
export interface StartFailure {
  message: Label
  place: FailurePlace
}

const places: Partial<Record<ProxyProblemCode, FailurePlace>> = {
  'port-in-use': 'listen',
  'port-not-permitted': 'listen',
  'address-not-local': 'listen',
  'name-not-found': 'platform',
  'target-is-self': 'platform',
}

/** Starts and looks at what is recorded, unless a route needs attention first; null: it runs. */
export async function startProxy(profile: ProxyProfile): Promise<StartFailure | null> {
  try {
    const proxy = await bridge.call('proxy.start', profile)
    noteProxy(proxy)
    if (proxy.routes.every(({ problem }) => problem === null)) await showRecording(proxy.proxyId)
    return null
  } catch (error) {
    // It is refused as a whole when no route can be listened on; what is wrong with several belongs to none of them.
    const place =
      isBridgeError(error) && profile.routes.length === 1 ? (places[error.code as ProxyProblemCode] ?? null) : null
    return { message: failureLabel(error), place }
  }
}

/** Looks at what a proxy records, newest frame first in sight. */
export async function showRecording(proxyId: number): Promise<void> {
  try {
    const capture = await bridge.call('proxy.show', { proxyId })
    noteCapture(capture)
    activate(capture.captureId)
    showView(capture.captureId, 'frames')
    setFollowing(capture.captureId, true)
    showPage('capture')
  } catch (error) {
    sayFailure(error)
  }
}

/** Stops a proxy that runs; one that was stopped goes on, into the same capture. */
export async function stopOrResume({ proxyId, status }: ProxyState): Promise<void> {
  try {
    noteProxy(await bridge.call(status === 'running' ? 'proxy.stop' : 'proxy.resume', { proxyId }))
  } catch (error) {
    sayFailure(error)
  }
}

/** Ends a proxy for good; its capture and its files stay. */
export async function closeProxy(proxyId: number): Promise<void> {
  try {
    await bridge.call('proxy.close', { proxyId })
  } catch (error) {
    sayFailure(error)
  }
}
