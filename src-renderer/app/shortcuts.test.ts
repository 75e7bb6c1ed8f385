import { describe, expect, test } from 'vitest'
import { appCommands, type AppCommand } from '../../src-shared/bridge/app-commands.ts'
import { commandOfKeys, isPressed, keysOf, showKeys, type KeyPress } from './shortcuts.ts'

const desktop = { isMac: false, isBrowser: false }
const browser = { isMac: false, isBrowser: true }

function press(key: string, held: Partial<KeyPress> = {}, code = ''): KeyPress {
  return { key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }
}

describe('keys of commands', () => {
  test('Ctrl+O opens, and not with Shift or Alt held', () => {
    expect(commandOfKeys(press('o', { ctrlKey: true }), desktop)).toBe('file.open')
    expect(commandOfKeys(press('O', { ctrlKey: true, shiftKey: true }), desktop)).toBeNull()
    expect(commandOfKeys(press('o', { ctrlKey: true, altKey: true }), desktop)).toBeNull()
  })

  test('a browser keeps Ctrl+W for itself, so Alt+W closes there', () => {
    expect(commandOfKeys(press('w', { ctrlKey: true }), desktop)).toBe('file.close')
    expect(commandOfKeys(press('w', { ctrlKey: true }), browser)).toBeNull()
    expect(commandOfKeys(press('w', { altKey: true }), browser)).toBe('file.close')
  })

  test('Alt changes letters on some keyboards; the place of the key counts then', () => {
    expect(commandOfKeys(press('∑', { altKey: true }, 'KeyW'), browser)).toBe('file.close')
  })

  test('F4 and Shift+F4 differ', () => {
    expect(commandOfKeys(press('F4'), desktop)).toBe('go.next-bad')
    expect(commandOfKeys(press('F4', { shiftKey: true }), desktop)).toBe('go.previous-bad')
  })

  test('arrows have their short names', () => {
    expect(commandOfKeys(press('ArrowDown', { ctrlKey: true }), desktop)).toBe('go.next')
    expect(commandOfKeys(press('ArrowLeft', { altKey: true }), desktop)).toBe('go.back')
  })

  test('on macOS Cmd stands for Ctrl, and Ctrl does not', () => {
    expect(isPressed('Mod+O', press('o', { metaKey: true }), true)).toBe(true)
    expect(isPressed('Mod+O', press('o', { ctrlKey: true }), true)).toBe(false)
  })

  test('no two commands take the same keys, on any host', () => {
    for (const keyboard of [desktop, browser]) {
      const keys = (appCommands as readonly AppCommand[]).flatMap((command) => keysOf(command, keyboard))
      expect(keys.filter((one, index) => keys.indexOf(one) !== index)).toEqual([])
    }
  })

  test('keys are written as people know them', () => {
    expect(showKeys('Mod+Shift+P', false)).toBe('Ctrl+Shift+P')
    expect(showKeys('Mod+Shift+P', true)).toBe('⌘⇧P')
    expect(showKeys('Alt+Left', false)).toBe('Alt+←')
  })
})
