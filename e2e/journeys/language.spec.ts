// Chinese, English or both, live and without a word left behind.
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
