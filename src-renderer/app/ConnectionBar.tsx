// Says that the analyzer cannot be reached; the screen keeps what it shows and the connection is tried again.
import { Unplug } from 'lucide-react'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { proxyWords } from '../i18n/words-proxy.ts'
import { useProxies } from '../store/proxy-store.ts'
import { useScreen } from '../store/screen-store.ts'
import './connection-bar.css'

export function ConnectionBar() {
  const text = useText()
  const connection = useScreen((screen) => screen.connection)
  const isRecording = useProxies(({ proxies }) => proxies.some(({ status }) => status === 'running'))
  if (connection !== 'lost') return null
  return (
    <div className="connection-bar" role="alert" data-testid="connection-lost">
      <Unplug size={15} aria-hidden />
      <strong>{text.both(appWords.connectionLost, ' / ')}</strong>
      {isRecording && <span data-testid="recording-goes-on">{text(proxyWords.goesOn)}</span>}
      <span>{text(appWords.connectionHint)}</span>
    </div>
  )
}
