// The live proxy through the screen: a listener is started, a simulated pile charges through it, rows arrive and are read,
// the proxy stops and goes on, the capture is saved and opened again. And what is said where it cannot start.
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test as base } from '../fixture.ts'
import { freePort, ProxyPage, startSimulator, type Simulator } from '../pages/proxy-page.ts'

const test = base.extend<{ proxyPage: ProxyPage; simulator: Simulator }>({
  proxyPage: async ({ app }, use) => use(new ProxyPage(app.page)),
  simulator: async ({}, use) => {
    const simulator = await startSimulator()
    await use(simulator)
    simulator.stop()
  },
})

test.use({ contextOptions: { permissions: ['clipboard-read', 'clipboard-write'] } })

const total = async (page: Page) => Number(await page.getByTestId('list-scroller').getAttribute('data-total'))

/** Frames of the only connection, after it has ended; leaves the view of connections open. */
async function framesOfPile(page: Page): Promise<number> {
  await page.getByTestId('view-connections').click()
  const connections = page.getByTestId('connection-list')
  await expect(connections).toHaveAttribute('data-total', '1')
  await expect(connections).toContainText('已关闭')
  return Number(await connections.getByRole('row').last().locator('.frames').textContent())
}

test('a charge goes through the proxy: rows arrive, are read, and the recording opens again', async ({
  app,
  host,
  folder,
  proxyPage,
  simulator,
  list,
  tree,
}) => {
  const { page } = app
  await page.getByTestId('way-proxy').click()
  const port = await freePort()
  await proxyPage.fill(port, simulator.port)
  await page.getByTestId('proxy-check').click()
  await expect(page.getByTestId('check-result')).toContainText(/平台可达，\d+ ms/)
  await proxyPage.start.click()
  await expect(page.getByTestId('waiting')).toContainText(String(port))
  await proxyPage.expectState('running')

  // Rows come while the pile talks; every frame of the story once.
  await simulator.drivePile(port)
  await expect(page.getByTestId('follow')).toHaveAttribute('aria-pressed', 'true')
  const frames = await framesOfPile(page)
  await expect(page.getByTestId('event-list')).toContainText('建立')
  await page.getByTestId('connection-list').getByRole('button', { name: '只看连接 0 的报文' }).click()
  await expect(page.getByTestId('filter')).toHaveValue('tcp.stream == 0')
  await list.expectTotal(frames)
  for (const message of ['登录认证', '心跳', '交易记录'])
    await expect(async () => {
      await page.getByTestId('filter').fill(`message.name contains "${message}"`)
      await page.getByTestId('filter').press('Enter')
      await expect(list.grid.locator('.packet-row').first()).toContainText(message)
    }).toPass()
  await page.getByTestId('filter').fill('')
  await page.getByTestId('filter').press('Enter')
  await list.expectTotal(frames)
  await list.grid.focus()
  await page.keyboard.press('Home')
  await list.expectSelected(1)
  await expect(tree.tree).toContainText('桩编号')
  await expect(page.getByTestId('follow')).toHaveAttribute('aria-pressed', 'false')

  // What is read stays selected while more comes into the same capture, after a stop too.
  await proxyPage.act.click()
  await proxyPage.expectState('stopped')
  await expect(simulator.drivePile(port)).rejects.toThrow('the pile ended')
  await proxyPage.act.click()
  await proxyPage.expectState('running')
  await simulator.drivePile(port)
  await list.expectTotal(2 * frames)
  await list.expectSelected(1)
  await page.keyboard.press(host === 'web' ? 'Alt+r' : 'Control+r')
  await list.expectTotal(2 * frames)
  await proxyPage.act.click()
  await proxyPage.expectState('stopped')

  // The rows of before stay while it is read again; only what is read can be saved.
  await expect(page.getByTestId('capture-tab').locator('.loading-mark')).toHaveCount(0)
  const saved = join(folder, 'saved.pcapng')
  await app.save(saved, () => page.getByTestId('file.save').click())
  await app.open(saved)
  await expect(page.getByTestId('capture-tab')).toHaveCount(2)
  await list.expectTotal(2 * frames)
  await expect(page.getByTestId('follow')).toHaveCount(0)
})

test('a filter holds for frames that arrive later', async ({ app: { page }, proxyPage, simulator, list }) => {
  await page.keyboard.press('Control+k')
  const port = await freePort()
  await proxyPage.fill(port, simulator.port)
  await proxyPage.start.click()
  await expect(page.getByTestId('waiting')).toBeVisible()
  await simulator.drivePile(port)
  const frames = await framesOfPile(page)
  await page.getByTestId('view-frames').click()
  await page.getByTestId('filter').fill('direction == "up"')
  await page.getByTestId('filter').press('Enter')
  await expect.poll(() => total(page)).toBeLessThan(frames)
  const up = await total(page)
  expect(up).toBeGreaterThan(0)
  await simulator.drivePile(port)
  await list.expectTotal(2 * up)
})

test('a platform that refuses has a row that says why, in the language of the window', async ({
  app: { page },
  list,
  picture,
  proxyPage,
}) => {
  await page.getByTestId('file.proxy').click()
  const [port, nobody] = [await freePort(), await freePort()]
  await proxyPage.fill(port, nobody)
  await proxyPage.start.click()
  await expect(page.getByTestId('waiting')).toBeVisible()
  const pile = connect(port, '127.0.0.1')
  await new Promise<void>((resolve) => pile.once('close', () => resolve()).once('error', () => {}))
  const refused = list.eventsBefore(1).filter({ hasText: '拒绝' })
  await expect(refused).toHaveCount(1)
  await expect(refused).toContainText(`127.0.0.1:${nobody}`)
  await expect(refused.locator('.time')).toHaveText(/^\d\d:\d\d:\d\d\.\d+$/)
  await picture('refused')
  await page.keyboard.press('Alt+l')
  await expect(list.eventsBefore(1).filter({ hasText: 'Refused' })).toContainText(`127.0.0.1:${nobody}`)
})

test.describe('a port that is taken', () => {
  let other: Server
  test.beforeEach(async () => {
    other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  })
  test.afterEach(() => void other.close())

  test('is said at its line, with what to do; nothing else starts', async ({ app: { page }, proxyPage }) => {
    await page.getByTestId('file.proxy').click()
    await proxyPage.start.click()
    await expect(page.getByTestId('route-line')).toContainText('填平台的域名或 IP 地址')
    const { port } = other.address() as AddressInfo
    await proxyPage.fill(port, port + 1)
    await proxyPage.start.click()
    const line = page.getByTestId('route-line')
    await expect(line).toContainText(`端口 ${port} 已被`)
    await expect(line).toContainText('换一个端口')
    await expect(page.getByTestId('listen-port')).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByTestId('proxy-run')).toHaveCount(0)
    await expect(page.getByTestId('capture-tab')).toHaveCount(0)
  })
})

test('a profile is kept, renamed, put into the form, deleted', async ({ app: { page }, proxyPage }) => {
  await page.getByTestId('file.proxy').click()
  await proxyPage.fill(8767, 9000)
  await page.getByTestId('proxy-name').fill('一号站')
  await page.getByTestId('proxy-keep').click()
  const profile = page.getByTestId('profile')
  await expect(profile).toContainText('127.0.0.1:8767 → 127.0.0.1:9000')
  await profile.getByRole('button', { name: '重命名 一号站' }).first().click()
  await profile.getByRole('textbox').fill('二号站')
  await page.keyboard.press('Enter')
  await expect(profile).toContainText('二号站')
  await page.getByTestId('upstream-host').fill('10.0.0.9:7000')
  await page.getByTestId('upstream-host').blur()
  await expect(page.getByTestId('upstream-port')).toHaveValue('7000')
  await profile.getByRole('button', { name: '编辑 二号站' }).click()
  await expect(page.getByTestId('upstream-host')).toHaveValue('127.0.0.1')
  await profile.getByRole('button', { name: '删除 二号站' }).click()
  await expect(profile).toHaveCount(0)
})
