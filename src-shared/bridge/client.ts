// The bridge as the screen holds it: calls and events over a channel. Counterpart: server.ts.
import { bridgeError } from './bridge-error.ts'
import type { Bridge, BridgeError, BridgeEvent } from './bridge.ts'
import type { CallName, CallParameters } from './calls.ts'
import type { BridgeReply, BridgeRequest, Channel } from './channel.ts'
import type { CallResults } from './results.ts'

interface Waiting {
  resolve(result: unknown): void
  reject(error: BridgeError): void
}

/** Carries calls over `channel`. When it closes, what was asked is rejected with `connection-lost`, and listeners hear it. */
export function bridgeClient(channel: Channel): Bridge {
  const client = new BridgeClient(channel)
  return {
    call: (name, parameters) => client.call(name, parameters),
    subscribe: (listener) => client.subscribe(listener),
  }
}

class BridgeClient {
  private readonly waiting = new Map<number, Waiting>()
  private readonly listeners = new Set<(event: BridgeEvent) => void>()
  private readonly channel: Channel
  private next = 1
  private isClosed = false

  constructor(channel: Channel) {
    this.channel = channel
    channel.onMessage((message) => this.receive(message as BridgeReply))
    channel.onClose(() => this.close())
  }

  call<Name extends CallName>(name: Name, parameters: CallParameters[Name]): Promise<CallResults[Name]> {
    return new Promise<CallResults[Name]>((resolve, reject) => {
      if (this.isClosed) return reject(connectionLost)
      const request: BridgeRequest = { id: this.next++, call: name, parameters }
      this.waiting.set(request.id, { resolve: (result) => resolve(result as CallResults[Name]), reject })
      this.channel.send(request)
    })
  }

  subscribe(listener: (event: BridgeEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private receive(reply: BridgeReply): void {
    if (reply.kind === 'event') return this.emit(reply.event)
    const waiting = this.waiting.get(reply.id)
    this.waiting.delete(reply.id)
    if (reply.kind === 'result') waiting?.resolve(reply.result)
    else waiting?.reject(reply.error)
  }

  private emit(event: BridgeEvent): void {
    for (const listener of this.listeners) listener(event)
  }

  private close(): void {
    this.isClosed = true
    const waiting = [...this.waiting.values()]
    this.waiting.clear()
    for (const { reject } of waiting) reject(connectionLost)
    this.emit({ kind: 'connection', isConnected: false })
  }
}

const connectionLost = bridgeError(
  'connection-lost',
  '与分析进程的连接已断开。',
  'The connection to the analyzer is lost.',
)
