// A modal dialog: the platform's own, so that focus, Escape and the background are its business. An element with
// data-first-focus gets the focus first.
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { X } from 'lucide-react'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import './dialog.css'

interface DialogProps {
  /** May be the words of the menu's entry: the … that announces a dialog is left out. */
  title: Label
  onClose: () => void
  children: ReactNode
  className?: string
}

export function Dialog({ title, onClose, children, className = '' }: DialogProps) {
  const text = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const { current } = dialog
    if (!current || current.open) return
    current.showModal()
    const first = current.querySelector<HTMLElement>('[data-first-focus]')
    first?.focus()
    // What stands in it is there to be replaced.
    if (first instanceof HTMLInputElement) first.select()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={titleId}
      onClose={onClose}
      onMouseDown={(event) => {
        if (event.target === dialog.current) dialog.current?.close()
      }}
    >
      <div className="dialog-inside">
        <header className="dialog-head">
          <h2 id={titleId}>{text(title).replace(/…$/, '')}</h2>
          <button
            type="button"
            className="icon-button"
            aria-label={text(appWords.close)}
            onClick={() => dialog.current?.close()}
          >
            <X size={16} aria-hidden />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
