// A viewer's bridge: what only looks goes through, what changes something for others does not.
import { expect, test } from 'vitest'
import type { Bridge } from './bridge.ts'
import { viewOnly } from './view-only.ts'

const asked: string[] = []
const bridge = viewOnly({
  call: async (name: string) => {
    asked.push(name)
    return name === 'app.info' ? { version: '1', role: 'operate' } : null
  },
  subscribe: () => () => {},
} as Bridge)

test.each([
  'captures.open',
  'captures.close',
  'view.set',
  'frames.note',
  'preferences.set',
  'proxy.start',
  'proxy.stop',
] as const)('%s is refused', async (name) => {
  await expect(bridge.call(name, {} as never)).rejects.toMatchObject({ code: 'view-only' })
  expect(asked).not.toContain(name)
})

test.each(['captures.list', 'view.rows', 'frames.details', 'sessions.list', 'document.save'] as const)(
  '%s is passed on',
  async (name) => {
    await bridge.call(name, {} as never)
    expect(asked).toContain(name)
  },
)

test('the screen is told that it may only look', async () => {
  expect(await bridge.call('app.info', {})).toMatchObject({ version: '1', role: 'view' })
})
