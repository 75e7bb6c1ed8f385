// One route's door: listens on its address, on both families where it has none, and hands accepted sockets on.
import { createServer, type Server, type Socket } from 'node:net'
import type { ProxyRoute } from '../../src-shared/bridge/proxy.ts'
import { formatEnd } from './endpoint-text.ts'

/** Connections that the system may hold until they are accepted; it cuts this down to its own limit. */
const backlog = 4096

export interface ListenerOptions {
  route: ProxyRoute
  /** Paused: nothing was read. */
  accepted: (socket: Socket) => void
}

export class Listener {
  readonly route: ProxyRoute
  private readonly options: ListenerOptions
  private readonly servers: Server[] = []

  constructor(options: ListenerOptions) {
    this.options = options
    this.route = options.route
  }

  /** `ADDRESS:PORT` of what is listened on. */
  get listening(): string[] {
    return this.servers.map((server) => {
      const { address, port } = server.address() as { address: string; port: number }
      return formatEnd({ address, port })
    })
  }

  /** The port, also where any free one was asked for; 0 while it does not listen. */
  get port(): number {
    const address = this.servers[0]?.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  /** Rejects with the system's error; nothing listens then. */
  async listen(): Promise<void> {
    const { address, port } = this.route
    if (address !== null) return this.add(address, port)
    try {
      // Takes IPv4 too; its addresses then come mapped.
      await this.add('::', port)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EAFNOSUPPORT' && code !== 'EADDRNOTAVAIL' && code !== 'EINVAL') throw error
      await this.add('0.0.0.0', port)
    }
  }

  /** Accepts no more; connections stay. */
  close(): void {
    for (const server of this.servers.splice(0)) server.close()
  }

  private add(host: string, port: number): Promise<void> {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true })
    server.on('connection', (socket) => this.options.accepted(socket))
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port, backlog }, () => {
        server.off('error', reject)
        // Such as no descriptors left: the next accept may succeed.
        server.on('error', () => {})
        this.servers.push(server)
        resolve()
      })
    })
  }
}
