// The desktop shell as built: window, menus, dialogs, files, one instance. Run by the stand-in, not by Electron.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base, type Page } from '@playwright/test'
import { inProject, StandIn, type MenuItem, type StandInOptions } from './stand-in.ts'

const firstSteps = inProject('samples', 'ykc', 'first-steps.hex')
const fieldLog = inProject('samples', 'ykc', 'field-log.txt')

/** Launches apps and closes them when the test ends. */
const test = base.extend<{ launch: (options?: StandInOptions) => Promise<StandIn>; folder: string }>({
  launch: async ({ browser }, use) => {
    const apps: StandIn[] = []
    await use(async (options) => {
      const app = await StandIn.launch(browser, options)
      apps.push(app)
      return app
    })
    for (const app of apps) await app.close()
  },
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'pilescope-shell-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

const flat = (items: readonly MenuItem[]): MenuItem[] => items.flatMap((item) => [item, ...flat(item.submenu ?? [])])
const entry = async (app: StandIn, id: string) => flat(await app.menu()).find((item) => item.id === id)
