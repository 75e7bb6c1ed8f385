// What is looked at, in one line: gun and transaction with when and how long, or the pile; and the way to its frames.
import { Filter } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { PileSummary } from '../../src-shared/diagnosis/pile-summary.ts'
import type { SessionSummary } from '../../src-shared/diagnosis/session-summary.ts'
import { showFiltered } from '../app/show-filtered.ts'
import { useText } from '../i18n/use-text.ts'
import { sessionWords } from '../i18n/words-sessions.ts'
import { plotOf } from '../plots/plot-subject.ts'
import { ReportButton } from '../reports/ReportButton.tsx'
import { useMayCall } from '../store/permission.ts'
import { formatDuration, type Clock } from '../../src-shared/view/wall-clock.ts'

interface SessionHeadProps {
  capture: CaptureState
  pile: PileSummary
  session: SessionSummary | null
  clock: Clock
}

export function SessionHead({ capture, pile, session, clock }: SessionHeadProps) {
  const text = useText()
  const mayFilter = useMayCall('view.set')
  const { from, to } = session ?? pile
  const name = session
    ? `${text(sessionWords.gun(session.gun))} · ${text(
        session.transaction === null ? sessionWords.noTransaction : sessionWords.transaction(session.transaction),
      )}`
    : pile.number
  const times =
    from === null || to === null
      ? text(sessionWords.frameRange((session ?? pile).firstFrame, (session ?? pile).lastFrame))
      : `${clock.date(from)} ${clock.time(from)} – ${clock.time(to)} · ${formatDuration(to - from)}`
  const filter = session ? `session.id == ${session.id}` : `pile_no == ${JSON.stringify(pile.number)}`
  return (
    <header className="pane-head">
      <h2 className="cut" title={name} data-testid="session-name">
        {name}
      </h2>
      <span className="pane-facts cut dim">{times.trim()}</span>
      <span className="pane-tools">
        {mayFilter && (
          <button
            type="button"
            className="button small"
            title={filter}
            onClick={() => void showFiltered(capture.captureId, filter)}
          >
            <Filter size={13} aria-hidden />
            {text(session ? sessionWords.filterSession : sessionWords.filterPile)}
          </button>
        )}
        <ReportButton
          captureId={capture.captureId}
          scope={session ? { kind: 'session', id: session.id } : { kind: 'pile', id: pile.id }}
          name={plotOf(pile, session).name}
        />
      </span>
    </header>
  )
}
