// The web host: the service under plain Node, and the same screen in a browser. Loopback and a token by default.
// Counterpart: electron.ts, the desktop.
import { networkInterfaces } from 'node:os'
import { listAssets } from './electron/app-scheme.ts'
import { serveBridge } from '../src-shared/bridge/server.ts'
import { viewOnly, type Role } from '../src-shared/bridge/view-only.ts'
import { Service, type ServiceOptions } from './service.ts'
import { ownHosts } from './web/access.ts'
import { Downloads } from './web/downloads.ts'
import { usualUploadLimits, type UploadLimits } from './web/receive-upload.ts'
import { Session } from './web/session.ts'
import { socketChannel } from './web/socket-channel.ts'
import { WebServer } from './web/web-server.ts'

export interface WebHostOptions {
  service: Omit<ServiceOptions, 'host' | 'dialogs' | 'offerDownload' | 'unencryptedOn'>
  /** Folder of the built screen. */
  screenFolder: string
  /** 0: any free port. */
  port: number
  /** Address to listen on; null: loopback, IPv4 and IPv6. */
  bind: string | null
  /** Serve https with these, in PEM; null: http. */
  tls?: TlsFiles | null
  /** Further Host headers to answer to, `NAME` or `NAME:PORT`: behind a proxy or a tunnel. */
  allowedHosts?: readonly string[]
  uploadLimits?: UploadLimits
  /** Time for a client to send its headers. */
  headerMillis?: number
  log?: (line: string) => void
}

/** Certificate chain and private key, in PEM. */
export interface TlsFiles {
  cert: Buffer
  key: Buffer
}

export interface WebHost {
  port: number
  service: Service
  /** A link that lets one browser in, to do everything unless `role` says less. */
  newLink(role?: Role): string
  close(): Promise<void>
}

/** Starts to serve. Rejects as net.Server does when it cannot listen; nothing is left running then. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const assets = listAssets(options.screenFolder)
  const downloads = new Downloads()
  const session = new Session()
  const tls = options.tls ?? null
  const { bind } = options
  const ports: number[] = []
  const service = new Service({
    ...options.service,
    ownPorts: () => ports,
    host: 'web',
    unencryptedOn: bind === null || isLoopback(bind) || tls ? null : bind,
    dialogs: null,
    offerDownload: (path, name) => downloads.offer(path, name),
  })
  const hosts = new Set<string>()
  const server = new WebServer({
    tls,
    assets,
    session,
    uploads: service.uploads,
    uploadLimits: options.uploadLimits ?? usualUploadLimits,
    downloads,
    headerMillis: options.headerMillis ?? 10_000,
    hosts,
    connected: (socket, role) =>
      void serveBridge(role === 'operate' ? service : viewOnly(service), socketChannel(socket)),
    log: options.log ?? (() => {}),
  })
  const close = async () => {
    await server.close()
    await service.close()
  }
  try {
    const port = await listen(server, bind, options.port)
    ports.push(port)
    for (const host of ownHosts(addressesOf(bind), port, options.allowedHosts ?? [])) hosts.add(host)
    const name = linkName(bind)
    return {
      port,
      service,
      newLink: (role) => `${tls ? 'https' : 'http'}://${name}:${port}/?launch=${session.newLaunchCode(role)}`,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Listens where asked; on loopback in both families, as far as the machine has them. */
async function listen(server: WebServer, bind: string | null, port: number): Promise<number> {
  if (bind !== null) return server.listen(bind, port)
  const chosen = await server.listen('127.0.0.1', port)
  try {
    await server.listen('::1', chosen)
  } catch (error) {
    // A machine may lack IPv6; and where any port will do, one family is enough.
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EADDRNOTAVAIL' && code !== 'EAFNOSUPPORT' && port !== 0) throw error
  }
  return chosen
}

/** Addresses of this machine by which a bound address can be reached. */
function addressesOf(bind: string | null): string[] {
  if (bind === null) return []
  if (bind !== '0.0.0.0' && bind !== '::') return [bind]
  return Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map((one) => one.address))
}

/** What stands in links: an address that a browser on this machine can reach. */
function linkName(bind: string | null): string {
  if (bind === null || bind === '0.0.0.0') return '127.0.0.1'
  if (bind === '::') return '[::1]'
  return bind.includes(':') ? `[${bind}]` : bind
}

/** True for addresses that only this machine reaches. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127(\.\d{1,3}){3}$/.test(address)
}
