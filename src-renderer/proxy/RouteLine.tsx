// One listener of the form: address and port to listen on, the platform, its self-test, and what is wrong with any of it.
import { useState } from 'react'
import { CircleCheck, CircleX, LoaderCircle, PlugZap, Trash2, TriangleAlert } from 'lucide-react'
import type { LocalAddress, ProxyCheck } from '../../src-shared/bridge/proxy.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { failureLabel } from '../app/actions.ts'
import { bridge } from '../connect.ts'
import { useText, type Text } from '../i18n/use-text.ts'
import { proxyWords as words } from '../i18n/words-proxy.ts'
import {
  changeRoute,
  isLoopback,
  readHost,
  readPort,
  removeRoute,
  type RouteDraft,
  type RouteProblems,
} from './proxy-draft.ts'
import type { FailurePlace, StartFailure } from './proxy-actions.ts'
import { endText } from './route-text.ts'
import { Trouble } from './RunningProxy.tsx'

interface RouteLineProps {
  route: RouteDraft
  /** Counted from 1. */
  line: number
  isOnly: boolean
  interfaces: readonly LocalAddress[]
  /** null: not to be shown yet. */
  problems: RouteProblems | null
  /** Why it could not be listened on. */
  failure: StartFailure | null
}

export function RouteLine({ route, line, isOnly, interfaces, problems, failure }: RouteLineProps) {
  const text = useText()
  const { key, address, port, host, upstreamPort } = route
  const check = useCheck(host, upstreamPort)
  const named = (what: Label) => text(words.ofLine(what, line))
  const messages = problems ? [problems.port, problems.host, problems.upstreamPort].filter((one) => one !== null) : []
  const problemId = `route-${key}-problems`
  const isWrong = (problem: Label | null | undefined, place: FailurePlace): boolean =>
    Boolean(problem) || (place !== null && failure?.place === place)
  const takeHost = (): void => {
    const read = readHost(host)
    changeRoute(key, { host: read.host, ...(read.port === null ? {} : { upstreamPort: read.port }) })
  }
  return (
    <li className="route-line" data-testid="route-line">
      <select
        className="input route-address"
        aria-label={named(words.listenAddress)}
        value={address}
        onChange={(event) => changeRoute(key, { address: event.target.value })}
      >
        <AddressOptions address={address} interfaces={interfaces} text={text} />
      </select>
      <input
        className="input mono"
        inputMode="numeric"
        aria-label={named(words.listenPort)}
        aria-invalid={isWrong(problems?.port, 'listen')}
        aria-describedby={problemId}
        value={port}
        data-testid="listen-port"
        onChange={(event) => changeRoute(key, { port: event.target.value })}
      />
      <span className="route-arrow" aria-hidden>
        →
      </span>
      <input
        className="input mono"
        aria-label={named(words.platform)}
        aria-invalid={isWrong(problems?.host, 'platform')}
        aria-describedby={problemId}
        placeholder={text(words.platformHint)}
        spellCheck={false}
        autoCapitalize="off"
        value={host}
        data-testid="upstream-host"
        onChange={(event) => changeRoute(key, { host: event.target.value })}
        onBlur={takeHost}
      />
      <input
        className="input mono"
        inputMode="numeric"
        aria-label={named(words.platformPort)}
        aria-invalid={isWrong(problems?.upstreamPort, null)}
        aria-describedby={problemId}
        value={upstreamPort}
        data-testid="upstream-port"
        onChange={(event) => changeRoute(key, { upstreamPort: event.target.value })}
      />
      <button
        type="button"
        className="button"
        title={text(words.checkWhat)}
        disabled={!check.canRun}
        data-testid="proxy-check"
        onClick={() => void check.run()}
      >
        <PlugZap size={14} aria-hidden />
        {text(words.check)}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={text(words.removeRoute(line))}
        title={text(words.removeRoute(line))}
        disabled={isOnly}
        onClick={() => removeRoute(key)}
      >
        <Trash2 size={15} aria-hidden />
      </button>
      <div className="route-remarks" id={problemId}>
        {messages.map((message) => (
          <Trouble key={message.en} message={message} />
        ))}
        {failure && <Trouble message={failure.message} />}
        <CheckLine state={check.state} text={text} />
        <Reach address={address} text={text} />
      </div>
    </li>
  )
}

interface AddressOptionsProps {
  address: string
  interfaces: readonly LocalAddress[]
  text: Text
}

function AddressOptions({ address, interfaces, text }: AddressOptionsProps) {
  const isHere = address === '' || interfaces.some((one) => one.address === address)
  return (
    <>
      <option value="">{text(words.allAddresses)}</option>
      {interfaces.map((one) => (
        <option key={`${one.name} ${one.address}`} value={one.address}>
          {one.address} · {one.isLoopback ? text(words.onlyHere) : one.name}
        </option>
      ))}
      {!isHere && (
        <option value={address}>
          {address} · {text(words.notLocal)}
        </option>
      )}
    </>
  )
}

/** Who reaches what is listened on. */
function Reach({ address, text }: { address: string; text: Text }) {
  if (isLoopback(address)) return <p className="dim">{text(words.loopbackOnly)}</p>
  return (
    <p className="proxy-warning" data-testid="beyond-loopback">
      <TriangleAlert size={13} aria-hidden />
      {text(words.beyondLoopback)}
    </p>
  )
}

/** The self-test as it stands: of what it was, so that a change of the platform puts it away. */
type CheckState =
  | { kind: 'running'; of: string }
  | { kind: 'done'; of: string; check: ProxyCheck }
  | { kind: 'failed'; of: string; message: Label }

function useCheck(host: string, upstreamPort: string) {
  const [state, setState] = useState<CheckState | null>(null)
  const port = readPort(upstreamPort)
  const of = endText(host.trim(), port ?? 0)
  const isRunning = state?.kind === 'running' && state.of === of
  const run = async (): Promise<void> => {
    if (port === null) return
    setState({ kind: 'running', of })
    const outcome = await bridge.call('proxy.check', { host: host.trim(), port }).then(
      (check): CheckState => ({ kind: 'done', of, check }),
      (error: unknown): CheckState => ({ kind: 'failed', of, message: failureLabel(error) }),
    )
    setState((now) => (now?.of === of ? outcome : now))
  }
  return { state: state?.of === of ? state : null, run, canRun: !isRunning && port !== null && host.trim() !== '' }
}

function CheckLine({ state, text }: { state: CheckState | null; text: Text }) {
  if (state?.kind === 'done' && !state.check.isReachable) return <Unreachable check={state.check} text={text} />
  return (
    <div role="status" data-testid="check-result">
      {state?.kind === 'running' && (
        <p className="dim check-line">
          <LoaderCircle size={14} className="loading-mark" aria-hidden />
          {text(words.checking)}
        </p>
      )}
      {state?.kind === 'failed' && <Trouble message={state.message} />}
      {state?.kind === 'done' && (
        <p className="check-line severity-good">
          <CircleCheck size={14} aria-hidden />
          {text(words.reachable(state.check.millis, state.check.address))}
        </p>
      )}
    </div>
  )
}

function Unreachable({ check, text }: { check: ProxyCheck; text: Text }) {
  return (
    <div role="status" data-testid="check-result">
      <p className="check-line severity-error">
        <CircleX size={14} aria-hidden />
        {text.both(check.message, ' / ')}
      </p>
      {check.attempts.length > 1 && (
        <ul className="check-attempts dim">
          {check.attempts.map(({ address, millis, error }) => (
            <li key={address}>
              <span className="mono">{address}</span> {error && text(error)} · {millis} ms
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
