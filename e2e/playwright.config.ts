// The journeys through the windows, each over every host: `npm run e2e`, or of one host `npm run e2e -- --project web`.
// They run on the build in out/, in the Chromium that scripts/install-test-tools.mjs finds or installs.
import { defineConfig } from '@playwright/test'
import { chromiumOptions } from '../scripts/serve-app.mjs'
import type { HostOptions } from './fixture.ts'

export default defineConfig<HostOptions>({
  outputDir: '../test-results',
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: true,
  workers: 2,
  // A build machine that is busy with something else may starve a browser; a journey that fails three times is broken.
  retries: process.env['CI'] ? 2 : 0,
  // Long enough for a machine that has other work; a journey that passes waits for none of it.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // One line for each that fails, and the count; CI keeps the log, people watch.
  reporter: process.stdout.isTTY ? 'line' : 'dot',
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    // Recording every step slows all of them: only what has to be run again is recorded.
    trace: process.env['CI'] ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: chromiumOptions(),
  },
  projects: [
    { name: 'web', testDir: 'journeys', use: { host: 'web' } },
    {
      name: 'stand-in',
      testDir: 'journeys',
      // The same page and elements in both hosts: what axe says of them, and where Tab leads, is the web project's to find.
      testIgnore: 'accessibility.spec.ts',
      use: { host: 'stand-in' },
    },
    { name: 'web-host', testDir: 'web-host' },
    { name: 'desktop-shell', testDir: 'electron-stand-in' },
  ],
})
