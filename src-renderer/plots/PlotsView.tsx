// 曲线: how busy the capture was, with its bad frames; below, the curves of a charge or a pile.
import { useMemo } from 'react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { plotWords } from '../i18n/words-plots.ts'
import { sessionWords } from '../i18n/words-sessions.ts'
import { clockOf, type Clock } from '../../src-shared/view/wall-clock.ts'
import { FrameStrip } from '../sessions/FrameStrip.tsx'
import { useSubjects, type Subjects } from '../sessions/use-subject.ts'
import { showSubject } from '../store/shown-session-store.ts'
import { RateChart } from './RateChart.tsx'
import { plotOf } from './plot-subject.ts'
import { SubjectPlot } from './SubjectPlot.tsx'

export function PlotsView({ capture }: { capture: CaptureState }) {
  const subjects = useSubjects(capture)
  const { kind } = capture
  const clock = useMemo(() => clockOf({ kind }), [kind])
  return (
    <div className="plots-view" data-testid="plots-view">
      <RateChart capture={capture} clock={clock} />
      {subjects && <SubjectChoice captureId={capture.captureId} subjects={subjects} clock={clock} />}
      {subjects?.pile ? (
        <SubjectPlot capture={capture} clock={clock} {...plotOf(subjects.pile, subjects.session)} />
      ) : (
        <NoCurves isKnown={subjects !== null} />
      )}
      <FrameStrip captureId={capture.captureId} />
    </div>
  )
}

function NoCurves({ isKnown }: { isKnown: boolean }) {
  const text = useText()
  return (
    <div className="empty">
      {isKnown && <strong>{text(plotWords.noSamples)}</strong>}
      {isKnown && <p>{text(plotWords.noSamplesHint)}</p>}
    </div>
  )
}

interface SubjectChoiceProps {
  captureId: number
  subjects: Subjects
  clock: Clock
}

function SubjectChoice({ captureId, subjects: { piles, sessions, pile, session }, clock }: SubjectChoiceProps) {
  const text = useText()
  if (!pile) return null
  const choose = (value: string) => {
    const [pileId, sessionId] = value.split(' ').map(Number)
    showSubject(captureId, { pile: pileId!, session: sessionId || null })
  }
  return (
    <label className="subject-choice">
      <span className="dim">{text(plotWords.subject)}</span>
      <select
        className="input"
        value={`${pile.id} ${session?.id ?? 0}`}
        data-testid="plot-subject"
        onChange={(event) => choose(event.target.value)}
      >
        {piles.map((one) => (
          <optgroup key={one.id} label={one.number}>
            <option value={`${one.id} 0`}>
              {one.number} · {text(plotWords.wholePile)}
            </option>
            {sessions
              .filter((own) => own.pile === one.id)
              .map((own) => (
                <option key={own.id} value={`${one.id} ${own.id}`}>
                  {one.number} · {text(sessionWords.gun(own.gun))} ·{' '}
                  {own.from === null || own.to === null
                    ? text(sessionWords.frameRange(own.firstFrame, own.lastFrame))
                    : `${clock.time(own.from).slice(0, 5)}–${clock.time(own.to).slice(0, 5)}`}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}
