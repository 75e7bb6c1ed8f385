import { expect, test, vi } from 'vitest'
import type { Bridge, BridgeEvent } from '../../src-shared/bridge/bridge.ts'
import { ScreenLink } from './screen-link.ts'

function link() {
  const listeners = new Set<(event: BridgeEvent) => void>()
  const bridge: Bridge = {
    call: () => Promise.resolve(null as never),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const sent: unknown[] = []
  const event: BridgeEvent = { kind: 'capture-closed', captureId: 1 }
  const screen = new ScreenLink(bridge, (message) => sent.push(message))
  return { screen, sent, event, tell: () => listeners.forEach((listener) => listener(event)) }
}

const question = { id: 1, call: 'app.info', parameters: {} }
const command = (name: string, argument: string | null = null) => ({
  kind: 'event',
  event: { kind: 'command', command: name, argument },
})

test('commands wait until the page has spoken, then go at once, in order', () => {
  const { screen, sent } = link()
  screen.run('file.open', '/a.log')
  screen.run('go.next')
  expect(sent).toEqual([])
  screen.receive(question)
  screen.run('go.last')
  expect(sent).toEqual([command('file.open', '/a.log'), command('go.next'), command('go.last')])
})

test('replies and events reach the page that asked', async () => {
  const { screen, sent, event, tell } = link()
  screen.receive(question)
  tell()
  await vi.waitFor(() => expect(sent).toHaveLength(2))
  expect(sent).toEqual([
    { kind: 'event', event },
    { kind: 'result', id: 1, result: null },
  ])
})

test('nothing meant for an old page reaches the new one', async () => {
  const { screen, sent, tell } = link()
  screen.receive(question)
  screen.end()
  tell()
  await Promise.resolve()
  expect(sent).toEqual([])
  screen.receive({ ...question, id: 7 })
  await vi.waitFor(() => expect(sent).toEqual([{ kind: 'result', id: 7, result: null }]))
})

test('without a page only the newest hundred commands wait', () => {
  const { screen, sent } = link()
  for (let index = 0; index < 150; index++) screen.run('file.open', `/${index}`)
  screen.receive(question)
  expect(sent).toHaveLength(100)
  expect(sent.at(0)).toEqual(command('file.open', '/50'))
})
