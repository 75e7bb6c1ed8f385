// Ctrl+G: a frame by its number.
import { useState, type FormEvent } from 'react'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { selectNumber } from '../packet-list/navigate.ts'
import { activeCapture, useCaptures } from '../store/capture-store.ts'
import { useSelection } from '../store/selection-store.ts'
import { Dialog } from './Dialog.tsx'
import { focusPane } from './focus.ts'

export function GoToFrameDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const capture = useCaptures(activeCapture)
  const selected = useSelection((store) => (capture ? store.frames[capture.captureId] : undefined))
  const [typed, setTyped] = useState(String(selected?.frame ?? ''))
  if (!capture) return null
  const number = /^\s*\d{1,15}\s*$/.test(typed) ? Number(typed) : 0
  const isWrong = typed.trim() !== '' && (number < 1 || number > capture.frames)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWrong || number === 0) return
    onClose()
    void selectNumber(capture.captureId, number).then(() => focusPane('list'))
  }
  return (
    <Dialog title={appWords.goToFrame} onClose={onClose}>
      <form className="go-to-frame" onSubmit={submit}>
        <label>
          {text(appWords.frameNumber)}
          <input
            className="input mono"
            inputMode="numeric"
            value={typed}
            aria-invalid={isWrong}
            aria-describedby="go-to-frame-hint"
            data-first-focus
            onFocus={(event) => event.target.select()}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <p id="go-to-frame-hint" className={isWrong ? 'severity-error' : 'dim'}>
          {isWrong ? text(appWords.noSuchFrame(capture.frames)) : `1 – ${capture.frames}`}
        </p>
        <footer className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {text(appWords.cancel)}
          </button>
          <button type="submit" className="button primary" disabled={isWrong || number === 0}>
            {text(appWords.go)}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
