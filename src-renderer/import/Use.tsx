// What one character is used for, in words: in the tip at the pointer and in the status line for the caret.
import { useText } from '../i18n/use-text.ts'
import { importWords as words } from '../i18n/words-import.ts'
import type { PreviewRun } from './line-index.ts'

export function Use({ run }: { run: PreviewRun }) {
  const show = useText()
  const reason = show.both(run.reason, ' · ')
  if (run.kind === 'ignored') {
    return (
      <span>
        <strong>{show(words.kindIgnored)}</strong> {reason}
        {run.frame !== null && ` · ${show(words.ofFrame(run.frame + 1))}`}
      </span>
    )
  }
  return (
    <span>
      <strong className={`use-${run.kind}`}>{reason}</strong>
      {run.frame !== null && ` · ${show(words.ofFrame(run.frame + 1))}`}
    </span>
  )
}
