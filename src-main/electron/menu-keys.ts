// Keys of commands in Electron's notation, and which of them belong to text fields. The table of commands writes `Mod` for
// Ctrl, or Cmd on macOS.

/** `Mod+Shift+P` as an accelerator of Electron. */
export function electronKeys(keys: string): string {
  return keys.replace(/^Mod\+/, 'CommandOrControl+')
}

const editing = /^Mod\+[ACVXYZ]$|^(Backspace|Delete|Enter|Tab)$/
const moving = /^((Mod|Shift|Alt)\+)*(Left|Right|Up|Down|Home|End)$/
const typing = /^(Shift\+)?.$/u

/** True when a text field with the focus needs these keys itself, so that no menu may take them. */
export function isTextKey(keys: string): boolean {
  return [editing, moving, typing].some((pattern) => pattern.test(keys))
}
