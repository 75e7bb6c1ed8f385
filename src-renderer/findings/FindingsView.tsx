// 诊断: what was found in the capture, grouped by cause; at the right the chosen frame's explanation. On the data path:
// bridge `diagnosis.summary` and `diagnosis.frames` → here; the frame itself comes from details-source.
import { useEffect } from 'react'
import { CircleCheck, LoaderCircle } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { DiagnosisSummary } from '../../src-shared/bridge/results.ts'
import { formatCount } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { findingsWords } from '../i18n/words-findings.ts'
import { useShownFrame } from '../packet-details/details-source.ts'
import { useSelection } from '../store/selection-store.ts'
import { FrameExplanation } from './FrameExplanation.tsx'
import { showFinding, showInGroup } from './group-frames.ts'
import { useGroups } from './group-store.ts'
import { GroupFrames } from './GroupFrames.tsx'
import { GroupList } from './GroupList.tsx'
import { useFindings } from './use-findings.ts'
import './findings.css'

export function FindingsView({ capture }: { capture: CaptureState }) {
  const summary = useFindings(capture)
  const group = useGroups((store) => store.chosen[capture.captureId])
  const shown = useShownFrame()
  useFirstGroup(capture, summary)
  if (!summary || summary.findings.length === 0) return <NothingFound summary={summary} />
  const chosen = summary.findings.find((one) => one.code === group?.code)
  const frame = shown === 'gone' ? null : shown
  return (
    <div className="findings-view" data-testid="findings-view">
      <GroupList capture={capture} summary={summary} chosen={chosen?.code ?? null} />
      {chosen && group && (
        <>
          {chosen.frames > 1 && (
            <GroupFrames capture={capture} code={chosen.code} total={chosen.frames} group={group} />
          )}
          <FrameExplanation
            key={frame?.frame.number}
            captureId={capture.captureId}
            group={chosen}
            place={group.place}
            shown={frame}
          />
        </>
      )}
    </div>
  )
}

/** Looks at something from the start: a finding of the selected frame, else the first group's first frame. */
function useFirstGroup(capture: CaptureState, summary: DiagnosisSummary | null): void {
  const { captureId } = capture
  const group = summary?.findings.find((one) => one.first > 0) ?? summary?.findings[0]
  const first = group?.code
  useEffect(() => {
    if (first === undefined || useGroups.getState().chosen[captureId]) return
    const selected = useSelection.getState().frames[captureId]?.frame
    const isInFirst = group?.firstFrame === selected
    if (selected !== undefined && isInFirst) void showFinding(captureId, first, selected)
    else void showInGroup(captureId, first, 0)
  }, [captureId, first, group])
}

function NothingFound({ summary }: { summary: DiagnosisSummary | null }) {
  const text = useText()
  if (!summary) return <div className="empty">{text(findingsWords.reading)}</div>
  const { isComplete, looked, frames } = summary
  return (
    <div className="empty" data-testid="findings-empty">
      {isComplete ? (
        <CircleCheck size={34} className="severity-good" aria-hidden />
      ) : (
        <LoaderCircle size={34} aria-hidden />
      )}
      <strong>{text(isComplete ? findingsWords.nothing : findingsWords.nothingYet)}</strong>
      <p>
        {text(isComplete ? findingsWords.nothingHint : findingsWords.looking(formatCount(looked), formatCount(frames)))}
      </p>
    </div>
  )
}
