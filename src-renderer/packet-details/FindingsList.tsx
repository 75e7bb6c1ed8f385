// What was found in the frame: the likely cause first, with what to do; then the facts it rests on.
import { useState } from 'react'
import { ArrowRight, Check, ChevronDown, ChevronRight, CircleX, Copy, Info, TriangleAlert, Wrench } from 'lucide-react'
import type { Label } from '../../src-shared/bytes/range.ts'
import type { Severity } from '../../src-shared/protocol/severity.ts'
import { copy } from '../app/actions.ts'
import { CertaintyChip } from '../findings/CertaintyChip.tsx'
import { showFinding } from '../findings/group-frames.ts'
import { formatRange, spacedHex } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { detailsWords } from '../i18n/words-details.ts'
import { findingsWords } from '../i18n/words-findings.ts'
import { severityWords } from '../i18n/words-list.ts'
import { hover } from '../store/selection-store.ts'
import type { FindingView, FrameView } from './frame-view.ts'
import { selectSpan } from './select.ts'

const icons = { error: CircleX, warn: TriangleAlert, note: Info, chat: Info }

export function SeverityIcon({ severity, size = 14 }: { severity: Severity; size?: number }) {
  const text = useText()
  const Icon = icons[severity]
  return <Icon size={size} className={`severity-${severity}`} role="img" aria-label={text(severityWords[severity])} />
}

export function FindingsList({ frame }: { frame: FrameView }) {
  const text = useText()
  const [isOpen, setIsOpen] = useState(true)
  const { findings } = frame
  if (findings.length === 0) return null
  const Toggle = isOpen ? ChevronDown : ChevronRight
  return (
    <section className="findings" aria-label={text(detailsWords.findings)} data-testid="findings">
      <button type="button" className="findings-head" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <Toggle size={13} aria-hidden />
        {text(detailsWords.findings)} {findings.length}
      </button>
      {isOpen && (
        <ol>
          {findings.map((finding, index) => (
            <Finding
              key={`${finding.code} ${index}`}
              frame={frame}
              finding={finding}
              isCause={index === 0 && findings.length > 1 && isTrouble(finding)}
            />
          ))}
        </ol>
      )}
    </section>
  )
}

const isTrouble = ({ severity }: FindingView) => severity === 'error' || severity === 'warn'

/** What speaks for a cause. */
function Evidence({ evidence }: { evidence: readonly Label[] }) {
  const text = useText()
  return (
    <ul className="finding-evidence" aria-label={text(findingsWords.evidence)}>
      {evidence.map((one, index) => (
        <li key={index}>
          <Check size={12} className="severity-good" aria-hidden />
          <span>{text(one)}</span>
        </li>
      ))}
    </ul>
  )
}

function Finding({ frame, finding, isCause }: { frame: FrameView; finding: FindingView; isCause: boolean }) {
  const text = useText()
  const { severity, message, remedy, repair, code } = finding
  const [start, end] = finding.range
  const second = text.second(message)
  return (
    <li className={`finding ${severity}`} data-code={code} onMouseLeave={() => hover(null)}>
      <SeverityIcon severity={severity} />
      <div className="finding-words">
        <p className={isCause ? 'cause' : ''}>
          {isCause && <span className={`cause-mark severity-${severity}`}>{text(detailsWords.likelyCause)}</span>}
          {text(message)}
          {finding.certainty && <CertaintyChip certainty={finding.certainty} />}
        </p>
        {second && (
          <p className="dim" lang="en">
            {second}
          </p>
        )}
        {finding.evidence && finding.evidence.length > 0 && <Evidence evidence={finding.evidence} />}
        {remedy && (
          <p className="finding-remedy">
            <ArrowRight size={12} aria-label={text(detailsWords.remedy)} role="img" />
            <span>{text.both(remedy, ' / ')}</span>
          </p>
        )}
        {repair !== null && (
          <p className="finding-repair">
            <button
              type="button"
              className="link-button"
              onClick={() => void showFinding(frame.captureId, code, frame.number)}
            >
              <Wrench size={12} aria-hidden /> {text(findingsWords.repaired)}
            </button>
            <button type="button" className="link-button" onClick={() => void copy(spacedHex(repair))}>
              <Copy size={12} aria-hidden /> {text(detailsWords.copyRepair)}
            </button>
            <span className="dim">{text(detailsWords.repairHint)}</span>
          </p>
        )}
      </div>
      {end > start && (
        <button
          type="button"
          className="finding-range mono"
          aria-label={text(appWords.byteRange(start, end - 1))}
          onMouseEnter={() => hover({ start, end })}
          onFocus={() => hover({ start, end })}
          onBlur={() => hover(null)}
          onClick={() => selectSpan(start, end)}
        >
          {formatRange(start, end)}
        </button>
      )}
    </li>
  )
}
