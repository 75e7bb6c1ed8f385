// From charge to bill on the screen: timeline, bill computed again, tariff, curves, pairs, and the commissioning checklist.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { seriousProblems } from '../axe.ts'
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

  test('the bill is computed again, and every figure leads to its field', async ({ app, tree }) => {
    const bill = app.page.getByTestId('bill')
    const valley = bill.locator('tr[data-period="valley"]')
    await expect(valley).toContainText('0.1650')
    await expect(valley).toContainText('0.1485')
    await expect(valley).toContainText('0.1400')
    await expect(valley).toContainText('−0.0085')
    await expect(bill.locator('[data-code="bill_amount"]')).toContainText('0.1650 kWh × 0.90 = 0.1485')
    await expect(bill.locator('[data-code="bill_period"]')).toContainText('17:04 属第 34 时段')
    await expect(bill.locator('[data-code="bill_meter"]')).toContainText('与总电量 0.1650 kWh 不符')
    await valley.locator('.figure').first().click()
    await expect(tree.heading).toContainText('第 13 帧')
    await expect(tree.selected).toContainText('0.1650')
  })

  test('the tariff is drawn as 48 half hours with the charge outlined', async ({ app }) => {
    const tariff = app.page.getByTestId('tariff')
    await expect(tariff.locator('.tariff-bar .tariff-slot')).toHaveCount(48)
    await expect(tariff.locator('.tariff-bar .used')).toHaveAttribute('data-slot', '34')
    await expect(tariff.locator('.tariff-bar .used')).toHaveAttribute('title', '17:00–17:30 平 · 充电时段')
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

  test('the checklist tells what was tested, and leads to the frames', async ({ app, list }) => {
    await app.page.getByTestId('view-statistics').click()
    await app.page.getByTestId('coverage-pile').selectOption({ label: '20231212000010' })
    const matrix = app.page.getByTestId('coverage')
    await expect(matrix.locator('[data-type="0x3B"]')).toHaveAttribute('data-verdict', 'good')
    await expect(matrix.locator('[data-type="0x57"]')).toHaveAttribute('data-verdict', 'never')
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

  test('a stretch of the frame rate filters the list', async ({ app }) => {
    await app.page.getByTestId('view-plots').click()
    const plot = app.page.getByTestId('rate-chart').locator('.u-over')
    await plot.waitFor()
    const box = (await plot.boundingBox())!
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
