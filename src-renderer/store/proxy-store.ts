// The proxies of the host, mirrored: what records now, and which of them is looked at. On the data path: bridge events → here
// → toolbar, proxy page, status bar.
import { create } from 'zustand'
import type { ProxyState } from '../../src-shared/bridge/proxy.ts'
import { useCaptures } from './capture-store.ts'

export const useProxies = create<{ proxies: readonly ProxyState[] }>(() => ({ proxies: [] }))

/** What the host says of a proxy now. One that was not known comes last. */
export function noteProxy(proxy: ProxyState): void {
  useProxies.setState(({ proxies }) => ({
    proxies: proxies.some((one) => one.proxyId === proxy.proxyId)
      ? proxies.map((one) => (one.proxyId === proxy.proxyId ? proxy : one))
      : [...proxies, proxy],
  }))
}

export function noteProxyClosed(proxyId: number): void {
  useProxies.setState(({ proxies }) => ({ proxies: proxies.filter((one) => one.proxyId !== proxyId) }))
}

/** The proxy whose recording a capture follows, or null. */
export const proxyOfCapture = (captureId: number): ProxyState | null =>
  useProxies.getState().proxies.find((proxy) => proxy.captureId === captureId) ?? null

/** Of several proxies the one to show and to start or stop: that of the capture in view, else the newest. */
export const chosenProxy = (proxies: readonly ProxyState[], captureId: number | null): ProxyState | null =>
  proxies.find((proxy) => captureId !== null && proxy.captureId === captureId) ?? proxies.at(-1) ?? null

/** The proxy that keys and menus mean now, or null when there is none. */
export const proxyInView = (): ProxyState | null =>
  chosenProxy(useProxies.getState().proxies, useCaptures.getState().activeId)
