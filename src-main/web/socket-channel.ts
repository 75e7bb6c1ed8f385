// One browser's WebSocket as a channel of the bridge. A browser that does not read is neither waited for without end nor
// sent what is outdated by then. Counterpart: src-renderer/connect.ts.
import type { WebSocket } from 'ws'
import { bridgeError } from '../../src-shared/bridge/bridge-error.ts'
import type { BridgeReply, BridgeRequest, Channel } from '../../src-shared/bridge/channel.ts'
import { idOf, largestRequest } from '../../src-shared/bridge/codec.ts'

const pingMillis = 30_000
/** Unsent bytes from which on progress events wait, and from which on no more questions are read. */
const lateBytes = 1024 * 1024
const pauseBytes = 16 * 1024 * 1024
/** Unsent bytes that are too many, whatever they are: events go on while nothing is asked. The browser connects anew. */
const mostBytes = 64 * 1024 * 1024
const drainMillis = 100

/** Closes with 1003 on binary messages, 1007 on what is no JSON. Sizes past `maxPayload` are ws's business (1009). */
export function socketChannel(socket: WebSocket): Channel {
  let hear: (message: unknown) => void = () => {}
  let closed: () => void = () => {}
  /** Newest state of each capture that the browser was too slow for. */
  const late = new Map<number, BridgeReply>()
  let drain: NodeJS.Timeout | null = null

  const write = (message: unknown) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
    if (socket.bufferedAmount > mostBytes) return socket.terminate()
    if (socket.bufferedAmount > pauseBytes) socket.pause()
    if (socket.bufferedAmount > lateBytes) drain ??= setInterval(catchUp, drainMillis)
  }
  const catchUp = () => {
    if (socket.bufferedAmount > lateBytes) return
    if (drain) clearInterval(drain)
    drain = null
    if (socket.isPaused) socket.resume()
    const waiting = [...late.values()]
    late.clear()
    waiting.forEach(write)
  }
  const ping = startPings(socket)

  socket.on('message', (bytes, isBinary) => {
    if (isBinary) return socket.close(1003)
    // ws hands text over as one Buffer unless told otherwise.
    const text = (bytes as Buffer).toString('utf8')
    const message = parseJson(text)
    if (message === undefined) return socket.close(1007)
    if (text.length <= largestRequest(callOf(message))) return hear(message)
    const id = idOf(message)
    if (id !== null)
      write({ kind: 'refusal', id, error: bridgeError('too-large', '消息过大。', 'The message is too large.') })
  })
  socket.on('close', () => {
    clearInterval(ping)
    if (drain) clearInterval(drain)
    closed()
  })
  // The close event follows; there is nothing else to do about a broken connection.
  socket.on('error', () => {})

  return {
    send: (message) => {
      const reply = message as BridgeReply
      const captureId = reply.kind === 'event' && reply.event.kind === 'capture' ? reply.event.capture.captureId : null
      if (captureId !== null && drain) late.set(captureId, reply)
      else write(reply)
    },
    onMessage: (listener) => (hear = listener),
    onClose: (listener) => (closed = listener),
  }
}

/** Ends a connection that answers no ping. */
function startPings(socket: WebSocket): NodeJS.Timeout {
  let isAlive = true
  socket.on('pong', () => (isAlive = true))
  return setInterval(() => {
    if (!isAlive) return socket.terminate()
    isAlive = false
    socket.ping()
  }, pingMillis)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function callOf(message: unknown): string {
  const call = (message as Partial<BridgeRequest> | null)?.call
  return typeof call === 'string' ? call : ''
}
