// Why one frame is bad or odd, in cards: the cause with its certainty, the repaired copy, the evidence, what to do, and what
// else was found in the frame.
import { ChevronLeft, ChevronRight, Check, Copy, ListFilter, Table2 } from 'lucide-react'
import type { FindingSummary } from '../../src-shared/diagnosis/finding-index.ts'
import { findingName } from '../../src-shared/diagnosis/finding-names.ts'
import { usualOrigin } from '../../src-shared/diagnosis/finding-origins.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { copy } from '../app/actions.ts'
import { formatCount } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { detailsWords } from '../i18n/words-details.ts'
import { findingsWords } from '../i18n/words-findings.ts'
import { directionWords, listWords } from '../i18n/words-list.ts'
import type { ShownFrame } from '../packet-details/details-source.ts'
import { SeverityIcon } from '../packet-details/FindingsList.tsx'
import type { FindingView, FrameView } from '../packet-details/frame-view.ts'
import { openFrame } from '../packet-list/navigate.ts'
import { CertaintyChip } from './CertaintyChip.tsx'
import { findingReply } from './finding-reply.ts'
import { useMayCall } from '../store/permission.ts'
import { filterGroup, groupFilter, showFinding, stepInGroup } from './group-frames.ts'
import { RepairedCopy } from './RepairedCopy.tsx'
import './explanation.css'

interface ExplanationProps {
  captureId: number
  group: FindingSummary
  /** Of the frame in the group, from 0. */
  place: number
  shown: ShownFrame | null
}

export function FrameExplanation({ captureId, group, place, shown }: ExplanationProps) {
  const text = useText()
  const finding = shown?.frame.findings.find((one) => one.code === group.code)
  return (
    <section
      className="explanation"
      aria-label={text(findingsWords.explanation)}
      data-testid="explanation"
      data-frame={shown?.frame.number}
    >
      {shown && (
        <ExplanationHead captureId={captureId} group={group} place={place} frame={shown.frame} finding={finding} />
      )}
      {shown && finding ? (
        <div className="explanation-cards" tabIndex={0} role="group" aria-label={text(findingsWords.explanation)}>
          <CauseCard finding={finding} />
          {finding.repair !== null && (
            <RepairedCopy captureId={captureId} frame={shown.frame} repair={finding.repair} />
          )}
          {finding.evidence && finding.evidence.length > 0 && <EvidenceCard evidence={finding.evidence} />}
          {finding.remedy && (
            <section className="card" data-testid="remedy">
              <h3>{text(findingsWords.remedy)}</h3>
              <p>
                <Words label={finding.remedy} />
              </p>
            </section>
          )}
          <OtherFindings captureId={captureId} frame={shown.frame} finding={finding} />
        </div>
      ) : (
        <div className="empty">{text(shown ? findingsWords.notInFrame : findingsWords.reading)}</div>
      )}
    </section>
  )
}

interface HeadProps {
  captureId: number
  group: FindingSummary
  place: number
  frame: FrameView
  finding: FindingView | undefined
}

function ExplanationHead({ captureId, group, place, frame, finding }: HeadProps) {
  const text = useText()
  const mayFilter = useMayCall('view.set')
  const filter = groupFilter(group.code)
  return (
    <header className="explanation-head">
      <div className="explanation-title">
        <h2 className="cut">
          {text(detailsWords.frame(frame.number))} · {frame.message?.type !== frame.message?.id && frame.message?.type}{' '}
          {text(frame.message?.name ?? listWords.unknownMessage)}
        </h2>
        <span className="cut dim">
          {[
            frame.layout ? text(frame.layout.protocol) : text(listWords.unknownProtocol),
            text(directionWords[frame.direction]),
            text(detailsWords.bytes(frame.bytes.length)),
          ].join(' · ')}
        </span>
      </div>
      <span className="explanation-steps">
        <button
          type="button"
          className="icon-button small"
          aria-label={text(findingsWords.previous)}
          title={text(findingsWords.previous)}
          disabled={place <= 0}
          onClick={() => void stepInGroup(captureId, -1)}
        >
          <ChevronLeft size={16} aria-hidden />
        </button>
        <span className="mono" data-testid="group-place">
          {text(findingsWords.place(formatCount(Math.max(place, 0) + 1), formatCount(group.frames)))}
        </span>
        <button
          type="button"
          className="icon-button small"
          aria-label={text(findingsWords.next)}
          title={text(findingsWords.next)}
          disabled={place + 1 >= group.frames}
          onClick={() => void stepInGroup(captureId, 1)}
        >
          <ChevronRight size={16} aria-hidden />
        </button>
      </span>
      <span className="explanation-tools">
        {mayFilter && (
          <button
            type="button"
            className="filter-chip mono"
            title={text(findingsWords.filterHint)}
            data-testid="group-filter"
            onClick={() => void filterGroup(captureId, group.code)}
          >
            <ListFilter size={13} aria-hidden />
            {filter}
          </button>
        )}
        <button type="button" className="button" onClick={() => void openFrame(captureId, frame.number)}>
          <Table2 size={14} aria-hidden />
          {text(findingsWords.openFrame)}
        </button>
        {finding && (
          <button
            type="button"
            className="button"
            onClick={() => void copy(findingReply(frame, finding, text.language))}
          >
            <Copy size={14} aria-hidden />
            {text(findingsWords.reply)}
          </button>
        )}
      </span>
    </header>
  )
}

/** A sentence, and the second language below it where both are chosen. */
export function Words({ label }: { label: Label }) {
  const text = useText()
  const second = text.second(label)
  return (
    <>
      {text(label)}
      {second && (
        <span className="second dim" lang="en">
          {second}
        </span>
      )}
    </>
  )
}

function CauseCard({ finding }: { finding: FindingView }) {
  const text = useText()
  const { code, severity, message, certainty } = finding
  const name = findingName(code)
  const origin = usualOrigin(code)
  return (
    <section className={`card cause-card ${severity}`} data-testid="cause">
      <h3>
        <SeverityIcon severity={severity} size={16} />
        <span className="cut">{name ? text.both(name) : code}</span>
        {certainty && <CertaintyChip certainty={certainty} />}
      </h3>
      <p className="cause-words">
        <Words label={message} />
      </p>
      {origin && (
        <p className="dim">
          {text(findingsWords.origin)}
          <Words label={origin} />
        </p>
      )}
    </section>
  )
}

function EvidenceCard({ evidence }: { evidence: readonly Label[] }) {
  const text = useText()
  return (
    <section className="card" data-testid="evidence">
      <h3>{text(findingsWords.evidence)}</h3>
      <ul>
        {evidence.map((one, index) => (
          <li key={index}>
            <Check size={14} className="severity-good" aria-hidden />
            <span>
              <Words label={one} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface OtherProps {
  captureId: number
  frame: FrameView
  finding: FindingView
}

function OtherFindings({ captureId, frame, finding }: OtherProps) {
  const text = useText()
  const others = frame.findings.filter((one) => one !== finding)
  if (others.length === 0) return null
  return (
    <section className="card" data-testid="other-findings">
      <h3>{text(findingsWords.others)}</h3>
      <ul>
        {others.map((one, index) => (
          <li key={index}>
            <SeverityIcon severity={one.severity} />
            <button
              type="button"
              className="other-finding"
              onClick={() => void showFinding(captureId, one.code, frame.number)}
            >
              <Words label={one.message} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
