// Right, wrong, or nothing to compare: the last cell of a line of the bill.
import { Check, X } from 'lucide-react'
import type { Text } from '../i18n/use-text.ts'
import { sessionWords } from '../i18n/words-sessions.ts'

interface VerdictProps {
  /** null: there is nothing to compare. */
  isRight: boolean | null
  text: Text
  children?: string
}

export function Verdict({ isRight, text, children = '' }: VerdictProps) {
  if (isRight === null)
    return (
      <span className="dim" title={text(sessionWords.notChecked)}>
        –
      </span>
    )
  const Icon = isRight ? Check : X
  return (
    <span className={isRight ? 'severity-good' : 'severity-error'}>
      <Icon size={13} role="img" aria-label={text(isRight ? sessionWords.right : sessionWords.wrong)} />
      {children}
    </span>
  )
}
