import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Bridge, BridgeEvent, CaptureState, RecentFile } from '../../src-shared/bridge/bridge.ts'
import { defaultPreferences } from '../../src-shared/bridge/default-preferences.ts'
import { AppMenu } from './app-menu.ts'
import type { MenuActions } from './menu-template.ts'

type Item = Electron.MenuItemConstructorOptions

const flat = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...flat((item.submenu ?? []) as Item[])])

let recent: RecentFile[]
let calls: string[]
let shown: Item[][]
let tell: (event: BridgeEvent) => void
const clearSystem = vi.fn<() => void>()

const actions: MenuActions = {
  run: () => {},
  openRecent: () => {},
  openSample: () => {},
  clearRecent: clearSystem,
  choose: () => {},
  openLink: () => {},
}

async function start(): Promise<void> {
  const answers: Record<string, () => unknown> = {
    'preferences.get': () => defaultPreferences,
    'recent.list': () => recent,
    'samples.list': () => [],
    'recent.clear': () => void (recent = []),
  }
  const bridge: Bridge = {
    call: (name) => {
      calls.push(name)
      return Promise.resolve(answers[name]!() as never)
    },
    subscribe: (listener) => {
      tell = listener
      return () => {}
    },
  }
  await new AppMenu(bridge, actions, (template) => shown.push(template), 'linux').start()
}

const entry = (id: string) => flat(shown.at(-1)!).find((item) => item.id === id)
const captured = (status: CaptureState['status']) =>
  tell({ kind: 'capture', capture: { captureId: 1, status } as CaptureState })

beforeEach(async () => {
  recent = []
  calls = []
  shown = []
  clearSystem.mockClear()
  await start()
})

describe('the menus are built anew', () => {
  test('once at the start', () => {
    expect(shown).toHaveLength(1)
    expect(entry('file.save')?.enabled).toBe(false)
  })

  test('when the language changes, and not when a column is dragged', () => {
    tell({ kind: 'preferences', preferences: { ...defaultPreferences, split: [0.2, 0.2] } })
    expect(shown).toHaveLength(1)
    tell({ kind: 'preferences', preferences: { ...defaultPreferences, language: 'en' } })
    expect(entry('file.save')?.label).toBe('Save')
  })

  test('when the first capture opens and the last one closes, not for every progress', () => {
    for (let times = 0; times < 50; times++) captured('loading')
    expect(shown).toHaveLength(2)
    expect(entry('file.save')?.enabled).toBe(true)
    tell({ kind: 'capture-closed', captureId: 1 })
    expect(entry('file.save')?.enabled).toBe(false)
  })

  test('with the file in the recent ones when it is read', async () => {
    captured('loading')
    recent = [{ path: '/logs/a.log', name: 'a.log', opened: 1, exists: true }]
    captured('ready')
    captured('ready')
    await vi.waitFor(() => expect(entry('recent')?.enabled).toBe(true))
    expect(calls.filter((name) => name === 'recent.list')).toHaveLength(2)
  })
})

test("clearing the recent files clears ours and the system's, once", async () => {
  recent = [{ path: '/logs/a.log', name: 'a.log', opened: 1, exists: true }]
  await start()
  const { click } = entry('recent.clear')!
  ;(click as () => void)()
  await vi.waitFor(() => expect(entry('recent')?.enabled).toBe(false))
  expect(calls.filter((name) => name === 'recent.clear')).toHaveLength(1)
  expect(clearSystem).toHaveBeenCalledOnce()
})
