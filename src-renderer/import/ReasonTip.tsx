// The word beside the pointer: what the character under it is used for, or why it is ignored.
import { useText } from '../i18n/use-text.ts'
import { importWords as words } from '../i18n/words-import.ts'
import { kindLabel } from './kinds.ts'
import type { PreviewRun } from './line-index.ts'

export interface Pointed {
  run: PreviewRun
  /** Of the pointer, in pixels of the window. */
  x: number
  y: number
}

const widest = 360

export function ReasonTip({ pointed }: { pointed: Pointed | null }) {
  const show = useText()
  if (!pointed) return null
  const { run, x, y } = pointed
  const left = Math.min(x + 12, window.innerWidth - widest)
  const isLow = y > window.innerHeight - 80
  return (
    <div
      className="reason-tip"
      role="tooltip"
      style={{ left, top: isLow ? 'auto' : y + 18, bottom: isLow ? window.innerHeight - y + 10 : 'auto' }}
    >
      <strong className={`tip-kind use-${run.kind}`}>{show(kindLabel(run.kind))}</strong>
      <span>
        {run.frame !== null && `${show(words.ofFrame(run.frame + 1))} · `}
        {show.both(run.reason, ' · ')}
      </span>
    </div>
  )
}
