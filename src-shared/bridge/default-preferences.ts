// What holds until somebody chooses otherwise. Kept preferences: src-main/preferences.ts.
import { defaultColourRules } from '../view/colour-rules.ts'
import type { Preferences } from './bridge.ts'

export const defaultPreferences: Preferences = {
  language: 'zh',
  theme: 'system',
  density: 'normal',
  timeFormat: 'time',
  eventRows: true,
  layout: 'list-over-tree-beside-hex',
  split: [0.55, 0.54],
  // Empty: the columns that the screen shows by itself.
  columns: [],
  savedFilters: [
    { name: { zh: '坏帧', en: 'Bad frames' }, filter: 'frame.bad', isButton: true },
    { name: { zh: '未应答', en: 'Unanswered' }, filter: 'expert.code == "no_response"', isButton: true },
    { name: { zh: '账单', en: 'Bills' }, filter: 'message.role == "bill"', isButton: true },
  ],
  filterHistory: [],
  colourRules: [...defaultColourRules],
  decodeAs: {},
  proxyProfiles: [],
}
