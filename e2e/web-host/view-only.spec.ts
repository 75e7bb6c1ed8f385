// A browser that came by the link for viewing: it sees what others opened, and is offered nothing that would be refused.
import { expect, test, type Browser, type Page } from '@playwright/test'
import { serveApp } from '../../scripts/serve-app.mjs'
import { FieldTree } from '../pages/field-tree.ts'
import { FrameList } from '../pages/frame-list.ts'
import { HexPane } from '../pages/hex-pane.ts'

/** Serves files to one who operates and one who only looks. */
async function serveBoth(browser: Browser, files: string[]) {
  const app = await serveApp({
    configFolder: test.info().outputPath('config'),
    files,
    options: ['--view-link'],
  })
  const refusals: string[] = []
  const viewer = await (await browser.newContext()).newPage()
  viewer.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      if (payload.toString().includes('"view-only"')) refusals.push(payload.toString())
    }),
  )
  await viewer.goto(app.viewLink!)
  const operator = await (await browser.newContext()).newPage()
  const operate = async () => {
    await operator.goto(app.link)
    return operator
  }
  const stop = async () => {
    await viewer.context().close()
    await operator.context().close()
    await app.stop()
  }
  return { viewer, refusals, operate, stop }
}

const sample = ['samples/ykc/ykc-field-test-log.txt']
const reason = '这个链接只能查看'

const itemsOf = (page: Page) => page.getByRole('menu').locator('.menu-text').allTextContents()

test('who only looks sees the frames and is offered nothing that would be refused', async ({ browser }) => {
  const { viewer: page, refusals, stop } = await serveBoth(browser, sample)
  const list = new FrameList(page)
  await expect(page.getByTestId('view-only')).toContainText('只能查看')
  await list.row(1).click()
  await expect(page.getByTestId('packet-details')).toHaveAttribute('data-frame', '1')

  for (const id of ['file.open', 'file.paste', 'file.proxy', 'file.save'])
    await expect(page.getByTestId(id)).toHaveCount(0)
  await expect(page.getByTestId('filter')).not.toBeEditable()
  await expect(page.getByRole('group', { name: '过滤按钮' }).getByRole('button', { disabled: false })).toHaveCount(0)
  await expect(page.getByTestId('decode-as')).toBeDisabled()
  await expect(page.getByTestId('decode-as')).toHaveAttribute('title', new RegExp(reason))

  await list.cell(2, 'message').click({ button: 'right' })
  expect(await itemsOf(page)).toEqual(['查找下一个', '复制整帧十六进制', '复制整帧解析', '复制整帧 JSON'])
  await page.keyboard.press('Escape')
  await new FieldTree(page).tree.getByRole('treeitem').nth(1).click({ button: 'right' })
  for (const words of await itemsOf(page)) expect(words).not.toMatch(/过滤|着色|列/)
  await page.keyboard.press('Escape')
  await new HexPane(page).byte(4).click({ button: 'right' })
  for (const words of await itemsOf(page)) expect(words).not.toMatch(/过滤|着色|应用为列/)
  await page.keyboard.press('Escape')
  await list.header('number').click({ button: 'right' })
  for (const words of await itemsOf(page)) expect(words).not.toMatch(/升序|降序|排序|添加/)
  await page.keyboard.press('Escape')
  await expect(list.header('number').getByRole('button')).toBeDisabled()

  for (const { view, shows, filters } of [
    { view: 'sessions', shows: 'session-name', filters: /只看此/ },
    { view: 'findings', shows: 'group-place', filters: /expert\.code/ },
    { view: 'statistics', shows: 'coverage-table', filters: /心跳/ },
    { view: 'connections', shows: 'connection-list', filters: /只看连接/ },
  ]) {
    await page.getByTestId(`view-${view}`).click()
    await expect(page.getByTestId(shows)).toBeVisible()
    await expect(page.getByRole('main').getByRole('button', { name: filters })).toHaveCount(0)
  }
  expect(refusals).toEqual([])
  await stop()
})

test('keys, pastes and drops of who only looks change nothing and say why', async ({ browser }) => {
  const { viewer: page, refusals, stop } = await serveBoth(browser, sample)
  const list = new FrameList(page)
  await list.row(1).click()
  const notice = page.getByTestId('notice')
  await page.keyboard.press('Control+m')
  await expect(notice).toContainText(reason)
  await notice.getByRole('button').click()
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '68 0C 00 01 00 03')
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(notice).toContainText(reason)
  await expect(page.getByTestId('import-desk')).toHaveCount(0)
  const taken = await page.evaluate(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['68'], 'log.txt'))
    const over = new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true })
    document.body.dispatchEvent(over)
    return { isPrevented: over.defaultPrevented, effect: dataTransfer.dropEffect }
  })
  // The browser must not open the file in the page's place either.
  expect(taken).toEqual({ isPrevented: true, effect: 'none' })
  await expect(page.locator('.drop-target')).toHaveCount(0)
  await list.grid.focus()
  await page.keyboard.press('p')
  await expect(page.getByTestId('filter')).toHaveValue('')

  await page.keyboard.press('F1')
  const keys = page.getByRole('dialog')
  await expect(keys.getByText('复制整帧解析')).toBeVisible()
  for (const words of ['打开…', '粘贴报文', '代理录制…', '标记／取消标记', '清除过滤'])
    await expect(keys.getByText(words, { exact: true })).toHaveCount(0)
  await page.keyboard.press('Escape')
  expect(refusals).toEqual([])
  await stop()
})

test('who only looks follows what others filter, in a language of his own', async ({ browser }) => {
  const { viewer: page, refusals, operate, stop } = await serveBoth(browser, sample)
  await page.getByTestId('language-en').click()
  await expect(page.getByTestId('filter')).toHaveAttribute('placeholder', /^View only/)
  const operator = await operate()
  const operatorsFilter = operator.getByTestId('filter')
  await operatorsFilter.fill('frame.number == 2')
  await operatorsFilter.press('Enter')
  await expect(page.getByTestId('status-shown')).toHaveText('1 shown')
  await new FrameList(page).expectTotal(1)
  await expect(page.getByTestId('filter')).toHaveValue('frame.number == 2')
  // So do pages that were not there when it was chosen.
  await operator.reload()
  await new FrameList(operator).expectTotal(1)
  await expect(operatorsFilter).toHaveValue('frame.number == 2')
  await operatorsFilter.fill('')
  await operatorsFilter.press('Enter')
  await new FrameList(operator).expectTotal(33)
  await expect(page.getByTestId('filter')).toHaveValue('')
  // What others choose for their windows leaves this one alone.
  await operator.getByTestId('view.theme').click()
  await expect(operator.locator('html')).toHaveAttribute('data-theme', /.+/)
  await expect(page.getByTestId('language-en')).toHaveAttribute('aria-pressed', 'true')
  expect(refusals).toEqual([])
  await stop()
})

test('with nothing open, the first page says so and offers no way in', async ({ browser }) => {
  const { viewer: page, refusals, operate, stop } = await serveBoth(browser, [])
  await expect(page.getByTestId('welcome-viewer')).toContainText('还没有打开的抓包')
  await expect(page.getByRole('main').getByRole('button')).toHaveText(['关于桩镜'])
  const operator = await operate()
  await operator.locator('.samples button').first().click()
  await page.getByTestId('capture-tab').click()
  await expect(new FrameList(page).row(1)).toBeVisible()
  expect(refusals).toEqual([])
  await stop()
})
