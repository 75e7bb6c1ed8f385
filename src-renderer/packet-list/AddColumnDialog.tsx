// A column out of any field, by its name in filters or its Chinese label.
import { useState, type FormEvent } from 'react'
import { Dialog } from '../app/Dialog.tsx'
import { bridge } from '../connect.ts'
import { applyAsColumn } from '../filter-bar/apply-field.ts'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { filterWords } from '../i18n/words-filter.ts'
import { listWords } from '../i18n/words-list.ts'
import { useCaptures } from '../store/capture-store.ts'

export function AddColumnDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const captureId = useCaptures((store) => store.activeId)
  const [name, setName] = useState('')
  const [title, setTitle] = useState('')
  const [isUnknown, setIsUnknown] = useState(false)
  const [known, setKnown] = useState<readonly string[]>([])
  if (captureId === null) return null
  const type = async (typed: string) => {
    setName(typed)
    setIsUnknown(false)
    const { language } = text
    const position = typed.length
    const reply = await bridge
      .call('filter.complete', { captureId, filter: typed, position, language })
      .catch(() => null)
    setKnown(reply?.items.filter(({ kind }) => isFieldKind.has(kind)).map(({ insert }) => insert) ?? [])
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const field = name.trim()
    // A name alone is a filter: the field exists.
    const check = await bridge.call('filter.check', { captureId, filter: field }).catch(() => null)
    if (!/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(field) || !check || check.errors.length > 0) return setIsUnknown(true)
    onClose()
    applyAsColumn({ name: field, title: title.trim() === '' ? field : title.trim() })
  }
  return (
    <Dialog title={listWords.addColumn} onClose={onClose}>
      <form className="add-column" onSubmit={(event) => void submit(event)} data-testid="add-column">
        <label>
          {text(listWords.fieldName)}
          <input
            className="input mono"
            list="known-fields"
            value={name}
            aria-invalid={isUnknown}
            data-first-focus
            onChange={(event) => void type(event.target.value)}
          />
        </label>
        <datalist id="known-fields">
          {known.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        {isUnknown && <p className="severity-error">{text(listWords.noSuchField)}</p>}
        <label>
          {text(listWords.columnTitle)}
          <input
            className="input"
            value={title}
            placeholder={name}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <footer className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {text(appWords.cancel)}
          </button>
          <button type="submit" className="button primary" disabled={name.trim() === ''}>
            {text(filterWords.add)}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

const isFieldKind = new Set(['envelope', 'role', 'field', 'label'])
