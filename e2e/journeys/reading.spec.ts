// Reading a capture as people do: times, tabs, the scroll bar's map, the newest frame, copying, the bytes under the cursor.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { catchCopies } from '../catch-copies.ts'
import { expect, test } from '../fixture.ts'

test.describe('a log with times', () => {
  test.use({
    files: async ({ folder }, use) => {
      const path = join(folder, 'gateway.log')
      const line = (time: string, hex: string) => `2023-05-01 ${time} INFO 收到报文：${hex}\n`
      writeFileSync(
        path,
        line('12:00:00.123', '680D14000003103190428000030100A38D') +
          line('12:00:02.623', '680D140000041031904280000301001257') +
          line('12:00:03.000', '680D14000003103190428000030100A38D'),
      )
      await use([path])
    },
  })

  test('the time column takes its four formats in turn, and keeps the last', async ({ app, list }) => {
    await list.expectTotal(3)
    const times = async () => [
      await list.cell(1, 'time').textContent(),
      await list.cell(2, 'time').textContent(),
      await list.cell(3, 'time').textContent(),
    ]
    await expect.poll(times).toEqual(['12:00:00.123', '12:00:02.623', '12:00:03.000'])
    const turn = () => app.page.keyboard.press('Control+Alt+1')
    await turn()
    await expect.poll(times).toEqual(['2023-05-01 12:00:00.123', '2023-05-01 12:00:02.623', '2023-05-01 12:00:03.000'])
    await turn()
    await expect.poll(times).toEqual(['0.000', '2.500', '2.877'])
    await turn()
    await expect.poll(times).toEqual(['', '2.500', '0.377'])
    await app.page.reload()
    await expect.poll(times).toEqual(['', '2.500', '0.377'])
  })
})

test.describe('a long log', () => {
  test.use({ files: ['samples/ykc/ykc-field-test-log.txt'] })

  test('a click on the map in the scroll bar goes there', async ({ app, list }) => {
    await list.expectSelected(1)
    expect(Math.max(...(await list.numbers()))).toBeLessThan(25)
    const map = (await app.page.getByTestId('minimap').boundingBox())!
    await app.page.mouse.click(map.x + map.width / 2, map.y + map.height - 4)
    await expect.poll(async () => Math.max(...(await list.numbers()))).toBeGreaterThan(28)
  })

  test('following keeps the newest frame in sight until the list is scrolled up', async ({ app, list }) => {
    await list.expectTotal(33)
    await list.expectSelected(1)
    await app.page.keyboard.press('Control+Alt+f')
    await list.expectSelected(33)
    const follow = app.page.getByTestId('follow')
    await expect(follow).toHaveAttribute('aria-pressed', 'true')
    await list.grid.hover()
    await app.page.mouse.wheel(0, -240)
    await expect(follow).toHaveCount(0)
  })

  test('a wheel notch moves three rows', async ({ app, list }) => {
    await list.expectSelected(1)
    await list.grid.hover()
    await app.page.mouse.wheel(0, 120)
    await expect.poll(async () => Math.min(...(await list.numbers()))).toBe(4)
  })

  test('the tab leads back from the import desk to the capture as it was left', async ({ app, list, desk }) => {
    await list.row(5).click()
    await list.expectSelected(5)
    await app.page.getByTestId('file.paste').click()
    await expect(desk.desk).toBeVisible()
    const tab = app.page.getByTestId('view-frames')
    await expect(tab).not.toHaveAttribute('aria-current', 'page')
    await tab.click()
    await list.expectSelected(5)
    await expect(tab).toHaveAttribute('aria-current', 'page')
  })
})

test.describe('a frame', () => {
  test.use({ files: ['samples/ykc/first-steps.hex'] })

  test('value, name and path of a field are copied from its menu, without the mouse too', async ({
    app,
    tree,
    list,
  }) => {
    await list.expectSelected(1)
    const copied = await catchCopies(app.page)
    await tree.field('ykc.pile_no').click()
    for (const [entry, text] of [
      ['复制值', '10319042800003'],
      ['复制字段名', 'ykc.pile_no'],
      ['复制原始字节', '10319042800003'],
    ] as const) {
      await app.page.keyboard.press('Shift+F10')
      await app.page.getByRole('menuitem', { name: entry }).click()
      await expect.poll(copied).toContain(text)
    }
    await tree.field('ykc.gun_no').click({ button: 'right' })
    await app.page.getByRole('menuitem', { name: '复制路径' }).click()
    await expect.poll(copied).toContain('枪号')
    await tree.tree.focus()
    await app.page.keyboard.press('Control+c')
    await expect.poll(copied).toBe('01')
  })

  test('the bytes under the cursor are read in both orders, as BCD and as a time', async ({ app, hex, list }) => {
    await list.expectSelected(1)
    await hex.byte(6).click()
    const inspector = app.page.getByTestId('inspector')
    const reading = (name: string) => inspector.locator(`.reading.${name} dd`)
    // 10 31 90 42 80 00 03
    await expect(reading('u8')).toHaveText('16')
    await expect(reading('u16le')).toHaveText('12560')
    await expect(reading('u16be')).toHaveText('4145')
    await expect(reading('u32le')).toHaveText(String(0x42903110))
    await expect(reading('u32be')).toHaveText(String(0x10319042))
    await expect(reading('BCD')).toHaveText('10319042800003')
    await expect(reading('CP56')).toHaveText('–')
  })

  test('text beside the bytes is ASCII or GBK', async ({ app, hex, list }) => {
    await list.expectSelected(1)
    await app.page.keyboard.press('Control+Alt+g')
    await expect(app.page.getByRole('button', { name: 'GBK' })).toHaveAttribute('aria-pressed', 'true')
    await app.page.getByRole('button', { name: 'ASCII' }).click()
    await expect(hex.grid).toContainText('h')
  })
})
