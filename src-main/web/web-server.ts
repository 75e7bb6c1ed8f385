// The web host's HTTP: the screen's files from a fixed map, one WebSocket for the bridge, uploads and downloads. Who may do
// what is decided in access.ts.
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Role } from '../../src-shared/bridge/view-only.ts'
import type { AssetMap } from '../electron/app-scheme.ts'
import { guardingHeaders } from '../guarding-headers.ts'
import type { Uploads } from '../uploads.ts'
import { judgeApproach, type Approach, type Verdict } from './access.ts'
import type { Downloads } from './downloads.ts'
import { receiveUpload, type UploadLimits } from './receive-upload.ts'
import { refusalText, refuse, sendJson, welcome } from './responses.ts'
import type { Session } from './session.ts'

export interface WebServerOptions {
  /** Certificate and key, in PEM; null: plain http. */
  tls: { cert: Buffer; key: Buffer } | null
  assets: AssetMap
  session: Session
  uploads: Uploads
  uploadLimits: UploadLimits
  downloads: Downloads
  /** A client that takes longer to send its headers is cut off. */
  headerMillis: number
  /** Host headers that are ours; filled in when the port is known. */
  hosts: ReadonlySet<string>
  /** A browser connected, to do what its role may. */
  connected(socket: WebSocket, role: Role): void
  /** A line for the log; never holds a token. */
  log(line: string): void
}

const mostSockets = 8
const largestMessage = 32 * 1024 * 1024
const logMillis = 1000
const goodbyeMillis = 1000

export class WebServer {
  private readonly options: WebServerOptions
  private readonly servers: Server[] = []
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    perMessageDeflate: false,
    clientTracking: true,
  })
  private port = 0
  private lastLog = 0

  constructor(options: WebServerOptions) {
    this.options = options
  }

  /** Listens on one address; port 0: any free one. Rejects as net.Server does. Returns the port. */
  async listen(address: string, port: number): Promise<number> {
    const { tls } = this.options
    const limits = {
      maxHeaderSize: 8192,
      headersTimeout: this.options.headerMillis,
      connectionsCheckingInterval: Math.min(1000, this.options.headerMillis),
      // Uploads take what they take; receive-upload.ts cuts off silent ones.
      requestTimeout: 0,
    }
    const server: Server = tls ? createTlsServer({ ...limits, ...tls, minVersion: 'TLSv1.2' }) : createServer(limits)
    server.maxConnections = 256
    server.on('request', (request, response) => void this.answer(request, response))
    server.on('upgrade', (request, socket, head) => void this.upgrade(request, socket, head))
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, address, resolve)
    })
    this.servers.push(server)
    this.port = (server.address() as AddressInfo).port
    return this.port
  }

  /** Says goodbye to browsers (1001) and stops; one that does not answer is cut off. */
  async close(): Promise<void> {
    const { clients } = this.sockets
    for (const socket of clients) socket.close(1001)
    const cutOff = setTimeout(() => clients.forEach((socket) => socket.terminate()), goodbyeMillis)
    const closed = this.servers.map((server) => new Promise((done) => server.close(done)))
    for (const server of this.servers) server.closeAllConnections()
    await Promise.all(closed)
    clearTimeout(cutOff)
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { path, query } = splitAddress(request.url ?? '')
    const verdict = await this.judge(request, path, query, false)
    if ('refuse' in verdict)
      return refuse(response, verdict.refuse, verdict.refuse === 405 ? { allow: 'GET, HEAD' } : {})
    switch (verdict.allow) {
      case 'launch':
        return this.launch(request, response, query)
      case 'file':
        return this.sendFile(response, path, request.method === 'HEAD')
      case 'upload':
        return this.receive(request, response, query)
      case 'download':
        return this.sendDownload(response, path, request.method === 'HEAD')
      case 'socket':
        return refuse(response, 400)
    }
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy())
    const { path, query } = splitAddress(request.url ?? '')
    const verdict = await this.judge(request, path, query, true)
    const isFull = this.sockets.clients.size >= mostSockets
    if ('refuse' in verdict || isFull) return void socket.end(refusalText('refuse' in verdict ? verdict.refuse : 503))
    // Whoever is let in has a role; should that ever fail, it is the lesser one.
    const role = this.options.session.judge(request.headers.cookie, this.port) === 'operate' ? 'operate' : 'view'
    this.sockets.handleUpgrade(request, socket, head, (client) => this.options.connected(client, role))
  }

  private async judge(
    request: IncomingMessage,
    path: string,
    query: URLSearchParams,
    isUpgrade: boolean,
  ): Promise<Verdict> {
    const { session, hosts, assets } = this.options
    const { headers } = request
    const approach: Approach = {
      method: request.method ?? '',
      path,
      hasLaunchCode: query.has('launch'),
      isUpgrade,
      host: headers.host,
      origin: headers.origin,
      fetchSite: oneValue(headers['sec-fetch-site']),
      hasOwnHeader: headers['x-pilescope'] !== undefined,
      token: session.judge(headers.cookie, this.port),
    }
    const verdict = judgeApproach(approach, hosts, assets.has(path))
    // Another site's guesses are not slowed: they never get so far as to compare a token.
    if (approach.token === 'wrong' && 'refuse' in verdict && verdict.refuse !== 421) await this.punish(request)
    return verdict
  }

  private async launch(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> {
    const { session } = this.options
    const before = session.judge(request.headers.cookie, this.port)
    // A browser that is in already follows a used link once more: it stays what it is.
    const role = session.redeem(query.get('launch') ?? '') ?? before
    if (role === 'absent' || role === 'wrong') {
      await this.punish(request)
      return refuse(response, 403)
    }
    const cookie = session.cookie(role, this.port, this.options.tls !== null)
    welcome(response, cookie, oneValue(request.headers['sec-fetch-site']))
  }

  private async punish(request: IncomingMessage): Promise<void> {
    const wait = this.options.session.penalty()
    if (Date.now() - this.lastLog > logMillis) {
      this.lastLog = Date.now()
      this.options.log(`口令不对 / wrong token: ${request.socket.remoteAddress ?? '?'}`)
    }
    await delay(wait)
  }

  private async sendFile(response: ServerResponse, path: string, isHead: boolean): Promise<void> {
    const asset = this.options.assets.get(path)!
    try {
      const bytes = await readFile(asset.file)
      // Built files carry a hash of their content in their names; the page itself does not.
      const caching = path.startsWith('/assets/') ? { 'cache-control': 'private, max-age=31536000, immutable' } : {}
      response.writeHead(200, {
        ...guardingHeaders,
        ...caching,
        'content-type': asset.contentType,
        'content-length': bytes.length,
      })
      response.end(isHead ? undefined : bytes)
    } catch {
      refuse(response, 404)
    }
  }

  private async receive(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> {
    const { uploads, uploadLimits } = this.options
    const result = await receiveUpload(request, query.get('name') ?? '', uploads, uploadLimits)
    if (response.destroyed) return
    if ('uploadId' in result) sendJson(response, result)
    else refuse(response, result.status)
  }

  private async sendDownload(response: ServerResponse, path: string, isHead: boolean): Promise<void> {
    const download = isHead ? null : this.options.downloads.take(path)
    if (!download) return refuse(response, 404)
    response.writeHead(200, {
      ...guardingHeaders,
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="capture.pcapng"; filename*=UTF-8''${encodeURIComponent(download.name)}`,
    })
    // A browser that goes away meanwhile has nothing left to be told.
    await pipeline(createReadStream(download.path), response).catch(() => {})
  }
}

/** The address as sent, cut at its query. Only the query is ever decoded. */
function splitAddress(url: string): { path: string; query: URLSearchParams } {
  const mark = url.indexOf('?')
  return mark < 0
    ? { path: url, query: new URLSearchParams() }
    : { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) }
}

function oneValue(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0]
}
