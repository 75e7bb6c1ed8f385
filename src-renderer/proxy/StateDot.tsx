// A proxy's state: a dot and a word, so that colour is not all that tells.
import type { ProxyState } from '../../src-shared/bridge/proxy.ts'
import { useText } from '../i18n/use-text.ts'
import { proxyStateWords } from '../i18n/words-proxy.ts'

/** `isQuiet`: the word is for screen readers only. */
export function StateDot({ proxy: { status }, isQuiet = false }: { proxy: ProxyState; isQuiet?: boolean }) {
  const text = useText()
  return (
    <span className={`proxy-state ${status}`}>
      <span className={`state-dot ${status}`} aria-hidden />
      <span className={isQuiet ? 'visually-hidden' : ''}>{text(proxyStateWords[status])}</span>
    </span>
  )
}
