import { describe, expect, test } from 'vitest'
import { aboutBox } from './about.ts'
import { openDialogOptions, safeName, saveDialogOptions } from './dialogs.ts'

test('the open dialog offers all known kinds first, and every file', () => {
  const { filters, title } = openDialogOptions('zh')
  expect(title).toBe('打开抓包或日志')
  expect(filters?.[0]?.extensions).toEqual(expect.arrayContaining(['pcap', 'pcapng', 'cap', 'gz', 'txt', 'log']))
  expect(filters?.at(-1)).toEqual({ name: '全部文件', extensions: ['*'] })
})

test('the save dialog suggests a pcapng beside the source', () => {
  expect(saveDialogOptions('en', '/logs/day 1.log')).toMatchObject({
    title: 'Save as pcapng',
    defaultPath: '/logs/day 1.pcapng',
  })
  expect(saveDialogOptions('zh', '粘贴的文本').defaultPath).toBe('粘贴的文本.pcapng')
  expect(saveDialogOptions('zh', 'colours.json', 'json').defaultPath).toBe('colours.json')
})

describe('a name that every file system takes', () => {
  test.each([
    ['桩 01', '桩 01'],
    ['a/b\\c:d*e', 'a_b_c_d_e'],
    ['CON', 'CON_'],
    ['', 'pilescope_'],
    ['x.\u0000\n', 'x.__'],
    ['dots...', 'dots'],
  ])('%j is %j', (name, safe) => {
    expect(safeName(name)).toBe(safe)
  })

  test('not too long', () => {
    expect(safeName('桩'.repeat(300))).toHaveLength(100)
  })
})

test.each([
  ['zh', '充电桩'],
  ['en', 'charging piles'],
] as const)('the about box in %s names the versions', (language, words) => {
  const box = aboutBox(language, { app: '1.2.3', electron: '45', chrome: '156', node: '24', system: 'linux x64' })
  expect(box.message).toContain('1.2.3')
  expect(box.detail).toContain(words)
  expect(box.detail).toContain('Electron 45 · Chromium 156 · Node 24 · linux x64')
})
