// What holds until somebody chooses otherwise. Kept preferences: src-main/preferences.ts.
import type { Preferences } from './bridge.ts'

export const defaultPreferences: Preferences = {
  language: 'zh',
  theme: 'system',
  density: 'normal',
  timeFormat: 'time',
  layout: 'list-over-tree-beside-hex',
  split: [0.55, 0.54],
  // Empty: the columns that the screen shows by itself.
  columns: [],
  decodeAs: {},
  proxyProfiles: [],
}
