// The document lists every name of the envelope, with its labels.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { envelopeLabels } from './envelope-labels.ts'
import { envelopeList } from './filter-names.ts'

test('docs/filters.md lists every name that frames have', () => {
  const lines = readFileSync('docs/filters.md', 'utf8').split('\n')
  for (const name of envelopeList) {
    const line = lines.find((one) => one.startsWith(`| \`${name}\` |`))
    expect(line, name).toContain(`| ${envelopeLabels[name].zh} | ${envelopeLabels[name].en} |`)
  }
})
