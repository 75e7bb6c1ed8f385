// What a page puts on the clipboard, for journeys that copy.
import type { Page } from '@playwright/test'

/** Catches what the page copies, whichever way it does; the answer asks for the last of it. */
export async function catchCopies(page: Page): Promise<() => Promise<string | null>> {
  await page.evaluate(() => {
    const world = window as unknown as { copied: string | null }
    world.copied = null
    if (navigator.clipboard)
      navigator.clipboard.writeText = (text) => {
        world.copied = text
        return Promise.resolve()
      }
    else addEventListener('copy', () => (world.copied = (document.activeElement as HTMLTextAreaElement).value))
  })
  return () => page.evaluate(() => (window as unknown as { copied: string | null }).copied)
}
