#!/usr/bin/env node
// Pictures of the main views, to be looked at: both sizes, all languages, light and dark. They go to a temporary folder;
// `--keep` copies the ones of the README to docs/screenshots/. Needs a build (npm run build).
import { chromium } from '@playwright/test'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromiumOptions, serveApp } from './serve-app.mjs'

const sizes = { 1440: { width: 1440, height: 900 }, 1920: { width: 1920, height: 1080 } }
const languages = ['zh', 'en', 'both']
const themes = ['light', 'dark']
// Copied, so that the list of recent files shows no path of the project's own folder.
const session = join(tmpdir(), '现场记录', 'ykc-1.5-simulated.md')

/** By name: brings the page from the freshly opened sample to what is to be seen. */
const scenes = {
  'good-frame': async (page) => {
    await page.getByTestId('list-scroller').focus()
    await page.keyboard.press('Home')
    for (let frame = 1; frame < 10; frame++) await page.keyboard.press('ArrowDown')
    await page.locator('[data-testid="packet-details"][data-frame="10"]').waitFor()
    await page.locator('#byte-35').click()
  },
  'damaged-frame': async (page) => {
    await page.getByTestId('list-scroller').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('F4')
    await page.getByTestId('findings').waitFor()
  },
  'import-desk': async (page) => {
    await page.getByTestId('file.paste').click()
    await page.getByTestId('import-text').fill('')
    await page.locator('.example').nth(1).click()
    await page.locator('.frame-card').nth(1).click()
    await page.waitForTimeout(300)
  },
  'import-empty': async (page) => {
    await page.getByTestId('file.paste').click()
    await page.getByTestId('import-text').fill('')
    await page.getByTestId('import-text').blur()
  },
  welcome: async (page) => {
    await page.locator('.toolbar-name').click()
    await page.getByTestId('welcome').waitFor()
  },
  preferences: async (page) => {
    await page.getByTestId('edit.preferences').click()
    await page.getByTestId('preferences').waitFor()
  },
}

/** Those of the README: scene, size, language, theme. */
const kept = [
  ['good-frame', 1440, 'zh', 'light'],
  ['damaged-frame', 1440, 'both', 'dark'],
  ['import-desk', 1440, 'zh', 'light'],
  ['welcome', 1440, 'zh', 'light'],
]

const nameOf = (scene, size, language, theme) => `${scene}-${size}-${language}-${theme}.png`

async function takeAll(folder, only) {
  mkdirSync(dirname(session), { recursive: true })
  copyFileSync('samples/ykc/ykc-1.5-simulated.md', session)
  const browser = await chromium.launch(chromiumOptions())
  for (const language of languages) {
    for (const theme of themes) {
      const configFolder = mkdtempSync(join(tmpdir(), 'pilescope-screens-'))
      const app = await serveApp({ configFolder, kept: { language, theme }, files: [session] })
      const page = await browser.newPage({
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        permissions: ['clipboard-read', 'clipboard-write'],
      })
      await page.goto(app.link)
      for (const [scene, show] of Object.entries(scenes)) {
        if (only && !only.split(',').includes(scene)) continue
        for (const [size, viewport] of Object.entries(sizes)) {
          await page.setViewportSize(viewport)
          await page.getByTestId('capture-tab').click()
          await page.locator('.packet-row[data-frame]').first().waitFor()
          await show(page)
          await page.mouse.move(0, 0)
          await page.waitForTimeout(200)
          await page.screenshot({ path: join(folder, nameOf(scene, size, language, theme)) })
          if (scene === 'preferences') await page.keyboard.press('Escape')
        }
      }
      await page.close()
      await app.stop()
      rmSync(configFolder, { recursive: true, force: true })
    }
  }
  await browser.close()
}

const { values } = parseArgs({
  options: { keep: { type: 'boolean' }, out: { type: 'string' }, only: { type: 'string' } },
})
const folder = values.out ?? mkdtempSync(join(tmpdir(), 'pilescope-screenshots-'))
mkdirSync(folder, { recursive: true })
await takeAll(folder, values.only)
console.log(folder)
if (values.keep) {
  mkdirSync('docs/screenshots', { recursive: true })
  for (const [scene, size, language, theme] of kept)
    copyFileSync(join(folder, nameOf(scene, size, language, theme)), join('docs/screenshots', `${scene}.png`))
  console.log(`docs/screenshots/: ${kept.map(([scene]) => `${scene}.png`).join(', ')}`)
}
