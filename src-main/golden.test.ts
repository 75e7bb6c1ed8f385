// Goldens: the command line prints for every sample exactly what stands beside it, and every message has a sample. That
// nothing can be forgotten is proven too, in a folder where it was.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { families } from 'virtual:definitions'
import { golden, messagesWithoutSample, orphans, printed, sampleFiles, withoutGolden } from '../scripts/goldens.mjs'
import { temporaryFolder } from './testing/service-options.ts'

describe('goldens', () => {
  test.each(sampleFiles())('%s prints its golden', (path) => {
    expect(golden(path), 'no golden; make it with `npm run golden:update` and read it').not.toBeNull()
    expect(printed(path)).toBe(golden(path))
  })

  test('no sample is left without its golden, no golden without its sample', () => {
    expect(withoutGolden()).toEqual([])
    expect(orphans()).toEqual([])
  })

  test('every message of every protocol stands in a sample', () => {
    expect(messagesWithoutSample(families)).toEqual([])
  })
})

describe('what is forgotten is found', () => {
  const folder = temporaryFolder()
  const system = join(folder.path, 'any')
  const [sample] = sampleFiles()
  const copy = join(system, basename(sample!))
  beforeAll(() => {
    mkdirSync(system)
    cpSync(sample!, copy)
    writeFileSync(`${copy}.tree.golden`, golden(sample!)!)
  })
  afterAll(() => folder.remove())

  test('nothing, where nothing is', () => {
    expect([withoutGolden(folder.path), orphans(folder.path)]).toEqual([[], []])
  })

  test('a sample without golden', () => {
    const path = join(system, 'new.hex')
    writeFileSync(path, '680d14000003103190428000030100a38d\n')
    expect(withoutGolden(folder.path)).toEqual([path])
    rmSync(path)
  })

  test('a golden without sample', () => {
    const path = join(system, 'gone.hex.tree.golden')
    writeFileSync(path, '')
    expect(orphans(folder.path)).toEqual([path])
    rmSync(path)
  })

  test('a message without sample', () => {
    const [family] = families
    const forgotten = { ...family!, messages: [{ ...family!.messages![0]!, id: 'forgotten' }] }
    expect(messagesWithoutSample([forgotten], folder.path)).toEqual([`${family!.id} forgotten`])
  })
})
