// Keys of commands in Electron's notation, and which of them belong to text fields. The table of commands writes `Mod` for
// Ctrl, or Cmd on macOS.

/** `Mod+Shift+P` as an accelerator of Electron. */
export function electronKeys(keys: string): string {
  return keys.replace(/^Mod\+/, 'CommandOrControl+')
}

const textKeys = new Set([
  ...['Mod+A', 'Mod+C', 'Mod+V', 'Mod+X', 'Mod+Z', 'Mod+Y', 'Backspace', 'Enter', 'Tab'],
  ...['Left', 'Right', 'Up', 'Down', 'Home', 'End'].flatMap((key) => [key, `Mod+${key}`, `Shift+${key}`, `Alt+${key}`]),
])

/** True when a text field with the focus needs these keys itself, so that no menu may take them. */
export function isTextKey(keys: string): boolean {
  return textKeys.has(keys) || /^(Shift\+)?.$/u.test(keys)
}
