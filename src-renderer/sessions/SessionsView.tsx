// 会话: piles and their charges on the left; of the one that is looked at the timeline, the bill computed again, and curves.
import { useMemo, useState } from 'react'
import { PlugZap } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { Splitter } from '../app/Splitter.tsx'
import { useAnswer } from '../app/use-answer.ts'
import { useText } from '../i18n/use-text.ts'
import { sessionWords } from '../i18n/words-sessions.ts'
import { plotOf } from '../plots/plot-subject.ts'
import { SubjectPlot } from '../plots/SubjectPlot.tsx'
import { BillCheck } from './BillCheck.tsx'
import { revisionOf } from './capture-revision.ts'
import { clockOf, type Clock } from '../../src-shared/view/wall-clock.ts'
import { PileList } from './PileList.tsx'
import { PileOverview } from './PileOverview.tsx'
import { SessionHead } from './SessionHead.tsx'
import { SessionTimeline } from './SessionTimeline.tsx'
import { useSubjects, type Subjects } from './use-subject.ts'
import './sessions.css'

export function SessionsView({ capture }: { capture: CaptureState }) {
  const subjects = useSubjects(capture)
  const { kind } = capture
  const clock = useMemo(() => clockOf({ kind }), [kind])
  if (!subjects || subjects.piles.length === 0) return <NoPiles capture={capture} isKnown={subjects !== null} />
  return (
    <div className="sessions-view" data-testid="sessions-view">
      <PileList capture={capture} subjects={subjects} />
      <Subject capture={capture} subjects={subjects} clock={clock} />
    </div>
  )
}

/** Said by every view that needs piles. */
export function NoPiles({ capture, isKnown }: { capture: CaptureState; isKnown: boolean }) {
  const text = useText()
  const { diagnosis } = capture
  const isDone = isKnown && diagnosis.isComplete
  return (
    <div className="empty" data-testid={isDone ? 'no-piles' : 'piles-awaited'}>
      <PlugZap size={36} aria-hidden />
      <strong>{text(isDone ? sessionWords.none : sessionWords.reading)}</strong>
      <p>{text(isDone ? sessionWords.noneHint : sessionWords.looked(diagnosis.frames, capture.frames))}</p>
    </div>
  )
}

interface SubjectProps {
  capture: CaptureState
  subjects: Subjects
  clock: Clock
}

/** Share of the timeline and bill above the curves. */
const usualShare = 0.66
const shareWithoutCurves = 0.82

function Subject({ capture, subjects: { pile, session, sessions }, clock }: SubjectProps) {
  const [moved, setMoved] = useState<number | null>(null)
  if (!pile) return null
  const usual = session?.samples === 0 ? shareWithoutCurves : usualShare
  const share = moved ?? usual
  return (
    <section
      className="subject"
      style={{ gridTemplateRows: `${(share * 100).toFixed(3)}% 5px minmax(0, 1fr)` }}
      data-testid="subject"
    >
      <div className="subject-top">
        <SessionHead capture={capture} pile={pile} session={session} clock={clock} />
        {session ? (
          <SessionBody capture={capture} session={session.id} clock={clock} />
        ) : (
          <PileOverview
            captureId={capture.captureId}
            pile={pile}
            sessions={sessions.filter((one) => one.pile === pile.id)}
            clock={clock}
          />
        )}
      </div>
      <Splitter isHorizontal share={share} usual={usual} onMove={setMoved} onDone={setMoved} />
      <SubjectPlot capture={capture} clock={clock} {...plotOf(pile, session)} />
    </section>
  )
}

function SessionBody({ capture, session, clock }: { capture: CaptureState; session: number; clock: Clock }) {
  const { captureId } = capture
  const reply = useAnswer('sessions.get', { captureId, session }, revisionOf(capture))
  if (!reply) return <div className="session-body" />
  const { details } = reply
  return (
    <div className="session-body" data-session={details.session.id}>
      <SessionTimeline captureId={captureId} details={details} clock={clock} />
      <BillCheck captureId={captureId} bill={details.bill} />
    </div>
  )
}
