import { defineConfig } from '@playwright/test'
export default defineConfig({
  testDir: '/work/main/e2e/electron-stand-in',
  outputDir: '/tmp/shell-e2e/out',
  workers: 1,
  timeout: 60000,
  reporter: 'line',
  use: {
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
