// The app as a journey sees it, whichever host it runs in.
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'

export interface StartOptions {
  browser: Browser
  contextOptions: BrowserContextOptions
  /** Files on the command line. */
  files: readonly string[]
  /** Kept preferences. */
  kept: Record<string, unknown>
  /** Where preferences and recent files are kept. */
  configFolder: string
}

export interface RunningApp {
  page: Page
  /** Opens files with the toolbar's button and the host's dialog. */
  open(...paths: string[]): Promise<void>
  /** Runs what saves a file, and has it saved as `path`: by the host's dialog, or out of the browser's downloads. */
  save(path: string, begin: () => Promise<void>): Promise<void>
  /** Errors that the page reported: exceptions, and what the console calls an error (refused by the policy, say). */
  complaints(): string[]
  close(): Promise<void>
}

/** Listens to a page from its beginning. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}
