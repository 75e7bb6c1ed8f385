// Both ends of the bridge over a channel in memory: order, refusals, what happens when the channel closes.
import { describe, expect, test } from 'vitest'
import type { Bridge, BridgeEvent } from './bridge.ts'
import type { Channel } from './channel.ts'
import { bridgeClient } from './client.ts'
import { serveBridge } from './server.ts'

/** Two ends; messages cross as JSON would, in order, each in a turn of its own. */
function channelPair() {
  const listeners: ((message: unknown) => void)[] = []
  const closers: (() => void)[] = []
  const end = (own: number): Channel => ({
    send: (message) => {
      const copy: unknown = JSON.parse(JSON.stringify(message))
      queueMicrotask(() => listeners[1 - own]?.(copy))
    },
    onMessage: (listener) => (listeners[own] = listener),
    onClose: (listener) => (closers[own] = listener),
  })
  return { main: end(0), screen: end(1), close: () => closers.forEach((closed) => closed()) }
}

/** A bridge whose calls are answered by hand. */
function bridgeByHand() {
  const calls: { name: string; answer(result: unknown): void; refuse(error: unknown): void }[] = []
  const listeners = new Set<(event: BridgeEvent) => void>()
  const bridge = {
    call: (name: string) => new Promise((answer, refuse) => calls.push({ name, answer, refuse })),
    subscribe: (listener: (event: BridgeEvent) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  } as unknown as Bridge
  return { bridge, calls, listeners, emit: (event: BridgeEvent) => listeners.forEach((listener) => listener(event)) }
}

const closed = (captureId: number): BridgeEvent => ({ kind: 'capture-closed', captureId })
const turns = () => new Promise((resolve) => setImmediate(resolve))

describe('the bridge over a channel', () => {
  test('answers find their calls, whatever order they come in', async () => {
    const { main, screen } = channelPair()
    const { bridge, calls } = bridgeByHand()
    serveBridge(bridge, main)
    const client = bridgeClient(screen)
    const [first, second] = [client.call('recent.list', {}), client.call('samples.list', {})]
    await turns()
    calls[1]!.answer(['second'])
    calls[0]!.answer(['first'])
    expect(await Promise.all([first, second])).toEqual([['first'], ['second']])
  })

  test('answers and events keep the order they were sent in', async () => {
    const { main, screen } = channelPair()
    const { bridge, calls, emit } = bridgeByHand()
    serveBridge(bridge, main)
    const client = bridgeClient(screen)
    const heard: unknown[] = []
    client.subscribe((event) => heard.push(event))
    const answered = client.call('recent.list', {}).then((result) => heard.push(result))
    await turns()
    emit(closed(1))
    calls[0]!.answer([])
    await answered
    emit(closed(2))
    await turns()
    expect(heard).toEqual([closed(1), [], closed(2)])
  })

  test('a refusal arrives as a plain value; a failure that is none becomes one', async () => {
    const { main, screen } = channelPair()
    const { bridge, calls } = bridgeByHand()
    serveBridge(bridge, main)
    const client = bridgeClient(screen)
    const refusal = { code: 'not-allowed', message: { zh: '不行', en: 'no' } }
    const asked = [client.call('recent.list', {}), client.call('recent.list', {})]
    await turns()
    calls[0]!.refuse(refusal)
    calls[1]!.refuse(new TypeError('broken'))
    await expect(asked[0]).rejects.toEqual(refusal)
    await expect(asked[1]).rejects.toMatchObject({ code: 'internal', message: { en: 'Internal error: broken' } })
  })

  test('when the channel closes, what was asked is rejected and listeners hear it; later calls too', async () => {
    const { main, screen, close } = channelPair()
    const { bridge, listeners } = bridgeByHand()
    serveBridge(bridge, main)
    const client = bridgeClient(screen)
    const heard: BridgeEvent[] = []
    client.subscribe((event) => heard.push(event))
    const asked = client.call('recent.list', {})
    close()
    await expect(asked).rejects.toMatchObject({ code: 'connection-lost' })
    await expect(client.call('recent.list', {})).rejects.toMatchObject({ code: 'connection-lost' })
    expect(heard).toEqual([{ kind: 'connection', isConnected: false }])
    expect(listeners.size, 'nobody listens for a closed channel').toBe(0)
  })

  test('an event for one channel is heard there only', async () => {
    const [one, other] = [channelPair(), channelPair()]
    const { bridge } = bridgeByHand()
    const served = serveBridge(bridge, one.main)
    serveBridge(bridge, other.main)
    const heard: string[] = []
    bridgeClient(one.screen).subscribe(() => heard.push('one'))
    bridgeClient(other.screen).subscribe(() => heard.push('other'))
    served.emit({ kind: 'command', command: 'file.open', argument: null })
    await turns()
    expect(heard).toEqual(['one'])
  })

  test('a screen that asks without end is refused at some point, and served again later', async () => {
    const { main, screen } = channelPair()
    const { bridge, calls } = bridgeByHand()
    serveBridge(bridge, main)
    const client = bridgeClient(screen)
    const asked = Array.from({ length: 600 }, () => client.call('recent.list', {}).catch((error: unknown) => error))
    await turns()
    expect(calls).toHaveLength(512)
    expect(await asked[599]).toMatchObject({ code: 'too-many' })
    calls.forEach(({ answer }) => answer([]))
    await turns()
    const again = client.call('recent.list', {})
    await turns()
    calls.at(-1)!.answer(['again'])
    expect(await again).toEqual(['again'])
  })
})
