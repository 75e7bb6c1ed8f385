// The filter bar of someone who may only look: all see a capture through one filter, which others set. The saved filters stay
// for their counts.
import { Lock } from 'lucide-react'
import { useText } from '../i18n/use-text.ts'
import { filterWords } from '../i18n/words-filter.ts'
import { FilterButtons } from './FilterButtons.tsx'
import './filter-bar.css'

export function LockedFilterBar({ captureId }: { captureId: number }) {
  const text = useText()
  return (
    <search className="filter-bar" aria-label={text(filterWords.filter)}>
      <div className="filter-box locked" data-testid="filter-box">
        <Lock size={14} className="dim" aria-hidden />
        <input
          className="filter-input"
          data-testid="filter"
          aria-label={text(filterWords.filter)}
          placeholder={text(filterWords.locked)}
          title={text.both(filterWords.locked, ' / ')}
          disabled
        />
      </div>
      <FilterButtons captureId={captureId} filter="" draft="" onApply={null} />
    </search>
  )
}
