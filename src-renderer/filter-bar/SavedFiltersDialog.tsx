// Saved filters: named, ordered, with or without a button beside the bar. Each change is kept at once.
import { useEffect, useRef } from 'react'
import { defaultPreferences } from '../../src-shared/bridge/default-preferences.ts'
import type { SavedFilter } from '../../src-shared/bridge/bridge.ts'
import { Dialog } from '../app/Dialog.tsx'
import { inOwnName } from '../i18n/language.ts'
import { useText } from '../i18n/use-text.ts'
import { filterWords } from '../i18n/words-filter.ts'
import { changePreferences, usePreferences } from '../store/preferences-store.ts'
import { useScreen } from '../store/screen-store.ts'
import { FilterField } from './FilterField.tsx'
import { ListEditor } from './ListEditor.tsx'
import './list-editor.css'

const keep = (savedFilters: SavedFilter[]) => changePreferences({ savedFilters })

export function SavedFiltersDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const saved = usePreferences((preferences) => preferences.savedFilters)
  const box = useRef<HTMLDivElement>(null)
  const add = (filter: string) =>
    keep([...usePreferences.getState().savedFilters, { name: filterWords.newFilter, filter, isButton: true }])
  useEffect(() => {
    const { newFilter } = useScreen.getState()
    if (newFilter === null) return
    useScreen.setState({ newFilter: null })
    add(newFilter)
    requestAnimationFrame(() => lastName(box.current)?.select())
  }, [])
  return (
    <Dialog title={filterWords.savedFilters} onClose={onClose} className="wide-dialog">
      <div ref={box} data-testid="saved-filters">
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
      </div>
      <footer className="dialog-actions">
        <button type="button" className="button" onClick={() => keep(defaultPreferences.savedFilters)}>
          {text(filterWords.restoreDefaults)}
        </button>
        <button type="button" className="button" onClick={() => add('')}>
          {text(filterWords.add)}
        </button>
        <button type="button" className="button primary" onClick={onClose}>
          {text(filterWords.done)}
        </button>
      </footer>
    </Dialog>
  )
}

const lastName = (box: HTMLElement | null): HTMLInputElement | null =>
  [...(box?.querySelectorAll<HTMLInputElement>('.list-editor-name') ?? [])].at(-1) ?? null
