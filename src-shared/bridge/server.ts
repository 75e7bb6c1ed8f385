// The analyzer's end of a channel: answers requests in a Bridge's name and passes its events on. Every carrier uses it: IPC,
// WebSocket, message port. Counterpart: client.ts.
import { bridgeError, toBridgeError } from './bridge-error.ts'
import type { Bridge, BridgeEvent } from './bridge.ts'
import type { BridgeReply, Channel } from './channel.ts'
import type { CallName, CallParameters } from './calls.ts'
import { idOf, readRequest } from './codec.ts'

/** Calls of one channel that may wait at a time. */
const mostWaiting = 512

export interface ServedChannel {
  /** Tells this channel alone, in order with everything else on it. */
  emit(event: BridgeEvent): void
  /** Passes nothing on any more. The channel itself stays open. */
  stop(): void
}

/** Answers what comes over `channel` until it closes. The bridge itself checks names and parameters. */
export function serveBridge(bridge: Bridge, channel: Channel): ServedChannel {
  let isServing = true
  let waiting = 0
  const send = (reply: BridgeReply) => {
    if (isServing) channel.send(reply)
  }
  const emit = (event: BridgeEvent) => send({ kind: 'event', event })
  const unsubscribe = bridge.subscribe(emit)
  const stop = () => {
    isServing = false
    unsubscribe()
  }
  const answer = async (message: unknown): Promise<void> => {
    const { id, call, parameters } = readRequest(message)
    if (waiting >= mostWaiting)
      return send({
        kind: 'refusal',
        id,
        error: bridgeError('too-many', '等待的调用太多。', 'Too many calls are waiting.'),
      })
    waiting++
    try {
      // Not checked yet: the bridge does, in one place for all carriers.
      const result = await bridge.call(call as CallName, parameters as CallParameters[CallName])
      send({ kind: 'result', id, result })
    } catch (error) {
      send({ kind: 'refusal', id, error: toBridgeError(error) })
    } finally {
      waiting--
    }
  }
  channel.onMessage((message) => {
    answer(message).catch((error: unknown) => {
      const id = idOf(message)
      if (id !== null) send({ kind: 'refusal', id, error: toBridgeError(error) })
    })
  })
  channel.onClose(stop)
  return { emit, stop }
}
