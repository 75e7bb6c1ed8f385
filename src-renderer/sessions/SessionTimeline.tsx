// A charge from login to acknowledgement, step by step. What is missing or late is a row too. A step selects its frame; the
// strip below tells what that frame says.
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { SessionDetails } from '../../src-shared/diagnosis/session-summary.ts'
import type { SessionStep } from '../../src-shared/diagnosis/session-steps.ts'
import type { Text } from '../i18n/use-text.ts'
import { useText } from '../i18n/use-text.ts'
import { sessionWords, stepStateWords } from '../i18n/words-sessions.ts'
import { openFrame, selectNumber } from '../packet-list/navigate.ts'
import { useSelection } from '../store/selection-store.ts'
import type { BillVerdict } from '../../src-shared/diagnosis/session-summary.ts'
import { formatDuration, type Clock } from '../../src-shared/view/wall-clock.ts'
import { FrameStrip } from './FrameStrip.tsx'
import './timeline.css'

interface SessionTimelineProps {
  captureId: number
  details: SessionDetails
  clock: Clock
}

export function SessionTimeline({ captureId, details, clock }: SessionTimelineProps) {
  const text = useText()
  const list = useRef<HTMLOListElement>(null)
  const frame = useSelection((store) => store.frames[captureId]?.frame ?? null)
  const { steps, session } = details
  useEffect(() => {
    list.current?.scrollTo({ top: 0 })
  }, [session.id])
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button.step')]
    const next = buttons[buttons.indexOf(document.activeElement as HTMLElement) + step]
    if (!next) return
    event.preventDefault()
    next.focus()
    next.click()
  }
  return (
    <section className="timeline" aria-label={text(sessionWords.timeline)} data-testid="timeline">
      {/* Focus moves to the steps inside; the list only hears their arrow keys. */}
      <ol ref={list} className="timeline-steps" onKeyDown={press}>
        {steps.map((step, place) => (
          <li key={`${step.kind} ${place}`}>
            <StepRow
              step={step}
              captureId={captureId}
              clock={clock}
              billVerdict={session.bill}
              isSelected={frame !== null && step.frames.includes(frame)}
            />
          </li>
        ))}
      </ol>
      <FrameStrip captureId={captureId} />
    </section>
  )
}

interface StepRowProps {
  step: SessionStep
  captureId: number
  clock: Clock
  billVerdict: BillVerdict
  isSelected: boolean
}

function StepRow({ step, captureId, clock, billVerdict, isSelected }: StepRowProps) {
  const text = useText()
  const { kind, state, frames, seconds } = step
  const isWrong = kind === 'bill' && state === 'done' && billVerdict === 'wrong'
  const isGone = frames.length === 0
  const content = (
    <>
      <span className="step-time mono">
        {seconds !== null ? clock.time(seconds, 1) : isGone ? '' : `#${frames[0]}`}
      </span>
      <span className={`step-dot ${isWrong ? 'late' : state} ${kind === 'start' ? 'start' : ''}`} aria-hidden />
      <span className="step-words">
        <span className="step-title">
          {isGone && (
            <strong>
              {text(stepStateWords[state])}
              {text.language === 'en' ? ': ' : '：'}
            </strong>
          )}
          {text(step.title)}
        </span>
        <Remark step={step} text={text} />
      </span>
      <span className="step-took">{tookOf(step, text)}</span>
    </>
  )
  const look = `step ${state} ${isWrong ? 'wrong' : ''} ${isSelected ? 'selected' : ''}`
  if (isGone)
    return (
      <div className={look} data-step={kind} data-state={state}>
        {content}
      </div>
    )
  return (
    <button
      type="button"
      className={look}
      aria-current={isSelected || undefined}
      data-step={kind}
      data-state={state}
      onClick={() => void selectNumber(captureId, frames[0]!, { isQuiet: true })}
      onDoubleClick={() => void openFrame(captureId, frames[0]!)}
    >
      {content}
    </button>
  )
}

/** What the step's frames say, and for late and missing ones the rule. */
function Remark({ step: { detail, expected, state }, text }: { step: SessionStep; text: Text }) {
  const rule = expected && state !== 'done' ? text(expected.rule) : ''
  const words = [text(detail), rule].filter((part) => part !== '').join(' · ')
  return words === '' ? null : <span className="step-remark">{words}</span>
}

function tookOf({ state, kind, took, frames, count, seconds }: SessionStep, text: Text): string {
  if (state === 'missing') return text(sessionWords.unanswered)
  // One that was not seen at all says so before its title.
  if (state === 'unseen' && frames.length === 0) return ''
  if (state === 'open' || state === 'unseen') return text(stepStateWords[state])
  const isRun = kind === 'samples' || kind === 'battery'
  if (isRun && count > 1) return took === null ? '' : formatDuration(took)
  if (took !== null) return formatDuration(took)
  return frames.length === 0 || seconds === null ? '' : text(sessionWords.frame(frames[0]!))
}
