// Saved filters: named, ordered, with or without a button beside the bar. Each change is kept at once.
import { defaultPreferences } from '../../src-shared/bridge/default-preferences.ts'
import type { SavedFilter } from '../../src-shared/bridge/bridge.ts'
import { inOwnName } from '../i18n/language.ts'
import { useText } from '../i18n/use-text.ts'
import { filterWords } from '../i18n/words-filter.ts'
import { changePreferences, usePreferences } from '../store/preferences-store.ts'
import { FilterField } from './FilterField.tsx'
import { FilterListDialog } from './FilterListDialog.tsx'
import { ListEditor } from './ListEditor.tsx'

const keep = (savedFilters: SavedFilter[]) => changePreferences({ savedFilters })

const add = (filter: string) =>
  keep([...usePreferences.getState().savedFilters, { name: filterWords.newFilter, filter, isButton: true }])

export function SavedFiltersDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const saved = usePreferences((preferences) => preferences.savedFilters)
  return (
    <FilterListDialog
      title={filterWords.savedFilters}
      testId="saved-filters"
      newest="last"
      add={add}
      restore={() => keep(defaultPreferences.savedFilters)}
      onClose={onClose}
    >
      <ListEditor entries={saved} onChange={keep} className="saved-filters" label={text(filterWords.savedFilters)}>
        {(entry, _index, change) => (
          <>
            <input
              className="input list-editor-name"
              aria-label={text(filterWords.name)}
              value={text(entry.name)}
              onChange={(event) => change({ name: inOwnName(event.target.value) })}
            />
            <FilterField value={entry.filter} onChange={(filter) => change({ filter })} />
            <label className="list-editor-check">
              <input
                type="checkbox"
                checked={entry.isButton}
                onChange={(event) => change({ isButton: event.target.checked })}
              />
              {text(filterWords.asButton)}
            </label>
          </>
        )}
      </ListEditor>
    </FilterListDialog>
  )
}
