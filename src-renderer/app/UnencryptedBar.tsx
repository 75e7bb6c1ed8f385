// Says, for as long as it is so, that this app is served beyond its machine without encryption (`--insecure`).
import { LockOpen } from 'lucide-react'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { useScreen } from '../store/screen-store.ts'
import './connection-bar.css'

export function UnencryptedBar() {
  const text = useText()
  const address = useScreen((screen) => screen.info?.unencryptedOn ?? null)
  if (address === null) return null
  return (
    <div className="connection-bar" role="note" data-testid="unencrypted">
      <LockOpen size={15} aria-hidden />
      <strong>{text.both(appWords.unencrypted(address), ' / ')}</strong>
      <span>{text(appWords.unencryptedHint)}</span>
    </div>
  )
}
