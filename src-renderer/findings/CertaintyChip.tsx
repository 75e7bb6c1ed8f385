// How sure a cause is: 可信度 高, 中 or 低.
import { useText } from '../i18n/use-text.ts'
import { findingsWords } from '../i18n/words-findings.ts'
import type { FindingView } from '../packet-details/frame-view.ts'
import './certainty.css'

export function CertaintyChip({ certainty }: { certainty: NonNullable<FindingView['certainty']> }) {
  const text = useText()
  return <span className={`certainty ${certainty}`}>{text(findingsWords.certainty[certainty])}</span>
}
