// Says that ignored frames count for nothing, where there are any: findings, sessions and statistics leave them out.
import type { CaptureState } from '../../src-shared/bridge/bridge.ts'
import { formatCount } from '../i18n/numbers.ts'
import { useText } from '../i18n/use-text.ts'
import { statisticsWords } from '../i18n/words-statistics.ts'

export function IgnoredNote({ capture: { ignored } }: { capture: CaptureState }) {
  const text = useText()
  if (ignored === 0) return null
  const words = text(statisticsWords.ignored(formatCount(ignored)))
  return (
    <span className="cut dim ignored-note" title={words} data-testid="ignored-note">
      {words}
    </span>
  )
}
