// Served beyond this machine without encryption, by the user's wish: the screen says so as long as it lasts.
import { expect, test } from '@playwright/test'
import { serveApp } from '../../scripts/serve-app.mjs'

test('the page keeps saying that the connection is not encrypted, on every page', async ({ browser }) => {
  const app = await serveApp({
    configFolder: test.info().outputPath('config'),
    files: ['samples/ykc/first-steps.hex'],
    options: ['--bind', '0.0.0.0', '--insecure'],
  })
  const page = await browser.newPage()
  await page.goto(app.link)
  const banner = page.getByTestId('unencrypted')
  await expect(banner).toContainText('连接没有加密（0.0.0.0）')
  await expect(banner.getByRole('button')).toHaveCount(0)
  await page.getByTestId('file.paste').click()
  await expect(page.getByTestId('import-desk')).toBeVisible()
  await expect(banner).toBeVisible()
  await page.getByTestId('language-en').click()
  await expect(banner).toContainText('not encrypted')
  await page.close()
  await app.stop()
})
