// Another title for a column of one's own; an empty one is the field's name.
import { useState, type FormEvent } from 'react'
import { fieldOfColumn } from '../../src-shared/view/columns.ts'
import { Dialog } from '../app/Dialog.tsx'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { listWords } from '../i18n/words-list.ts'
import { changeColumns, usePreferences } from '../store/preferences-store.ts'
import { useScreen } from '../store/screen-store.ts'
import { changeColumn, columnsOf } from './columns.ts'

export function RenameColumnDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const id = useScreen((store) => store.renamedColumn)
  const columns = columnsOf(usePreferences((preferences) => preferences.columns))
  const column = columns.find((one) => one.id === id)
  const [title, setTitle] = useState(column?.title ?? '')
  if (!column) return null
  const field = fieldOfColumn(column.id) ?? column.id
  const submit = (event: FormEvent) => {
    event.preventDefault()
    changeColumns(changeColumn(columns, column.id, { title: title.trim() === '' ? field : title.trim() }))
    onClose()
  }
  return (
    <Dialog title={listWords.renameColumn} onClose={onClose}>
      <form className="add-column" onSubmit={submit} data-testid="rename-column">
        <label>
          {text(listWords.columnTitle)}
          <input
            className="input"
            value={title}
            maxLength={100}
            placeholder={field}
            data-first-focus
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <p className="dim mono">{field}</p>
        <footer className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {text(appWords.cancel)}
          </button>
          <button type="submit" className="button primary">
            {text(listWords.rename)}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
