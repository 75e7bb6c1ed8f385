// A dialog about a list of entries with a filter each: saved filters, colour rules. What was asked for from elsewhere (a
// field "as colour", say) is added when it opens, ready to be named.
import { useEffect, useRef, type ReactNode } from 'react'
import type { Label } from '../../src-shared/bytes/range.ts'
import { Dialog } from '../app/Dialog.tsx'
import { useText } from '../i18n/use-text.ts'
import { filterWords } from '../i18n/words-filter.ts'
import { useScreen } from '../store/screen-store.ts'
import './list-editor.css'

interface FilterListDialogProps {
  title: Label
  testId: string
  /** Where `add` puts a new entry. */
  newest: 'first' | 'last'
  add: (filter: string) => void
  restore: () => void
  /** Beside the restoring of defaults. */
  actions?: ReactNode
  onClose: () => void
  children: ReactNode
}

export function FilterListDialog(props: FilterListDialogProps) {
  const { title, testId, newest, add, restore, actions, onClose, children } = props
  const text = useText()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const { newFilter } = useScreen.getState()
    if (newFilter === null) return
    useScreen.setState({ newFilter: null })
    add(newFilter)
    requestAnimationFrame(() => {
      const names = [...(box.current?.querySelectorAll<HTMLInputElement>('.list-editor-name') ?? [])]
      names.at(newest === 'first' ? 0 : -1)?.select()
    })
  }, [])
  return (
    <Dialog title={title} onClose={onClose} className="wide-dialog">
      <div ref={box} data-testid={testId}>
        {children}
      </div>
      <footer className="dialog-actions">
        <button type="button" className="button" onClick={restore}>
          {text(filterWords.restoreDefaults)}
        </button>
        {actions}
        <span className="spacer" />
        <button type="button" className="button" onClick={() => add('')}>
          {text(filterWords.add)}
        </button>
        <button type="button" className="button primary" data-first-focus onClick={onClose}>
          {text(filterWords.done)}
        </button>
      </footer>
    </Dialog>
  )
}
