// How fast a live capture grows: frames a second over the last second, and what its proxy forwards.
import { useEffect, useRef, useState } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { formatBytes } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { proxyWords } from '../i18n/words-proxy.ts'
import { useProxies } from '../store/proxy-store.ts'

export function LiveRate({ capture: { captureId, frames, status } }: { capture: CaptureState }) {
  const text = useText()
  const proxy = useProxies(({ proxies }) => proxies.find((one) => one.captureId === captureId))
  const rate = useRate(status === 'ready' ? frames : null)
  const bytes = proxy ? proxy.counts.rateUp + proxy.counts.rateDown : 0
  return (
    <span className="status-rate" data-testid="status-rate">
      {proxy?.status === 'running' && <span className="state-dot running" aria-hidden />}
      {text(proxyWords.framesPerSecond(rate))} · {formatBytes(bytes)}/s
    </span>
  )
}

/** By how much a count grew within the last second; null: it is being counted anew, which is no growth. */
function useRate(count: number | null): number {
  const now = useRef(count)
  now.current = count
  const [rate, setRate] = useState(0)
  useEffect(() => {
    let before = now.current
    const timer = setInterval(() => {
      const grown = now.current === null || before === null ? 0 : now.current - before
      setRate(Math.max(grown, 0))
      before = now.current
    }, 1000)
    return () => clearInterval(timer)
  }, [])
  return rate
}
