// Preferences: each change shows at once and is there after a reload.
import { expect, test } from '../fixture.ts'

test.use({ files: ['samples/ykc/first-steps.hex'] })

test('theme, row height, layout and time format apply at once and are kept', async ({ app, list }) => {
  await list.expectTotal(4)
  const html = app.page.locator('html')
  await expect(html).toHaveAttribute('data-theme', 'light')
  const height = (await list.row(1).boundingBox())!.height
  await app.page.getByTestId('edit.preferences').click()
  const dialog = app.page.getByRole('dialog')
  await dialog.getByRole('radio', { name: '深色' }).check({ force: true })
  await expect(html).toHaveAttribute('data-theme', 'dark')
  await dialog.getByRole('radio', { name: '宽松' }).check({ force: true })
  await expect.poll(async () => (await list.row(1).boundingBox())!.height).toBe(height + 4)
  await dialog.getByRole('radio', { name: '列表在左，字段与字节在右' }).check({ force: true })
  const [listBox, treeBox] = [await list.grid.boundingBox(), await app.page.getByTestId('field-tree').boundingBox()]
  expect(treeBox!.x).toBeGreaterThan(listBox!.x + listBox!.width - 20)
  await app.page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await app.page.reload()
  await expect(html).toHaveAttribute('data-theme', 'dark')
  await expect(html).toHaveAttribute('data-density', 'comfortable')
})

test('protocols by port are added, refused with a reason, removed', async ({ app }) => {
  await app.page.getByTestId('edit.preferences').click()
  const dialog = app.page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '端口' }).fill('99999')
  await dialog.getByRole('button', { name: '添加' }).click()
  await expect(dialog).toContainText('端口是 1 到 65535 的整数')
  await dialog.getByRole('textbox', { name: '端口' }).fill('8767')
  await dialog.getByRole('combobox', { name: '协议', exact: true }).selectOption({ label: '云快充 · V1.5' })
  await dialog.getByRole('button', { name: '添加' }).click()
  await expect(dialog.getByRole('combobox', { name: '端口 8767 的协议' })).toHaveValue('ykc/ykc-1.5')
  await app.page.reload()
  await app.page.getByTestId('edit.preferences').click()
  await expect(dialog.getByRole('combobox', { name: '端口 8767 的协议' })).toHaveValue('ykc/ykc-1.5')
  await dialog.getByRole('button', { name: '删除端口 8767' }).click()
  await expect(dialog).toContainText('没有指定，全部自动识别')
})

test('resetting brings back the defaults, and can be taken back', async ({ app }) => {
  await app.page.getByTestId('edit.preferences').click()
  const dialog = app.page.getByRole('dialog')
  const dark = dialog.getByRole('radio', { name: '深色' })
  await dark.check({ force: true })
  await dialog.getByRole('button', { name: '全部恢复默认' }).click()
  await expect(dialog.getByRole('radio', { name: '随系统' })).toBeChecked()
  await dialog.getByRole('button', { name: '撤销' }).click()
  await expect(dark).toBeChecked()
})
