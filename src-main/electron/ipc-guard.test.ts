import { describe, expect, test } from 'vitest'
import {
  largestMessage,
  listenGuarded,
  refusedMessage,
  refusedSender,
  type MessageSource,
  type SenderEvent,
} from './ipc-guard.ts'

const contents = {}
const mainFrame = { parent: null, origin: 'pilescope://app', detached: false }
const from = (change: Partial<typeof mainFrame> = {}): SenderEvent => ({
  sender: contents,
  senderFrame: { ...mainFrame, ...change } as SenderEvent['senderFrame'],
})

describe('who may send', () => {
  test('the main frame of the window, showing our page', () => {
    expect(refusedSender(from(), contents)).toBeNull()
  })

  test.each<[string, SenderEvent]>([
    ['another window', { ...from(), sender: {} }],
    ['no frame', { sender: contents, senderFrame: null }],
    ['no frame', from({ detached: true })],
    ['not the main frame', { sender: contents, senderFrame: { ...mainFrame, parent: {} } }],
    ['a foreign page', from({ origin: 'https://example.com' })],
    ['a foreign page', from({ origin: 'null' })],
    ['a foreign page', from({ origin: 'pilescope://app.evil' })],
    ['a foreign page', from({ origin: '' })],
  ])('not: %s', (reason, event) => {
    expect(refusedSender(event, contents)).toBe(reason)
  })
})

describe('what may be sent', () => {
  test('plain values', () => {
    expect(refusedMessage({ id: 1, call: 'a', parameters: { list: [1, null, undefined, 'x', true] } })).toBeNull()
    expect(refusedMessage('text')).toBeNull()
  })

  test.each([[new Map()], [new Date()], [new Uint8Array(1)], [{ a: { b: new Set() } }], [new Error('x')]])(
    'not %o',
    (value) => {
      expect(refusedMessage(value)).toBe('not plain values')
    },
  )

  test('not more text than the largest call takes', () => {
    expect(refusedMessage({ text: 'x'.repeat(largestMessage - 10) })).toBeNull()
    expect(refusedMessage({ text: 'x'.repeat(largestMessage + 1) })).toBe('too large')
    expect(refusedMessage({ ['k'.repeat(largestMessage + 1)]: 1 })).toBe('too large')
  })

  test('not more values or depth than a check can afford', () => {
    expect(refusedMessage(Array.from({ length: 300_000 }, () => 1))).toBe('too many values')
    let deep: unknown = 1
    for (let depth = 0; depth < 40; depth++) deep = [deep]
    expect(refusedMessage(deep)).toBe('too deep')
    const ring: { self?: unknown } = {}
    ring.self = ring
    expect(refusedMessage(ring)).toBe('too deep')
  })
})

describe('the wrapper', () => {
  function listen(window: object | null = contents) {
    const heard: unknown[] = []
    const refused: string[] = []
    const listeners = new Map<string, (event: SenderEvent, ...values: unknown[]) => void>()
    const source: MessageSource = { on: (channel, listener) => void listeners.set(channel, listener) }
    const add = { heard: (value: unknown) => heard.push(value), refused: (reason: string) => refused.push(reason) }
    listenGuarded(source, 'name', () => window, add.heard, add.refused)
    return { heard, refused, send: listeners.get('name')! }
  }

  test('passes the message on without the event', () => {
    const { heard, refused, send } = listen()
    send(from(), { id: 1 })
    expect([heard, refused]).toEqual([[{ id: 1 }], []])
  })

  test('refuses strangers, several values, none, and messages after the window closed', () => {
    const { heard, refused, send } = listen()
    send(from({ origin: 'https://example.com' }), 1)
    send(from(), 1, 2)
    send(from())
    const late = listen(null)
    late.send(from(), 1)
    expect([heard, late.heard]).toEqual([[], []])
    expect([...refused, ...late.refused]).toEqual([
      'name: a foreign page',
      'name: not one value',
      'name: not one value',
      'name: no window',
    ])
  })
})
