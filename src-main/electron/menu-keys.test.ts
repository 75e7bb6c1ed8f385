import { describe, expect, test } from 'vitest'
import { electronKeys, isTextKey } from './menu-keys.ts'

test('Mod is Ctrl, or Cmd on macOS', () => {
  expect(electronKeys('Mod+Shift+P')).toBe('CommandOrControl+Shift+P')
  expect(electronKeys('Shift+F4')).toBe('Shift+F4')
})

describe('keys that belong to text fields', () => {
  test.each(['Mod+V', 'Mod+C', 'Mod+Home', 'Alt+Left', 'Mod+Shift+Right', 'Backspace', 'a', 'Shift+?'])(
    '%s',
    (keys) => {
      expect(isTextKey(keys)).toBe(true)
    },
  )
  test.each(['Mod+O', 'F4', 'Shift+F4', 'Mod+Shift+V', 'Mod+/', 'Mod+Alt+C', 'Mod+Plus'])('not %s', (keys) => {
    expect(isTextKey(keys)).toBe(false)
  })
})
