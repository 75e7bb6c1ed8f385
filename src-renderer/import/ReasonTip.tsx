// The word beside the pointer: what the character under it is used for, or why it is ignored.
import { Use } from './Use.tsx'
import type { PreviewRun } from './line-index.ts'

export interface Pointed {
  run: PreviewRun
  /** Of the pointer, in pixels of the window. */
  x: number
  y: number
}

const widest = 360

export function ReasonTip({ pointed }: { pointed: Pointed | null }) {
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
      <Use run={run} />
    </div>
  )
}
