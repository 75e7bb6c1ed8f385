// Which requests the web host answers, decided from the headers alone. Pure; web-server.ts acts on it.

import type { Role } from '../../src-shared/bridge/view-only.ts'

/** What is known of a request before it is read. */
export interface Approach {
  method: string
  /** As sent, without the query; never decoded, so that no encoding of `..` or NUL means anything. */
  path: string
  hasLaunchCode: boolean
  isUpgrade: boolean
  host: string | undefined
  origin: string | undefined
  /** Sec-Fetch-Site, where the browser sends it. */
  fetchSite: string | undefined
  /** X-Pilescope: a header that no other site can have a browser send. */
  hasOwnHeader: boolean
  token: 'absent' | Role | 'wrong'
}

export type Verdict =
  | { allow: 'launch' | 'file' | 'socket' | 'upload' | 'download' }
  /** 421 not our host · 403 no token, another site's request, or a viewer's upload · 404 · 405 wrong method. */
  | { refuse: 403 | 404 | 405 | 421 }

export const socketPath = '/bridge'
export const uploadPath = '/upload'
export const downloadPath = '/download/'

/** `hosts`: Host headers that are ours, in lower case; `isFile`: the path is one of the screen's files. */
export function judgeApproach(approach: Approach, hosts: ReadonlySet<string>, isFile: boolean): Verdict {
  const { method, path, host, isUpgrade } = approach
  if (host === undefined || !hosts.has(host.toLowerCase())) return { refuse: 421 }
  if (method === 'GET' && path === '/' && approach.hasLaunchCode && !isUpgrade) return { allow: 'launch' }
  if (approach.token === 'absent' || approach.token === 'wrong') return { refuse: 403 }
  if (isUpgrade) {
    if (path !== socketPath || method !== 'GET') return { refuse: 404 }
    return isOwnPage(approach) ? { allow: 'socket' } : { refuse: 403 }
  }
  if (path === uploadPath) {
    if (method !== 'POST') return { refuse: 405 }
    return isOwnPage(approach) && approach.hasOwnHeader && approach.token === 'operate'
      ? { allow: 'upload' }
      : { refuse: 403 }
  }
  if (!isFile && !path.startsWith(downloadPath)) return { refuse: 404 }
  if (method !== 'GET' && method !== 'HEAD') return { refuse: 405 }
  return { allow: isFile ? 'file' : 'download' }
}

/** Sent by a page that this very host served: browsers always name the origin of writes and of socket upgrades. */
function isOwnPage({ origin, host, fetchSite }: Approach): boolean {
  if (fetchSite !== undefined && fetchSite !== 'same-origin') return false
  const own = host?.toLowerCase()
  // https: behind a proxy that ends TLS and passes the Host on.
  return origin === `http://${own}` || origin === `https://${own}`
}

/** Host headers that name this server. `names`: further ones, `NAME` or `NAME:PORT`. */
export function ownHosts(addresses: readonly string[], port: number, names: readonly string[]): Set<string> {
  const hosts = new Set<string>()
  for (const address of ['localhost', '127.0.0.1', '::1', ...addresses]) {
    const name = address.includes(':') ? `[${address}]` : address
    hosts.add(`${name}:${port}`.toLowerCase())
    if (port === 80) hosts.add(name.toLowerCase())
  }
  for (const name of names) hosts.add(name.toLowerCase())
  return hosts
}
