// Files: opened by the dialog, cancelled while they load, opened again from the list of recent ones, gone, damaged, empty.
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Locator } from '@playwright/test'
import { catchCopies } from '../catch-copies.ts'
import { expect, test } from '../fixture.ts'
import { generate } from '../generate.ts'
import { inProject, pilescope } from '../samples.ts'

const fieldLog = inProject('samples/ykc/ykc-field-test-log.txt')

test('the open button brings a file in', async ({ app, list }) => {
  await app.open(fieldLog)
  await list.expectTotal(33)
  await expect(app.page.getByTestId('capture-tab')).toContainText(basename(fieldLog))
})

test('what the list shows is exported as a table, without personal data', async ({ app, list, folder, host }) => {
  await app.open('samples/ykc/ykc-1.5-simulated.md')
  await list.expectTotal(21)
  await app.page.getByTestId('filter').fill('message.type == 0x13 || frame.number == 1')
  await app.page.keyboard.press('Enter')
  await list.expectTotal(2)
  await app.page.getByTestId('list-scroller').focus()
  const file = join(folder, 'frames.csv')
  await app.save(file, () => app.page.keyboard.press(host === 'web' ? 'Alt+h' : 'Control+h'))
  const [head, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\r\n')
  expect(head).toMatch(/^\uFEFFframe\.number,.*,hex$/)
  expect(lines.map((line) => line.split(',')[0])).toEqual(['1', '10'])
  // The number of its SIM card is a person's.
  expect(lines[0]).toContain('··')
})

test('a file dropped on the window opens', async ({ app, list }) => {
  const text = readFileSync(fieldLog, 'utf8')
  await expect(app.page.getByTestId('welcome')).toBeVisible()
  await app.page.evaluate((content) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([content], 'dropped.log', { type: 'text/plain' }))
    for (const type of ['dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
  }, text)
  await list.expectTotal(33)
})

test.describe('a file given at the start', () => {
  test.use({
    files: async ({ folder }, use) => {
      const path = join(folder, 'recent.txt')
      copyFileSync(fieldLog, path)
      await use([path])
    },
  })

  test('is among the recent files, opens again from there, and is marked when it is gone', async ({
    app,
    files,
    list,
  }) => {
    await list.expectTotal(33)
    await app.page.getByRole('button', { name: /^关闭 recent\.txt/ }).click()
    const recent = app.page.getByTestId('recent').getByRole('button', { name: 'recent.txt' })
    await expect(recent).toContainText('今天')
    await recent.click()
    await list.expectTotal(33)
    await app.page.getByRole('button', { name: /^关闭 recent\.txt/ }).click()
    rmSync(files[0]!)
    await app.page.getByTestId('file.paste').click()
    await app.page.getByRole('button', { name: '桩镜', exact: true }).click()
    await expect(recent).toContainText('文件不在了')
    await expect(recent).toBeDisabled()
    await app.page.getByTestId('recent').getByRole('button', { name: '清空' }).click()
    await expect(app.page.getByTestId('recent')).toContainText('打开过的文件会列在这里')
  })
})

test('a damaged capture opens with what is left, and says what is wrong and where', async ({ app, list, folder }) => {
  const path = join(folder, 'damaged.pcapng')
  pilescope('export', fieldLog, '--to', 'pcapng', '--out', path)
  const bytes = readFileSync(path)
  const frames = 33
  // A block in the middle says it is 2 GB long.
  const place = blockNear(bytes, bytes.length / 2)
  bytes.writeUInt32LE(0x7fff_fffc, place + 4)
  writeFileSync(path, bytes)
  await app.open(path)
  const banner = app.page.getByTestId('banner')
  await expect(banner).toContainText('文件有损坏')
  await expect(banner).toContainText(String(place))
  const total = Number(await list.grid.getAttribute('data-total'))
  expect(total).toBeGreaterThan(frames / 2)
  expect(total).toBeLessThanOrEqual(frames)
  await expect(list.cell(1, 'message')).toHaveText('远程重启')
  await banner.getByRole('button', { name: '不再显示' }).click()
  await expect(banner).toHaveCount(0)
})

test('what could not be read has a row where it is missing, until only some frames are shown', async ({
  app: { open, page },
  list,
  folder,
  picture,
}) => {
  const path = join(folder, 'damaged.pcapng')
  pilescope('export', fieldLog, '--to', 'pcapng', '--out', path)
  const bytes = readFileSync(path)
  const place = blockNear(bytes, bytes.length / 2)
  bytes.writeUInt32LE(0x7fff_fffc, place + 4)
  writeFileSync(path, bytes)
  const lines = pilescope('decode', path, '--format', 'ndjson', '--events').trim().split('\n')
  const after = lines.findIndex((line) => line.includes('"kind":"hole"'))
  const framesOf = (some: readonly string[]) => some.filter((line) => line.includes('"kind":"frame"')).length
  const before = framesOf(lines.slice(0, after))
  await open(path)
  // A list without rows has none to go to.
  await list.expectTotal(framesOf(lines))
  await list.grid.focus()
  await page.keyboard.press('Home')
  for (let row = 0; row < before; row++) await page.keyboard.press('ArrowDown')
  await list.expectSelected(before + 1)
  const hole = list.eventsBefore(before + 1).filter({ hasText: '损坏' })
  await expect(hole).toContainText(String(place))
  await picture('hole')

  // Between its neighbours, and nowhere else.
  const top = async (row: Locator) => (await row.boundingBox())!.y
  expect(await top(hole)).toBeGreaterThan(await top(list.row(before)))
  expect(await top(hole)).toBeLessThan(await top(list.row(before + 1)))

  // It is chosen like a frame; the keys lead on from it to frames.
  await hole.click()
  await expect(hole).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowUp')
  await list.expectSelected(before)
  await hole.dblclick()
  await expect(page.getByTestId('event-list').locator('.chosen')).toContainText(String(place))
  await page.getByTestId('view-frames').click()

  // A filter or another order leaves them out; so does the switch in the menu of columns.
  await page.getByTestId('filter').fill('direction == "up"')
  await page.getByTestId('filter').press('Enter')
  await expect(list.grid.locator('.event-row')).toHaveCount(0)
  await page.getByTestId('filter').fill('')
  await page.getByTestId('filter').press('Enter')
  await list.expectSelected(before)
  await list.grid.focus()
  await page.keyboard.press('ArrowDown')
  await expect(hole).toBeVisible()
  await list.header('length').getByRole('button').click()
  await expect(list.grid.locator('.event-row')).toHaveCount(0)
  await list.header('length').getByRole('button').click()
  await list.header('length').getByRole('button').click()
  await expect(hole).toBeVisible()
  const chooseRows = async () => {
    await page.getByRole('button', { name: '选择列' }).click()
    await page.getByRole('menuitemcheckbox', { name: '事件行' }).click()
  }
  await chooseRows()
  await expect(list.grid.locator('.event-row')).toHaveCount(0)

  // Its own menu: the text, the event among all of them, and the switch again.
  await chooseRows()
  const copied = await catchCopies(page)
  await hole.click({ button: 'right' })
  const menu = page.getByRole('menu', { name: '事件菜单' })
  await menu.getByRole('menuitem', { name: '复制为文本' }).click()
  await expect(hole).toHaveAttribute('aria-selected', 'true')
  expect(await copied()).toMatch(new RegExp(`^损坏 .*${place}`))
  await list.grid.press('Shift+F10')
  await menu.getByRole('menuitem', { name: '在“连接”里查看' }).click()
  await expect(page.getByTestId('event-list').locator('.chosen')).toContainText(String(place))
  await page.getByTestId('view-frames').click()
  await hole.click({ button: 'right' })
  await picture('menu')
  await expect(menu.getByRole('menuitemcheckbox', { name: '事件行' })).toHaveAttribute('aria-checked', 'true')
  await menu.getByRole('menuitemcheckbox', { name: '事件行' }).click()
  await expect(list.grid.locator('.event-row')).toHaveCount(0)
})

/** Start of the first pcapng block at or behind `offset`. */
function blockNear(bytes: Buffer, offset: number): number {
  let at = 0
  while (at < offset) at += bytes.readUInt32LE(at + 4)
  return at
}

test('a file without frames and an unreadable one say so', async ({ app, folder }) => {
  const letter = join(folder, 'letter.txt')
  writeFileSync(letter, '这里没有报文。\n')
  await app.open(letter)
  await expect(app.page.getByTestId('capture-empty')).toContainText('没有识别到报文')
  const empty = join(folder, 'empty.pcapng')
  writeFileSync(empty, '')
  await app.open(empty)
  await expect(app.page.getByTestId('app')).toContainText('空')
})

test.describe('a large file', () => {
  test.use({
    files: async ({ folder }, use) => {
      const path = join(folder, 'large.pcapng')
      makeLargeCapture(path)
      await use([path])
    },
  })

  test('shows rows while it loads; cancelling keeps what was read', async ({ app, list }) => {
    test.setTimeout(180_000)
    await expect(list.row(1)).toBeVisible()
    const loading = app.page.getByTestId('loading')
    await expect(loading).toBeVisible()
    await loading.getByRole('button', { name: '取消' }).click()
    await expect(app.page.getByTestId('capture-page')).toHaveAttribute('data-status', 'cancelled')
    await expect(loading).toHaveCount(0)
    const kept = Number(await list.grid.getAttribute('data-total'))
    expect(kept).toBeGreaterThan(0)
    await list.grid.focus()
    await app.page.keyboard.press('End')
    await expect(list.row(kept)).toBeVisible()
  })
})

/** A few hundred megabytes: one generated capture many times over, each time a section of its own. */
function makeLargeCapture(path: string): void {
  const one = `${path}.part`
  generate(one, 5_000)
  const part = readFileSync(one)
  for (let copy = 0; copy < 300; copy++) writeFileSync(path, part, { flag: 'a' })
  rmSync(one)
}
