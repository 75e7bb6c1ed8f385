// Commands by id, and their keys as the people at this keyboard read them.
import { appCommands, type AppCommand, type CommandId } from '../../src-shared/bridge/app-commands.ts'
import { isDesktop } from '../connect.ts'
import { keysOf, showKeys, type Keyboard } from './shortcuts.ts'

/** What is known of the keyboard's owner. */
export function keyboardHere(): Keyboard {
  return { isMac: /Mac|iPhone|iPad/.test(navigator.platform), isBrowser: !isDesktop() }
}

export function commandOf(id: CommandId): AppCommand {
  return appCommands.find((command) => command.id === id)!
}

/** Keys of a command as people read them, or ''. */
export function shownKeys(id: CommandId): string {
  const keyboard = keyboardHere()
  const [keys] = keysOf(commandOf(id), keyboard)
  return keys === undefined ? '' : showKeys(keys, keyboard.isMac)
}
