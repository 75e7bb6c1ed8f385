// Teaching the layout of a log: marked in one line, it reads the others at once, and later texts too.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixture.ts'

// The length of the record and its end mark stand around the bytes: nothing shows which of the digits are the frame's.
const record = (time: string, word: string, hex: string) => `@17 ${time} ${word} ge-0/17 68(${hex})17`
const up = '75720f001e2011000810010068c6010000'
const down = '75720f00b17f39050102010168d1020000'
const log = `${record('08:15:30.118', '进', up)}\n${record('08:15:31.200', '出', down)}`

/** Selects `part` of the sample line and says what it is. */
async function mark(page: Page, part: string, field: string): Promise<void> {
  const line = page.getByTestId('teach-line')
  await line.evaluate((area: HTMLTextAreaElement, text) => {
    const start = area.value.indexOf(text)
    area.focus()
    area.setSelectionRange(start, start + text.length)
  }, part)
  await page.getByTestId('teach').getByRole('button', { name: field, exact: true }).click()
}

test('a layout is taught with marks, tried at once, kept, and used for the next text', async ({
  app,
  desk,
  folder,
}) => {
  const { page } = app
  await desk.paste(log)
  await expect(desk.text).toHaveValue(log)
  await page.getByRole('button', { name: '教一种版式…' }).click()
  await mark(page, '08:15:30.118', '时间')
  await mark(page, '进', '方向')
  await mark(page, up, '报文')
  const template = page.getByTestId('teach-template')
  await expect(template).toHaveValue('{skip} {time} {direction:进} {skip}({hex}){skip}')
  await template.fill('{skip} {time} {direction:进=up|出=down} {skip}({hex}){skip}')
  await expect(page.getByTestId('teach')).toContainText('2 行合这个版式')
  await expect(desk.frames).toHaveCount(2)
  await expect(desk.frame(2)).toContainText('08:15:31.200')
  await expect(desk.frame(2)).toContainText('下行')
  await page.getByLabel('名称').fill('路由器日志')
  await page.getByTestId('teach-save').click()
  await expect(page.getByTestId('teach')).toHaveCount(0)
  await expect(desk.desk).toContainText('版式“路由器日志”读取了 2 行')
  expect(readFileSync(join(folder, 'config', 'layouts.yaml'), 'utf8')).toContain('name: 路由器日志')

  await desk.text.fill(log.split('\n')[1]!)
  await expect(desk.frames).toHaveCount(1)
  await expect(desk.frame(1)).toContainText('下行')
  await desk.importButton.click()
  await expect(page.getByTestId('list-scroller')).toContainText('08:15:31.200')
})

test('a wrong template says where; a kept layout is edited, deleted and brought back', async ({ app, desk }) => {
  const { page } = app
  await desk.paste(log)
  await page.getByRole('button', { name: '教一种版式…' }).click()
  const panel = page.getByTestId('teach')
  await page.getByTestId('teach-template').fill('{zeit} {hex}')
  await expect(panel).toContainText('第 1 个字符：未知的字段')
  await expect(page.getByTestId('teach-save')).toBeDisabled()
  await page.getByTestId('teach-template').fill('{skip}({hex}){skip}')
  await page.getByTestId('teach-save').click()
  await expect(panel).toContainText('请给版式起个名字')
  await page.getByLabel('名称').fill('甲')
  await page.getByTestId('teach-save').click()
  await expect(panel).toHaveCount(0)

  await page.getByRole('button', { name: '教一种版式…' }).click()
  await page.getByLabel('已存的版式').selectOption('甲')
  await expect(page.getByTestId('teach-template')).toHaveValue('{skip}({hex}){skip}')
  await page.getByLabel('名称').fill('乙')
  await page.getByTestId('teach-save').click()
  await expect(panel).toHaveCount(0)
  await page.getByRole('button', { name: '教一种版式…' }).click()
  await page.getByLabel('已存的版式').selectOption('乙')
  await panel.getByRole('button', { name: '删除' }).click()
  await expect(panel).toContainText('已删除版式“乙”')
  await panel.getByRole('button', { name: '撤销' }).click()
  await expect(page.getByLabel('已存的版式').getByRole('option')).toHaveText(['新版式', '乙'])
})
