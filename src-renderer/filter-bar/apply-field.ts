// What menus do with a value: filter by it, alone or beside the filter that is applied; make it a column, a colour, a search.
import { applyFilter, sayFailure } from '../app/actions.ts'
import type { MenuItem } from '../app/Menu.tsx'
import { bridge } from '../connect.ts'
import { findThis } from '../find-bar/find.ts'
import type { Text } from '../i18n/use-text.ts'
import { applyWords } from '../i18n/words-filter.ts'
import { addFieldColumn, columnsOf } from '../packet-list/columns.ts'
import { useCaptures, viewOf } from '../store/capture-store.ts'
import { changeColumns, usePreferences } from '../store/preferences-store.ts'
import { mayCall } from '../store/permission.ts'
import { say, showColourRules } from '../store/screen-store.ts'
import { shownKeys } from '../app/shown-keys.ts'
import { fieldColumn } from '../../src-shared/view/columns.ts'
import { combined, type Combination } from './combine-filters.ts'

/** The value that a menu is about: how its filter is found, and the field that can become a column. */
export interface ApplyTarget {
  captureId: number
  /** Writes the filter; null: there is no value. */
  filter: () => Promise<string | null>
  /** Name and title of the field; null: it is none. */
  field: { name: string; title: string } | null
}

/** The filter for a field of a frame, as the analyzer writes it. */
export function fieldTarget(
  captureId: number,
  number: number,
  field: { name: string; title: string },
  occurrence = 0,
): ApplyTarget {
  const { name } = field
  return {
    captureId,
    field,
    filter: async () => bridge.call('filter.ofField', { captureId, number, name, occurrence }),
  }
}

/** Menu items that filter by the value. */
export function filterItems(target: ApplyTarget, text: Text): MenuItem[] {
  if (!mayCall('view.set')) return []
  const ways: readonly [Combination, string][] = [
    ['selected', text(applyWords.selected)],
    ['notSelected', text(applyWords.notSelected)],
    ['and', text(applyWords.and)],
    ['or', text(applyWords.or)],
    ['andNot', text(applyWords.andNot)],
    ['orNot', text(applyWords.orNot)],
  ]
  const applied = viewOf(useCaptures.getState(), target.captureId).filter
  return ways.map(([way, words]) => ({
    id: `filter-${way}`,
    text: words,
    isDisabled: applied === '' && way !== 'selected' && way !== 'notSelected',
    run: () =>
      void withFilter(target, async (filter) => {
        const errors = await applyFilter(target.captureId, combined(applied, filter, way))
        if (errors?.[0]) say('failed', errors[0].message)
      }),
  }))
}

/** Menu items that make a column, a colour or a search of it. */
export function fieldItems(target: ApplyTarget, text: Text): MenuItem[] {
  const { captureId, field } = target
  const arranging: MenuItem[] = [
    {
      id: 'column',
      text: text(applyWords.column),
      keys: shownKeys('view.apply-column'),
      isDisabled: field === null,
      run: () => field && applyAsColumn(field),
    },
    { id: 'colour', text: text(applyWords.colour), run: () => void withFilter(target, showColourRules) },
  ]
  return [
    ...(mayCall('preferences.set') ? arranging : []),
    {
      id: 'find',
      text: text(applyWords.find),
      run: () => void withFilter(target, (filter) => findThis(captureId, 'filter', filter)),
    },
  ]
}

/** Adds a column for a field, or says that it is there. */
export function applyAsColumn({ name, title }: { name: string; title: string }): void {
  const columns = addFieldColumn(columnsOf(usePreferences.getState().columns), fieldColumn(name), title)
  if (!columns) return say('done', applyWords.columnThere)
  changeColumns(columns)
  say('done', applyWords.columnAdded(title))
}

async function withFilter(target: ApplyTarget, use: (filter: string) => unknown): Promise<void> {
  try {
    const filter = await target.filter()
    if (filter === null) say('failed', applyWords.noFilter)
    else await use(filter)
  } catch (error) {
    sayFailure(error)
  }
}
