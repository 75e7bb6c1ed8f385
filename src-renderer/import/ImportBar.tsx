// The import desk's buttons: back, or import what was found.
import { useState } from 'react'
import { CornerDownLeft } from 'lucide-react'
import { useText } from '../i18n/use-text.ts'
import { importWords as words } from '../i18n/words-import.ts'
import { importDraft, leaveDesk } from './leave-desk.ts'

/** `count`: frames that were found. */
export function ImportBar({ count }: { count: number }) {
  const show = useText()
  const [isImporting, setIsImporting] = useState(false)
  const start = (): void => {
    setIsImporting(true)
    void importDraft().finally(() => setIsImporting(false))
  }
  const label = isImporting ? words.importing : count > 0 ? words.importFrames(count) : words.import
  return (
    <footer className="desk-actions">
      <button type="button" className="button" onClick={leaveDesk}>
        {show(words.cancel)}
      </button>
      <button
        type="button"
        className="button primary"
        data-testid="import-go"
        disabled={count === 0 || isImporting}
        onClick={start}
      >
        {show(label)}
        <CornerDownLeft size={14} aria-hidden="true" />
        <kbd aria-hidden="true">Ctrl+Enter</kbd>
      </button>
    </footer>
  )
}
