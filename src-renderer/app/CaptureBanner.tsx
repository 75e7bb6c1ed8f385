// What is to be said about the capture as a whole: how far it is loaded, what is damaged and what was kept.
import { useState } from 'react'
import { CircleStop, Info, TriangleAlert, X } from 'lucide-react'
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import type { Label } from '../../src-shared/bytes/range.ts'
import { formatBytes } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { appWords } from '../i18n/words-app.ts'
import { putRemarksAway, useCaptures } from '../store/capture-store.ts'
import { useMayCall } from '../store/permission.ts'
import { stopLoading } from './actions.ts'
import './banner.css'

/** Remarks shown before the rest must be asked for. */
const remarksShown = 1
/** Bytes of a recording from which reading it again is worth a banner. */
const longLoading = 4_000_000

export function CaptureBanner({ capture }: { capture: CaptureState }) {
  const isPutAway = useCaptures((store) => store.putAway.has(capture.captureId))
  const { status, error, frames, damaged, remarks } = capture
  // A recording is read in no time when it is short; a banner would only push the rows about.
  if (status === 'loading' && capture.isLive && capture.total < longLoading) return null
  if (status === 'loading') return <LoadingBanner capture={capture} />
  const said: Label[] = [
    ...(status === 'cancelled' ? [appWords.stopped(frames)] : []),
    ...(status === 'failed' && error && frames > 0 ? [error] : []),
    ...remarks,
  ]
  if (said.length === 0 || isPutAway) return null
  // What was cut off by stopping is no damage of the file.
  const isBad = status === 'failed' || (damaged && status !== 'cancelled')
  return <RemarksBanner captureId={capture.captureId} remarks={said} isBad={isBad} />
}

function LoadingBanner({ capture: { captureId, read, total, frames } }: { capture: CaptureState }) {
  const text = useText()
  const mayCancel = useMayCall('captures.cancel')
  const percent = total > 0 ? Math.min(Math.floor((read / total) * 100), 100) : null
  return (
    <section className="banner loading" aria-label={text(appWords.loading)} data-testid="loading">
      <span>{text(appWords.loadingFrames(frames))}</span>
      <progress {...(percent === null ? {} : { value: percent })} max={100} aria-label={text(appWords.loading)} />
      <span className="mono dim">
        {formatBytes(read)}
        {total > 0 && ` / ${formatBytes(total)}`}
        {percent !== null && ` · ${percent} %`}
      </span>
      {mayCancel && (
        <button type="button" className="button small" onClick={() => void stopLoading(captureId)}>
          <CircleStop size={14} aria-hidden />
          {text(appWords.cancel)}
        </button>
      )}
    </section>
  )
}

interface RemarksProps {
  captureId: number
  remarks: readonly Label[]
  isBad: boolean
}

function RemarksBanner({ captureId, remarks, isBad }: RemarksProps) {
  const text = useText()
  const [isOpen, setIsOpen] = useState(false)
  const shown = isOpen ? remarks : remarks.slice(0, remarksShown)
  const more = remarks.length - remarksShown
  const title = text(isBad ? appWords.damaged : appWords.remarks)
  return (
    <section className={`banner ${isBad ? 'bad' : 'note'}`} aria-label={title} data-testid="banner">
      {isBad ? (
        <TriangleAlert size={15} className="severity-warn" aria-hidden />
      ) : (
        <Info size={15} className="severity-note" aria-hidden />
      )}
      {isBad && <strong>{title}</strong>}
      <ul className="banner-remarks">
        {shown.map((remark, index) => (
          <li key={index}>{text.both(remark, ' / ')}</li>
        ))}
      </ul>
      {more > 0 && (
        <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {text(isOpen ? appWords.showLess : appWords.moreRemarks(more))}
        </button>
      )}
      <button
        type="button"
        className="icon-button small"
        aria-label={text(appWords.hide)}
        title={text(appWords.hide)}
        onClick={() => putRemarksAway(captureId)}
      >
        <X size={14} aria-hidden />
      </button>
    </section>
  )
}
