// A web host for tests and what may come to it: requests as they are written, sockets, a browser that was let in.
import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { WebSocket, WebSocketServer } from 'ws'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { startWebHost, type WebHost, type WebHostOptions } from '../web.ts'
import { launchRecorder, serviceOptions, temporaryFolder, workerPath } from './service-options.ts'

export interface Reply {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

export interface RequestOptions {
  method?: string
  path?: string
  headers?: OutgoingHttpHeaders
  body?: Buffer
}

/** A web host with one browser that was let in. */
export class VisitedHost {
  readonly host: WebHost
  /** `127.0.0.1:PORT` */
  readonly address: string
  cookie = ''
  private readonly folder: ReturnType<typeof temporaryFolder>

  static async start(options: Partial<WebHostOptions> = {}): Promise<VisitedHost> {
    const folder = temporaryFolder()
    const { version, samplesFolder } = serviceOptions(folder.path)
    const host = await startWebHost({
      service: { version, workerPath, samplesFolder, configFolder: join(folder.path, 'config'), launchRecorder },
      screenFolder: resolve('src-main/testing/screen'),
      port: 0,
      bind: null,
      ...options,
    })
    const visited = new VisitedHost(host, folder)
    const { pathname, search } = new URL(host.newLink())
    const reply = await visited.send({ path: pathname + search })
    visited.cookie = reply.headers['set-cookie']![0]!.split(';')[0]!
    return visited
  }

  private constructor(host: WebHost, folder: ReturnType<typeof temporaryFolder>) {
    this.host = host
    this.folder = folder
    this.address = `127.0.0.1:${host.port}`
  }

  /** What a page of this host sends along. */
  get own(): { cookie: string; origin: string } {
    return { cookie: this.cookie, origin: `http://${this.address}` }
  }

  /** A request as it is written: paths are not tidied up, headers may be anything. */
  send({ method = 'GET', path = '/', headers = {}, body }: RequestOptions): Promise<Reply> {
    const { port } = this.host
    return new Promise((answered, failed) => {
      const sent = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false }, (reply) => {
        const chunks: Buffer[] = []
        reply.on('data', (chunk: Buffer) => chunks.push(chunk))
        reply.on('end', () =>
          answered({ status: reply.statusCode!, headers: reply.headers, body: Buffer.concat(chunks).toString() }),
        )
        reply.on('error', failed)
      })
      sent.on('error', failed)
      sent.end(body)
    })
  }

  /** Opens a socket; resolves with it, or with the status that refused it. */
  trySocket(headers: Record<string, string>, path = '/bridge'): Promise<WebSocket | number> {
    const socket = new WebSocket(`ws://${this.address}${path}`, { headers })
    return new Promise((answered, failed) => {
      socket.on('open', () => answered(socket))
      socket.on('unexpected-response', (_request, reply) => {
        answered(reply.statusCode!)
        socket.terminate()
      })
      socket.on('error', failed)
    })
  }

  /** A socket of the browser that was let in. */
  async socket(): Promise<WebSocket> {
    return (await this.trySocket(this.own)) as WebSocket
  }

  async state(captureId: number): Promise<CaptureState | undefined> {
    return (await this.host.service.call('captures.list', {})).find((state) => state.captureId === captureId)
  }

  async close(): Promise<void> {
    await this.host.close()
    this.folder.remove()
  }
}

/** Both ends of a socket, the server's first. */
export async function socketPair(): Promise<[WebSocket, WebSocket]> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await new Promise((done) => server.once('listening', done))
  const far = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  far.on('error', () => {})
  const near = await new Promise<WebSocket>((done) => server.once('connection', done))
  server.close()
  return [near, far]
}

/** The code that a socket is closed with. */
export const closeCode = (socket: WebSocket) => new Promise<number>((closed) => socket.on('close', closed))
