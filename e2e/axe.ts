// What axe calls serious or critical on a page, with where.
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'

const axePath = createRequire(import.meta.url).resolve('axe-core')

let source: string | null = null

export async function seriousProblems(page: Page): Promise<string[]> {
  source ??= await readFile(axePath, 'utf8')
  // evaluate runs beside the page's policy, which would refuse a script element.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const results = await page.evaluate(() => {
    const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }
    // What passes is not written out node by node, and style sheets are not fetched again.
    return axe.run({ resultTypes: ['violations'], preload: false })
  })
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} – ${node.failureSummary}`))
}
