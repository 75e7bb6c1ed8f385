// Over the fields: the frame's request or reply with how long it took, that it was not answered, and its charging session.
import { ArrowLeftRight, CircleSlash, PlugZap } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { detailsWords } from '../i18n/words-details.ts'
import { activeCapture, showView, useCaptures } from '../store/capture-store.ts'
import { showSubject } from '../store/shown-session-store.ts'
import { formatDuration } from '../../src-shared/view/wall-clock.ts'
import { openFrame } from '../packet-list/navigate.ts'
import { useSelectedLink } from '../packet-list/frame-link.ts'
import { shownKeys } from '../app/shown-keys.ts'
import type { FrameView } from './frame-view.ts'

export function PairLinks({ frame }: { frame: FrameView }) {
  const capture = useCaptures(activeCapture)
  return capture?.captureId === frame.captureId ? <Links capture={capture} frame={frame} /> : null
}

function Links({ capture, frame }: { capture: CaptureState; frame: FrameView }) {
  const text = useText()
  const link = useSelectedLink(capture)
  const { captureId } = capture
  const isUnanswered = frame.findings.some(({ code }) => code === 'no_response')
  const isOwn = link?.number === frame.number
  if (!isOwn && !isUnanswered) return null
  const { responseIn, responseTo, rtt, isInferred, session } = isOwn
    ? link
    : { responseIn: null, responseTo: null, rtt: null, isInferred: false, session: null }
  const took = [rtt === null ? '' : formatDuration(rtt), isInferred ? text(detailsWords.inferred) : '']
  const behind = took.map((part) => (part === '' ? '' : ` · ${part}`)).join('')
  const pairs = [
    { number: responseTo, words: detailsWords.responseTo, isFirst: responseTo !== null },
    { number: responseIn, words: detailsWords.responseIn, isFirst: responseTo === null },
  ]
  return (
    <span className="pair-links" data-testid="pair-links">
      {pairs.map(
        ({ number, words, isFirst }) =>
          number !== null && (
            <button
              key={words.name}
              type="button"
              className="link-button"
              title={shownKeys('go.paired')}
              onClick={() => void openFrame(captureId, number)}
            >
              <ArrowLeftRight size={12} aria-hidden />
              {text(words(number))}
              {isFirst && behind}
            </button>
          ),
      )}
      {isUnanswered && (
        <span className="severity-warn">
          <CircleSlash size={12} aria-hidden />
          {text(detailsWords.unanswered)}
        </span>
      )}
      {session !== null && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            showSubject(captureId, { pile: null, session })
            showView(captureId, 'sessions')
          }}
        >
          <PlugZap size={12} aria-hidden />
          {text(detailsWords.session(session))}
        </button>
      )}
    </span>
  )
}
