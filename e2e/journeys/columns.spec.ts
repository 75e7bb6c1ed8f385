// Columns of the list: sorted, hidden, kept.
import { expect, test } from '../fixture.ts'
import { decodedByCommand, inProject } from '../samples.ts'

const sample = 'samples/ykc/ykc-field-test-log.txt'
test.use({ files: [sample] })

test('a click on a header sorts, another turns it round, a third ends it', async ({ app, list }) => {
  const lengths = decodedByCommand(inProject(sample)).map(({ hex }) => hex.length / 2)
  const ends = { ascending: Math.min(...lengths), descending: Math.max(...lengths) }
  await list.expectTotal(lengths.length)
  const header = list.header('length')
  const seen = new Set<string>()
  for (let click = 0; click < 2; click++) {
    await header.getByRole('button').click()
    await expect(header).not.toHaveAttribute('aria-sort', [...seen][0] ?? 'none')
    const order = (await header.getAttribute('aria-sort')) as keyof typeof ends
    seen.add(order)
    // The selected frame stays in sight, wherever sorting put it; Home goes to the first row, once rows are in their order.
    await expect(async () => {
      await list.grid.focus()
      await app.page.keyboard.press('Home')
      const first = list.grid.getByRole('row', { selected: true }).locator('.length')
      await expect(first).toHaveText(new RegExp(`^${ends[order]}( |$)`), { timeout: 1000 })
    }).toPass()
  }
  expect([...seen].toSorted()).toEqual(['ascending', 'descending'])
  await header.getByRole('button').click()
  await expect(header).toHaveAttribute('aria-sort', 'none')
  await list.grid.focus()
  await app.page.keyboard.press('Home')
  await list.expectSelected(1)
})

test('a hidden column is gone, stays gone after a reload, and comes back', async ({ app, list }) => {
  await expect(list.header('pile')).toBeVisible()
  await app.page.getByRole('button', { name: '选择列' }).click()
  await app.page.getByRole('menuitemcheckbox', { name: '桩号' }).click()
  await expect(list.header('pile')).toHaveCount(0)
  await expect(list.cell(1, 'pile')).toHaveCount(0)
  await app.page.reload()
  await list.expectTotal(33)
  await expect(list.header('message')).toBeVisible()
  await expect(list.header('pile')).toHaveCount(0)
  await app.page.getByRole('button', { name: '选择列' }).click()
  await app.page.getByRole('menuitem', { name: '恢复默认列' }).click()
  await expect(list.header('pile')).toBeVisible()
})

test("a column of one's own gets another title, which is kept; without one it is called as its field", async ({
  app,
  list,
  tree,
}) => {
  const { page } = app
  await list.expectTotal(33)
  await list.row(9).click()
  await tree.field('ykc.gun_status').click({ button: 'right' })
  await page.getByRole('menuitem', { name: '应用为列' }).click()
  const header = page.getByRole('columnheader').filter({ hasText: /枪状态|枪头|gun_status/ })
  await expect(header).toHaveCount(1)
  await header.click({ button: 'right' })
  await page.getByRole('menuitem', { name: '重命名此列…' }).click()
  const dialog = page.getByTestId('rename-column')
  await dialog.getByLabel('标题').fill('状态码')
  await dialog.getByRole('button', { name: '重命名' }).click()
  const renamed = page.getByRole('columnheader', { name: '状态码' })
  await expect(renamed).toBeVisible()
  await page.reload()
  await list.expectTotal(33)
  await expect(renamed).toBeVisible()
  await renamed.click({ button: 'right' })
  await page.getByRole('menuitem', { name: '重命名此列…' }).click()
  await dialog.getByLabel('标题').fill('')
  await dialog.getByRole('button', { name: '重命名' }).click()
  await expect(page.getByRole('columnheader', { name: 'ykc.gun_status' })).toBeVisible()
})

test('columns are moved, resized and hidden by keyboard', async ({ app, list }) => {
  await expect(list.header('pile')).toBeVisible()
  const order = () =>
    list.grid.getByRole('columnheader').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['testid']))
  const before = await order()
  const place = before.indexOf('column-pile')
  await list.header('pile').getByRole('button').focus()
  await app.page.keyboard.press('Control+ArrowRight')
  await expect.poll(order).not.toEqual(before)
  expect((await order()).indexOf('column-pile')).toBe(place + 1)
  const width = (await list.header('pile').boundingBox())!.width
  await app.page.keyboard.press('Shift+ArrowRight')
  await expect.poll(async () => (await list.header('pile').boundingBox())!.width).toBeGreaterThan(width + 8)
  await app.page.keyboard.press('Shift+F10')
  await app.page.getByRole('menuitem', { name: '隐藏此列' }).click()
  await expect(list.header('pile')).toHaveCount(0)
})
