// The import desk.
import type { Locator, Page } from '@playwright/test'

export class ImportDesk {
  readonly desk: Locator
  readonly text: Locator
  readonly frames: Locator
  readonly importButton: Locator
  readonly status: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.desk = page.getByTestId('import-desk')
    this.text = page.getByTestId('import-text')
    this.frames = this.desk.getByRole('listbox').getByRole('option')
    this.importButton = page.getByTestId('import-go')
    this.status = this.desk.locator('#import-caret')
  }

  /** Ctrl+V with this text in the clipboard, wherever the focus is. */
  async paste(text: string): Promise<void> {
    await this.page.getByTestId('app').waitFor()
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      const target = document.activeElement ?? document.body
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      // A made-up paste enters nothing by itself; into a text field it is typed instead.
      if (target instanceof HTMLTextAreaElement) document.execCommand('insertText', false, pasted)
      else target.dispatchEvent(event)
    }, text)
  }

  /** The characters of the text that the preview gives this use, in order: `hex`, `time`, `ignored` … */
  async usedAs(kind: string): Promise<string[]> {
    return this.desk.locator(`.editor-line .use-${kind}`).allTextContents()
  }

  frame(number: number): Locator {
    return this.frames.nth(number - 1)
  }
}
