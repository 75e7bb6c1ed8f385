// The byte pane.
import type { Locator, Page } from '@playwright/test'

export class HexPane {
  readonly grid: Locator
  readonly checksum: Locator
  readonly length: Locator
  /** Which field the hovered or selected bytes are. */
  readonly name: Locator

  constructor(page: Page) {
    this.grid = page.getByTestId('hex-grid')
    this.checksum = page.getByTestId('verdict-checksum')
    this.length = page.getByTestId('verdict-length')
    this.name = page.getByTestId('bytes-name')
  }

  byte(offset: number): Locator {
    return this.grid.locator(`#byte-${offset}`)
  }

  /** Offsets of the selected bytes. */
  async selected(): Promise<number[]> {
    const bytes = this.grid.locator('[role="gridcell"][aria-selected="true"][data-byte]')
    return (
      await bytes.evaluateAll((found) => found.map((byte) => Number((byte as HTMLElement).dataset['byte'])))
    ).sort((a, b) => a - b)
  }
}
