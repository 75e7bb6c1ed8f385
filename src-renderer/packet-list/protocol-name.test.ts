import { expect, test } from 'vitest'
import type { AppInfo } from '../../src-shared/bridge/bridge.ts'
import type { Text } from '../i18n/use-text.ts'
import { protocolNamer } from './protocol-name.ts'

const text = Object.assign((label: { zh: string; en: string }) => label.en, {
  both: (label: { en: string }) => label.en,
  second: () => '',
  language: 'en' as const,
}) satisfies Text
const info: AppInfo = {
  version: '1',
  host: 'web',
  platform: 'linux',
  role: 'operate',
  hasDialogs: false,
  unencryptedOn: null,
  protocols: [{ id: 'x', name: { zh: '甲（乙）', en: 'X (a family)' }, dialects: [] }],
}

test('the list shows the name without its brackets, the id of a protocol that is not known, and a word for none', () => {
  const nameOf = protocolNamer(info, text)
  expect([nameOf({ protocol: 'x' }), nameOf({ protocol: 'y' }), nameOf({ protocol: null })]).toEqual([
    'X',
    'y',
    'unknown',
  ])
})
