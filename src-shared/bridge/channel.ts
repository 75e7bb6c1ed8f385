// What carries the bridge: an ordered channel of whole messages, and the messages. client.ts stands at the screen's end,
// server.ts at the analyzer's.
import type { BridgeError, BridgeEvent } from './bridge.ts'

/** Messages arrive whole, once, and in the order they were sent. They are plain values that JSON can write. */
export interface Channel {
  send(message: unknown): void
  /** Hears every message from now on; called once. */
  onMessage(listener: (message: unknown) => void): void
  /** Told once when nothing can be sent any more; called once. */
  onClose(listener: () => void): void
}

/** From the screen. `id`: the screen's number of the call. */
export interface BridgeRequest {
  id: number
  call: string
  parameters: unknown
}

/** To the screen: answers and events on one channel, so a snapshot and its changes cannot race. */
export type BridgeReply =
  | { kind: 'result'; id: number; result: unknown }
  | { kind: 'refusal'; id: number; error: BridgeError }
  | { kind: 'event'; event: BridgeEvent }
