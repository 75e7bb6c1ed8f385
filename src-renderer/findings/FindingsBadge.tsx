// Behind the tab's word: how many frames have errors, as far as they were looked at.
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { formatCount, formatCountSoFar } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { findingsWords } from '../i18n/words-findings.ts'
import './findings-badge.css'

export function FindingsBadge({ capture: { findings } }: { capture: CaptureState }) {
  const text = useText()
  if (findings.error === 0) return null
  return (
    <span className="findings-badge" data-testid="findings-badge">
      <span aria-hidden>{formatCountSoFar(findings.error, findings.isComplete)}</span>
      <span className="visually-hidden">{text(findingsWords.errors(formatCount(findings.error)))}</span>
    </span>
  )
}
