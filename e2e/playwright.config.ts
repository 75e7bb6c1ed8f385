// The journeys through the windows, each over every host: `npm run e2e`, or of one host `npm run e2e -- --project web`.
// They run on the build in out/ and in the Chromium that scripts/install-test-tools.mjs finds.
import { defineConfig } from '@playwright/test'
import { findChromium } from '../scripts/install-test-tools.mjs'
import type { HostOptions } from './fixture.ts'

const chromium = findChromium()

export default defineConfig<HostOptions>({
  outputDir: '../test-results',
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 8_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(chromium && { executablePath: chromium }),
      // The last four keep the browser from asking for anything outside this machine.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'web', testDir: 'journeys', use: { host: 'web' } },
    { name: 'stand-in', testDir: 'journeys', use: { host: 'stand-in' } },
    { name: 'desktop-shell', testDir: 'electron-stand-in' },
  ],
})
