import { describe, expect, test, vi } from 'vitest'
import { appCommands } from '../../src-shared/bridge/app-commands.ts'
import { defaultPreferences } from '../../src-shared/bridge/default-preferences.ts'
import type { Language } from '../../src-shared/bridge/bridge.ts'
import { menuTemplate, menuText, recentShown, type MenuActions, type MenuState } from './menu-template.ts'

type Item = Electron.MenuItemConstructorOptions

const state: MenuState = {
  preferences: defaultPreferences,
  recent: [],
  samples: [],
  hasCapture: true,
  platform: 'linux',
}

const noActions: MenuActions = {
  run: () => {},
  openRecent: () => {},
  openSample: () => {},
  clearRecent: () => {},
  choose: () => {},
  openLink: () => {},
}

const build = (change: Partial<MenuState> = {}, actions: Partial<MenuActions> = {}) =>
  menuTemplate({ ...state, ...change }, { ...noActions, ...actions })

const inLanguage = (language: Language) => ({ preferences: { ...defaultPreferences, language } })

function flat(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [item, ...flat((item.submenu ?? []) as Item[])])
}

const find = (items: readonly Item[], id: string) => flat(items).find((item) => item.id === id)
const press = (item: Item | undefined) => (item?.click as (() => void) | undefined)?.()

describe.each(['linux', 'win32', 'darwin'])('on %s', (platform) => {
  test.each(['zh', 'en', 'both'] as const)('every command is in the menus, in %s, once visible', (language) => {
    const items = flat(build({ platform, ...inLanguage(language) }))
    for (const command of appCommands) {
      const shown = items.filter((item) => item.id === command.id)
      expect(shown.map((item) => item.label)).toEqual([menuText(command.label, language)])
    }
  })

  test('no keys are taken twice', () => {
    const taken = flat(build({ platform }))
      .filter((item) => item.accelerator && item.registerAccelerator !== false)
      .map((item) => item.accelerator)
    expect(taken.filter((keys, index) => taken.indexOf(keys) !== index)).toEqual([])
  })

  test('no entry lacks words, and no line stands at an end or beside another', () => {
    const check = (items: readonly Item[]) => {
      items.forEach((item, index) => {
        const next = items[index + 1]
        if (item.type === 'separator') expect(next !== undefined && next.type !== 'separator').toBe(true)
        else expect(item.label).toBeTruthy()
        if (item.submenu) check(item.submenu as Item[])
      })
      expect(items[0]?.type).not.toBe('separator')
    }
    check(build({ platform }).filter((item) => (item.submenu as Item[]).length > 0))
  })
})

describe('keys', () => {
  test('those of a command are taken, further ones by a hidden entry', () => {
    const items = flat(build())
    expect(find(items, 'file.open')?.accelerator).toBe('CommandOrControl+O')
    const byFurtherKeys = items.filter((item) => item.accelerator === 'F3')
    expect(byFurtherKeys.map(({ visible, enabled }) => ({ visible, enabled }))).toEqual([
      { visible: false, enabled: true },
    ])
  })

  test('those of text fields are shown and left to the screen', () => {
    expect(find(build(), 'file.paste')).toMatchObject({
      accelerator: 'CommandOrControl+V',
      registerAccelerator: false,
    })
  })

  test('macOS shows no keys that it would take from text fields', () => {
    expect(find(build({ platform: 'darwin' }), 'file.paste')).not.toHaveProperty('accelerator')
  })

  // Section 6 of the features: these are reserved even while their function is missing.
  test.each([
    'O',
    'S',
    'Shift+S',
    'W',
    'Q',
    'K',
    'E',
    'R',
    'F',
    'N',
    'B',
    'G',
    'Home',
    'End',
    'Down',
    'Up',
    '.',
    ',',
    'M',
  ])('Ctrl+%s stands in the menus', (key) => {
    const keys = `CommandOrControl+${key}`
    const shownByScreen = appCommands.some((command) => command.keys.some((one) => one === `Mod+${key}`))
    expect(shownByScreen || flat(build()).some((item) => item.accelerator === keys)).toBe(true)
  })
  test.each(['Shift+N', 'Shift+B', 'D', 'T', 'Alt+C', 'Shift+I', 'H', 'J', 'L'])(
    'Ctrl+%s stands in the menus',
    (key) => {
      expect(flat(build()).map((item) => item.accelerator)).toContain(`CommandOrControl+${key}`)
    },
  )
  test.each(['F4', 'Shift+F4', 'F7', 'F8', 'Alt+Left', 'Alt+Right'])('%s stands in the menus', (keys) => {
    expect(flat(build()).map((item) => item.accelerator)).toContain(keys)
  })
})

describe('state', () => {
  test('commands about a capture are grey and do nothing without one', () => {
    const run = vi.fn<(command: string) => void>()
    const save = find(build({ hasCapture: false }, { run }), 'file.save')
    press(save)
    expect(save?.enabled).toBe(false)
    expect(run).not.toHaveBeenCalled()
  })

  test('with one they tell their id', () => {
    const run = vi.fn<(command: string) => void>()
    press(find(build({}, { run }), 'file.save'))
    expect(run).toHaveBeenCalledWith('file.save')
  })

  test('choices show and change preferences', () => {
    const choose = vi.fn<(preference: string, value: string) => void>()
    const items = build(inLanguage('en'), { choose })
    expect(find(items, 'language:en')?.checked).toBe(true)
    expect(find(items, 'language:zh')?.checked).toBe(false)
    press(find(items, 'theme:dark'))
    expect(choose).toHaveBeenCalledWith('theme', 'dark')
  })

  test('what is on or off has a check mark', () => {
    const shown = (eventRows: boolean) =>
      find(build({ preferences: { ...defaultPreferences, eventRows } }), 'view.event-rows')
    expect(shown(true)).toMatchObject({ type: 'checkbox', checked: true })
    expect(shown(false)).toMatchObject({ type: 'checkbox', checked: false })
    const run = vi.fn<(command: string) => void>()
    press(find(build({}, { run }), 'view.event-rows'))
    expect(run).toHaveBeenCalledWith('view.event-rows')
  })

  test('recent files: newest first, missing ones grey, not more than fit', () => {
    const openRecent = vi.fn<(path: string) => void>()
    const recent = Array.from({ length: 20 }, (_, index) => ({
      path: `/logs/${index}.log`,
      name: index === 0 ? 'a&b.log' : `${index}.log`,
      opened: 0,
      exists: index !== 1,
    }))
    const menu = find(build({ recent }, { openRecent }), 'recent')!
    const files = (menu.submenu as Item[]).filter((item) => item.toolTip)
    expect(files).toHaveLength(recentShown)
    expect(files[0]?.label).toBe('1  a&&b.log')
    expect(files[1]?.enabled).toBe(false)
    files.slice(0, 2).forEach(press)
    expect(openRecent.mock.calls).toEqual([['/logs/0.log']])
  })

  test('no recent files: the entry is grey', () => {
    expect(find(build(), 'recent')?.enabled).toBe(false)
  })
})

test('the bar in Chinese and English, letters underlined except on macOS', () => {
  const bar = (change: Partial<MenuState>) => build(change).map((item) => item.label)
  expect(bar({})).toEqual(['文件(&F)', '编辑(&E)', '视图(&V)', '跳转(&G)', '帮助(&H)'])
  expect(bar(inLanguage('en'))).toEqual(['&File', '&Edit', '&View', '&Go', '&Help'])
  expect(bar({ ...inLanguage('both'), platform: 'darwin' })[1]).toBe('文件 File')
})
