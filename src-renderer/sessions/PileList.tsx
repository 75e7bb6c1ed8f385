// Piles with their guns' charging sessions: what to look at, and at a glance what is wrong with each.
import { useMemo, useState } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { PileSummary } from '../../src-shared/diagnosis/pile-summary.ts'
import type { SessionSummary } from '../../src-shared/diagnosis/session-summary.ts'
import { useText } from '../i18n/use-text.ts'
import { sessionWords } from '../i18n/words-sessions.ts'
import { showSubject } from '../store/shown-session-store.ts'
import { BadgeChip } from './BadgeChip.tsx'
import { clockOf, type Clock } from '../../src-shared/view/wall-clock.ts'
import { hasTrouble, pileBadges, sessionBadges } from './session-badges.ts'
import type { Subjects } from './use-subject.ts'
import './pile-list.css'

/** Fewer piles need no search. */
const fewest = 8

export function PileList({ capture, subjects }: { capture: CaptureState; subjects: Subjects }) {
  const text = useText()
  const [wanted, setWanted] = useState('')
  const [isOddOnly, setIsOddOnly] = useState(false)
  const { piles, sessions } = subjects
  const shown = useMemo(() => groups(piles, sessions, wanted.trim(), isOddOnly), [piles, sessions, wanted, isOddOnly])
  const clock = useMemo(() => clockOf(capture), [capture])
  return (
    <nav className="pile-list" aria-label={text(sessionWords.piles)} data-testid="pile-list">
      <header className="pane-head">
        <h2>{text(sessionWords.piles)}</h2>
        <span className="pane-facts cut dim">{text(sessionWords.counts(piles.length, sessions.length))}</span>
      </header>
      {piles.length + sessions.length >= fewest && (
        <div className="pile-search">
          <input
            className="input"
            type="search"
            value={wanted}
            placeholder={text(sessionWords.findPile)}
            aria-label={text(sessionWords.findPile)}
            onChange={(event) => setWanted(event.target.value)}
          />
          <label>
            <input type="checkbox" checked={isOddOnly} onChange={(event) => setIsOddOnly(event.target.checked)} />
            {text(sessionWords.onlyOdd)}
          </label>
        </div>
      )}
      <ul className="pile-groups">
        {shown.map((group) => (
          <PileGroup key={group.pile.id} {...group} captureId={capture.captureId} clock={clock} subjects={subjects} />
        ))}
      </ul>
      {shown.length === 0 && <p className="dim pile-none">{text(sessionWords.noneFound)}</p>}
    </nav>
  )
}

interface Group {
  pile: PileSummary
  sessions: SessionSummary[]
}

/** Piles with the sessions that match; a pile that matches brings all of its sessions. */
function groups(
  piles: readonly PileSummary[],
  sessions: readonly SessionSummary[],
  wanted: string,
  isOddOnly: boolean,
): Group[] {
  const own = new Map<number, SessionSummary[]>()
  for (const session of sessions) {
    const list = own.get(session.pile)
    if (list) list.push(session)
    else own.set(session.pile, [session])
  }
  return piles.flatMap((pile) => {
    const isPile = pile.number.includes(wanted)
    const found = (own.get(pile.id) ?? []).filter(
      (session) =>
        (isPile || session.transaction?.includes(wanted)) && (!isOddOnly || hasTrouble(sessionBadges(session))),
    )
    const isShown = found.length > 0 || (isPile && (!isOddOnly || hasTrouble(pileBadges(pile))))
    return isShown ? [{ pile, sessions: found }] : []
  })
}

interface PileGroupProps extends Group {
  captureId: number
  clock: Clock
  subjects: Subjects
}

function PileGroup({ pile, sessions, captureId, clock, subjects }: PileGroupProps) {
  const text = useText()
  const isShown = subjects.session === null && subjects.pile?.id === pile.id
  const idle = pile.guns.filter((gun) => !sessions.some((session) => session.gun === gun))
  return (
    <li className="pile-group">
      <button
        type="button"
        className="pile-line"
        aria-current={isShown || undefined}
        data-pile={pile.number}
        onClick={() => showSubject(captureId, { pile: pile.id, session: null })}
      >
        <span className="mono cut" title={pile.number}>
          {pile.number || text(sessionWords.noPileNumber)}
        </span>
        <BadgeChip badge={pileBadges(pile)[0]!} />
      </button>
      <ul>
        {sessions.map((session) => (
          <li key={session.id}>
            <button
              type="button"
              className="pile-line session"
              aria-current={subjects.session?.id === session.id || undefined}
              data-session={session.id}
              title={session.transaction ?? undefined}
              onClick={() => showSubject(captureId, { pile: pile.id, session: session.id })}
            >
              <span className="cut">
                {text(sessionWords.gun(session.gun))} · {spanOf(session, clock, text)}
              </span>
              <BadgeChip badge={sessionBadges(session)[0]!} />
            </button>
          </li>
        ))}
        {idle.map((gun) => (
          <li key={`idle ${gun}`} className="pile-line session dim">
            <span className="cut">
              {text(sessionWords.gun(gun))} · {text(sessionWords.idle)}
            </span>
          </li>
        ))}
      </ul>
    </li>
  )
}

function spanOf({ from, to, firstFrame, lastFrame }: SessionSummary, clock: Clock, text: ReturnType<typeof useText>) {
  if (from === null || to === null) return text(sessionWords.frameRange(firstFrame, lastFrame))
  return `${clock.time(from).slice(0, 5)}–${clock.time(to).slice(0, 5)}`
}
