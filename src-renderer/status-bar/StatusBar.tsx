// The last line of the window: how many frames there are and shown, the worst of them, the selected field's filter name and
// bytes, the file.
import { ArrowDownToLine, CircleX, Info, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { DecodeAsChoice } from '../app/DecodeAsChoice.tsx'
import { formatBytes, formatCountSoFar } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { noteWords } from '../i18n/words-filter.ts'
import { severityWords } from '../i18n/words-list.ts'
import { shownFrame } from '../packet-details/details-source.ts'
import { nodeOfPath } from '../packet-details/display-tree.ts'
import { toggleFollow } from '../packet-list/navigate.ts'
import { useCaptures } from '../store/capture-store.ts'
import { useSelection } from '../store/selection-store.ts'
import { LiveRate } from './LiveRate.tsx'
import './status-bar.css'

export function StatusBar({ capture }: { capture: CaptureState }) {
  const text = useText()
  return (
    <footer className="status-bar" aria-label={text(appWords.statusBar)} data-testid="status-bar">
      <span data-testid="status-total">{text(appWords.total(capture.frames))}</span>
      <span data-testid="status-shown">{text(appWords.shown(capture.shown))}</span>
      <span data-testid="status-marked">{text(noteWords.markedCount(capture.marked))}</span>
      <Findings capture={capture} />
      <FollowButton capture={capture} />
      <span className="status-gap" />
      {capture.isLive && <LiveRate capture={capture} />}
      <SelectedPart />
      {capture.frames > 0 && <DecodeAs capture={capture} />}
      <span className="cut status-file" title={capture.path ?? capture.name}>
        {capture.name}
        {capture.total > 0 && ` · ${formatBytes(capture.total)}`}
      </span>
    </footer>
  )
}

function Findings({ capture: { findings, frames } }: { capture: CaptureState }) {
  const text = useText()
  const levels: { severity: 'error' | 'warn' | 'note'; icon: LucideIcon }[] = [
    { severity: 'error', icon: CircleX },
    { severity: 'warn', icon: TriangleAlert },
    { severity: 'note', icon: Info },
  ]
  const present = levels.filter(({ severity }) => findings[severity] > 0)
  if (present.length === 0)
    return frames > 0 && findings.isComplete ? <span className="dim">{text(appWords.nothingFound)}</span> : null
  return (
    <span className="status-findings" data-testid="status-findings">
      {present.map(({ severity, icon: Icon }) => {
        const count = formatCountSoFar(findings[severity], findings.isComplete)
        const words = `${text(severityWords[severity])} ${count}`
        return (
          <span key={severity} className={`severity-${severity}`} title={words}>
            <Icon size={13} aria-hidden />
            <span className="visually-hidden">{text(severityWords[severity])} </span>
            {count}
          </span>
        )
      })}
    </span>
  )
}

/** Shown while frames still come, and to stop following. */
function FollowButton({ capture: { captureId, status, isLive } }: { capture: CaptureState }) {
  const text = useText()
  const isFollowing = useCaptures((store) => store.following.has(captureId))
  if (status !== 'loading' && !isLive && !isFollowing) return null
  return (
    <button
      type="button"
      className="status-follow"
      aria-pressed={isFollowing}
      data-testid="follow"
      onClick={() => toggleFollow(captureId)}
    >
      <ArrowDownToLine size={13} aria-hidden />
      {text(appWords.follow)}
    </button>
  )
}

function DecodeAs({ capture }: { capture: CaptureState }) {
  // Whose conversation it is follows the selection.
  useSelection((store) => store.part)
  return <DecodeAsChoice capture={capture} conversation={shownFrame()?.frame.conversation ?? null} />
}

function SelectedPart() {
  const text = useText()
  const part = useSelection((store) => store.part)
  const shown = shownFrame()
  if (!part || !shown) return null
  const node = part.path === null ? null : nodeOfPath(shown.tree, part.path)
  return (
    <>
      {part.span && part.span.end > part.span.start && (
        <span className="dim" data-testid="status-bytes">
          {text(appWords.byteRange(part.span.start, part.span.end - 1))}
        </span>
      )}
      {node?.field && (
        <span className="mono cut" data-testid="status-field">
          {node.field.name}
        </span>
      )}
    </>
  )
}
