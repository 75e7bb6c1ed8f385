// Ctrl+Alt+C: the comment on the selected frame.
import { useEffect, useState, type FormEvent } from 'react'
import { Dialog } from '../app/Dialog.tsx'
import { bridge } from '../connect.ts'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { filterWords, noteWords } from '../i18n/words-filter.ts'
import { activeCapture, useCaptures } from '../store/capture-store.ts'
import { useSelection } from '../store/selection-store.ts'
import { note } from './note-frames.ts'
import './notes.css'

/** As much as the bridge takes. */
const longest = 4096

export function CommentDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const captureId = useCaptures((store) => activeCapture(store)?.captureId ?? null)
  const number = useSelection((store) => (captureId === null ? undefined : store.frames[captureId]?.frame))
  const [before, setBefore] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  useEffect(() => {
    if (captureId === null || number === undefined) return
    bridge.call('frames.details', { captureId, number }).then(
      (details) => {
        setBefore(details?.note.comment ?? '')
        setTyped(details?.note.comment ?? '')
      },
      () => {},
    )
  }, [captureId, number])
  if (captureId === null || number === undefined) return null
  const keep = (comment: string | null) => {
    onClose()
    void note(captureId, [number], { comment })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    keep(typed)
  }
  return (
    <Dialog title={noteWords.commentOf(number)} onClose={onClose}>
      <form className="comment-form" onSubmit={submit} data-testid="comment-dialog">
        <textarea
          className="input"
          rows={4}
          maxLength={longest}
          aria-label={text(noteWords.comment)}
          aria-describedby="comment-hint"
          data-first-focus
          value={typed}
          // Not disabled: it would lose the focus that the dialog gave it.
          readOnly={before === null}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep(typed)
          }}
        />
        <p id="comment-hint" className="dim">
          {text(noteWords.hint)}
        </p>
        <footer className="dialog-actions">
          {before !== null && before !== '' && (
            <button type="button" className="button" onClick={() => keep(null)}>
              {text(noteWords.removeComment)}
            </button>
          )}
          <button type="button" className="button" onClick={onClose}>
            {text(appWords.cancel)}
          </button>
          <button type="submit" className="button primary" disabled={before === null}>
            {text(filterWords.save)}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
