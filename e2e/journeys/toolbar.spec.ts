// The toolbar at the widths of windows: one row, nothing covered, nothing lost.
import type { Page } from '@playwright/test'
import { expect, test } from '../fixture.ts'
import { freePort, ProxyPage } from '../pages/proxy-page.ts'

test.use({ files: ['samples/ykc/first-steps.hex'] })

/** At each width in each language: one row in which nothing covers anything else. */
async function expectOneRow(page: Page, widths: readonly number[]): Promise<void> {
  for (const language of ['zh', 'en'])
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      await page.getByTestId(`language-${language}`).click()
      await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en')
      expect(await coveredInToolbar(page), `${language}, ${width} px`).toEqual([])
      expect(await rowsOfToolbar(page), `rows, ${language}, ${width} px`).toBe(1)
    }
}

test('it is one row in which nothing covers anything else, in either language, at any width', async ({
  app: { page },
  list,
}) => {
  await list.expectTotal(4)
  await expectOneRow(page, [760, 800, 900, 1000, 1024, 1100, 1240, 1300, 1366, 1440, 1600, 1920])
})

test('the route of a proxy gives way to all else', async ({ app: { page } }) => {
  const proxyPage = new ProxyPage(page)
  await page.getByTestId('file.proxy').click()
  await proxyPage.fill(await freePort(), await freePort())
  await proxyPage.start.click()
  await proxyPage.expectState('running')
  await expectOneRow(page, [800, 900, 1024, 1040, 1110, 1280, 1350, 1440, 1600])
})

test('what has no room in it is behind one button', async ({ app: { page }, list }) => {
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
