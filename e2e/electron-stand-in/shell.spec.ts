// The desktop shell as built: window, menus, dialogs, files, one instance. Run by the stand-in, not by Electron.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test as base, type Page } from '@playwright/test'
import type { MenuItem } from './observed.ts'
import { inProject, StandIn, type StandInOptions } from './stand-in.ts'

const firstSteps = inProject('samples', 'ykc', 'first-steps.hex')
const fieldLog = inProject('samples', 'ykc', 'ykc-field-test-log.txt')

/** Launches apps and closes them when the test ends. */
const test = base.extend<{ launch: (options?: StandInOptions) => Promise<StandIn> }>({
  launch: async ({ browser }, use) => {
    const apps: StandIn[] = []
    await use(async (options) => {
      const app = await StandIn.launch(browser, options)
      apps.push(app)
      return app
    })
    for (const app of apps) await app.close()
  },
})

/** A folder of this test alone. */
function testFolder(): string {
  const folder = test.info().outputPath('kept')
  mkdirSync(folder, { recursive: true })
  return folder
}

const flat = (items: readonly MenuItem[]): MenuItem[] => items.flatMap((item) => [item, ...flat(item.submenu ?? [])])
const entry = async (app: StandIn, id: string) => flat(await app.menu()).find((item) => item.id === id)

/** The list shows this capture's frames. */
async function showsFirstSteps(page: Page): Promise<void> {
  const row = (frame: number) => page.locator(`[role="row"][data-frame="${frame}"]`)
  await expect(row(1)).toContainText('心跳')
  await expect(row(2)).toContainText('反序')
  await expect(row(4)).toBeVisible()
}

test('stand-in: the window opens on the welcome page, large enough, without a complaint', async ({ launch }) => {
  const app = await launch()
  const page = await app.page()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('桩镜')
  const [window] = (await app.recorded()).windows
  expect(window).toMatchObject({ width: 1440, height: 900, show: false, title: 'Pilescope 桩镜' })
  expect(app.output().trim()).toBe('')
  expect(await app.complaints()).toEqual([])
})

test.describe('stand-in: menus', () => {
  const labels = async (app: StandIn) =>
    new Map(flat(await app.menu()).flatMap(({ id, label }) => (id && label ? [[id, label] as const] : [])))

  test('every entry in Chinese, in English and in both, live', async ({ launch }) => {
    const app = await launch()
    const chinese = await labels(app)
    await app.clickMenu('language:en')
    await expect.poll(async () => (await entry(app, 'file.open'))?.label).toBe('Open…')
    const english = await labels(app)
    await app.clickMenu('language:both')
    await expect.poll(async () => (await entry(app, 'file.open'))?.label).toBe('打开…  Open…')
    const both = await labels(app)
    expect([...english.keys()]).toEqual([...chinese.keys()])
    for (const [id, zh] of chinese) {
      const en = english.get(id)!
      expect(both.get(id), id).toBe(zh === en ? zh : `${zh}  ${en}`)
      expect(zh === en || /\p{Script=Han}/u.test(zh), `${id} ${zh}`).toBe(true)
    }
    expect(chinese.size).toBeGreaterThan(40)
  })

  test('the language of the page follows the menu', async ({ launch }) => {
    const app = await launch()
    const page = await app.page()
    await app.clickMenu('language:en')
    await expect(page.locator('html')).toHaveAttribute('lang', /^en/)
    expect((await entry(app, 'language:en'))?.checked).toBe(true)
  })

  test('what needs a capture is grey until one is open', async ({ launch }) => {
    const app = await launch()
    expect((await entry(app, 'go.next'))?.enabled).toBe(false)
    await app.clickMenu('第一步：四帧云快充')
    await showsFirstSteps(await app.page())
    expect((await entry(app, 'go.next'))?.enabled).toBe(true)
    await app.clickMenu('file.close')
    await expect.poll(async () => (await entry(app, 'go.next'))?.enabled).toBe(false)
  })

  test('a command does in the page what it says', async ({ launch }) => {
    const app = await launch({ files: [firstSteps] })
    const page = await app.page()
    await showsFirstSteps(page)
    await app.clickMenu('go.last')
    await expect(page.locator('[role="row"][aria-selected="true"]')).toHaveAttribute('data-frame', '4')
    await app.clickMenu('go.previous')
    await expect(page.locator('[role="row"][aria-selected="true"]')).toHaveAttribute('data-frame', '3')
  })

  test('a dialog keeps commands away; a file that the system hands over closes it and opens', async ({ launch }) => {
    const app = await launch({ files: [firstSteps] })
    const page = await app.page()
    await showsFirstSteps(page)
    await app.clickMenu('edit.preferences')
    await expect(page.getByRole('dialog')).toBeVisible()
    await app.clickMenu('go.last')
    await app.clickMenu('file.close')
    await app.clickMenu('help.keys')
    await expect(page.getByTestId('preferences')).toBeVisible()
    await expect(page.getByTestId('capture-tab')).toHaveCount(1)
    await expect(page.locator('[role="row"][aria-selected="true"]')).not.toHaveAttribute('data-frame', '4')
    expect(await app.openFromSystem(fieldLog)).toBe(true)
    await expect(page.getByTestId('capture-tab')).toHaveCount(2)
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  test('about names the version', async ({ launch }) => {
    const app = await launch()
    app.answerDialog({ message: 0 })
    await app.clickMenu('help.about')
    const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as { version: string }
    await expect
      .poll(async () => (await app.recorded()).dialogs.map(({ options }) => options['message']))
      .toEqual([`Pilescope 桩镜 ${version}`])
  })
})

test.describe('stand-in: opening', () => {
  test('by the open dialog: content, recent files here and in the system', async ({ launch }) => {
    const app = await launch()
    app.answerDialog({ open: [firstSteps] })
    await app.clickMenu('file.open')
    await showsFirstSteps(await app.page())
    const [dialog] = (await app.recorded()).dialogs
    expect(dialog).toMatchObject({ kind: 'open', options: { title: '打开抓包或日志' } })
    await expect.poll(async () => (await entry(app, 'recent'))?.submenu?.[0]?.label).toBe('1  first-steps.hex')
    expect((await app.recorded()).recentDocuments).toEqual([firstSteps])
    await app.clickMenu('recent.clear')
    await expect.poll(async () => (await entry(app, 'recent'))?.enabled).toBe(false)
    expect((await app.recorded()).recentDocuments).toEqual([])
  })

  test('Ctrl+O asks once, whoever takes the keys; dismissing it changes nothing', async ({ launch }) => {
    const app = await launch()
    const page = await app.page()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    app.answerDialog({ open: null })
    await page.keyboard.press('Control+o')
    await expect.poll(async () => (await app.recorded()).dialogs.length).toBe(1)
    await page.waitForTimeout(300)
    expect((await app.recorded()).dialogs).toHaveLength(1)
    await expect(page.getByTestId('capture-tab')).toHaveCount(0)
  })

  test('from the recent files of the last start', async ({ launch }) => {
    const folder = testFolder()
    const first = await launch({ userData: folder, files: [firstSteps] })
    await showsFirstSteps(await first.page())
    await expect.poll(async () => (await entry(first, 'recent'))?.enabled).toBe(true)
    expect(await first.closeWindow()).toBe(0)
    const second = await launch({ userData: folder })
    await second.clickMenu('1  first-steps.hex')
    await showsFirstSteps(await second.page())
  })

  test('files of the command line; a second start hands its own over and ends', async ({ launch }) => {
    const app = await launch({ files: ['samples/ykc/first-steps.hex'] })
    const page = await app.page()
    await showsFirstSteps(page)
    expect(await app.startAgain([fieldLog])).toBe(0)
    await expect(page.getByTestId('capture-tab')).toHaveText(['first-steps.hex', 'ykc-field-test-log.txt'])
    expect((await app.recorded()).windows).toHaveLength(1)
    expect((await app.recorded()).focused).toBe(1)
  })

  test('a file that the system opens with the app', async ({ launch }) => {
    const app = await launch()
    expect(await app.openFromSystem(firstSteps)).toBe(true)
    await showsFirstSteps(await app.page())
  })

  test('dropped files, by path and without a copy', async ({ launch }) => {
    const app = await launch()
    const page = await app.page()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await app.drop([firstSteps])
    await showsFirstSteps(page)
    await expect(page.getByTestId('capture-tab')).toHaveAttribute('title', firstSteps)
  })

  test('no path that nobody gave the page', async ({ launch }) => {
    const app = await launch()
    const page = await app.page()
    const reply = await page.evaluate(
      (path) =>
        new Promise((resolve) => {
          type Message = { id?: number; error?: { code: string } }
          const { bridge } = window as unknown as {
            bridge: { send(message: unknown): void; onMessage(hear: (message: Message) => void): void }
          }
          bridge.onMessage((message) => message.id === 4711 && resolve(message.error?.code))
          const parameters = { source: { kind: 'path', path }, decodeAs: null }
          bridge.send({ id: 4711, call: 'captures.open', parameters })
        }),
      firstSteps,
    )
    expect(reply).toBe('not-allowed')
  })

  test('the clipboard, from the menu: its text goes with the command', async ({ launch }) => {
    const app = await launch()
    const page = await app.page()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    app.clipboard = '68 0d 14 00 00 03 10 31 90 42 80 00 03 01 00 a3 8d'
    const told = page.evaluate(
      () =>
        new Promise((resolve) => {
          type Message = { kind: string; event?: { kind: string; argument: string } }
          const { bridge } = window as unknown as { bridge: { onMessage(hear: (message: Message) => void): void } }
          bridge.onMessage(({ event }) => event?.kind === 'command' && resolve(event.argument))
        }),
    )
    await app.clickMenu('file.paste')
    expect(await told).toBe(app.clipboard)
  })
})

test('stand-in: saves where the dialog says', async ({ launch }) => {
  const folder = testFolder()
  const app = await launch({ files: [firstSteps] })
  await showsFirstSteps(await app.page())
  const path = join(folder, 'saved.pcapng')
  app.answerDialog({ save: path })
  await app.clickMenu('file.save')
  await expect.poll(() => existsSync(path)).toBe(true)
  expect(readFileSync(path).subarray(0, 4).toString('hex')).toBe('0a0d0d0a')
  const [dialog] = (await app.recorded()).dialogs
  expect(dialog?.options['defaultPath']).toMatch(/first-steps\.pcapng$/)
})

test('stand-in: notes that are in no file keep the window open until somebody says so', async ({ launch }) => {
  const app = await launch({ files: [firstSteps] })
  const page = await app.page()
  await showsFirstSteps(page)
  await page.locator('[role="row"][data-frame="1"]').click()
  await page.keyboard.press('Control+m')
  await expect(page.getByTestId('status-marked')).toHaveText('标记 1')
  app.answerDialog({ message: 0 })
  await app.requestClose()
  await expect.poll(async () => (await app.recorded()).dialogs.length).toBe(1)
  const [dialog] = (await app.recorded()).dialogs
  expect(dialog!.options).toMatchObject({ message: '有未保存的标记或注释', detail: 'first-steps.hex' })
  await expect(page.getByTestId('status-marked')).toHaveText('标记 1')
  app.answerDialog({ message: 1 })
  expect(await app.closeWindow()).toBe(0)
})

test.describe('stand-in: the window', () => {
  const left = { x: 40, y: 30, width: 1200, height: 800 }

  test('comes back where it was', async ({ launch }) => {
    const folder = testFolder()
    const first = await launch({ userData: folder })
    await first.moveWindow(left)
    expect(await first.closeWindow()).toBe(0)
    const second = await launch({ userData: folder })
    expect((await second.recorded()).windows[0]).toMatchObject(left)
  })

  test('comes back where it can be seen when its display is gone, or its file is damaged', async ({ launch }) => {
    const folder = testFolder()
    const displays = [
      { x: 0, y: 0, width: 1280, height: 720 },
      { x: 1280, y: 0, width: 1920, height: 1040 },
    ]
    const first = await launch({ userData: folder, displays })
    await first.moveWindow({ ...left, x: 1500 })
    await first.closeWindow()
    const second = await launch({ userData: folder, displays: displays.slice(0, 1) })
    const [window] = (await second.recorded()).windows
    expect(window).toMatchObject({ width: 1200, height: 720 })
    expect(window).not.toHaveProperty('x')
    await second.closeWindow()
    writeFileSync(join(folder, 'window.json'), '{"bounds":')
    const third = await launch({ userData: folder })
    expect((await third.recorded()).windows[0]).toMatchObject({ width: 1440, height: 900 })
  })

  test('is light or dark as the system is, until the menu says otherwise', async ({ launch }) => {
    const app = await launch({ isSystemDark: true })
    const page = await app.page()
    const isDark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
    expect((await app.recorded()).windows[0]).toMatchObject({ backgroundColor: '#12161d' })
    expect(await isDark()).toBe(true)
    await app.clickMenu('theme:light')
    await expect.poll(isDark).toBe(false)
    expect((await app.recorded()).backgroundColors).toEqual(['#ffffff'])
    await app.clickMenu('theme:system')
    await expect.poll(isDark).toBe(true)
    await app.setSystemTheme(false)
    await expect.poll(isDark).toBe(false)
  })

  test('offers to load again when its content died; what was open still is', async ({ launch }) => {
    const app = await launch({ files: [firstSteps] })
    const page = await app.page()
    await showsFirstSteps(page)
    app.answerDialog({ message: 0 })
    await app.crashPage()
    await showsFirstSteps(page)
    await expect(page.getByTestId('capture-tab')).toHaveCount(1)
  })

  test('the quit entry ends the app', async ({ launch }) => {
    const app = await launch()
    await app.clickMenu('退出').catch(() => {})
    expect(await app.exited).toBe(0)
  })
})
