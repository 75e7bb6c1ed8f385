// axe finds nothing serious on the main views, light and dark; and the keyboard reaches everything in order.
import { seriousProblems } from '../axe.ts'
import { expect, test } from '../fixture.ts'
import { freePort, ProxyPage } from '../pages/proxy-page.ts'

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ kept: { theme, language: 'both' } })

    test('welcome page', async ({ app }) => {
      await expect(app.page.getByTestId('welcome')).toBeVisible()
      expect(await seriousProblems(app.page)).toEqual([])
    })

    test('import desk, empty and filled', async ({ app, desk }) => {
      await app.page.getByTestId('file.paste').click()
      await expect(desk.desk).toBeVisible()
      expect(await seriousProblems(app.page)).toEqual([])
      await app.page.getByRole('button', { name: '有问题的帧' }).click()
      await expect(desk.frames).toHaveCount(4)
      await desk.frame(2).click()
      expect(await seriousProblems(app.page)).toEqual([])
    })

    test('preferences, keys and the column menu', async ({ app }) => {
      await app.page.getByTestId('edit.preferences').click()
      await expect(app.page.getByRole('dialog')).toBeVisible()
      expect(await seriousProblems(app.page)).toEqual([])
      await app.page.keyboard.press('Escape')
      await app.page.getByTestId('help.keys').click()
      await expect(app.page.getByRole('dialog')).toBeVisible()
      expect(await seriousProblems(app.page)).toEqual([])
    })

    test('proxy page, wrong and with a proxy; a live capture without frames, its connections', async ({ app }) => {
      const proxy = new ProxyPage(app.page)
      await app.page.getByTestId('way-proxy').click()
      await proxy.start.click()
      await expect(app.page.getByTestId('route-line')).toContainText('域名或 IP')
      await app.page.getByTestId('proxy-name').fill('一号站')
      await proxy.fill(await freePort(), 9)
      await app.page.getByTestId('proxy-keep').click()
      expect(await seriousProblems(app.page)).toEqual([])
      await proxy.start.click()
      await expect(app.page.getByTestId('waiting')).toBeVisible()
      expect(await seriousProblems(app.page)).toEqual([])
      await app.page.getByTestId('view-connections').click()
      await expect(app.page.getByTestId('connections-view')).toContainText('没有连接')
      expect(await seriousProblems(app.page)).toEqual([])
      await app.page.keyboard.press('Control+k')
      await expect(app.page.getByTestId('proxy-run')).toBeVisible()
      expect(await seriousProblems(app.page)).toEqual([])
    })

    test.describe('with a capture', () => {
      test.use({ files: ['samples/ykc/first-steps.hex'] })

      test('list, tree and bytes of a good and a bad frame', async ({ app, list, tree, hex }) => {
        await list.expectTotal(4)
        await app.page.keyboard.press('Control+g')
        await expect(app.page.getByRole('dialog')).toBeVisible()
        expect(await seriousProblems(app.page)).toEqual([])
        await app.page.keyboard.press('Escape')
        await app.page.getByTestId('view-connections').click()
        await expect(app.page.getByTestId('connections-view')).toBeVisible()
        expect(await seriousProblems(app.page)).toEqual([])
        await app.page.getByTestId('view-frames').click()
        await list.row(1).click()
        await hex.byte(8).click()
        await expect(tree.selected).toContainText('桩编号')
        expect(await seriousProblems(app.page)).toEqual([])
        await list.row(3).click()
        await expect(tree.findings).toBeVisible()
        expect(await seriousProblems(app.page)).toEqual([])
        const filter = app.page.getByTestId('filter')
        await filter.fill('nonsense ==')
        await filter.press('Enter')
        await expect(app.page.getByTestId('filter-errors')).toBeVisible()
        expect(await seriousProblems(app.page)).toEqual([])
        await filter.fill('frame.len > 60000')
        await filter.press('Enter')
        await expect(app.page.getByTestId('list-empty')).toBeVisible()
        expect(await seriousProblems(app.page)).toEqual([])
      })
    })
  })
}

test.describe('keyboard', () => {
  test.use({ files: ['samples/ykc/first-steps.hex'] })

  test('Tab goes round the whole window, the focus always visible', async ({ app, list }) => {
    await list.expectTotal(4)
    await app.page.locator('body').press('Tab')
    const stops: string[] = []
    for (let step = 0; step < 60; step++) {
      const stop = await app.page.evaluate(() => {
        const element = document.activeElement as HTMLElement | null
        if (!element || element === document.body) return null
        // A field in a box may have the mark on the box; a list has it on the line that is active.
        const line = document.getElementById(element.getAttribute('aria-activedescendant') ?? '')
        const marks = [element, element.parentElement!, line ?? element].map((one) => getComputedStyle(one))
        const isMarked = marks.some((style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none')
        const box = element.getBoundingClientRect()
        return {
          name: element.dataset['testid'] ?? element.dataset['focus'] ?? element.className,
          isMarked: isMarked && box.width > 0,
        }
      })
      if (stop === null) break
      expect(stop.isMarked, `focus on ${stop.name} is not visible`).toBe(true)
      stops.push(stop.name)
      await app.page.keyboard.press('Tab')
    }
    for (const name of ['file.open', 'filter', 'list-scroller', 'field-tree', 'hex-grid']) expect(stops).toContain(name)
  })
})
