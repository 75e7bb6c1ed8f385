// What every journey starts from: the built app, running in one of its hosts, with its page; and the page's own complaints,
// which fail the journey.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { startStandIn } from './hosts/stand-in-host.ts'
import { startWeb } from './hosts/web-host.ts'
import { FieldTree } from './pages/field-tree.ts'
import { FrameList } from './pages/frame-list.ts'
import { HexPane } from './pages/hex-pane.ts'
import { ImportDesk } from './pages/import-desk.ts'
import type { RunningApp } from './hosts/running-app.ts'

export interface HostOptions {
  host: 'web' | 'stand-in'
}

interface Journey {
  /** Files that the app is started with. */
  files: string[]
  /** Preferences that were kept from an earlier start. */
  kept: Record<string, unknown>
  /** A folder of this journey's own. */
  folder: string
  app: RunningApp
  list: FrameList
  tree: FieldTree
  hex: HexPane
  desk: ImportDesk
  /** Takes a picture of what is seen, for people to look at: test-results/…/NAME.png. */
  picture: (name: string) => Promise<void>
}

export const test = base.extend<Journey & HostOptions>({
  host: ['web', { option: true }],
  files: [[], { option: true }],
  kept: [{}, { option: true }],
  folder: async ({ host }, use) => {
    const folder = mkdtempSync(join(tmpdir(), `pilescope-${host}-`))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  app: async ({ browser, contextOptions, host, files, kept, folder }, use) => {
    const start = host === 'web' ? startWeb : startStandIn
    const app = await start({ browser, contextOptions, files, kept, configFolder: join(folder, 'config') })
    await use(app)
    await app.close()
    expect(app.complaints(), 'errors that the page reported').toEqual([])
  },
  list: async ({ app }, use) => use(new FrameList(app.page)),
  tree: async ({ app }, use) => use(new FieldTree(app.page)),
  hex: async ({ app }, use) => use(new HexPane(app.page)),
  desk: async ({ app }, use) => use(new ImportDesk(app.page)),
  picture: async ({ app }, use, info) =>
    use(async (name) => {
      await app.page.screenshot({ path: info.outputPath(`${name}.png`) })
    }),
})

export { expect } from '@playwright/test'
