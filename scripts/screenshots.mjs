#!/usr/bin/env node
// Pictures of the main views, to be looked at: both sizes, all languages, light and dark. They go to a temporary folder;
// `--keep` copies the ones of the README to docs/screenshots/. `--only welcome,plots`, `--sizes 1440`, `--languages zh,en`
// and `--themes dark` take some. Needs a build (npm run build).
import { chromium } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { indexedPng } from './indexed-png.mjs'
import { chromiumOptions, serveApp } from './serve-app.mjs'

const sizes = { 1440: { width: 1440, height: 900 }, 1920: { width: 1920, height: 1080 } }
const languages = ['zh', 'en', 'both']
const themes = ['light', 'dark']
// Copied, so that the list of recent files shows no path of the project's own folder.
const session = join(tmpdir(), '现场记录', 'ykc-1.5-simulated.md')
const day = join(tmpdir(), '现场记录', 'charging-day.pcap')

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

/** The same from a generated day of charging, in which some bills are wrong. */
const scenesOfDay = {
  sessions: async (page) => {
    await page.getByTestId('view-sessions').click()
    await page
      .locator('.pile-line.session')
      .filter({ has: page.locator('.badge.bad') })
      .first()
      .click()
    await page.getByTestId('bill').waitFor()
    await page.waitForTimeout(600)
  },
  plots: async (page) => {
    await page.getByTestId('view-plots').click()
    await page.locator('[data-testid="plots-view"] canvas').first().waitFor()
    await page.waitForTimeout(600)
  },
  findings: async (page) => {
    await page.getByTestId('view-findings').click()
    await page.getByTestId('findings-view').waitFor()
    await page.waitForTimeout(600)
  },
  checklist: async (page) => {
    await page.getByTestId('view-statistics').click()
    await page.getByTestId('coverage').waitFor()
    await page.waitForTimeout(300)
  },
  proxy: async (page) => {
    await page.keyboard.press('Control+k')
    await page.getByTestId('proxy-page').waitFor()
    await page.waitForTimeout(300)
  },
}

/** Those of the README: scene, size, language, theme. */
const kept = [
  ['good-frame', 1440, 'zh', 'light'],
  ['damaged-frame', 1440, 'both', 'dark'],
  ['import-desk', 1440, 'zh', 'light'],
  ['welcome', 1440, 'zh', 'light'],
  ['sessions', 1440, 'zh', 'light'],
  ['checklist', 1440, 'both', 'dark'],
]

/** Always the same day: the generator's seed is fixed. */
function generateDay() {
  const args = ['out/main/generate.js', '--out', day, '--charging-piles', '6', '--seed', '7']
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`generate: ${stderr}`)
}

const nameOf = (scene, size, language, theme) => `${scene}-${size}-${language}-${theme}.png`

/** `chosen`: names of scenes, sizes, languages and themes; null: all of them. */
async function takeAll(folder, chosen) {
  const isChosen = (kind, name) => chosen[kind] === null || chosen[kind].includes(name)
  mkdirSync(dirname(session), { recursive: true })
  copyFileSync('samples/ykc/ykc-1.5-simulated.md', session)
  generateDay()
  const browser = await chromium.launch(chromiumOptions())
  for (const language of languages.filter((name) => isChosen('languages', name))) {
    for (const theme of themes.filter((name) => isChosen('themes', name))) {
      const configFolder = mkdtempSync(join(tmpdir(), 'pilescope-screens-'))
      const app = await serveApp({ configFolder, kept: { language, theme }, files: [session, day] })
      const page = await browser.newPage({
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        permissions: ['clipboard-read', 'clipboard-write'],
      })
      await page.goto(app.link)
      const all = [
        ...Object.entries(scenes).map(([scene, show]) => [scene, show, session]),
        ...Object.entries(scenesOfDay).map(([scene, show]) => [scene, show, day]),
      ]
      for (const [scene, show, file] of all) {
        if (!isChosen('only', scene)) continue
        for (const [size, viewport] of Object.entries(sizes)) {
          if (!isChosen('sizes', size)) continue
          await page.setViewportSize(viewport)
          await page.locator(`[data-testid="capture-tab"][title="${file}"]`).click()
          await page.getByTestId('view-frames').click()
          await page.locator('.packet-row[data-frame]').first().waitFor()
          await show(page)
          await page.mouse.move(0, 0)
          await page.waitForTimeout(200)
          const picture = await indexedPng(browser, await page.screenshot())
          writeFileSync(join(folder, nameOf(scene, size, language, theme)), picture)
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
  options: {
    keep: { type: 'boolean' },
    out: { type: 'string' },
    only: { type: 'string' },
    sizes: { type: 'string' },
    languages: { type: 'string' },
    themes: { type: 'string' },
  },
})
const chosen = Object.fromEntries(
  ['only', 'sizes', 'languages', 'themes'].map((kind) => [kind, values[kind]?.split(',') ?? null]),
)
const folder = values.out ?? mkdtempSync(join(tmpdir(), 'pilescope-screenshots-'))
mkdirSync(folder, { recursive: true })
await takeAll(folder, chosen)
console.log(folder)
if (values.keep) {
  mkdirSync('docs/screenshots', { recursive: true })
  for (const [scene, size, language, theme] of kept)
    copyFileSync(join(folder, nameOf(scene, size, language, theme)), join('docs/screenshots', `${scene}.png`))
  console.log(`docs/screenshots/: ${kept.map(([scene]) => `${scene}.png`).join(', ')}`)
}
