// Preferences on disk: what survives, what a damaged file does.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultPreferences } from '../src-shared/bridge/default-preferences.ts'
import { checkedPreferences, KeptPreferences } from './preferences.ts'
import { SettingsFile } from './settings-file.ts'
import { temporaryFolder } from './testing/service-options.ts'

let folder: ReturnType<typeof temporaryFolder>
let path: string
beforeEach(() => {
  folder = temporaryFolder()
  path = join(folder.path, 'new', 'preferences.json')
})
afterEach(() => folder.remove())

const kept = () => new KeptPreferences(new SettingsFile(path))

describe('preferences', () => {
  test('are the defaults where there is no file', async () => {
    expect(await kept().get()).toEqual(defaultPreferences)
  })

  test('hold from one start to the next', async () => {
    const { preferences, kept: written } = await kept().set({ language: 'en', decodeAs: { '8767': 'ykc/ykc-1.6' } })
    await written
    expect(preferences).toEqual({ ...defaultPreferences, language: 'en', decodeAs: { '8767': 'ykc/ykc-1.6' } })
    expect(await kept().get()).toEqual(preferences)
  })

  test('changes made at once are all kept', async () => {
    const store = kept()
    const changes = await Promise.all([store.set({ theme: 'dark' }), store.set({ density: 'compact' })])
    await Promise.all(changes.map((change) => change.kept))
    expect(await kept().get()).toMatchObject({ theme: 'dark', density: 'compact' })
  })

  test.each([
    ['no JSON', '{"language":'],
    ['empty', ''],
    ['a list', '[]'],
  ])('a file that is %s is set aside and the defaults hold', async (_what, text) => {
    mkdirSync(join(folder.path, 'new'))
    writeFileSync(path, text)
    expect(await kept().get()).toEqual(defaultPreferences)
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(text)
    expect(existsSync(path)).toBe(false)
  })

  test('one wrong value gives way to its default; the others stay', () => {
    const result = checkedPreferences({ language: 'fr', theme: 'dark', split: [0.5, 7], density: 'compact' })
    expect(result.preferences).toEqual({ ...defaultPreferences, theme: 'dark', density: 'compact' })
    expect(result.isWhole).toBe(false)
  })

  test('keys of other versions are no damage', () => {
    expect(checkedPreferences({ theme: 'dark', wallpaper: 'cat' })).toEqual({
      preferences: { ...defaultPreferences, theme: 'dark' },
      isWhole: true,
    })
  })

  test('that cannot be written hold for this run, and say so', async () => {
    writeFileSync(join(folder.path, 'new'), 'a file where the folder should be')
    const store = kept()
    const { kept: written } = await store.set({ theme: 'dark' })
    await expect(written).rejects.toThrow()
    expect(await store.get()).toMatchObject({ theme: 'dark' })
  })

  test('are readable by this user only', async () => {
    await (
      await kept().set({ theme: 'dark' })
    ).kept
    const { mode } = statSync(path)
    expect(mode & 0o077).toBe(0)
  })
})
