// The selected frame in a few lines below a timeline or plot: what it is, what it says, the likeliest cause of what is wrong.
import { ArrowRight } from 'lucide-react'
import { spacedHex } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { directionWords, listWords } from '../i18n/words-list.ts'
import { sessionWords } from '../i18n/words-sessions.ts'
import { useShownFrame } from '../packet-details/details-source.ts'
import { SeverityIcon } from '../packet-details/FindingsList.tsx'
import { openFrame } from '../packet-list/navigate.ts'
import { formatHex } from '../../src-shared/bytes/hex.ts'

/** Bytes that are shown of the frame. */
const firstBytes = 48

export function FrameStrip({ captureId }: { captureId: number }) {
  const text = useText()
  const shown = useShownFrame()
  if (!shown || shown === 'gone') return null
  const { frame } = shown
  const name = frame.message?.name ?? listWords.unknownMessage
  const [finding] = frame.findings
  const hex = spacedHex(formatHex(frame.bytes, 0, Math.min(firstBytes, frame.bytes.length)))
  return (
    <aside className="frame-strip" aria-label={text(sessionWords.frame(frame.number))} data-testid="frame-strip">
      <p className="frame-strip-head">
        <strong className="cut">
          {text(sessionWords.frame(frame.number))} · {frame.message?.type !== frame.message?.id && frame.message?.type}{' '}
          {text(name)}
        </strong>
        <span className={`direction-${frame.direction}`}>{text(directionWords[frame.direction])}</span>
        <button type="button" className="link-button" onClick={() => void openFrame(captureId, frame.number)}>
          {text(sessionWords.openFrame)}
          <ArrowRight size={12} aria-hidden />
        </button>
      </p>
      <p className="frame-strip-summary">{text(frame.summary)}</p>
      {finding && (
        <p className="frame-strip-finding">
          <SeverityIcon severity={finding.severity} size={13} /> {text(finding.message)}
        </p>
      )}
      <p className="mono dim cut">
        {hex}
        {frame.bytes.length > firstBytes ? ' …' : ''}
      </p>
    </aside>
  )
}
