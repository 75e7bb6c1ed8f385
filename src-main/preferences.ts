// Preferences, kept in the user's configuration folder. What the file says is checked key by key: a wrong value gives way
// to the default, and the file as it was is set aside.
import type { z } from 'zod'
import { preferenceSchemas, type CallParameters } from '../src-shared/bridge/calls.ts'
import type { Preferences } from '../src-shared/bridge/bridge.ts'
import { defaultPreferences } from '../src-shared/bridge/default-preferences.ts'
import type { SettingsFile } from './settings-file.ts'

export class KeptPreferences {
  private readonly file: SettingsFile
  private loading: Promise<Preferences> | null = null

  constructor(file: SettingsFile) {
    this.file = file
  }

  get(): Promise<Preferences> {
    this.loading ??= this.load()
    return this.loading
  }

  /** Changes the keys that are given. They hold for this run even when `kept` rejects because the file cannot be written. */
  async set(change: CallParameters['preferences.set']): Promise<{ preferences: Preferences; kept: Promise<void> }> {
    const given = Object.entries(change).filter(([, value]) => value !== undefined)
    // Each change builds on the one before, also when that is not done yet.
    this.loading = this.get().then((before) => ({ ...before, ...(Object.fromEntries(given) as Partial<Preferences>) }))
    const preferences = await this.loading
    return { preferences, kept: this.file.write(preferences) }
  }

  private async load(): Promise<Preferences> {
    const kept = await this.file.read()
    if (kept === undefined) return defaultPreferences
    const { preferences, isWhole } = checkedPreferences(kept)
    if (!isWhole) await this.file.setAside()
    return preferences
  }
}

/** The valid keys of `kept` over the defaults; keys of other versions are passed over. */
export function checkedPreferences(kept: unknown): { preferences: Preferences; isWhole: boolean } {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept))
    return { preferences: defaultPreferences, isWhole: false }
  const valid: Record<string, unknown> = {}
  let isWhole = true
  for (const [key, schema] of Object.entries<z.ZodType>(preferenceSchemas)) {
    if (!Object.hasOwn(kept, key)) continue
    const result = schema.safeParse((kept as Record<string, unknown>)[key])
    if (result.success) valid[key] = result.data
    else isWhole = false
  }
  return { preferences: { ...defaultPreferences, ...(valid as Partial<Preferences>) }, isWhole }
}
