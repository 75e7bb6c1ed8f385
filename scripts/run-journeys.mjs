#!/usr/bin/env node
// The journeys through the windows (e2e/) on the build in out/; arguments go on to Playwright, `--project web` say. Where no
// Chromium is to be had it says so in one line and is no failure: the other tests have run.
import { spawnSync } from 'node:child_process'
import { argv, exit } from 'node:process'
import { findChromium } from './install-test-tools.mjs'

if (findChromium() === null) {
  console.log(
    'SKIPPED the journeys through the windows: no Chromium. Get it with `sudo apt-get install chromium fonts-wqy-microhei`, or name one in CHROMIUM_PATH; then `npm run e2e`.',
  )
  exit(0)
}
const run = spawnSync('node_modules/.bin/playwright', ['test', '-c', 'e2e/playwright.config.ts', ...argv.slice(2)], {
  stdio: 'inherit',
})
exit(run.status ?? 1)
