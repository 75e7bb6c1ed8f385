// The desktop app with a stand-in for Electron: see electron-stand-in/.
import { existsSync, statSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { StandIn } from '../electron-stand-in/stand-in.ts'
import { complaintsOf, type RunningApp, type StartOptions } from './running-app.ts'

export async function startStandIn(options: StartOptions): Promise<RunningApp> {
  mkdirSync(options.configFolder, { recursive: true })
  writeFileSync(join(options.configFolder, 'preferences.json'), JSON.stringify(options.kept))
  const standIn = await StandIn.launch(options.browser, {
    files: options.files,
    userData: options.configFolder,
    displays: [{ x: 0, y: 0, width: 1440, height: 900 }],
    isSystemDark: options.contextOptions.colorScheme === 'dark',
  })
  const page = await standIn.page()
  const complaints = complaintsOf(page)
  const size = options.contextOptions.viewport
  if (size) await page.setViewportSize(size)
  return {
    page,
    open: async (...paths) => {
      standIn.answerDialog({ open: paths })
      await page.getByTestId('file.open').click()
    },
    save: async (path, begin) => {
      standIn.answerDialog({ save: path })
      await begin()
      // A file is there before its contents are.
      await expect.poll(() => existsSync(path) && statSync(path).size > 0).toBe(true)
    },
    complaints: () => complaints,
    close: () => standIn.close(),
  }
}
