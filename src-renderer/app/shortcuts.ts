// Keys as the command table writes them (`Mod+Shift+P`), matched against key events and written for people. Pure.
import { appCommands, type AppCommand, type CommandId } from '../../src-shared/bridge/app-commands.ts'

export interface KeyPress {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

export interface Keyboard {
  isMac: boolean
  /** The page runs in a browser, which keeps some keys for itself. */
  isBrowser: boolean
}

const arrowNames: Record<string, string> = { ArrowLeft: 'Left', ArrowRight: 'Right', ArrowUp: 'Up', ArrowDown: 'Down' }

/** Name of the pressed key in the table's notation. Letters and digits go by their place when Alt changes them. */
function keyName({ key, code, altKey }: KeyPress): string {
  const byPlace = /^(?:Key|Digit)(.)$/.exec(code)?.[1]
  if (byPlace && (altKey || !/^[\x20-\x7e]$/.test(key))) return byPlace
  return arrowNames[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}

/** The keys that a command takes here, the one to show first. */
export function keysOf(command: AppCommand, { isBrowser }: Keyboard): readonly string[] {
  return isBrowser && command.browserKeys ? command.browserKeys : command.keys
}

/** True when the event is exactly these keys. */
export function isPressed(keys: string, press: KeyPress, isMac: boolean): boolean {
  const parts = keys.split('+')
  const wanted = parts.at(-1)!
  const has = (name: string) => parts.slice(0, -1).includes(name)
  const isShifted = /^[^A-Z0-9]$/.test(wanted) || press.shiftKey === has('Shift')
  return (
    keyName(press) === wanted &&
    (isMac ? press.metaKey : press.ctrlKey) === has('Mod') &&
    !(isMac ? press.ctrlKey : press.metaKey) &&
    press.altKey === has('Alt') &&
    isShifted
  )
}

/** The command whose keys were pressed, or null. */
export function commandOfKeys(press: KeyPress, keyboard: Keyboard): CommandId | null {
  for (const command of appCommands) {
    if (keysOf(command, keyboard).some((keys) => isPressed(keys, press, keyboard.isMac))) return command.id
  }
  return null
}

const macSigns: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
const shownNames: Record<string, string> = { Mod: 'Ctrl', Left: '←', Right: '→', Up: '↑', Down: '↓' }

/** Keys as people read them: `Ctrl+Shift+P`, on macOS `⌘⇧P`. */
export function showKeys(keys: string, isMac: boolean): string {
  const parts = keys.split('+').map((part) => (isMac ? macSigns[part] : undefined) ?? shownNames[part] ?? part)
  return parts.join(isMac ? '' : '+')
}
