// Says, to whoever came by a link for viewing, that nothing can be changed here.
import { Eye } from 'lucide-react'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { isViewOnly, useScreen } from '../store/screen-store.ts'
import './connection-bar.css'

export function ViewOnlyBar() {
  const text = useText()
  if (!useScreen(isViewOnly)) return null
  return (
    <div className="connection-bar note" role="note" data-testid="view-only">
      <Eye size={15} aria-hidden />
      <strong>{text.both(appWords.viewOnly, ' / ')}</strong>
      <span>{text(appWords.viewOnlyHint)}</span>
    </div>
  )
}
