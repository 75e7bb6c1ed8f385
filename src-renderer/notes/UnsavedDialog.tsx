// Asked before a capture is closed whose notes are in no file yet.
import { Dialog } from '../app/Dialog.tsx'
import { closeNow, saveCapture } from '../app/actions.ts'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { noteWords } from '../i18n/words-filter.ts'
import { useCaptures } from '../store/capture-store.ts'
import { useScreen } from '../store/screen-store.ts'

export function UnsavedDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const closing = useScreen((screen) => screen.closing)
  const capture = useCaptures((store) => store.captures.find(({ captureId }) => captureId === closing))
  if (!capture) return null
  const { captureId, name } = capture
  const saveAndClose = async () => {
    onClose()
    if (await saveCapture(captureId)) await closeNow(captureId)
  }
  return (
    <Dialog title={noteWords.unsaved} onClose={onClose}>
      <p>{text(noteWords.unsavedText(name))}</p>
      <footer className="dialog-actions" data-testid="unsaved-dialog">
        <button
          type="button"
          className="button"
          onClick={() => {
            onClose()
            void closeNow(captureId)
          }}
        >
          {text(noteWords.closeAnyway)}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {text(appWords.cancel)}
        </button>
        <button type="button" className="button primary" data-first-focus onClick={() => void saveAndClose()}>
          {text(noteWords.saveAndClose)}
        </button>
      </footer>
    </Dialog>
  )
}
