// The frame list as a person reads it.
import { expect, type Locator, type Page } from '@playwright/test'

export class FrameList {
  readonly grid: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.grid = page.getByTestId('list-scroller')
  }

  /** The row of a frame, when it is in sight. */
  row(frame: number): Locator {
    return this.grid.locator(`.packet-row[data-frame="${frame}"]`)
  }

  /** The lines between frames that say what happened there, in front of one frame. */
  eventsBefore(frame: number): Locator {
    return this.grid.locator(`.event-row[data-before="${frame}"]`)
  }

  cell(frame: number, column: string): Locator {
    return this.row(frame).locator(`.packet-cell.${column}`)
  }

  header(column: string): Locator {
    return this.page.getByTestId(`column-${column}`)
  }

  /** Numbers of the frames in sight, from the top. */
  async numbers(): Promise<number[]> {
    const rows = await this.grid
      .locator('.packet-row[data-frame]')
      .evaluateAll((found) =>
        found.map((row) => [(row as HTMLElement).ariaRowIndex, (row as HTMLElement).dataset['frame']]),
      )
    return rows.sort((a, b) => Number(a[0]) - Number(b[0])).map((row) => Number(row[1]))
  }

  async expectSelected(frame: number): Promise<void> {
    await expect(this.row(frame)).toHaveAttribute('aria-selected', 'true')
  }

  /** Waits until the view has so many rows. */
  async expectTotal(total: number): Promise<void> {
    await expect(this.grid).toHaveAttribute('data-total', String(total))
  }
}
