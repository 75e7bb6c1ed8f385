// Preferences as the host keeps them, mirrored. A change shows at once and is sent; the host's answer, and changes made in
// other windows, come back as events.
import { create } from 'zustand'
import type { CallParameters } from '../../src-shared/bridge/calls.ts'
import { defaultPreferences } from '../../src-shared/bridge/default-preferences.ts'
import type { ColumnPreference, Preferences } from '../../src-shared/bridge/bridge.ts'
import { bridge } from '../connect.ts'
import { mayCall } from './permission.ts'

/** Defaults hold until the host has said what it keeps. */
export const usePreferences = create<Preferences>(() => defaultPreferences)

export type PreferencesChange = CallParameters['preferences.set']

/** What was changed here only, by someone whose changes the host does not take: it outlasts those of others. */
let ownChanges: PreferencesChange = {}

/** What the host keeps now. */
export function notePreferences(kept: Preferences): void {
  usePreferences.setState({ ...kept, ...(ownChanges as Partial<Preferences>) })
}

/** Shows the change now and has the host keep it, where it may be told. */
export function changePreferences(change: PreferencesChange): void {
  usePreferences.setState(change as Partial<Preferences>)
  if (!mayCall('preferences.set')) {
    ownChanges = { ...ownChanges, ...change }
    return
  }
  bridge.call('preferences.set', change).catch(() => {
    // The change still holds in this window; it is only not kept for the next start.
  })
}

export function changeColumns(columns: ColumnPreference[]): void {
  changePreferences({ columns })
}
