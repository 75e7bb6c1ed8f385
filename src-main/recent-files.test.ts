// Recent files: order, length, what is gone.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RecentFiles } from './recent-files.ts'
import { SettingsFile } from './settings-file.ts'
import { temporaryFolder } from './testing/service-options.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => (folder = temporaryFolder()))
afterEach(() => folder.remove())

const recent = () => new RecentFiles(new SettingsFile(join(folder.path, 'recent.json')))

test('newest first, each once, and kept for the next start', async () => {
  const files = recent()
  await Promise.all(['a', 'b', 'a'].map((name) => files.add(join(folder.path, name))))
  expect((await recent().list()).map(({ name }) => name)).toEqual(['a', 'b'])
})

test('what is gone stays in the list and is marked', async () => {
  const there = join(folder.path, 'there.log')
  writeFileSync(there, '')
  const files = recent()
  await files.add(join(folder.path, 'gone.log'))
  await files.add(there)
  expect((await files.list()).map(({ name, exists }) => [name, exists])).toEqual([
    ['there.log', true],
    ['gone.log', false],
  ])
})

test('at most twenty are kept', async () => {
  const files = recent()
  for (let number = 0; number < 30; number++) await files.add(`/x/${number}`)
  const list = await files.list()
  expect(list).toHaveLength(20)
  expect(list[0]!.name).toBe('29')
})

test('a damaged list is an empty one', async () => {
  writeFileSync(join(folder.path, 'recent.json'), '[{"path":7}]')
  expect(await recent().list()).toEqual([])
})
