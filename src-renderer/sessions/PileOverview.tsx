// A pile as a whole: what was noticed, connections, logins, versions, heartbeats with their gaps, clock, and its charges.
import type { ReactNode } from 'react'
import type { PileSummary } from '../../src-shared/diagnosis/pile-summary.ts'
import type { SessionSummary } from '../../src-shared/diagnosis/session-summary.ts'
import { useText } from '../i18n/use-text.ts'
import { sessionStateWords, sessionWords, versionWords } from '../i18n/words-sessions.ts'
import { SeverityIcon } from '../packet-details/FindingsList.tsx'
import { showSubject } from '../store/shown-session-store.ts'
import { BadgeChip } from './BadgeChip.tsx'
import { formatDuration, type Clock } from '../../src-shared/view/wall-clock.ts'
import { FrameLink } from './FrameLink.tsx'
import { sessionBadges } from './session-badges.ts'
import './bill.css'
import './pile-overview.css'

interface PileOverviewProps {
  captureId: number
  pile: PileSummary
  sessions: readonly SessionSummary[]
  clock: Clock
}

/** Connections and gaps that are listed one by one. */
const mostListed = 20

export function PileOverview({ captureId, pile, sessions, clock }: PileOverviewProps) {
  const text = useText()
  const link = (frame: number) => <FrameLink captureId={captureId} frame={frame} />
  const at = (seconds: number | null) => (seconds === null ? '' : clock.time(seconds))
  return (
    <div className="pile-overview" data-testid="pile-overview">
      <section>
        <h3>{text(sessionWords.issues)}</h3>
        {pile.issues.length === 0 && <p className="dim">{text(sessionWords.noIssues)}</p>}
        <ul className="pile-issues">
          {pile.issues.map(({ kind, severity, message, frames }, place) => (
            <li key={`${kind} ${place}`}>
              <SeverityIcon severity={severity} />
              <span>{text(message)}</span>
              {frames.slice(0, 3).map((frame) => (
                <span key={frame}>{link(frame)}</span>
              ))}
            </li>
          ))}
        </ul>
      </section>
      <dl className="pile-facts">
        <Fact name={text(sessionWords.connections)}>
          {pile.connections.slice(0, mostListed).map((one) => (
            <li key={`${one.conversation} ${one.firstFrame}`}>
              {one.from === null || one.to === null
                ? text(sessionWords.frameRange(one.firstFrame, one.lastFrame))
                : `${at(one.from)} – ${at(one.to)} · ${formatDuration(one.to - one.from)}`}{' '}
              {link(one.firstFrame)}
            </li>
          ))}
          {pile.connections.length > mostListed && <li className="dim">… {pile.connections.length}</li>}
        </Fact>
        <Fact name={text(sessionWords.logins)}>
          {pile.logins.slice(0, mostListed).map(({ frame, seconds }) => (
            <li key={frame}>
              {at(seconds)} {link(frame)}
            </li>
          ))}
        </Fact>
        <Fact name={text(sessionWords.versions)}>
          {pile.versions.map(({ role, value, frame }) => (
            <li key={role}>
              {text(versionWords[role] ?? { zh: role, en: role })} <span className="mono">{value}</span> {link(frame)}
            </li>
          ))}
        </Fact>
        <Fact name={text(sessionWords.heartbeats)}>
          {pile.heartbeats.map(({ gun, count, interval, gaps }) => (
            <li key={gun ?? ''}>
              {gun === null ? '' : `${text(sessionWords.gun(gun))} · `}
              {text(sessionWords.frames(count))}
              {interval !== null && ` · ${text(sessionWords.every(formatDuration(interval)))}`}
              {gaps.slice(0, mostListed).map((gap) => (
                <div key={gap.afterFrame} className="severity-warn">
                  {at(gap.from)} · {formatDuration(gap.seconds)} · {text(sessionWords.missed(gap.missed))}{' '}
                  {link(gap.afterFrame)}
                </div>
              ))}
            </li>
          ))}
        </Fact>
        {pile.clock && (
          <Fact name={text(sessionWords.clock)}>
            <li>
              {Math.abs(pile.clock.offset) < 1
                ? text(sessionWords.clockRight)
                : text(sessionWords.clockOff(formatDuration(pile.clock.offset)))}{' '}
              {link(pile.clock.frame)}
            </li>
          </Fact>
        )}
      </dl>
      {sessions.length > 0 && (
        <section>
          <h3>{text(sessionWords.sessions)}</h3>
          <table className="bill-table">
            <thead>
              <tr>
                <th scope="col">{text(sessionWords.time)}</th>
                <th scope="col">{text(sessionWords.gun('')).trim()}</th>
                <th scope="col" className="number">
                  {text(sessionWords.energy)} <span className="dim">kWh</span>
                </th>
                <th scope="col" className="number">
                  {text(sessionWords.amount)}
                </th>
                <th scope="col">{text(sessionWords.state)}</th>
              </tr>
            </thead>
            <tbody>
              {sessions.map((session) => (
                <tr key={session.id}>
                  <th scope="row">
                    <button
                      type="button"
                      className="link-button"
                      onClick={() => showSubject(captureId, { pile: pile.id, session: session.id })}
                    >
                      {session.from === null
                        ? text(sessionWords.frameRange(session.firstFrame, session.lastFrame))
                        : `${clock.date(session.from)} ${at(session.from)} – ${at(session.to)}`}
                    </button>
                  </th>
                  <td>{session.gun}</td>
                  <td className="number">{session.energy?.toFixed(4) ?? '–'}</td>
                  <td className="number">{session.amount?.toFixed(4) ?? '–'}</td>
                  <td>
                    <div className="badges">
                      <span>{text(sessionStateWords[session.state])}</span>
                      {sessionBadges(session).map((badge) => (
                        <BadgeChip key={badge.label.en} badge={badge} />
                      ))}
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}

/** A line of facts; none when there are none. */
function Fact({ name, children }: { name: string; children: ReactNode[] | ReactNode }) {
  if (Array.isArray(children) && children.flat().every((child) => child === false || child === null)) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <ul>{children}</ul>
      </dd>
    </div>
  )
}
