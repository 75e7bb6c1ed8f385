// The proxy as it stands in the form: texts that may be wrong, and the proxy that they mean once they are right. Kept while
// the window lasts, so that looking at a capture meanwhile loses nothing.
import { create } from 'zustand'
import type { ProxyProfile, ProxyRoute } from '../../src-shared/bridge/proxy.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { proxyWords as words } from '../i18n/words-proxy.ts'

export interface RouteDraft {
  /** Keeps its line apart from the others while lines come and go. */
  key: number
  /** '': all addresses. */
  address: string
  port: string
  host: string
  upstreamPort: string
}

export interface ProxyDraft {
  name: string
  routes: readonly RouteDraft[]
  isRing: boolean
  megabytes: string
  files: string
  /** Traffic waits for the recording. */
  recordFirst: boolean
  /** Most connections of one address; '': no limit. */
  perSource: string
}

/** What is wrong with the fields of a route. */
export interface RouteProblems {
  port: Label | null
  host: Label | null
  upstreamPort: Label | null
}

let lastKey = 0
const emptyRoute = (): RouteDraft => ({ key: ++lastKey, address: '', port: '8767', host: '', upstreamPort: '8767' })

export const useProxyDraft = create<ProxyDraft>(() => ({
  name: '',
  routes: [emptyRoute()],
  isRing: false,
  megabytes: '100',
  files: '10',
  recordFirst: false,
  perSource: '',
}))

export const mostRoutes = 32

/** Another line, listening one port higher than the last, to the same platform. */
export function addRoute(): void {
  useProxyDraft.setState(({ routes }) => {
    const last = routes.at(-1)
    const port = last && readPort(last.port)
    const route = last
      ? { ...last, key: ++lastKey, port: port ? String(Math.min(port + 1, 65_535)) : '' }
      : emptyRoute()
    return { routes: [...routes, route] }
  })
}

export function removeRoute(key: number): void {
  useProxyDraft.setState(({ routes }) => ({ routes: routes.filter((route) => route.key !== key) }))
}

export function changeRoute(key: number, change: Partial<RouteDraft>): void {
  useProxyDraft.setState(({ routes }) => ({
    routes: routes.map((route) => (route.key === key ? { ...route, ...change } : route)),
  }))
}

/** Puts a profile into the form. */
export function editProfile({ name, routes, ring, recordFirst, perSource }: ProxyProfile): void {
  useProxyDraft.setState({
    name,
    routes: routes.map(({ address, port, upstreamHost, upstreamPort }) => ({
      key: ++lastKey,
      address: address ?? '',
      port: String(port),
      host: upstreamHost,
      upstreamPort: String(upstreamPort),
    })),
    isRing: ring !== null,
    recordFirst: recordFirst ?? false,
    perSource: perSource === undefined ? '' : String(perSource),
    ...(ring ? { megabytes: String(ring.megabytes), files: String(ring.files) } : {}),
  })
}

/** 1–65535, or null. */
export function readPort(text: string): number | null {
  const port = /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65_535 ? port : null
}

/**
 * What was typed or pasted as the platform: `tcp://host:8767/` gives its host and its port; a host alone no port. An IPv6
 * address needs brackets for a port, as everywhere.
 */
export function readHost(text: string): { host: string; port: string | null } {
  const bare = text
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/\/.*$/, '')
  const match = /^\[([^\]]*)\](?::(\d*))?$/.exec(bare) ?? /^([^:]*):(\d*)$/.exec(bare)
  return match ? { host: match[1]!, port: match[2] ? match[2] : null } : { host: bare, port: null }
}

/** What is wrong with each route, in their order. */
export function routeProblems(routes: readonly RouteDraft[]): RouteProblems[] {
  return routes.map((route, place) => ({
    port: portProblem(route, routes.slice(0, place)),
    host: hostProblem(route.host),
    upstreamPort: readPort(route.upstreamPort) === null ? words.portWrong : null,
  }))
}

function portProblem({ address, port }: RouteDraft, before: readonly RouteDraft[]): Label | null {
  const own = readPort(port)
  if (own === null) return words.portWrong
  const isTwice = before.some(
    (other) => readPort(other.port) === own && (other.address === address || other.address === '' || address === ''),
  )
  return isTwice ? words.portTwice : null
}

function hostProblem(host: string): Label | null {
  if (host.trim() === '') return words.hostMissing
  return /^[\w.:%-]{1,253}$/.test(host.trim()) ? null : words.hostWrong
}

const readWhole = (text: string, least: number, most: number): number | null => {
  const value = /^\s*\d{1,7}\s*$/.test(text) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : null
}

/** The ring that the form means; null: none is wanted; undefined: its numbers are wrong. */
export function ringOf({ isRing, megabytes, files }: ProxyDraft): ProxyProfile['ring'] | undefined {
  if (!isRing) return null
  const size = readWhole(megabytes, 1, 1_000_000)
  const count = readWhole(files, 2, 10_000)
  return size === null || count === null ? undefined : { megabytes: size, files: count }
}

/** The limit of each source that the form means; null: none; undefined: it is wrong. */
export function perSourceOf({ perSource }: ProxyDraft): number | null | undefined {
  return perSource.trim() === '' ? null : (readWhole(perSource, 1, 100_000) ?? undefined)
}

export const routeOf = ({ address, port, host, upstreamPort }: RouteDraft): ProxyRoute => ({
  address: address === '' ? null : address,
  port: readPort(port) ?? 0,
  upstreamHost: host.trim(),
  upstreamPort: readPort(upstreamPort) ?? 0,
})

/** The proxy that the form means, or null while something in it is wrong. Without a name it takes the platform's. */
export function profileOf(draft: ProxyDraft): ProxyProfile | null {
  const [ring, perSource] = [ringOf(draft), perSourceOf(draft)]
  const isWrong = routeProblems(draft.routes).some(({ port, host, upstreamPort }) => port ?? host ?? upstreamPort)
  if (isWrong || ring === undefined || perSource === undefined || draft.routes.length === 0) return null
  const routes = draft.routes.map(routeOf)
  return {
    name: draft.name.trim().slice(0, 100) || nameOf(routes[0]!),
    routes,
    ring,
    ...(draft.recordFirst ? { recordFirst: true } : {}),
    ...(perSource === null ? {} : { perSource }),
  }
}

const nameOf = ({ upstreamHost, upstreamPort }: ProxyRoute): string =>
  `${upstreamHost.includes(':') ? `[${upstreamHost}]` : upstreamHost}:${upstreamPort}`.slice(0, 100)

/** Only this machine reaches the address; '' and null are all addresses. */
export const isLoopback = (address: string | null): boolean =>
  address !== null && /^(127\.|::1$|localhost$)/i.test(address)
