// A live capture in which no frame has come yet: where piles have to connect, and whether any did.
import { RadioTower } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { runCommand } from '../app/run-command.ts'
import { useText } from '../i18n/use-text.ts'
import { proxyWords as words } from '../i18n/words-proxy.ts'
import { useProxies } from '../store/proxy-store.ts'
import { PileAddresses } from './PileAddresses.tsx'
import { useInterfaces } from './ProxyPage.tsx'

export function WaitingForPiles({ capture: { captureId } }: { capture: CaptureState }) {
  const text = useText()
  const interfaces = useInterfaces()
  const proxy = useProxies(({ proxies }) => proxies.find((one) => one.captureId === captureId))
  const counts = proxy?.counts
  const doors = (proxy?.routes ?? []).flatMap(({ address, listening }) => {
    const [first] = listening
    return first === undefined ? [] : [{ address, port: Number(first.slice(first.lastIndexOf(':') + 1)) }]
  })
  const isRunning = proxy?.status === 'running'
  return (
    <div className="empty" data-testid="waiting">
      <RadioTower size={34} aria-hidden />
      <strong>{text(isRunning ? words.waiting : words.waitingStopped)}</strong>
      {isRunning && (
        <>
          <p>{text(words.typeIntoPileWhat)}</p>
          <PileAddresses doors={doors} interfaces={interfaces} />
        </>
      )}
      {counts && counts.accepted > 0 && (
        <p>
          {text(words.noFramesOf(counts.accepted))} ·{' '}
          <button type="button" className="link-button" onClick={() => runCommand('view.connections')}>
            {text(words.connections)}
          </button>
        </p>
      )}
    </div>
  )
}
