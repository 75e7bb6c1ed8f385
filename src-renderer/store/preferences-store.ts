// Preferences as the host keeps them, mirrored. A change shows at once and is sent; the host's answer, and changes made in
// other windows, come back as events.
import { create } from 'zustand'
import type { CallParameters } from '../../src-shared/bridge/calls.ts'
import { defaultPreferences } from '../../src-shared/bridge/default-preferences.ts'
import type { ColumnPreference, Preferences } from '../../src-shared/bridge/bridge.ts'
import { bridge } from '../connect.ts'

/** Defaults hold until the host has said what it keeps. */
export const usePreferences = create<Preferences>(() => defaultPreferences)

export type PreferencesChange = CallParameters['preferences.set']

/** Shows the change now and has the host keep it. */
export function changePreferences(change: PreferencesChange): void {
  usePreferences.setState(change as Partial<Preferences>)
  bridge.call('preferences.set', change).catch(() => {
    // The change still holds in this window; it is only not kept for the next start.
  })
}

export function changeColumns(columns: ColumnPreference[]): void {
  changePreferences({ columns })
}
