// Goldens: the command line prints for every sample exactly what stands beside it, and every message has a sample.
import { describe, expect, test } from 'vitest'
import { families } from 'virtual:definitions'
import { golden, orphans, printed, sampleFiles } from '../scripts/goldens.mjs'

describe('goldens', () => {
  test.each(sampleFiles())('%s prints its golden', (path) => {
    expect(golden(path), 'no golden; make it with `npm run golden:update` and read it').not.toBeNull()
    expect(printed(path)).toBe(golden(path))
  })

  test('no golden is left without its sample', () => {
    expect(orphans()).toEqual([])
  })

  test('every message of every protocol stands in a sample', () => {
    const seen = new Set<string>()
    for (const path of sampleFiles()) {
      for (const line of printed(path, 'ndjson').split('\n')) {
        const frame = line === '' ? null : (JSON.parse(line) as { protocol?: string; message?: { id: string } | null })
        if (frame?.message) seen.add(`${frame.protocol} ${frame.message.id}`)
      }
    }
    const missing = families
      .flatMap((family) => (family.messages ?? []).map((message) => `${family.id} ${message.id}`))
      .filter((name) => !seen.has(name))
    expect(missing).toEqual([])
  })
})
