// Above the frame list: how many frames were found, and how they are.
import { useMemo } from 'react'
import { Check, CopyMinus, Loader, TriangleAlert, X } from 'lucide-react'
import { useText } from '../i18n/use-text.ts'
import { importWords as words } from '../i18n/words-import.ts'
import type { PreviewState } from './preview-feed.ts'
import { tallyOf } from './verdict.ts'

export function FrameTally({ state }: { state: PreviewState }) {
  const show = useText()
  const { preview, isPending } = state
  const tally = useMemo(() => tallyOf(preview?.frames ?? []), [preview])
  return (
    <header className="desk-bar">
      <h2 role="status">{show(preview ? words.frames(preview.frameCount) : words.frameList)}</h2>
      {isPending && (
        <span className="desk-pending">
          <Loader size={13} aria-hidden="true" /> {show(words.reading)}
        </span>
      )}
      <span className="tally">
        {tally.good > 0 && (
          <span className="frame-verdict tone-good">
            <Check size={13} aria-hidden="true" /> {show(words.goodCount(tally.good))}
          </span>
        )}
        {tally.note > 0 && (
          <span className="frame-verdict tone-note">
            <TriangleAlert size={13} aria-hidden="true" /> {show(words.noteCount(tally.note))}
          </span>
        )}
        {tally.bad > 0 && (
          <span className="frame-verdict tone-bad">
            <X size={13} aria-hidden="true" /> {show(words.badCount(tally.bad))}
          </span>
        )}
        {tally.duplicates > 0 && (
          <span className="frame-verdict tone-none">
            <CopyMinus size={13} aria-hidden="true" /> {show(words.duplicateCount(tally.duplicates))}
          </span>
        )}
      </span>
    </header>
  )
}
