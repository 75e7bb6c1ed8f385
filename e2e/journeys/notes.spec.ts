// Find, marks, ignored frames, time references and comments: from the keys to the saved file and back.
import { join } from 'node:path'
import { expect, test } from '../fixture.ts'
import { generateCharges } from '../generate.ts'
import { decodedByCommand, inProject } from '../samples.ts'

const sample = 'samples/ykc/ykc-field-test-log.txt'
test.use({ files: [sample] })

test('marks and a comment are noted, saved, and there again in the saved file', async ({ app, list, tree, folder }) => {
  await list.expectTotal(33)
  const { page } = app
  await list.row(9).click()
  await page.keyboard.press('Control+m')
  await expect(list.row(9)).toHaveAttribute('data-marked', 'true')
  await expect(page.getByTestId('status-marked')).toHaveText('标记 1')
  await page.keyboard.press('Control+Alt+c')
  const comment = page.getByTestId('comment-dialog').getByLabel('注释')
  await comment.fill('现场复核：桩已更换')
  await comment.press('Control+Enter')
  await expect(page.getByTestId('frame-comment')).toContainText('现场复核：桩已更换')
  await expect(list.cell(9, 'info')).toContainText('现场复核：桩已更换')
  await list.row(11).click()
  await page.keyboard.press('Control+d')
  await expect(list.row(11)).toHaveAttribute('data-ignored', 'true')

  await page.getByRole('button', { name: /关闭 ykc-field-test-log/ }).click()
  await expect(page.getByTestId('unsaved-dialog')).toBeVisible()
  const path = join(folder, 'noted.pcapng')
  await app.save(path, () => page.getByTestId('unsaved-dialog').getByRole('button', { name: '保存并关闭' }).click())
  await expect(page.getByTestId('welcome')).toBeVisible()

  expect(decodedByCommand(path, '--filter', 'frame.comment contains "已更换"').map(({ number }) => number)).toEqual([9])
  await app.open(path)
  await list.expectTotal(33)
  await expect(page.getByTestId('status-marked')).toHaveText('标记 1')
  await expect(list.row(9)).toHaveAttribute('data-marked', 'true')
  await expect(list.row(11)).toHaveAttribute('data-ignored', 'true')
  await list.row(9).click()
  await expect(page.getByTestId('frame-comment')).toContainText('现场复核：桩已更换')
  await expect(tree.heading).toContainText('第 9 帧')
  // Nothing was noted since: it closes without a question.
  await page.getByRole('button', { name: /关闭 noted/ }).click()
  await expect(page.getByTestId('welcome')).toBeVisible()
})

test('find goes from frame to frame: words, bytes, a filter; around the end with a note', async ({
  app,
  list,
  hex,
}) => {
  await list.expectTotal(33)
  const { page } = app
  await list.row(1).click()
  await page.keyboard.press('Control+f')
  const text = page.getByTestId('find-text')
  const outcome = page.getByTestId('find-outcome')
  await expect(text).toBeFocused()
  await text.fill('心跳')
  for (const number of [9, 10, 11, 12, 9]) {
    await text.press('Enter')
    await list.expectSelected(number)
    await expect(outcome).toContainText(`第 ${number} 帧`)
  }
  await expect(outcome).toContainText('从头继续')
  await text.press('Shift+Enter')
  await list.expectSelected(12)
  await page.getByTestId('find-bar').getByRole('button', { name: '十六进制' }).click()
  await text.fill('a3 8d')
  await text.press('Enter')
  await list.expectSelected(10)
  await expect.poll(() => hex.selected()).toEqual([15, 16])
  await text.fill('a3 8')
  await text.press('Enter')
  await expect(outcome).toContainText('奇数')
  await page.getByTestId('find-bar').getByRole('button', { name: '过滤条件' }).click()
  await text.fill('frame.len > 60000')
  await text.press('Enter')
  await expect(outcome).toContainText('没有找到')
  await text.press('Escape')
  await expect(page.getByTestId('find-bar')).toHaveCount(0)
})

test('ignored frames are left out of findings and statistics, which is said; they count again when they are no longer', async ({
  app,
  list,
}) => {
  await list.expectTotal(33)
  const { page } = app
  const found = decodedByCommand(inProject(sample)).filter(({ expert }) =>
    expert.some(({ code }) => code === 'year_1900'),
  )
  const group = page.getByTestId('finding-groups').locator('[data-code="year_1900"] .finding-count')
  await page.getByTestId('view-findings').click()
  await expect(group).toHaveText(String(found.length))
  await page.getByTestId('view-frames').click()
  await list.grid.focus()
  await page.keyboard.press('Home')
  await list.row(found[0]!.number).click()
  await page.keyboard.press('Control+d')
  await expect(list.row(found[0]!.number)).toHaveAttribute('data-ignored', 'true')
  await page.getByTestId('view-findings').click()
  await expect(group).toHaveText(String(found.length - 1))
  await expect(page.getByTestId('ignored-note')).toContainText('已忽略 1 帧')
  await page.getByTestId('view-statistics').click()
  await page.getByTestId('statistics-messages').click()
  await expect(page.getByTestId('statistics-view')).toContainText('32 帧')
  await page.getByTestId('view-frames').click()
  await page.keyboard.press('Control+d')
  await page.getByTestId('view-findings').click()
  await expect(group).toHaveText(String(found.length))
  await expect(page.getByTestId('ignored-note')).toHaveCount(0)
})

test('a conversation is gone through by keys, past the frames of others', async ({ app, list, folder }) => {
  const path = join(folder, 'day.pcap')
  generateCharges(path, 3)
  const first = decodedByCommand(path).slice(0, 400)
  const own = first.filter(({ conversation }) => conversation === first[0]!.conversation).map(({ number }) => number)
  const away = own.findIndex((number, place) => place > 0 && number - own[place - 1]! > 1)
  expect(away, 'others come in between').toBeGreaterThan(0)
  await app.open(path)
  await expect(app.page.getByTestId('capture-page')).toHaveAttribute('data-status', 'ready')
  await list.row(own[0]!).click()
  await list.expectSelected(own[0]!)
  for (const number of own.slice(1, away + 1)) {
    await app.page.keyboard.press('Control+.')
    await list.expectSelected(number)
  }
  await app.page.keyboard.press('Control+,')
  await list.expectSelected(own[away - 1]!)
})

test('marks are gone through by keys', async ({ app, list, host }) => {
  await list.expectTotal(33)
  const { page } = app
  const nextMark = host === 'web' ? 'Alt+Shift+n' : 'Control+Shift+n'
  for (const number of [3, 9]) {
    await list.row(number).click()
    await page.keyboard.press('Control+m')
    await expect(list.row(number)).toHaveAttribute('data-marked', 'true')
  }
  await page.keyboard.press(nextMark)
  await list.expectSelected(3)
  await page.keyboard.press(nextMark)
  await list.expectSelected(9)
})
