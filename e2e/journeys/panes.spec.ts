// The three panes as one: a byte leads to its field, a field to its bytes, by pointer and by keys.
import { expect, test } from '../fixture.ts'

test.use({ files: ['samples/ykc/first-steps.hex'] })

test.beforeEach(async ({ list }) => {
  await list.expectTotal(4)
  await list.row(1).click()
})

test('a click on a byte selects the deepest field and all of its bytes', async ({ app, tree, hex }) => {
  await hex.byte(8).click()
  await expect(tree.selected).toContainText('桩编号')
  await expect(tree.selected).toContainText('10319042800003')
  expect(await hex.selected()).toEqual([6, 7, 8, 9, 10, 11, 12])
  await expect(app.page.getByTestId('status-field')).toHaveText('ykc.pile_no')
  await expect(app.page.getByTestId('status-bytes')).toHaveText('字节 6–12')
})

test('a click on a field selects its bytes; a group selects all of its children', async ({ tree, hex }) => {
  await tree.field('ykc.gun_status').click()
  expect(await hex.selected()).toEqual([14])
  await expect(hex.name).toContainText('枪状态')
  await tree.tree.getByRole('treeitem', { name: '消息体' }).click()
  expect(await hex.selected()).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14])
})

test('hovering a byte names its field', async ({ hex }) => {
  await hex.byte(13).hover()
  await expect(hex.name).toContainText('枪号')
  await hex.byte(1).hover()
  await expect(hex.name).toContainText('数据长度')
})

test('arrow keys in the byte pane move through bytes and fields', async ({ app, tree, hex }) => {
  await hex.byte(12).click()
  await app.page.keyboard.press('ArrowRight')
  await expect(tree.selected).toContainText('枪号')
  expect(await hex.selected()).toEqual([13])
  await app.page.keyboard.press('ArrowRight')
  await expect(tree.selected).toContainText('枪状态')
})

test('the tree is walked with the keyboard alone', async ({ app, tree, hex, list }) => {
  await list.grid.focus()
  await app.page.keyboard.press('ArrowDown')
  await list.expectSelected(2)
  await app.page.keyboard.press('Enter')
  await expect(tree.tree).toBeFocused()
  await app.page.keyboard.press('Home')
  await expect(tree.selected).toContainText('帧头')
  await expect(tree.selected).toHaveAttribute('aria-expanded', 'true')
  await app.page.keyboard.press('ArrowLeft')
  await expect(tree.selected).toHaveAttribute('aria-expanded', 'false')
  await expect(tree.field('ykc.length')).toHaveCount(0)
  await app.page.keyboard.press('ArrowRight')
  await expect(tree.selected).toHaveAttribute('aria-expanded', 'true')
  await app.page.keyboard.press('ArrowDown')
  await app.page.keyboard.press('ArrowDown')
  await expect(tree.selected).toContainText('数据长度')
  expect(await hex.selected()).toEqual([1])
  await app.page.keyboard.press('End')
  await app.page.keyboard.press('Tab')
  await expect(app.page.locator(':focus')).toBeVisible()
})

test('what was opened and closed in the tree is kept for the next frame of that type', async ({ app, tree, list }) => {
  await tree.tree.getByRole('treeitem', { name: '帧头' }).click()
  await app.page.keyboard.press('ArrowLeft')
  await list.row(2).click()
  await expect(tree.heading).toContainText('第 2 帧')
  await expect(tree.field('ykc.length')).toHaveCount(0)
  await list.row(3).click()
  await expect(tree.field('ykc.length')).toBeVisible()
})

test('a swapped checksum is explained: stored, expected, covered bytes', async ({ list, hex, tree }) => {
  await list.row(2).click()
  await expect(hex.checksum).toContainText('反序')
  await expect(hex.checksum).toContainText('应发')
  await expect(tree.findings).toContainText('反序')
  await list.row(1).click()
  await expect(hex.checksum).toContainText('正确')
  await expect(hex.checksum).toContainText('a3 8d')
  await expect(hex.checksum).toContainText('2–14')
})

test('a wrong length says what it should be and what to do', async ({ app, list, hex, tree }) => {
  await list.row(3).click()
  await expect(tree.findings.getByRole('listitem').first()).toContainText('0x0D')
  await expect(hex.length).toContainText('错误')
  await expect(tree.findings.getByRole('listitem').first()).toContainText('长度应计')
  await expect(app.page.getByTestId('status-findings')).toContainText('2')
})
