// One proxy that was started: its state, its doors, its counts, what is wrong with it, and what can be done to it.
import { CirclePlay, CircleStop, List, TriangleAlert, X } from 'lucide-react'
import type { ProxyCounts, ProxyState, RouteState } from '../../src-shared/bridge/proxy.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { formatBytes, formatCount } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { proxyWords as words } from '../i18n/words-proxy.ts'
import { closeProxy, showRecording, stopOrResume } from './proxy-actions.ts'
import { doorText, platformText } from './route-text.ts'
import { StateDot } from './StateDot.tsx'

export function RunningProxy({ proxy }: { proxy: ProxyState }) {
  const text = useText()
  const { proxyId, name, status, routes, files, counts, cap, alarm, problem } = proxy
  const isRunning = status === 'running'
  const ActIcon = isRunning ? CircleStop : CirclePlay
  return (
    <li className="proxy-run" data-testid="proxy-run" data-status={status}>
      <div className="proxy-run-head">
        <StateDot proxy={proxy} />
        <strong className="cut">{name}</strong>
        <span className="mono dim cut proxy-run-file" title={files.at(-1)}>
          {files.at(-1)}
        </span>
        <button type="button" className="button small" onClick={() => void showRecording(proxyId)}>
          <List size={14} aria-hidden />
          {text(words.show)}
        </button>
        {status !== 'failed' && (
          <button type="button" className="button small" onClick={() => void stopOrResume(proxy)}>
            <ActIcon size={14} aria-hidden />
            {text(isRunning ? words.stop : words.resume)}
          </button>
        )}
        <button
          type="button"
          className="button small"
          title={text(words.removeWhat)}
          onClick={() => void closeProxy(proxyId)}
        >
          <X size={14} aria-hidden />
          {text(words.remove)}
        </button>
      </div>
      <ul className="proxy-run-routes">
        {routes.map((route, place) => (
          <Route key={place} route={route} />
        ))}
      </ul>
      <Counts counts={counts} cap={cap} />
      {alarm && <Trouble message={alarm} />}
      {problem && <Trouble message={problem.message} remedy={problem.remedy} />}
    </li>
  )
}

function Route({ route }: { route: RouteState }) {
  const text = useText()
  const { problem, isBeyondLoopback, listening } = route
  return (
    <li>
      <span className="mono">
        {doorText(route)} → {platformText(route)}
      </span>
      {problem && <Trouble message={problem.message} remedy={problem.remedy} />}
      {!problem && isBeyondLoopback && listening.length > 0 && (
        <span className="proxy-warning">
          <TriangleAlert size={13} aria-hidden />
          {text(words.beyondLoopback)}
        </span>
      )}
    </li>
  )
}

function Counts({ counts, cap }: { counts: ProxyCounts; cap: number }) {
  const text = useText()
  const { open, accepted, failed, dropped, bytesUp, bytesDown, rateUp, rateDown, bytesUnrecorded } = counts
  const moved = (bytes: number, rate: number) => `${formatBytes(bytes)} · ${formatBytes(rate)}/s`
  return (
    <dl className="proxy-counts">
      <Count what={words.open} value={`${formatCount(open)}${cap > 0 ? text(words.ofCap(cap)) : ''}`} />
      <Count what={words.accepted} value={formatCount(accepted)} />
      <Count what={words.failedConnections} value={formatCount(failed)} isBad={failed > 0} />
      <Count what={words.dropped} value={formatCount(dropped)} isBad={dropped > 0} />
      <Count what={words.up} value={moved(bytesUp, rateUp)} />
      <Count what={words.down} value={moved(bytesDown, rateDown)} />
      <Count what={words.unrecorded} value={formatBytes(bytesUnrecorded)} isBad={bytesUnrecorded > 0} />
    </dl>
  )
}

function Count({ what, value, isBad = false }: { what: Label; value: string; isBad?: boolean }) {
  const text = useText()
  return (
    <div className={isBad ? 'is-bad' : ''}>
      <dt>{text(what)}</dt>
      <dd className="mono">{value}</dd>
    </div>
  )
}

/** What went wrong, and what to do. */
export function Trouble({ message, remedy }: { message: Label; remedy?: Label }) {
  const text = useText()
  return (
    <p className="proxy-trouble" role="alert">
      <TriangleAlert size={14} aria-hidden />
      <span>
        {text.both(message, ' / ')}
        {remedy && <span className="proxy-remedy"> {text.both(remedy, ' / ')}</span>}
      </span>
    </p>
  )
}
