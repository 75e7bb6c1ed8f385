// A viewer's bridge: what only looks goes through, what changes something for others does not.
import { expect, test } from 'vitest'
import type { Bridge } from './bridge.ts'
import { appCommands } from './app-commands.ts'
import { isAllowed, viewOnly } from './view-only.ts'

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

test('what the screen is told to offer is what goes through', async () => {
  expect(isAllowed('view', 'captures.open')).toBe(false)
  expect(isAllowed('view', 'view.rows')).toBe(true)
  expect(isAllowed('operate', 'captures.open')).toBe(true)
})

test('commands that would be refused say by which call; going, copying and looks of the window remain', () => {
  const offered = appCommands.filter((command) => !('call' in command) || isAllowed('view', command.call))
  expect(offered.filter(({ menu }) => menu === 'file').map(({ id }) => id)).toEqual(['file.welcome', 'file.export'])
  expect(offered.filter(({ menu }) => menu === 'edit').map(({ id }) => id)).toEqual([
    'edit.copy-value',
    'edit.copy-hex',
    'edit.copy-tree',
    'edit.copy-json',
    'edit.find',
    'edit.find-next',
    'edit.find-previous',
    'edit.preferences',
  ])
  expect(offered.filter(({ menu }) => menu === 'go')).toHaveLength(
    appCommands.filter(({ menu }) => menu === 'go').length,
  )
})
