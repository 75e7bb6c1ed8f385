// Sockets of simulated piles and platforms: plain, half-open, without an error that ends the program.
import { connect, createServer, type Server, type Socket } from 'node:net'

export interface Peer {
  socket: Socket
  /** Its own port, also after it was closed. */
  port: number
  /** Everything received so far. */
  received: Buffer[]
  /** Error codes, in order. */
  errors: string[]
  /** The other side ended. */
  ended: Promise<void>
  closed: Promise<void>
  isEnded: boolean
}

/** Follows a socket; `keep` false: bytes are thrown away. */
export function peer(socket: Socket, keep = true): Peer {
  let end = () => {}
  let close = () => {}
  const one: Peer = {
    socket,
    port: socket.localPort ?? 0,
    received: [],
    errors: [],
    isEnded: false,
    ended: new Promise((done) => (end = done)),
    closed: new Promise((done) => (close = done)),
  }
  socket.on('error', (error: NodeJS.ErrnoException) => one.errors.push(error.code ?? error.message))
  socket.on('data', (bytes: Buffer) => keep && one.received.push(bytes))
  socket.on('end', () => {
    one.isEnded = true
    // libuv tells an end where a reset came together with bytes; an empty write, which sends nothing, hears of it.
    if (!socket.writableEnded) socket.write(Buffer.alloc(0))
    end()
  })
  socket.on('close', close)
  return one
}

/** Connects; resolves also when that fails, with the error. */
export async function dial(port: number, host = '127.0.0.1', keep = true): Promise<Peer> {
  const one = peer(connect({ port, host, allowHalfOpen: true, noDelay: true }), keep)
  await new Promise<void>((done) => one.socket.once('connect', done).once('close', done))
  one.port = one.socket.localPort ?? 0
  return one
}

export interface ListeningServer {
  server: Server
  port: number
  peers: Peer[]
  /** The next peer that was not taken yet. */
  next(): Promise<Peer>
  close(): Promise<void>
}

export async function listen(host = '127.0.0.1', port = 0, keep = true): Promise<ListeningServer> {
  const peers: Peer[] = []
  const waiting: ((peer: Peer) => void)[] = []
  let taken = 0
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const one = peer(socket, keep)
    peers.push(one)
    const next = waiting.shift()
    if (next) {
      taken++
      next(one)
    }
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen({ host, port, backlog: 4096 }, done))
  return {
    server,
    port: (server.address() as { port: number }).port,
    peers,
    next: () => (taken < peers.length ? Promise.resolve(peers[taken++]!) : new Promise((done) => waiting.push(done))),
    close: () =>
      new Promise((done) => {
        for (const { socket } of peers) socket.destroy()
        server.close(() => done())
      }),
  }
}

export const pause = (millis: number) => new Promise<void>((done) => setTimeout(done, millis))

/** Waits until `holds`, at most `millis`. */
export async function until(holds: () => boolean, millis = 20_000): Promise<boolean> {
  const deadline = performance.now() + millis
  while (!holds() && performance.now() < deadline) await pause(5)
  return holds()
}
