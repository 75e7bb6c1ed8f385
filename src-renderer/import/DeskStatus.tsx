// The import desk's last line: where the caret is, what the character there is used for, how much of the text was used.
import { useMemo } from 'react'
import { useText } from '../i18n/use-text.ts'
import { importWords as words } from '../i18n/words-import.ts'
import { lineAt, lineStartsOf, runAt, type PreviewRun } from './line-index.ts'
import { Use } from './Use.tsx'

export interface DeskStatusProps {
  text: string
  runs: readonly PreviewRun[]
  caret: number
}

export function DeskStatus({ text, runs, caret }: DeskStatusProps) {
  const show = useText()
  const starts = useMemo(() => lineStartsOf(text), [text])
  const used = useMemo(() => usedCharacters(runs), [runs])
  const line = lineAt(starts, caret)
  const run = runAt(runs, caret)
  return (
    <footer className="desk-status">
      <span id="import-caret" aria-live="polite">
        {show(words.position(line + 1, caret - starts[line]! + 1))}
        {run && (
          <>
            {' · '}
            <Use run={run} />
          </>
        )}
      </span>
      {text !== '' && (
        <>
          <span>{show(words.usage(used.used, used.ignored))}</span>
          <span className="desk-status-end">{show(words.lines(starts.length))}</span>
        </>
      )}
    </footer>
  )
}

/** Characters by use; white space between counts with what it stands in. */
function usedCharacters(runs: readonly PreviewRun[]): { used: number; ignored: number } {
  let used = 0
  let ignored = 0
  for (const run of runs) {
    if (run.kind === 'ignored') ignored += run.end - run.start
    else used += run.end - run.start
  }
  return { used, ignored }
}
