// From charge to bill on the screen: timeline, bill computed again, tariff, curves, pairs, and the commissioning checklist.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { seriousProblems } from '../axe.ts'
import { catchCopies } from '../catch-copies.ts'
import { expect, test } from '../fixture.ts'
import { generateCharges } from '../generate.ts'

test.describe('a log with a bill that is wrong', () => {
  test.use({ files: ['samples/ykc/ykc-1.5-simulated.md'] })

  test.beforeEach(async ({ app, list }) => {
    await list.expectTotal(21)
    await app.page.getByTestId('view-sessions').click()
    await app.page.locator('.pile-line.session', { hasText: '账单不符' }).click()
    await expect(app.page.getByTestId('session-name')).toContainText('枪 01')
  })

  test('the bill is computed again, and every figure leads to its field', async ({ app, tree, picture }) => {
    const bill = app.page.getByTestId('bill')
    const valley = bill.locator('tr[data-period="valley"]')
    await expect(valley).toContainText('0.1650')
    await expect(valley).toContainText('0.1485')
    await expect(valley).toContainText('0.1400')
    await expect(valley).toContainText('−0.0085')
    await expect(bill.locator('[data-code="bill_amount"]')).toContainText('0.1650 kWh × 0.90 = 0.1485')
    await expect(bill.locator('[data-code="bill_period"]')).toContainText('17:04 属第 34 时段')
    await expect(bill.locator('[data-code="bill_meter"]')).toContainText('与总电量 0.1650 kWh 不符')
    await picture('bill')
    await valley.locator('.figure').first().click()
    await expect(tree.heading).toContainText('第 13 帧')
    await expect(tree.selected).toContainText('0.1650')
  })

  test('a report of the charge is saved and copied: bill, sources, frames, without personal data', async ({
    app,
    folder,
  }) => {
    const { page } = app
    const path = join(folder, 'report.html')
    await app.save(path, async () => {
      await page.getByTestId('report').getByRole('button').click()
      await page.getByRole('menuitem', { name: '保存为 HTML', exact: true }).click()
    })
    const html = await readFile(path, 'utf8')
    expect(html).toContain('<h1>充电会话报告 · 桩 20231212000010 · 枪 01')
    expect(html).toContain('谷：0.1650 kWh × 0.90 = 0.1485，账单为 0.1400（−0.0085）。 (#13 ykc.valley_energy_loss')
    expect(html).toContain('17:04 属第 34 时段')
    expect(html).not.toMatch(/<script|src=|href=/)
    const copies = await catchCopies(page)
    await page.getByTestId('report').getByRole('button').click()
    await page.getByRole('menuitem', { name: '复制 Markdown', exact: true }).click()
    await expect.poll(copies).toContain('| 谷 | 0.1650 | 0.90000 | 0.1485 | 0.1400 |')
  })

  test('the tariff is drawn as 48 half hours with the charge outlined', async ({ app, picture }) => {
    const tariff = app.page.getByTestId('tariff')
    await expect(tariff.locator('.tariff-bar .tariff-slot')).toHaveCount(48)
    await expect(tariff.locator('.tariff-bar .used')).toHaveAttribute('data-slot', '34')
    await expect(tariff.locator('.tariff-bar .used')).toHaveAttribute('title', '17:00–17:30 平 · 充电时段')
    await picture('tariff')
    await expect(tariff.locator('.tariff-legend [data-period]')).toHaveText([/尖/, /峰/, /平/, /谷/])
  })

  test('a step selects its frame; a step that is missing is a row', async ({ app, tree }) => {
    const timeline = app.page.getByTestId('timeline')
    await expect(timeline.locator('[data-step="samples"][data-state="missing"]')).toContainText('缺')
    await timeline.locator('[data-step="acknowledgement"]').click()
    await expect(app.page.getByTestId('frame-strip')).toContainText('第 14 帧')
    await app.page.getByTestId('frame-strip').getByRole('button').click()
    await expect(tree.heading).toContainText('第 14 帧')
  })

  test('the checklist tells what was tested, and leads to the frames', async ({ app, list, picture }) => {
    await app.page.getByTestId('view-statistics').click()
    await app.page.getByTestId('coverage-pile').selectOption({ label: '20231212000010' })
    const matrix = app.page.getByTestId('coverage')
    await expect(matrix.locator('[data-type="0x3B"]')).toHaveAttribute('data-verdict', 'good')
    await expect(matrix.locator('[data-type="0x57"]')).toHaveAttribute('data-verdict', 'never')
    await picture('checklist')
    await matrix.locator('[data-type="0x3B"]').getByRole('button').click()
    await list.expectTotal(1)
  })
})

test.describe('pairs', () => {
  test.use({ files: ['samples/ykc/ykc-1.5-simulated.md'] })

  test('arrows tell request and reply; the key goes from one to the other', async ({ app, list }) => {
    await list.row(1).click()
    await expect(list.row(1).locator('[data-relation="request"]')).toBeVisible()
    await expect(list.row(2).locator('[data-relation="response"]')).toBeVisible()
    await expect(app.page.getByTestId('pair-links')).toContainText('应答在第 2 帧')
    await app.page.keyboard.press('Control+j')
    await list.expectSelected(2)
    await expect(app.page.getByTestId('pair-links')).toContainText('应答第 1 帧')
  })
})

test.describe('a day of charges', () => {
  test.beforeEach(async ({ app, folder }) => {
    const path = join(folder, 'day.pcap')
    generateCharges(path, 3)
    await app.open(path)
    await expect(app.page.getByTestId('capture-page')).toHaveAttribute('data-status', 'ready')
  })

  test('a click on a curve selects its frame, dragging zooms, a double click resets', async ({ app }) => {
    await app.page.getByTestId('view-sessions').click()
    await app.page.locator('.pile-line.session').first().click()
    const chart = app.page.getByTestId('curve-chart')
    await expect(chart.locator('canvas')).toBeVisible()
    const box = (await chart.boundingBox())!
    await app.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await app.page.mouse.move(box.x + box.width / 2 + 1, box.y + box.height / 2)
    await expect(app.page.getByTestId('chart-tip')).toContainText('SOC')
    const told = await app.page.getByTestId('chart-tip').locator('strong').innerText()
    await app.page.mouse.down()
    await app.page.mouse.up()
    await expect(app.page.getByTestId('frame-strip')).toContainText(/第 \d+ 帧/.exec(told)![0])
    const whole = await chart.getAttribute('data-from')
    await app.page.mouse.move(box.x + box.width * 0.3, box.y + 20)
    await app.page.mouse.down()
    await app.page.mouse.move(box.x + box.width * 0.6, box.y + 30, { steps: 4 })
    await app.page.mouse.up()
    await expect(chart).not.toHaveAttribute('data-from', whole!)
    await chart.locator('.u-over').dblclick()
    await expect(chart).toHaveAttribute('data-from', whole!)
  })

  test('curves are saved as a picture and as a table of every sample', async ({ app, folder }) => {
    const { page } = app
    await page.getByTestId('view-sessions').click()
    await page.locator('.pile-line.session').first().click()
    await expect(page.getByTestId('curve-chart').locator('canvas')).toBeVisible()
    const picture = join(folder, 'curves.png')
    await app.save(picture, () => page.getByTestId('plot-png').click())
    const png = await readFile(picture)
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
    expect(png.subarray(12, 16).toString()).toBe('IHDR')
    const drawn = await page
      .getByTestId('curve-chart')
      .locator('canvas')
      .evaluate((canvas) => ({
        width: (canvas as HTMLCanvasElement).width,
        height: (canvas as HTMLCanvasElement).height,
      }))
    expect(png.readUInt32BE(16)).toBe(drawn.width)
    // Title, time and legend stand above the chart.
    expect(png.readUInt32BE(20)).toBeGreaterThan(drawn.height + 40)
    expect(await coloursOf(page, png)).toBeGreaterThan(20)
    const table = join(folder, 'curves.csv')
    await app.save(table, () => page.getByTestId('plot-csv').click())
    const lines = (await readFile(table, 'utf8')).trimEnd().split('\r\n')
    expect(lines[0]).toMatch(/^\uFEFF时间,帧,.*电压.* V,.*SOC %/)
    const samples = Number(/\d+/.exec(await page.locator('[data-step="samples"]').first().innerText())?.[0])
    expect(lines.length).toBeGreaterThan(2)
    expect(samples).toBeGreaterThan(0)
    expect(lines[1]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d,\d+,/)
  })

  test('tables of messages and conversations are saved', async ({ app, folder }) => {
    const { page } = app
    await page.getByTestId('view-statistics').click()
    for (const [table, head] of [
      ['messages', '协议,类型,报文,方向,帧数'],
      ['conversations', '对话,一端,另一端,协议,方言,桩号,帧数'],
    ] as const) {
      await page.getByTestId(`statistics-${table}`).click()
      const rows = page.locator('.statistics-table tbody tr')
      await expect(rows.first()).toBeVisible()
      const path = join(folder, `${table}.csv`)
      await app.save(path, () => page.getByTestId(`${table}-csv`).click())
      const lines = (await readFile(path, 'utf8')).trimEnd().split('\r\n')
      expect(lines[0]).toContain(head)
      expect(lines.length - 1).toBe(await rows.count())
    }
  })

  test('a stretch of the frame rate filters the list', async ({ app }) => {
    await app.page.getByTestId('view-plots').click()
    const plot = app.page.getByTestId('rate-chart').locator('.u-over')
    // While frames are still being looked at, the chart is drawn anew.
    let box = { x: 0, y: 0, width: 0 }
    await expect.poll(async () => (box = (await plot.boundingBox()) ?? box).width).toBeGreaterThan(0)
    await app.page.mouse.move(box.x + box.width * 0.2, box.y + 20)
    await app.page.mouse.down()
    await app.page.mouse.move(box.x + box.width * 0.4, box.y + 30, { steps: 4 })
    await app.page.mouse.up()
    await app.page.getByTestId('filter-stretch').click()
    await expect(app.page.getByTestId('filter')).toHaveValue(/^frame\.time >= .* && frame\.time <= /)
    const total = async (name: string) => Number((await app.page.getByTestId(name).innerText()).replace(/\D/g, ''))
    await expect.poll(() => total('status-shown')).toBeGreaterThan(0)
    await expect.poll(() => total('status-shown')).toBeLessThan((await total('status-total')) / 2)
  })
})

test('a capture without piles says so', async ({ app, folder }) => {
  const path = join(folder, 'none.hex')
  await writeFile(path, '680d14000003103190428000030100a300\n')
  await app.open(path)
  await app.page.getByTestId('view-sessions').click()
  await expect(app.page.getByTestId('no-piles')).toContainText('没有充电桩')
})

for (const theme of ['light', 'dark'] as const)
  test.describe(`axe, ${theme}`, () => {
    test.use({ kept: { theme, language: 'both' } })

    test('sessions, plots and statistics', async ({ app, folder }) => {
      const path = join(folder, 'day.pcap')
      generateCharges(path, 2)
      await app.open(path)
      await app.page.getByTestId('view-sessions').click()
      const wrong = app.page.locator('.pile-line.session:has(.badge.bad, .badge.warn)').first()
      await wrong.click()
      await app.page.locator('button.step').first().click()
      await expect(app.page.getByTestId('frame-strip')).toBeVisible()
      expect(await seriousProblems(app.page)).toEqual([])
      await app.page.locator('button.pile-line').first().click()
      await expect(app.page.getByTestId('pile-overview')).toBeVisible()
      expect(await seriousProblems(app.page)).toEqual([])
      await app.page.getByTestId('view-plots').click()
      await expect(app.page.getByTestId('curve-chart').locator('canvas')).toBeVisible()
      expect(await seriousProblems(app.page)).toEqual([])
      await app.page.getByTestId('view-statistics').click()
      for (const table of ['coverage', 'messages', 'conversations']) {
        await app.page.getByTestId(`statistics-${table}`).click()
        await expect(app.page.locator('.statistics-table tbody tr').first()).toBeVisible()
        expect(await seriousProblems(app.page)).toEqual([])
      }
    })
  })

/** How many colours a picture has, as a browser reads it: a blank one has one. */
async function coloursOf(page: Page, png: Buffer): Promise<number> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d')!
    pen.drawImage(image, 0, 0)
    const pixels = new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer)
    return new Set(pixels).size
  }, png.toString('base64'))
}
