// The menu of the list's headers: sorting and moving one column, showing and hiding all of them, the time's format.
import type { TimeFormat } from '../../src-shared/bridge/bridge.ts'
import { fieldOfColumn } from '../../src-shared/view/columns.ts'
import { setSort } from '../app/actions.ts'
import type { MenuGroups, MenuItem } from '../app/Menu.tsx'
import { runCommand } from '../app/run-command.ts'
import { commandOf } from '../app/shown-keys.ts'
import { useText } from '../i18n/use-text.ts'
import { timeWords } from '../i18n/words-app.ts'
import { listWords } from '../i18n/words-list.ts'
import { changeColumns, changePreferences, usePreferences } from '../store/preferences-store.ts'
import { useMayCall, useMayRun } from '../store/permission.ts'
import { showColumnRename, showDialog } from '../store/screen-store.ts'
import { changeColumn, columnLabel, moveColumn, type Column } from './columns.ts'

const timeFormats: readonly TimeFormat[] = ['time', 'date', 'since-first', 'since-previous']

/** `id`: the column that was clicked, or null for the menu of all columns. */
export function useColumnMenu(captureId: number, columns: readonly Column[], id: string | null): MenuGroups {
  const text = useText()
  const timeFormat = usePreferences((preferences) => preferences.timeFormat)
  const hasEventRows = usePreferences((preferences) => preferences.eventRows)
  const mayAdd = useMayRun('view.add-column')
  const maySort = useMayCall('view.set')
  const shownCount = columns.filter(({ isShown }) => isShown).length
  const choices: MenuItem[] = columns.map((column) => ({
    id: `show-${column.id}`,
    text: text(columnLabel(column)),
    isChecked: column.isShown,
    isDisabled: column.isShown && shownCount === 1,
    run: () => changeColumns(changeColumn(columns, column.id, { isShown: !column.isShown })),
  }))
  const times: MenuItem[] = timeFormats.map((format) => ({
    id: format,
    text: `${text(listWords.timeFormat)}：${text(timeWords[format])}`,
    isChecked: format === timeFormat,
    run: () => changePreferences({ timeFormat: format }),
  }))
  const reset: MenuItem = { id: 'reset', text: text(listWords.resetColumns), run: () => changeColumns([]) }
  const add: MenuItem = { id: 'add', text: text(listWords.addColumn), run: () => showDialog('add-column') }
  const eventRows: MenuItem = {
    id: 'event-rows',
    text: text(commandOf('view.event-rows').label),
    isChecked: hasEventRows,
    run: () => runCommand('view.event-rows'),
  }
  const whole = mayAdd ? [add, reset] : [reset]
  if (id === null) return [choices, times, [eventRows], whole]
  const sort = (isDescending: boolean) => () => void setSort(captureId, { column: id, isDescending })
  const own: MenuItem[] = [
    { id: 'asc', text: text(listWords.sortAscending), run: sort(false) },
    { id: 'desc', text: text(listWords.sortDescending), run: sort(true) },
    { id: 'unsorted', text: text(listWords.sortNone), run: () => void setSort(captureId, null) },
  ]
  const place: MenuItem[] = [
    { id: 'left', text: text(listWords.moveLeft), run: () => changeColumns(moveColumn(columns, id, -1)) },
    { id: 'right', text: text(listWords.moveRight), run: () => changeColumns(moveColumn(columns, id, 1)) },
    {
      id: 'hide',
      text: text(listWords.hideColumn),
      isDisabled: shownCount === 1,
      run: () => changeColumns(changeColumn(columns, id, { isShown: false })),
    },
  ]
  if (fieldOfColumn(id) !== null)
    place.push(
      { id: 'rename', text: text(listWords.renameColumn), run: () => showColumnRename(id) },
      {
        id: 'remove',
        text: text(listWords.removeColumn),
        run: () => changeColumns(columns.filter((column) => column.id !== id)),
      },
    )
  return [maySort ? own : [], place, ...(id === 'time' ? [times] : []), choices, [eventRows], whole]
}
