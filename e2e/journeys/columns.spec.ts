// Columns of the list: sorted, hidden, kept.
import { expect, test } from '../fixture.ts'
import { decodedByCommand, inProject } from '../samples.ts'

const sample = 'samples/ykc/ykc-field-test-log.txt'
test.use({ files: [sample] })

test('a click on a header sorts, another turns it round, a third ends it', async ({ list }) => {
  const lengths = decodedByCommand(inProject(sample)).map(({ hex, number }) => ({ length: hex.length / 2, number }))
  await list.expectTotal(lengths.length)
  const header = list.header('length').getByRole('button')
  await header.click()
  await expect(list.header('length')).toHaveAttribute('aria-sort', /ascending|descending/)
  const first = await list.header('length').getAttribute('aria-sort')
  const sorted = lengths.toSorted((a, b) => (first === 'ascending' ? a.length - b.length : b.length - a.length))
  await expect(list.grid.locator('.packet-row').first().locator('.length')).toHaveText(
    new RegExp(`^${sorted[0]!.length}( |$)`),
  )
  await header.click()
  await expect(list.header('length')).toHaveAttribute('aria-sort', first === 'ascending' ? 'descending' : 'ascending')
  await expect(list.grid.locator('.packet-row').first().locator('.length')).toHaveText(
    new RegExp(`^${sorted.at(-1)!.length}( |$)`),
  )
  await header.click()
  await expect(list.header('length')).toHaveAttribute('aria-sort', 'none')
  await expect.poll(async () => (await list.numbers()).slice(0, 3)).toEqual([1, 2, 3])
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
