// The field tree and what stands around it.
import type { Locator, Page } from '@playwright/test'

export class FieldTree {
  readonly tree: Locator
  readonly findings: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.tree = page.getByTestId('field-tree')
    this.findings = page.getByTestId('findings')
  }

  /** The pane's heading: frame number, type, message. */
  get heading(): Locator {
    return this.page.getByTestId('packet-details').getByRole('heading', { level: 2 })
  }

  /** The line of a field, by its name in filters. */
  field(name: string): Locator {
    return this.tree.locator(`[data-name="${name}"]`)
  }

  get selected(): Locator {
    return this.tree.getByRole('treeitem', { selected: true })
  }
}
