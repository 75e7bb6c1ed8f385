// The proxy in the toolbar: what it forwards and where to, its state, and the button that stops it or lets it go on. Without
// one, the way to the proxy page.
import { Waypoints } from 'lucide-react'
import { runCommand } from '../app/run-command.ts'
import { shownKeys } from '../app/shown-keys.ts'
import { useText } from '../i18n/use-text.ts'
import { proxyStateWords, proxyWords as words } from '../i18n/words-proxy.ts'
import { showRecording, stopOrResume } from '../proxy/proxy-actions.ts'
import { routeText } from '../proxy/route-text.ts'
import { StateDot } from '../proxy/StateDot.tsx'
import { activate, useCaptures } from '../store/capture-store.ts'
import { useMayRun } from '../store/permission.ts'
import { chosenProxy, useProxies } from '../store/proxy-store.ts'
import { showPage, useScreen } from '../store/screen-store.ts'
import { CommandButton } from './CommandButton.tsx'

export function ProxyChip() {
  const text = useText()
  const proxies = useProxies((store) => store.proxies)
  const activeId = useCaptures((store) => store.activeId)
  const isCapturePage = useScreen((screen) => screen.page === 'capture')
  const proxy = chosenProxy(proxies, activeId)
  const mayControl = useMayRun('file.start-stop')
  if (!proxy) return <CommandButton id="file.proxy" icon={Waypoints} label={words.proxy} />
  const { proxyId, name, status, routes, captureId } = proxy
  const [first] = routes
  const others = proxies.length - 1 + Math.max(routes.length - 1, 0)
  const whole = `${name} · ${text(proxyStateWords[status])}\n${routes.map(routeText).join('\n')}`
  // Where its frames are looked at already, the chip leads to its settings.
  const isShown = isCapturePage && captureId !== null && captureId === activeId
  return (
    <div className="proxy-chip" data-testid="proxy-chip" data-status={status}>
      <button
        type="button"
        className="proxy-chip-name"
        title={whole}
        onClick={() => {
          if (!mayControl) look(captureId)
          else if (isShown) runCommand('file.proxy')
          else void showRecording(proxyId)
        }}
        disabled={!mayControl && captureId === null}
      >
        <StateDot proxy={proxy} isQuiet={status === 'running'} />
        <span className="command-label">{text(words.proxy)}</span>
        {first && <span className="mono cut proxy-chip-route">{routeText(first)}</span>}
        {others > 0 && <span className="dim">+{others}</span>}
      </button>
      {status !== 'failed' && mayControl && (
        <button
          type="button"
          className="proxy-chip-act"
          title={`${text(status === 'running' ? words.stop : words.resume)} (${shownKeys('file.start-stop')})`}
          data-testid="proxy-chip-act"
          onClick={() => void stopOrResume(proxy)}
        >
          {text(status === 'running' ? words.stop : words.resume)}
        </button>
      )}
    </div>
  )
}

/** Whoever only looks is led to what is recorded as far as it is open. */
function look(captureId: number | null): void {
  if (captureId === null) return
  activate(captureId)
  showPage('capture')
}
