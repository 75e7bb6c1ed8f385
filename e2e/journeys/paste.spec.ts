// The import desk: any text becomes frames, every character says what it is used for, frames and characters find each other.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../fixture.ts'
import { textCases } from '../samples.ts'

const heartbeat = '680D14000003103190428000030100A38D'
const log = `2023-05-01 12:00:00.123 [nioEventLoopGroup-3-1] INFO c.y.Gateway - 收到报文：${heartbeat}`

test('Ctrl+V on the first page brings the text to the desk, coloured, with its frame', async ({ desk }) => {
  await desk.paste(log)
  await expect(desk.text).toHaveValue(log)
  await expect(desk.frames).toHaveCount(1)
  await expect(desk.frame(1)).toContainText('0x03 充电桩心跳包')
  await expect(desk.frame(1)).toContainText('正确')
  await expect(desk.frame(1)).toContainText('第 1 行')
  await expect(desk.frame(1)).toContainText('17 字节')
  await expect(desk.frame(1)).toContainText('12:00:00.123')
  expect(await desk.usedAs('hex')).toEqual([heartbeat])
  expect(await desk.usedAs('time')).toEqual(['2023-05-01 12:00:00.123'])
  expect(await desk.usedAs('direction')).toEqual(['收到'])
  expect((await desk.usedAs('ignored')).join('')).toContain('nioEventLoopGroup-3-1')
})

test('every kind of log gives its frames', async ({ desk }) => {
  test.setTimeout(120_000)
  await desk.paste('68')
  for (const { id, text, expect: wanted, note } of textCases()) {
    await desk.text.fill('')
    await expect(desk.frames).toHaveCount(0)
    await desk.text.fill(text)
    const sure = wanted.filter((frame) => !frame.optional)
    const about = `${id}: ${note}`
    if (sure.length === wanted.length) await expect(desk.frames, about).toHaveCount(wanted.length)
    for (const [index, frame] of sure.entries()) {
      const card = desk.frame(index + 1)
      if (frame.line !== undefined) await expect(card, about).toContainText(`第 ${frame.line} 行`)
      await expect(card, about).toContainText(`${frame.hex.length / 2} 字节`)
      if (frame.missing !== undefined) await expect(card, about).toContainText(`缺 ${frame.missing} 字节`)
      if (frame.duplicate) await expect(card, about).toContainText('重复')
    }
  }
})

test('hex that was used is the frame’s, character by character', async ({ desk }) => {
  test.setTimeout(60_000)
  await desk.paste('68')
  // Spelled as plain hex digits: others are numbers, letters or base64.
  const plain = textCases().filter(({ id }) => /-(0[1-9]|1[1-9]|2[0-79])/.test(id))
  for (const { id, text, expect: frames } of plain) {
    await desk.text.fill(text)
    const hex = frames.map((frame) => frame.hex).join('')
    await expect
      .poll(
        async () =>
          (await desk.usedAs('hex'))
            .join('')
            .replace(/[^0-9a-f]/gi, '')
            .toLowerCase(),
        { message: id },
      )
      .toBe(hex)
  }
})

test('the pointer and the caret are told why a character is used or ignored', async ({ app, desk }) => {
  await desk.paste(`6.3 充电桩心跳包\n${log}\n42 / 44`)
  await expect(desk.frames).toHaveCount(1)
  await app.page.locator('.editor-line .use-hex').hover({ force: true })
  await expect(app.page.getByRole('tooltip')).toContainText('报文字节')
  await expect(app.page.getByRole('tooltip')).toContainText('第 1 帧')
  await app.page.locator('.editor-line .is-doubtful', { hasText: '42' }).hover({ force: true })
  await expect(app.page.getByRole('tooltip')).toContainText('忽略')
  await desk.text.focus()
  await app.page.keyboard.press('Control+End')
  await app.page.keyboard.press('Home')
  await expect(desk.status).toContainText('第 3 行，第 1 列')
  await expect(desk.status).toContainText('忽略')
  await app.page.keyboard.press('Control+Home')
  await app.page.keyboard.press('ArrowDown')
  await expect(desk.status).toContainText('时间')
})

test('coloured characters lie exactly under the typed ones', async ({ app, desk }) => {
  await desk.paste(`${log} 中文和 English 混排，一行放不下时要在同一个地方换行。${heartbeat} `.repeat(12))
  await expect(desk.importButton).toContainText('导入 24 帧')
  const misplaced = await app.page.evaluate(() => {
    const area = document.querySelector('textarea')!
    const box = area.getBoundingClientRect()
    const wrong: string[] = []
    for (let y = box.top + 14; y < box.bottom - 10; y += 9) {
      for (let x = box.left + 66; x < box.right - 30; x += 17) {
        const span = document.elementsFromPoint(x, y).find((one) => (one as HTMLElement).dataset['at'] !== undefined)
        const place = document.caretPositionFromPoint(x, y)
        if (!span || place?.offsetNode !== area) continue
        const start = Number((span as HTMLElement).dataset['at'])
        if (place.offset < start || place.offset > start + span.textContent!.length) wrong.push(`${x},${y}`)
      }
    }
    return wrong
  })
  expect(misplaced).toEqual([])
})

test('a frame shows its characters, and a character its frame', async ({ app, desk }) => {
  await desk.paste(`${log}\n\n说明\naa f5 0a 00 10 02 50 04 00 54\n`)
  await expect(desk.frames).toHaveCount(2)
  await desk.frame(2).click()
  const selection = await desk.text.evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  )
  expect(selection).toBe('aa f5 0a 00 10 02 50 04 00 54')
  await expect(desk.frame(2)).toHaveAttribute('aria-selected', 'true')
  await app.page.keyboard.press('Control+Home')
  await app.page.keyboard.press('End')
  await app.page.keyboard.press('ArrowLeft')
  await expect(desk.frame(1)).toHaveAttribute('aria-selected', 'true')
})

test('typing keeps the colours in place while the new preview is on its way', async ({ app, desk }) => {
  await desk.paste(log)
  await expect(desk.frames).toHaveCount(1)
  await desk.text.focus()
  await app.page.keyboard.press('Control+Home')
  await app.page.keyboard.type('x ')
  expect(await desk.usedAs('hex')).toEqual([heartbeat])
  await app.page.keyboard.press('Control+End')
  await app.page.keyboard.press('Backspace')
  await expect(desk.frame(1)).not.toContainText('正确')
})

test('hex that gives no frame is listed with its place and reason', async ({ app, desk }) => {
  await desk.paste(`DE AD BE EF 00 11 22 33 44 55 66 77 88 99\n${log}`)
  await expect(desk.frames).toHaveCount(1)
  await app.page.getByText('1 处十六进制没有成帧').click()
  const piece = app.page.locator('.skipped li')
  await expect(piece).toContainText('第 1 行，第 1 列')
  await expect(piece).toContainText('de ad be ef')
})

test('an empty desk offers examples; one click fills it', async ({ app, desk }) => {
  await app.page.getByTestId('file.paste').click()
  await expect(desk.text).toHaveValue('')
  await app.page.getByRole('button', { name: '有问题的帧' }).click()
  await expect(desk.frames).toHaveCount(4)
  await expect(desk.frame(1)).toContainText('长度错误')
  await expect(desk.frame(2)).toContainText('反序')
  await expect(desk.frame(3)).toContainText('缺 6 字节')
  await expect(desk.frame(4)).toContainText('校验错误')
})

test('Ctrl+Enter imports: the frames open as a capture, and the text is still there after', async ({
  app,
  desk,
  list,
}) => {
  await desk.paste(`${log}\n680D140000041031904280000301001257`)
  await expect(desk.frames).toHaveCount(2)
  await desk.text.press('Control+Enter')
  await list.expectTotal(2)
  await expect(list.cell(1, 'message')).toHaveText('充电桩心跳包')
  await expect(list.cell(1, 'time')).toContainText('12:00:00.123')
  await expect(list.cell(2, 'message')).toHaveText('心跳包应答')
  await app.page.getByTestId('file.paste').click()
  await expect(desk.text).toHaveValue(new RegExp(heartbeat))
})

test('a protocol can be named for the whole text', async ({ app, desk }) => {
  await desk.paste(log)
  await expect(desk.frame(1)).toContainText('各版本通用')
  await app.page.getByRole('combobox', { name: '解析为' }).selectOption({ label: '云快充 · V1.6' })
  await expect(desk.frame(1)).toContainText('V1.6')
})

test('a text file opened on the desk shows its encoding, which can be changed', async ({ app, desk, folder }) => {
  const path = join(folder, 'gateway.log')
  // 收到：in GBK.
  writeFileSync(path, Buffer.concat([Buffer.from([0xca, 0xd5, 0xb5, 0xbd, 0xa3, 0xba]), Buffer.from(heartbeat)]))
  await app.page.getByTestId('file.paste').click()
  const chooser = app.page.waitForEvent('filechooser')
  await desk.desk.getByRole('button', { name: '打开文件' }).click()
  await (await chooser).setFiles(path)
  await expect(desk.text).toHaveValue(`收到：${heartbeat}`)
  await expect(desk.desk.getByText('gateway.log')).toBeVisible()
  const encoding = desk.desk.getByRole('combobox', { name: '编码' })
  await expect(encoding).toHaveValue('gb18030')
  await encoding.selectOption('UTF-8')
  await expect(desk.text).not.toHaveValue(/收到/)
  await expect(desk.frames).toHaveCount(1)
})

test('a long text stays usable: only the lines in view are drawn', async ({ app, desk }) => {
  test.setTimeout(120_000)
  const lines = 5000
  await desk.paste(Array.from({ length: lines }, () => log).join('\n'))
  await expect(desk.importButton).toContainText(`导入 5 000 帧`.replace(' ', '\u202f'), { timeout: 45_000 })
  expect(await app.page.locator('.editor-line').count()).toBeLessThan(200)
  await desk.text.evaluate((area) => (area.scrollTop = area.scrollHeight))
  await expect(
    app.page.locator(`.editor-line[data-number="${lines}"] .use-hex, .editor-line[data-number="${lines}"]`).first(),
  ).toBeVisible()
})
