// Keys and pastes of the whole window. Text fields keep their own keys; a dialog keeps the window's commands away.
import { useEffect } from 'react'
import { mayRun } from '../store/permission.ts'
import { useScreen } from '../store/screen-store.ts'
import { focusFilter } from './focus.ts'
import { runCommand } from './run-command.ts'
import { commandOfKeys } from './shortcuts.ts'
import { keyboardHere } from './shown-keys.ts'

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('textarea, select, input:not([type="checkbox"], [type="radio"])'))
  )
}

/** Keys that a text field needs itself: letters, editing, the clipboard. */
function isEditingKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  if (altKey) return false
  if (!ctrlKey && !metaKey) return !/^F\d+$/.test(key)
  return shiftKey
    ? /^([vz]|Home|End|Arrow\w+)$/i.test(key)
    : /^([acvxyz]|Home|End|Arrow\w+|Backspace|Delete)$/i.test(key)
}

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || useScreen.getState().dialog !== null) return
  if (isTextField(event.target) && isEditingKey(event)) return
  const command = commandOfKeys(event, keyboardHere())
  // The paste event brings the text without asking for the clipboard.
  if (command === 'file.paste') return
  if (command === 'edit.copy-value' && hasTextSelected()) return
  if (command) {
    event.preventDefault()
    runCommand(command)
  } else typedIntoList(event)
}

const hasTextSelected = () => getSelection()?.isCollapsed === false

/** Typing in the list begins a filter, as in Wireshark. */
function typedIntoList(event: KeyboardEvent): void {
  const inList = event.target instanceof HTMLElement && event.target.dataset['focus'] === 'list'
  if (
    !inList ||
    !mayRun('edit.filter') ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.key.length !== 1 ||
    event.key === ' '
  )
    return
  event.preventDefault()
  focusFilter(event.key)
}

function pasted(event: ClipboardEvent): void {
  if (event.defaultPrevented || isTextField(event.target) || useScreen.getState().dialog !== null) return
  const text = event.clipboardData?.getData('text/plain') ?? ''
  if (text.trim() === '') return
  event.preventDefault()
  runCommand('file.paste', text)
}

/** Listens as long as the window is there. */
export function useKeyboard(): void {
  useEffect(() => {
    addEventListener('keydown', pressed)
    addEventListener('paste', pasted)
    return () => {
      removeEventListener('keydown', pressed)
      removeEventListener('paste', pasted)
    }
  }, [])
}
