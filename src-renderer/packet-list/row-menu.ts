// The menu of a cell in the list: filter by its value, make a colour or search of it, note something about the frame, copy.
import type { MenuGroups, MenuItem } from '../app/Menu.tsx'
import { runCommand } from '../app/run-command.ts'
import { fieldItems, filterItems } from '../filter-bar/apply-field.ts'
import { cellTarget } from '../filter-bar/targets.ts'
import type { Text } from '../i18n/use-text.ts'
import { mayRun } from '../store/permission.ts'
import { commandOf, shownKeys } from '../app/shown-keys.ts'
import type { CommandId } from '../../src-shared/bridge/app-commands.ts'

const noteCommands = ['edit.mark', 'edit.ignore', 'edit.time-reference', 'edit.comment'] as const
const copyCommands = ['edit.copy-hex', 'edit.copy-tree', 'edit.copy-json'] as const

/** `column`: of the cell that was pointed at. */
export function rowMenu(captureId: number, number: number, column: string, text: Text): MenuGroups {
  const target = cellTarget(captureId, number, column)
  const commands = (ids: readonly CommandId[]): MenuItem[] =>
    ids
      .filter(mayRun)
      .map((id) => ({ id, text: text(commandOf(id).label), keys: shownKeys(id), run: () => runCommand(id) }))
  return [
    ...(target ? [filterItems(target, text), fieldItems(target, text)] : []),
    commands(noteCommands),
    commands(copyCommands),
  ]
}
