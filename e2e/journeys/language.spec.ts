// Chinese, English or both, live and without a word left behind.
import type { Page } from '@playwright/test'
import { expect, test } from '../fixture.ts'

test.use({ files: ['samples/ykc/first-steps.hex'] })

test('the language changes at once, everywhere, and is kept', async ({ app, list, tree, hex }) => {
  await list.expectTotal(4)
  await list.row(3).click()
  await expect(tree.heading).toContainText('心跳包应答')
  await app.page.getByTestId('language-en').click()
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(list.header('message')).toHaveText('Message')
  await expect(list.cell(3, 'message')).toHaveText('Heartbeat reply')
  await expect(tree.heading).toContainText('Heartbeat reply')
  await expect(tree.findings.getByRole('listitem').first()).toContainText('should be 0x0D')
  await expect(hex.checksum).toContainText('good')
  // A word that was forgotten would stand there in Chinese.
  expect(await visibleChinese(app.page.getByTestId('app'))).toEqual([])
  await app.page.reload()
  await expect(list.header('message')).toHaveText('Message')
  await app.page.getByTestId('language-both').click()
  await list.row(3).click()
  await expect(tree.findings.getByRole('listitem').first()).toContainText('应为 0x0D')
  await expect(tree.findings.getByRole('listitem').first()).toContainText('should be 0x0D')
  await expect(tree.field('ykc.pile_no')).toContainText('桩编号')
  await expect(tree.field('ykc.pile_no')).toContainText('Pile number')
})

for (const page of ['welcome', 'import', 'preferences'] as const) {
  test(`no Chinese word is left on the ${page} page in English`, async ({ app }) => {
    await app.page.getByTestId('language-en').click()
    if (page === 'welcome') await app.page.getByRole('button', { name: 'Pilescope', exact: true }).click()
    if (page === 'import') await app.page.getByTestId('file.paste').click()
    if (page === 'preferences') await app.page.getByTestId('edit.preferences').click()
    const place = { welcome: 'welcome', import: 'import-desk', preferences: 'preferences' }[page]
    await expect(app.page.getByTestId(place)).toBeVisible()
    expect(await visibleChinese(app.page.getByTestId(place))).toEqual([])
  })
}

/** Chinese characters that are shown outside data: the language switch names itself, dialects and files have names. */
async function visibleChinese(root: import('@playwright/test').Locator): Promise<string[]> {
  return root.evaluate((element) => {
    const found: string[] = []
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const owner = node.parentElement!
      if (owner.closest('.segments, option, optgroup, [data-is-data], code') || !owner.checkVisibility()) continue
      if (/\p{Script=Han}/u.test(node.textContent ?? '')) found.push(node.textContent!.trim())
    }
    return found
  })
}

test('the toolbar is one row in which nothing covers anything else, in either language, at any width', async ({
  app: { page },
  list,
}) => {
  await list.expectTotal(4)
  for (const language of ['zh', 'en'])
    for (const width of [760, 800, 900, 1000, 1024, 1100, 1240, 1300, 1366, 1440, 1600, 1920]) {
      await page.setViewportSize({ width, height: 900 })
      await page.getByTestId(`language-${language}`).click()
      await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en')
      expect(await coveredInToolbar(page), `${language}, ${width} px`).toEqual([])
      expect(await rowsOfToolbar(page), `rows, ${language}, ${width} px`).toBe(1)
    }
})

test('what has no room in the toolbar is behind one button', async ({ app: { page }, list }) => {
  await list.expectTotal(4)
  await page.setViewportSize({ width: 860, height: 900 })
  await expect(page.getByTestId('edit.preferences')).toBeHidden()
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('menuitem', { name: /首选项/ }).click()
  await expect(page.getByTestId('preferences')).toBeVisible()
})

/** Rows of buttons: they are of several heights, but the middles of a row's are level. */
function rowsOfToolbar(page: Page): Promise<number> {
  return page.getByRole('banner').evaluate((toolbar) => {
    const boxes = [...toolbar.querySelectorAll('button')].map((button) => button.getBoundingClientRect())
    const middles = boxes.filter(({ height }) => height > 0).map(({ top, bottom }) => (top + bottom) / 2)
    return Math.round((Math.max(...middles) - Math.min(...middles)) / 28) + 1
  })
}

/** Names of buttons in the toolbar that another one lies upon, or that lie outside of it. */
function coveredInToolbar(page: Page): Promise<string[]> {
  return page.getByRole('banner').evaluate((toolbar) => {
    const whole = toolbar.getBoundingClientRect()
    const boxes = [...toolbar.querySelectorAll('button')].map((button) => ({
      name: button.textContent ?? '',
      box: button.getBoundingClientRect(),
    }))
    const meet = (a: DOMRect, b: DOMRect) =>
      a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5
    const isCovered = ({ box }: (typeof boxes)[number], i: number) =>
      box.right > whole.right || boxes.some((other, k) => k !== i && meet(box, other.box))
    return boxes.filter(isCovered).map(({ name }) => name)
  })
}
